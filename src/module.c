/*-------------------------------------------------------------------------
 *
 * module.c
 *	  The entry of the library, and its version.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "audit/audit.h"
#include "base/base.h"
#include "store/store.h"

PG_MODULE_MAGIC;

void		_PG_init(void);

void
_PG_init(void)
{
	pg_bindtextdomain(TEXTDOMAIN);
	SssDefineLanguage();
	SssDefineTimeZone();
	SssDefineLogDetail();
	SssDefineDemote();
	SssDefineProgress();
	MarkGUCPrefixReserved("sss");
}

/* library_version(): it may differ from the version of the script that the database ran */
PG_FUNCTION_INFO_V1(sss_library_version);
Datum
sss_library_version(PG_FUNCTION_ARGS)
{
	(void) fcinfo;
	PG_RETURN_TEXT_P(cstring_to_text(SSS_VERSION));
}
