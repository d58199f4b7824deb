/*-------------------------------------------------------------------------
 *
 * language.h
 *	  In which language the law speaks, and in which encoding.
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

/* The language of the session: sss.language, or else that of lc_messages */
extern SssLanguage SssSessionLanguage(void);

/* The same for what is raised: English where the client's encoding lacks the letters */
extern SssLanguage SssMessageLanguage(void);

/* The language that an argument names, the session's if it is NULL */
extern SssLanguage SssGetArgLanguage(FunctionCallInfo fcinfo, int argument);

/* Is it one of kk, ru, en?  If so, which? */
extern bool SssParseLanguage(const char *text, SssLanguage *language);

/*
 * One of three texts, in the database's encoding; in English, whatever text it
 * is, where that encoding lacks a letter of the language.
 */
extern char *SssLocalize(const char *const texts[SSS_LANGUAGES], SssLanguage language);

#endif							/* SSS_BASE_LANGUAGE_H */
