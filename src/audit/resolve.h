/*-------------------------------------------------------------------------
 *
 * resolve.h
 *	  What the log has open and an audit does not find any more.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_AUDIT_RESOLVE_H
#define SSS_AUDIT_RESOLVE_H

#include "postgres.h"

#include "audit/audit.h"
#include "audit/request.h"

/* The findings of one attachment that are open */
typedef struct SssOpenFindings SssOpenFindings;

/* May the user have an audit say in the log what it does not find any more? */
extern bool SssMayResolve(void);

/* Read them as of the active snapshot, which must be that of the audit */
extern SssOpenFindings *SssReadOpenFindings(const SssAuditTarget *target, Oid relid);

/* The audit found it, or cannot tell */
extern void SssStillOpen(void *findings, const SssAuditRow *row);

/* Log that the others are wanting no more; returns how many */
extern int64 SssResolveOthers(SssOpenFindings *findings);

#endif							/* SSS_AUDIT_RESOLVE_H */
