/*-------------------------------------------------------------------------
 *
 * mode.c
 *	  The setting sss.demote, by which enforcing attachments only log, for example
 *	  during a bulk load of old data.
 *
 * Only a superuser, or a role to which a superuser grants it, may set it, and
 * its use is journalled.  No mode turns the checks off.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/xact.h"

#include "base/base.h"
#include "store/store.h"

enum
{
	MODE_ATTACHED,
	MODE_LOG
};

static const struct config_enum_entry modes[] = {
	{"attached", MODE_ATTACHED, false},
	{"log", MODE_LOG, false},
	{NULL, 0, false}
};

static int	mode = MODE_ATTACHED;

/* Subtransaction that wrote into the journal; invalid if none did or it was rolled back */
static SubTransactionId journalled_in = InvalidSubTransactionId;

static void
AtEndOfTransaction(XactEvent event, void *arg)
{
	(void) arg;
	if (event == XACT_EVENT_COMMIT || event == XACT_EVENT_ABORT || event == XACT_EVENT_PREPARE)
		journalled_in = InvalidSubTransactionId;
}

static void
AtEndOfSubtransaction(SubXactEvent event, SubTransactionId mine, SubTransactionId parent, void *arg)
{
	(void) arg;
	if (journalled_in != mine)
		return;
	if (event == SUBXACT_EVENT_COMMIT_SUB)
		journalled_in = parent;
	else if (event == SUBXACT_EVENT_ABORT_SUB)
		journalled_in = InvalidSubTransactionId;
}

void
SssDefineMode(void)
{
	DefineCustomEnumVariable("sss.demote",
							 "Makes attachments in mode enforce log violations instead of refusing them.",
							 "log: violations are logged, and the journal records it; attached: the mode of each attachment applies.",
							 &mode,
							 MODE_ATTACHED,
							 modes,
							 PGC_SUSET,
							 0,
							 NULL,
							 NULL,
							 NULL);
	RegisterXactCallback(AtEndOfTransaction, NULL);
	RegisterSubXactCallback(AtEndOfSubtransaction, NULL);
}

bool
SssOnlyLogs(void)
{
	return mode == MODE_LOG;
}

bool
SssOverrides(Oid relid, const char *attachment, SssRule rule)
{
	if (!SssOnlyLogs())
		return false;
	if (journalled_in == InvalidSubTransactionId)
	{
		SssWriteJournal("override", relid, SssQualifiedName(relid), attachment,
						rule == N_RULES ? NULL : sss_rule_names[rule], NULL, (Datum) 0);
		journalled_in = GetCurrentSubTransactionId();
	}
	return true;
}
