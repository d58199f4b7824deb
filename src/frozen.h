/*-------------------------------------------------------------------------
 *
 * frozen.h
 *	  Rows that COPY with FREEZE wrote.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_FROZEN_H
#define SSS_FROZEN_H

#include "postgres.h"

#include "utils/relcache.h"

/*
 * May rows that were just inserted look as if they had been there for ever?
 * No snapshot then tells what was before them.
 */
extern bool SssInsertsFrozen(Relation rel);

#endif							/* SSS_FROZEN_H */
