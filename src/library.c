/*-------------------------------------------------------------------------
 *
 * library.c
 *	  Which version the library is of, which need not be the one whose
 *	  installation script the database ran.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/builtins.h"

#include "base/compat.h"

/* library_version() */
PG_FUNCTION_INFO_V1(sss_library_version);
Datum
sss_library_version(PG_FUNCTION_ARGS)
{
	(void) fcinfo;
	PG_RETURN_TEXT_P(cstring_to_text(SSS_VERSION));
}
