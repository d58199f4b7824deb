/*-------------------------------------------------------------------------
 *
 * fill_in.h
 *	  Messages of the lists, with what their braces stand for.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_BASE_FILL_IN_H
#define SSS_BASE_FILL_IN_H

#include "postgres.h"

/* What the braces of a message stand for; NULL: nothing to fill in */
typedef struct SssMessageValue
{
	const char *name;
	const char *value;
} SssMessageValue;

/* The message with every {name} replaced */
extern char *SssFillIn(const char *message, const SssMessageValue *values, int nvalues);

#endif							/* SSS_BASE_FILL_IN_H */
