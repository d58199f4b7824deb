/*-------------------------------------------------------------------------
 *
 * progress.c
 *	  How far a long run is.
 *
 * The server's own progress views know no command but its own.  So whoever
 * waits for a run is told, by a NOTICE now and then; a run that is over soon
 * tells nothing.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <limits.h>

#include "utils/timestamp.h"

#include "base/compat.h"
#include "audit/progress.h"

static int	interval;			/* in milliseconds; zero: never */

void
SssDefineProgress(void)
{
	DefineCustomIntVariable("sss.audit_progress",
							"Sets how often an audit tells how far it is.",
							"0: never.",
							&interval,
							10000,
							0,
							INT_MAX,
							PGC_USERSET,
							GUC_UNIT_MS,
							NULL,
							NULL,
							NULL);
}

void
SssStartProgress(SssProgress *progress, const char *relation)
{
	progress->relation = relation;
	progress->rows = 0;
	progress->wanting = 0;
	progress->told_at = GetCurrentTimestamp();
}

void
SssTellProgress(SssProgress *progress)
{
	TimestampTz now = GetCurrentTimestamp();

	if (interval == 0 || !TimestampDifferenceExceeds(progress->told_at, now, interval))
		return;
	progress->told_at = now;
	ereport(NOTICE,
			(errmsg("auditing %s: %lld rows judged, of which %lld are not compliant",
					progress->relation, (long long) progress->rows, (long long) progress->wanting),
			 errhidestmt(true),
			 errhidecontext(true)));
}
