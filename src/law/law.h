/*-------------------------------------------------------------------------
 *
 * law.h
 *	  The door of the room law.
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
#include "law/norms.h"
#include "law/reviews.h"
#include "law/rulebook.h"

#endif							/* SSS_LAW_LAW_H */
