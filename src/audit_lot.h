/*-------------------------------------------------------------------------
 *
 * audit_lot.h
 *	  Rows to which a facts view adds what they do not say.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_AUDIT_LOT_H
#define SSS_AUDIT_LOT_H

#include "postgres.h"

#include "access/htup.h"
#include "executor/tuptable.h"
#include "nodes/execnodes.h"
#include "utils/relcache.h"

#include "audit.h"
#include "cases.h"
#include "fetch.h"
#include "key_set.h"

typedef struct SssAuditLot
{
	SssAudit   *audit;
	SssFetch	fetch;
	SssKeySet  *keys;
	TupleTableSlot *row;
	MemoryContext context;		/* of all that follows */
	int			nrows;
	MinimalTuple *rows;
	int		   *numbers;		/* of their keys */
	SssCasePool *pool;
	SssCase   **cases;			/* by the same number; NULL: the view has no row of it */
} SssAuditLot;

extern SssAuditLot *SssMakeAuditLot(SssAudit *audit, Relation rel);

/* Add a row, and judge all that were added once there are many */
extern void SssAddToLot(SssAuditLot *lot, TupleTableSlot *row);

/* Judge those that are left */
extern void SssEndLot(SssAuditLot *lot);

#endif							/* SSS_AUDIT_LOT_H */
