/*-------------------------------------------------------------------------
 *
 * parallel.h
 *	  Private to room audit: several processes read a table for one audit.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_AUDIT_PARALLEL_H
#define SSS_AUDIT_PARALLEL_H

#include "postgres.h"

#include "storage/dsm.h"
#include "storage/shm_toc.h"
#include "utils/relcache.h"
#include "utils/snapshot.h"

#include "audit/check_rows.h"

/* Number of workers by the settings of table and session; zero: the session reads alone */
extern int	SssAuditWorkers(const SssAudit *audit, Relation rel);

/* Audit a table whose own columns hold all facts, in that snapshot, with up to so many workers */
extern void SssAuditInParallel(SssAudit *audit, Relation rel, Snapshot snapshot, int nworkers);

/* Entry point of a worker */
extern PGDLLEXPORT void SssAuditWorker(dsm_segment *segment, shm_toc *toc);

#endif							/* SSS_AUDIT_PARALLEL_H */
