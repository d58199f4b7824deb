/*-------------------------------------------------------------------------
 *
 * scan.h
 *	  The rows of a relation, given to an audit one by one.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_AUDIT_SCAN_H
#define SSS_AUDIT_SCAN_H

#include "postgres.h"

#include "nodes/execnodes.h"
#include "utils/relcache.h"

#include "attach/attach.h"
#include "audit/audit.h"
#include "audit/request.h"

/*----------
 * The rows of a relation, given to an audit one by one.
 *----------
 */
/*
 * Audit the rows of the target as of the active snapshot: a table's own, or
 * with descendants those of its partitions and inheritance children as well.
 * Who finds, and what is told, is set beforehand.
 */
extern void SssRunAudit(const SssAuditTarget *target, SssDay today, SssAudit *audit);

/* The rows of a view, or of another relation that only the executor can read */
extern void SssAuditQuery(SssAudit *audit, Relation rel);

/*----------
 * All cases of an attachment that there are, for who lets some stand.
 *----------
 */
/*
 * Call it for each case that there is, or for each placement of it where it
 * has several, whether or not it is found wanting.  Waivers and baselines are
 * not looked at.
 */
extern void SssAuditAll(Relation rel, const SssAttachment *attachment, SssAuditFound found,
						void *argument);

/* Cases must be named by something, or nothing can be told of them */
extern void SssRequireKey(Relation rel, const SssAttachment *attachment);

#endif							/* SSS_AUDIT_SCAN_H */
