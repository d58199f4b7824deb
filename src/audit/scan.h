/*-------------------------------------------------------------------------
 *
 * scan.h
 *	  Private to room audit: the rows of a relation are read and checked.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_AUDIT_SCAN_H
#define SSS_AUDIT_SCAN_H

#include "postgres.h"

#include "nodes/execnodes.h"
#include "utils/relcache.h"

#include "attach/attach.h"
#include "audit/check_rows.h"
#include "audit/request.h"

/*
 * Audit the rows of the target in the active snapshot: those of a table, and
 * with descendants those of its partitions and inheritance children.  The caller
 * sets found, argument and every beforehand.
 */
extern void SssRunAudit(const SssAuditTarget *target, SssDay today, SssAudit *audit);

/*
 * Call found for each case of an attachment, or for each placement of a case
 * that has several, whether or not it fails.  Exemptions are not looked up.
 */
extern void SssAuditAll(Relation rel, const SssAttachment *attachment, SssAuditFound found,
						void *argument);

/* Raise an error if no key names the cases of the attachment */
extern void SssRequireKey(Relation rel, const SssAttachment *attachment);

#endif							/* SSS_AUDIT_SCAN_H */
