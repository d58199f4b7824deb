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

#include "executor/tuptable.h"
#include "utils/rel.h"

#include "audit.h"

typedef struct SssAuditLot SssAuditLot;

extern SssAuditLot *SssMakeAuditLot(SssAudit *audit, Relation rel);

/* Add a row, and judge all that were added once there are many */
extern void SssAddToLot(SssAuditLot *lot, TupleTableSlot *row);

/* Judge those that are left */
extern void SssEndLot(SssAuditLot *lot);

#endif							/* SSS_AUDIT_LOT_H */
