/*-------------------------------------------------------------------------
 *
 * law.h
 *	  The door of the room law: Order No. 165, and the decisions on it.
 *
 * The room holds what the Order says, as constant tables (lists.h, clauses.h),
 * and pure functions over them.  Its nouns:
 *
 *	facts		what is known of one case (SssFacts), indexed by role
 *	rule		a question that is asked about facts, such as placement
 *	judgement	the answer: a verdict, the clause that decided, and a finding for
 *				each requirement that was asked about
 *	code		one value of a list, such as a category of children; C handles it
 *				by its index, SQL by its text, the disk by its value (code.h)
 *	provision	the citation of a clause, packed into a number
 *
 * rulebook.h has the decision itself, memo.h the fast way to a verdict that is
 * compliant, grandfathering.h the comparison with earlier facts, reviews.h the
 * duties of every week.
 *
 * Nothing here knows PostgreSQL: no fmgr, no memory context, no ereport, no
 * clock, no setting, no static variable.  The host test builds the same files
 * without a server.  Every other room may call this one, and it calls none.
 *
 * An amendment of the Order, or a new rule, is lines in law/lists/.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_LAW_LAW_H
#define SSS_LAW_LAW_H

#include "law/captions.h"
#include "law/clauses.h"
#include "law/code.h"
#include "law/grandfathering.h"
#include "law/lists.h"
#include "law/memo.h"
#include "law/reviews.h"
#include "law/rulebook.h"

#endif							/* SSS_LAW_LAW_H */
