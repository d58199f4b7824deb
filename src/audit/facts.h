/*-------------------------------------------------------------------------
 *
 * facts.h
 *	  An audit that reads a facts view: all of its rows, or those of a table's keys.
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

/* Audit all rows of a view, or of another relation that only the executor can read */
extern void SssAuditQuery(SssAudit *audit, Relation rel);

/* Rows of a table that wait until the view was asked about all of them */
typedef struct SssAuditBatch SssAuditBatch;

extern SssAuditBatch *SssMakeAuditBatch(SssAudit *audit, Relation rel);

/* Add a row; a batch that is full is audited */
extern void SssAddToBatch(SssAuditBatch *batch, TupleTableSlot *row);

/* Audit the rows that are left */
extern void SssEndBatch(SssAuditBatch *batch);

#endif							/* SSS_AUDIT_FACTS_H */
