/*-------------------------------------------------------------------------
 *
 * excuse.h
 *	  Which placements of a case were as bad before.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ENFORCE_EXCUSE_H
#define SSS_ENFORCE_EXCUSE_H

#include "postgres.h"

#include "finding/assess.h"

/* A placement of a case as it is, or of a row that is a case */
typedef struct SssPlacement
{
	SssFacts	facts;
	SssAssessment assessment;
	bool		excused;		/* nothing is found wanting, or nothing that was not before */
} SssPlacement;

/*
 * Excuse what was as bad before.  What a placement was excuses one placement
 * and no more: a case that is wrong must not be joined by another wrong one.
 * Of what is not excused, the assessment becomes that of what was added.
 */
extern void SssExcuse(SssRule rule, const SssPolicy *policy, const SssFacts *earlier,
					  int nearlier, SssPlacement *placements, int nplacements);

#endif							/* SSS_ENFORCE_EXCUSE_H */
