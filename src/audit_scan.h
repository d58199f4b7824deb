/*-------------------------------------------------------------------------
 *
 * audit_scan.h
 *	  The rows of a relation, given to an audit one by one.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_AUDIT_SCAN_H
#define SSS_AUDIT_SCAN_H

#include "postgres.h"

#include "nodes/execnodes.h"
#include "utils/relcache.h"

#include "audit.h"
#include "audit_request.h"

/*
 * Audit the rows of the target as of the active snapshot: a table's own, or
 * with descendants those of its partitions and inheritance children as well.
 * Who finds, and what is told, is set beforehand.
 */
extern void SssRunAudit(const SssAuditTarget *target, SssDay today, SssAudit *audit);

/* The rows of a view, or of another relation that only the executor can read */
extern void SssAuditQuery(SssAudit *audit, Relation rel);

#endif							/* SSS_AUDIT_SCAN_H */
