/*-------------------------------------------------------------------------
 *
 * verdict.h
 *	  The verdict alone, without the provision that decided it.
 *
 * The session remembers which facts are compliant, so that lawful rows cost
 * next to nothing.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_BASE_VERDICT_H
#define SSS_BASE_VERDICT_H

#include "law/law.h"

extern bool SssIsCompliant(SssRule rule, const SssFacts *facts);
extern SssVerdict SssVerdictOn(SssRule rule, const SssFacts *facts);

#endif							/* SSS_BASE_VERDICT_H */
