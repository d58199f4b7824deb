/*-------------------------------------------------------------------------
 *
 * parallel.h
 *	  A table that several processes read for one audit.
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

#include "audit/audit.h"

/* How many workers the settings of table and session want; zero: the session reads alone */
extern int	SssAuditWorkers(const SssAudit *audit, Relation rel);

/* Audit a table, as of the snapshot, whose own columns hold all facts, with up to so many workers */
extern void SssAuditInParallel(SssAudit *audit, Relation rel, Snapshot snapshot, int nworkers);

/* What a worker runs */
extern PGDLLEXPORT void SssAuditWorker(dsm_segment *segment, shm_toc *toc);

#endif							/* SSS_AUDIT_PARALLEL_H */
