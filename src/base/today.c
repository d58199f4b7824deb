/*-------------------------------------------------------------------------
 *
 * today.c
 *	  The day of the statement, in the time zone of the setting sss.time_zone.
 *
 * A case without a date is checked as of this day.  If it depended on the time
 * zone of the session, the same row would be lawful for one user and unlawful
 * for another.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <ctype.h>

#include "access/xact.h"
#include "datatype/timestamp.h"
#include "fmgr.h"
#include "pgtime.h"
#include "utils/date.h"
#include "utils/datetime.h"
#include "utils/guc.h"
#include "utils/timestamp.h"

#include "base/base.h"

#define DEFAULT_ZONE	"Asia/Almaty"

/* The same for servers whose time zone database lacks that zone: five hours east */
#define DEFAULT_OFFSET	"<+05>-05"

static char *zone_setting = NULL;
static pg_tz * zone = NULL;

/* The server would read "5 hours" as five hours west, with summer time */
static pg_tz *
FindZone(const char *name)
{
	bool		is_name = isalpha((unsigned char) *name) || *name == '<';
	pg_tz	   *found = is_name ? pg_tzset(name) : NULL;

	if (found == NULL && strcmp(name, DEFAULT_ZONE) == 0)
		found = pg_tzset(DEFAULT_OFFSET);
	return found;
}

static bool
CheckZone(char **newval, void **extra, GucSource source)
{
	(void) extra;
	(void) source;
	if (FindZone(*newval) == NULL)
	{
		GUC_check_errdetail("Time zone \"%s\" is not known. View pg_timezone_names lists the known ones.", *newval);
		return false;
	}
	return true;
}

/* The zone is in the server's cache, since it was checked */
static void
AssignZone(const char *newval, void *extra)
{
	(void) extra;
	zone = FindZone(newval);
}

void
SssDefineTimeZone(void)
{
	DefineCustomStringVariable("sss.time_zone",
							   "Sets the time zone whose day counts for cases without a date.",
							   "The name of a time zone, such as Asia/Almaty.",
							   &zone_setting,
							   DEFAULT_ZONE,
							   PGC_SUSET,
							   0,
							   CheckZone,
							   AssignZone,
							   NULL);
}

static SssDay
DayOf(TimestampTz moment)
{
	struct pg_tm tm;
	fsec_t		fsec;
	int			offset;

	if (timestamp2tm(moment, &offset, &tm, &fsec, NULL, zone) != 0)
		elog(ERROR, "timestamp out of range");
	return date2j(tm.tm_year, tm.tm_mon, tm.tm_mday) - POSTGRES_EPOCH_JDATE;
}

/* A day that many rows ask for in turn */
typedef struct KnownDay
{
	TimestampTz moment;
	pg_tz	   *zone;			/* NULL: none is known yet */
	SssDay		day;
} KnownDay;

static SssDay
DayAgain(KnownDay *known, TimestampTz moment)
{
	if (moment != known->moment || zone != known->zone)
		*known = (KnownDay)
	{
		.moment = moment,.zone = zone,.day = DayOf(moment)
	};
	return known->day;
}

SssDay
SssToday(void)
{
	static KnownDay known;

	return DayAgain(&known, GetCurrentStatementStartTimestamp());
}

SssDay
SssDayOfTransaction(void)
{
	static KnownDay known;

	return DayAgain(&known, GetCurrentTransactionStartTimestamp());
}

const char *
SssOtherTimeZone(void)
{
	return zone == session_timezone || !pg_tz_acceptable(zone) ? NULL : pg_get_timezone_name(zone);
}

PG_FUNCTION_INFO_V1(sss_today);
Datum
sss_today(PG_FUNCTION_ARGS)
{
	(void) fcinfo;
	PG_RETURN_DATEADT(SssToday());
}

/* day(timestamptz): infinity has none */
PG_FUNCTION_INFO_V1(sss_day);
Datum
sss_day(PG_FUNCTION_ARGS)
{
	TimestampTz moment = PG_GETARG_TIMESTAMPTZ(0);

	if (TIMESTAMP_NOT_FINITE(moment))
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(DayOf(moment));
}
