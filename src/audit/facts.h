/*-------------------------------------------------------------------------
 *
 * facts.h
 *	  An audit that reads a facts view, as a whole or by batches of rows.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_AUDIT_FACTS_H
#define SSS_AUDIT_FACTS_H

#include "postgres.h"

#include "access/htup.h"
#include "executor/tuptable.h"
#include "nodes/execnodes.h"
#include "utils/relcache.h"

#include "audit/check_rows.h"
#include "base/base.h"
#include "enforce/enforce.h"

typedef struct SssAuditBatch
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
} SssAuditBatch;

extern SssAuditBatch *SssMakeAuditBatch(SssAudit *audit, Relation rel);

/* Add a row, and judge all that were added once there are many */
extern void SssAddToBatch(SssAuditBatch *lot, TupleTableSlot *row);

/* Judge those that are left */
extern void SssEndBatch(SssAuditBatch *lot);

#endif							/* SSS_AUDIT_FACTS_H */
