/*-------------------------------------------------------------------------
 *
 * enforce.h
 *	  The door of the room enforce.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ENFORCE_ENFORCE_H
#define SSS_ENFORCE_ENFORCE_H

#include "enforce/cases.h"
#include "enforce/check_case.h"
#include "enforce/earlier.h"
#include "enforce/facts.h"
#include "enforce/facts_info.h"
#include "enforce/facts_lock.h"
#include "enforce/facts_query.h"
#include "enforce/transition.h"

#endif							/* SSS_ENFORCE_ENFORCE_H */
