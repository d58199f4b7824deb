/*-------------------------------------------------------------------------
 *
 * other_facts.h
 *	  The facts that have no column of their own in the store, as text[].
 *
 * Each fact that is known is an element "role=value".  The value is a code, a
 * citation, a quantity in the unit of its rule or, of evidence, one of present,
 * absent and unknown.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_BASE_OTHER_FACTS_H
#define SSS_BASE_OTHER_FACTS_H

#include "postgres.h"

#include "law/law.h"

/* Those facts as text[]; (Datum) 0: there are none */
extern Datum SssOtherFacts(const SssFacts *facts);

/* Add the facts of such an array; roles and codes that this build does not know are skipped */
extern void SssParseOtherFacts(Datum circumstances, SssFacts *facts);

/* A quantity without trailing zeros */
extern char *SssQuantity(int64 parts, char decimal_point);

#endif							/* SSS_BASE_OTHER_FACTS_H */
