/*-------------------------------------------------------------------------
 *
 * code.h
 *	  The way between a code's text, its value on disk and its index, and
 *	  between a citation and its text.
 *
 * These functions do not depend on the locale.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_LAW_CODE_H
#define SSS_LAW_CODE_H

#include <stddef.h>

#include "law/rulebook.h"

/* Longest text of a citation, "7.127-7.63-15/15", with its terminator */
#define SSS_PROVISION_TEXT	24

/* Longest text of a value that this build has no code for, "#32767" */
#define SSS_VALUE_TEXT		8

/* The parts of a citation; a part that it does not have is zero */
typedef struct SssProvisionParts
{
	int			annex;
	int			paragraph;
	int			paragraph_insert;
	int			paragraph_part;
	int			item;
	int			item_insert;
	int			item_part;
} SssProvisionParts;

/* The code's index, or SSS_MISSING */
extern int	SssCodeByText(SssCodeListId list, const char *string, size_t length);

static inline int
SssCodeByValue(SssCodeListId list, int value)
{
	const SssCodeList *codes = &sss_code_lists[list];

	if (value < 0 || value >= codes->nvalues)
		return SSS_MISSING;
	return codes->at_value[value] - 1;
}

static inline const SssCode *
SssCodeAt(SssCodeListId list, int index)
{
	return &sss_code_lists[list].codes[index];
}

/* The text of a value that this build has no code for, and back; 0: the text is no such value */
extern void SssFormatValue(int value, char *buffer);
extern int	SssParseValue(const char *string, size_t length, int max);

/* Citations; SSS_NO_PROVISION: the text is no citation */
extern SssProvision SssParseProvision(const char *string, size_t length);
extern void SssFormatProvision(SssProvision provision, char *buffer);
extern void SssSplitProvision(SssProvision provision, SssProvisionParts *parts);

#endif							/* SSS_LAW_CODE_H */
