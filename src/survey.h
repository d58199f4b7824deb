/*-------------------------------------------------------------------------
 *
 * survey.h
 *	  All rows of a relation, judged as an attachment judges them.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_SURVEY_H
#define SSS_SURVEY_H

#include "postgres.h"

#include "assess.h"
#include "attached.h"
#include "key_text.h"

/* One row, judged; what is not whole names no one case */
typedef struct SssSurveyed
{
	SssKey		key;
	SssFacts	facts;
	SssAssessment assessment;
} SssSurveyed;

typedef void (*SssSurveyor) (void *argument, const SssSurveyed *row);

/*
 * Read the relation with the user's own rights, and call the surveyor for each
 * row in a memory context of its own, or for those alone that are found
 * wanting.  Row security that hides rows is an error.
 */
extern void SssSurvey(Relation rel, const SssAttached *attached, bool wanting_only,
					  SssSurveyor surveyor, void *argument);

/* A relation must name its cases, or nothing can be told of them */
extern void SssRequireKey(Relation rel, const SssAttached *attached);

#endif							/* SSS_SURVEY_H */
