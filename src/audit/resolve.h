/*-------------------------------------------------------------------------
 *
 * resolve.h
 *	  Private to room audit: open violations of the log that an audit no longer
 *	  finds are resolved.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_AUDIT_RESOLVE_H
#define SSS_AUDIT_RESOLVE_H

#include "postgres.h"

#include "audit/check_rows.h"
#include "audit/request.h"

/* Open violations of one attachment */
typedef struct SssOpenViolations SssOpenViolations;

/* May an audit of this user resolve violations? */
extern bool SssMayResolve(void);

/* Read them in the active snapshot, which must be that of the audit */
extern SssOpenViolations *SssReadOpenViolations(const SssAuditTarget *target, Oid relid);

/* SssAuditFound: the audit found the row, or its facts are unknown, so it stays open */
extern void SssStillOpen(void *violations, const SssAuditRow *row);

/* Log that the others are resolved, and return their number */
extern int64 SssResolveOthers(SssOpenViolations *violations);

#endif							/* SSS_AUDIT_RESOLVE_H */
