/*-------------------------------------------------------------------------
 *
 * captions.h
 *	  Captions as people type them, made comparable with the names of codes.
 *
 * Pure like the rulebook: no fmgr, no palloc, no ereport, no locale.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_LAW_CAPTIONS_H
#define SSS_LAW_CAPTIONS_H

#include <stddef.h>

#include "law/lists.h"

/* Longer words are cut, further words are left out */
#define SSS_WORD_LETTERS	32
#define SSS_CAPTION_WORDS	64

/* The parts of a caption, such as "name (abbreviation)"; further ones count as one */
#define SSS_CAPTION_PARTS	8

/*
 * A word in folded letters: lower case, one script, without marks.  Its stem, in
 * each language, is the word without its ending.
 */
typedef struct SssWord
{
	uint16_t	letters[SSS_WORD_LETTERS];
	uint8_t		length;
	uint8_t		stem[SSS_LANGUAGES];
	uint8_t		part;			/* of the caption */
	bool		shortened;		/* may be the beginning of a longer word */
	bool		general;		/* does not distinguish codes of the type */
} SssWord;

typedef struct SssCaption
{
	int			nwords;
	int			nparts;
	SssWord		words[SSS_CAPTION_WORDS];
} SssCaption;

/* How a caption agrees with a name */
typedef enum SssAgreement
{
	SSS_DIFFERS,
	SSS_SAME_WORDS,				/* in another order or form, or besides general words */
	SSS_SAME_LETTERS
} SssAgreement;

/* Arguments that stand for all parts of a caption, and for any language */
#define SSS_WHOLE_CAPTION	(-1)
#define SSS_ANY_LANGUAGE	(-1)

/*
 * Fold a text in UTF-8.  Invalid bytes separate words.  If the language is known,
 * stems are found in that language alone.
 */
extern void SssFoldCaption(const char *utf8, size_t length, int language, SssCaption *caption);

/* Mark the words of a caption that are among the general words of a language */
extern void SssMarkGeneral(SssCaption *caption, const SssCaption *general, SssLanguage language);

/* Does a part of the caption, or all of it, have a word that is not general? */
extern bool SssTells(const SssCaption *caption, int part);

/* How a part of the caption, or all of it, agrees with a name in that language */
extern SssAgreement SssAgree(const SssCaption *caption, int part, const SssCaption *name, SssLanguage language);

/* How similar the words of both are, from 0 to 1 */
extern double SssLikeness(const SssCaption *caption, const SssCaption *name, SssLanguage language);

#endif							/* SSS_LAW_CAPTIONS_H */
