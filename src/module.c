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

#include "base/compat.h"
#include "base/language.h"
#include "store/mode.h"
#include "audit/progress.h"

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
