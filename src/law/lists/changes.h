/*---
 * changes.h
 *	  Answers that differ from those of an earlier version.
 *
 * CHANGE(version, function, provision, arguments, before, after, reason)
 *
 * version		the version from which on the answer differs
 * function		whose answer it is
 * arguments	for which arguments, as SQL
 * before		the answer until then
 * after		the answer from then on
 * reason		what was mistaken
 *
 * An answer for given arguments and a given day does not change; an entry
 * here is the admission of a mistake.  There is none so far.
 *---
 */
