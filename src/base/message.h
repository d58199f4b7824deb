/*-------------------------------------------------------------------------
 *
 * message.h
 *	  Findings in words, and what would be lawful instead.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_BASE_MESSAGE_H
#define SSS_BASE_MESSAGE_H

#include "postgres.h"

#include "base/language.h"
#include "law/law.h"

/* The finding in words; category is the one that it is about, or SSS_MISSING */
extern char *SssFindingMessage(SssRule rule, const SssFacts *facts, int category,
							   const SssFinding *finding, SssLanguage language);

/* The same for a reader who may not see the record: it names the provision alone */
extern char *SssBareMessage(const SssFinding *finding, SssLanguage language);

/*
 * The lawful alternative in words, for a child in several categories that of any
 * of them; NULL: none is needed, or there is none
 */
extern char *SssFindingRemedy(SssRule rule, const SssFacts *facts, const SssFinding *finding,
							  SssLanguage language);

/* The value that replaces {name} in a message of the lists */
typedef struct SssMessageValue
{
	const char *name;
	const char *value;
} SssMessageValue;

extern char *SssSubstitute(const char *message, const SssMessageValue *values, int nvalues);

#endif							/* SSS_BASE_MESSAGE_H */
