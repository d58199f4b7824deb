/*-------------------------------------------------------------------------
 *
 * cpu_time.c
 *	  The processor time that this session has used, in seconds.
 *
 * On a machine that also does other work, it tells more than the clock.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <sys/resource.h>

#include "fmgr.h"

PG_MODULE_MAGIC;

static double
Seconds(struct timeval time)
{
	return time.tv_sec + time.tv_usec / 1000000.0;
}

PG_FUNCTION_INFO_V1(cpu_time);
Datum
cpu_time(PG_FUNCTION_ARGS)
{
	struct rusage usage;

	if (getrusage(RUSAGE_SELF, &usage) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_SYSTEM_ERROR),
				 errmsg("could not read the processor time: %m")));
	PG_RETURN_FLOAT8(Seconds(usage.ru_utime) + Seconds(usage.ru_stime));
}
