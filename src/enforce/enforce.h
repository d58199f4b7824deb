/*-------------------------------------------------------------------------
 *
 * enforce.h
 *	  The door of the room enforce: rows and cases checked as they are written.
 *
 * The room holds sss.enforce(), the one trigger function, and the functions
 * that a CHECK calls.  Both are called by the server, through SQL.  Its nouns:
 *
 *	 change		  what a trigger fires for: a row, or the rows of a statement
 *	 key		  values that lead to a facts view, numbered in a key set
 *	 case		  what the view says of one key; it has one placement or several
 *	 trigger run  the calls of a trigger that the server makes in one go
 *
 * A change leads to keys, and keys lead to cases.  A case is checked as it is
 * now.  If it fails, it is compared with its earlier facts.  The room finding
 * assesses facts and reports violations.
 *
 * From C only the room audit calls this room.  It reads facts views by the same
 * reader, so that an audit sees what the trigger sees: all rows of a view by
 * SssQueryAllFacts() and SssReadView(), the cases of keys by SssReadCases().
 * The other headers of the room are its own.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ENFORCE_ENFORCE_H
#define SSS_ENFORCE_ENFORCE_H

#include "enforce/cases.h"
#include "enforce/facts_query.h"
#include "enforce/key_set.h"

#endif							/* SSS_ENFORCE_ENFORCE_H */
