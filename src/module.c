/*-------------------------------------------------------------------------
 *
 * module.c
 *	  What the server sees when it loads the library.
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

/*----------
 * What the server sees when it loads the library.
 *----------
 */
PG_MODULE_MAGIC;

void		_PG_init(void);

void
_PG_init(void)
{
	pg_bindtextdomain(TEXTDOMAIN);
	SssDefineLanguage();
	SssDefineMode();
	SssDefineProgress();
	MarkGUCPrefixReserved("sss");
}

/*----------
 * Which version the library is of, which need not be the one whose installation script the database ran.
 *----------
 */
/* library_version() */
PG_FUNCTION_INFO_V1(sss_library_version);
Datum
sss_library_version(PG_FUNCTION_ARGS)
{
	(void) fcinfo;
	PG_RETURN_TEXT_P(cstring_to_text(SSS_VERSION));
}
