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

#include "compat.h"
#include "language.h"
#include "mode.h"
#include "progress.h"

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
