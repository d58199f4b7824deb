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

/*----------
 * Findings in words, and what would be lawful instead.
 *----------
 */
/* What a finding says; category is the one it was found for, or SSS_MISSING */
extern char *SssFindingMessage(SssRule rule, const SssFacts *facts, int category,
							   const SssFinding *finding, SssLanguage language);

/* The same for a reader who may not learn what stands in the record */
extern char *SssBareMessage(const SssFinding *finding, SssLanguage language);

/* What would be lawful instead; NULL where the finding asks for nothing */
extern char *SssFindingRemedy(SssRule rule, const SssFacts *facts, int category,
							  const SssFinding *finding, SssLanguage language);

/*----------
 * Messages of the lists, with what their braces stand for.
 *----------
 */
/* What the braces of a message stand for; NULL: nothing to fill in */
typedef struct SssMessageValue
{
	const char *name;
	const char *value;
} SssMessageValue;

/* The message with every {name} replaced */
extern char *SssSubstitute(const char *message, const SssMessageValue *values, int nvalues);

#endif							/* SSS_BASE_MESSAGE_H */
