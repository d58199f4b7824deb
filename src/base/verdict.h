/*-------------------------------------------------------------------------
 *
 * verdict.h
 *	  The verdict alone, without what decided it.
 *
 * The session remembers what it found compliant, so that this costs next to
 * nothing where rows are lawful.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_BASE_VERDICT_H
#define SSS_BASE_VERDICT_H

#include "law/law.h"

extern bool SssIsCompliant(SssRule rule, const SssFacts *facts);
extern SssVerdict SssVerdictOn(SssRule rule, const SssFacts *facts);

#endif							/* SSS_BASE_VERDICT_H */
