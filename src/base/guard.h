/*-------------------------------------------------------------------------
 *
 * guard.h
 *	  What must not fail the application's statement.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_BASE_GUARD_H
#define SSS_BASE_GUARD_H

#include "postgres.h"

typedef void (*SssAction) (const void *argument);

/*
 * Do it, in a subtransaction of its own.  What goes wrong is undone and
 * returned, NULL being success; only what ends the transaction anyway, or was
 * asked for, such as a cancel, is raised.
 */
extern ErrorData *SssAttempt(SssAction action, const void *argument);

#endif							/* SSS_BASE_GUARD_H */
