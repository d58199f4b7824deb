/*-------------------------------------------------------------------------
 *
 * survey.h
 *	  All cases of an attachment that there are, for who lets some stand.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_SURVEY_H
#define SSS_SURVEY_H

#include "postgres.h"

#include "utils/relcache.h"

#include "attached.h"
#include "audit.h"

/*
 * Call it for each case that there is, or for each placement of it where it
 * has several, whether or not it is found wanting.  Waivers and baselines are
 * not looked at.
 */
extern void SssSurvey(Relation rel, const SssAttached *attached, SssAuditFound found,
					  void *argument);

/* Cases must be named by something, or nothing can be told of them */
extern void SssRequireKey(Relation rel, const SssAttached *attached);

#endif							/* SSS_SURVEY_H */
