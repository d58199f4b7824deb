/*-------------------------------------------------------------------------
 *
 * survey.h
 *	  All cases that there are, judged as an attachment judges them.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_SURVEY_H
#define SSS_SURVEY_H

#include "postgres.h"

#include "assess.h"
#include "attached.h"
#include "key_text.h"

/* One case, or one placement of it where it has several */
typedef struct SssSurveyed
{
	SssKey		key;
	SssFacts	facts;
	SssAssessment assessment;
} SssSurveyed;

typedef void (*SssSurveyor) (void *argument, const SssSurveyed *of);

/*
 * Call the surveyor for each case, or with wanting_only for each that is found
 * wanting, in a memory context that is reset now and then.  The table is read
 * with the user's own rights, who must be allowed to read the facts view as
 * well; row security that hides rows is an error.
 */
extern void SssSurvey(Relation rel, const SssAttached *attached, bool wanting_only,
					  SssSurveyor surveyor, void *argument);

/* Cases must be named by something, or nothing can be told of them */
extern void SssRequireKey(Relation rel, const SssAttached *attached);

#endif							/* SSS_SURVEY_H */
