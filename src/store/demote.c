/*-------------------------------------------------------------------------
 *
 * demote.c
 *	  The setting sss.demote, by which enforcing attachments only log: for a bulk
 *	  load of old data, or in an incident.
 *
 * Only a superuser, or a role to which a superuser grants it, may set it, and
 * its use is journalled.  No setting turns the checks off.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/xact.h"

#include "base/base.h"
#include "store/store.h"

static bool demote = false;

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
SssDefineDemote(void)
{
	DefineCustomBoolVariable("sss.demote",
							 "Makes attachments in mode enforce log violations instead of refusing them.",
							 "The journal records each transaction in which a violation passes.",
							 &demote,
							 false,
							 PGC_SUSET,
							 0,
							 NULL,
							 NULL,
							 NULL);
	RegisterXactCallback(AtEndOfTransaction, NULL);
	RegisterSubXactCallback(AtEndOfSubtransaction, NULL);
}

bool
SssIsDemoted(void)
{
	return demote;
}

bool
SssOverrides(Oid relid, const char *attachment, SssRule rule)
{
	if (!SssIsDemoted())
		return false;
	if (journalled_in == InvalidSubTransactionId)
	{
		SssWriteJournal("override", relid, SssQualifiedName(relid), attachment,
						rule == N_RULES ? NULL : sss_rule_names[rule], NULL, (Datum) 0, (Datum) 0);
		journalled_in = GetCurrentSubTransactionId();
	}
	return true;
}
