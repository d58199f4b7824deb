/*-------------------------------------------------------------------------
 *
 * language.h
 *	  The language and the encoding of texts about the law.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_BASE_LANGUAGE_H
#define SSS_BASE_LANGUAGE_H

#include "postgres.h"

#include "fmgr.h"

#include "law/law.h"

/* Define the setting sss.language */
extern void SssDefineLanguage(void);

/*
 * The language for messages that are raised: that of the session, or English
 * if the client's encoding lacks its letters
 */
extern SssLanguage SssMessageLanguage(void);

/* The language that an argument names; NULL: the session's */
extern SssLanguage SssGetArgLanguage(FunctionCallInfo fcinfo, int argument);

/*
 * The text in that language, in the database's encoding.  If the encoding
 * lacks a letter of the language's alphabet, every text is in English.
 */
extern char *SssLocalize(const char *const texts[SSS_LANGUAGES], SssLanguage language);

#endif							/* SSS_BASE_LANGUAGE_H */
