/*-------------------------------------------------------------------------
 *
 * other_facts.h
 *	  The facts for which the store has no column of their own, as text.
 *
 * An element for each that is known, "role=value": codes and citations,
 * quantities in the unit of their rule, evidence as present, absent or
 * unknown.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_BASE_OTHER_FACTS_H
#define SSS_BASE_OTHER_FACTS_H

#include "postgres.h"

#include "law/law.h"

/* A text array; (Datum) 0: there are none */
extern Datum SssOtherFacts(const SssFacts *facts);

/* Add what such an array says to the facts; what this build does not know is not known */
extern void SssReadOtherFacts(Datum circumstances, SssFacts *facts);

/* A quantity with the digits that it has */
extern char *SssQuantity(int64 parts, char decimal_point);

#endif							/* SSS_BASE_OTHER_FACTS_H */
