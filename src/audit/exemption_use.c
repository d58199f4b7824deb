/*-------------------------------------------------------------------------
 *
 * exemption_use.c
 *	  sss_internal.exemption_use(): the waivers and baselines that existing rows need.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/relation.h"
#include "fmgr.h"
#include "nodes/pg_list.h"
#include "utils/builtins.h"
#include "utils/relcache.h"

#include "attach/attach.h"
#include "audit/audit_private.h"
#include "base/base.h"
#include "finding/finding.h"

typedef struct Use
{
	SssRow		row;
	Oid			relation;
	const SssAttachment *attached;
} Use;

/* Put the waivers that the case needs: those that cover it, or those that do not */
static void
PutNeededWaivers(SssRow *row, const SssCaseRef *of, const List *waivers, bool covering)
{
	int64	   *ids = palloc(sizeof(int64) * (list_length(waivers) + 1));
	int			nids = 0;
	ListCell   *cell;

	foreach(cell, waivers)
	{
		const SssWaiver *waiver = lfirst(cell);

		if (waiver->covers == covering && SssIsNeeded(of, waiver))
			ids[nids++] = waiver->id;
	}
	SssPutInt8s(row, ids, nids);
}

static void
PutAllWaivers(SssRow *row, const List *waivers)
{
	int64	   *ids = palloc(sizeof(int64) * (list_length(waivers) + 1));
	int			nids = 0;
	ListCell   *cell;

	foreach(cell, waivers)
		ids[nids++] = ((const SssWaiver *) lfirst(cell))->id;
	SssPutInt8s(row, ids, nids);
}

/* Does only a baseline exempt the case, and waivers alone do not? */
static bool
NeedsBaseline(const SssCaseRef *of, const SssExemptions *exemptions)
{
	SssExemptions waivers = {exemptions->waivers, NIL};
	SssAssessment left;

	return !SssIsExempt(of, &waivers, &left) && SssIsExempt(of, exemptions, &left);
}

static void
ReturnUse(void *argument, const SssAuditRow *row)
{
	Use		   *use = argument;
	SssCaseRef	of = {
		use->relation, use->attached, &row->key, row->facts
	};
	bool		fails = row->refused;
	SssExemptions exemptions;

	if (!(fails ? SssFindExemptions(&of, &exemptions) : SssFindWaivers(&of, &exemptions)))
		return;
	SssPutTexts(&use->row, row->key.texts, row->key.ncolumns);
	PutNeededWaivers(&use->row, &of, fails ? exemptions.waivers : NIL, true);
	PutNeededWaivers(&use->row, &of, fails ? exemptions.waivers : NIL, false);
	SssPutBool(&use->row, fails && NeedsBaseline(&of, &exemptions));
	PutAllWaivers(&use->row, exemptions.waivers);
	SssEndRow(&use->row);
}

/* exemption_use(relation, name): a row for each case for which there is a waiver or a baseline */
PG_FUNCTION_INFO_V1(sss_exemption_use);
Datum
sss_exemption_use(PG_FUNCTION_ARGS)
{
	Use			use = {.row = SssStartRows(fcinfo)};
	Relation	rel;

	SssRequireSelect(PG_GETARG_OID(0));
	rel = SssOpenRelation(PG_GETARG_OID(0), AccessShareLock);
	use.attached = SssFindAttachment(rel, NULL, text_to_cstring(PG_GETARG_TEXT_PP(1)), false);
	use.relation = SssCaseRelation(use.attached);
	if (SssMayHaveExemptions(use.relation, use.attached->binding.rule))
		SssAuditAll(rel, use.attached, ReturnUse, &use);
	relation_close(rel, NoLock);
	return (Datum) 0;
}
