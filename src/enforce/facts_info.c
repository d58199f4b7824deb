/*-------------------------------------------------------------------------
 *
 * facts_info.c
 *	  What a session knows of an attachment with a facts view.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/hsearch.h"
#include "utils/inval.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/syscache.h"

#include "attach/attach.h"
#include "base/base.h"
#include "enforce/facts_info.h"

typedef struct KnownFactsInfo
{
	Oid			trigger;
	SssFactsInfo *info;
} KnownFactsInfo;

static HTAB * known = NULL;

static void
InvalidateRelation(Datum argument, Oid relid)
{
	HASH_SEQ_STATUS scan;
	KnownFactsInfo *entry;

	(void) argument;
	hash_seq_init(&scan, known);
	while ((entry = hash_seq_search(&scan)) != NULL)
	{
		if (!OidIsValid(relid) || entry->info->relid == relid ||
			list_member_oid(entry->info->views, relid))
			entry->info->valid = false;
	}
}

/*
 * The prepared queries name the view's schema, and whether a function sees
 * later writes depends on whether it is volatile.
 */
static void
InvalidateAll(Datum argument, int cache, uint32 hash)
{
	(void) cache;
	(void) hash;
	InvalidateRelation(argument, InvalidOid);
}

static void
CreateCache(void)
{
	HASHCTL		control = {.keysize = sizeof(Oid),.entrysize = sizeof(KnownFactsInfo)};

	known = hash_create("special_social_services facts info", 16, &control, HASH_ELEM | HASH_BLOBS);
	CacheRegisterRelcacheCallback(InvalidateRelation, (Datum) 0);
	CacheRegisterSyscacheCallback(NAMESPACEOID, InvalidateAll, (Datum) 0);
	CacheRegisterSyscacheCallback(PROCOID, InvalidateAll, (Datum) 0);
}

static void
FreeInfo(SssFactsInfo *info)
{
	SssReleaseQuery(&info->facts);
	SssReleaseQuery(&info->cases);
	SssReleaseQuery(&info->lock_values);
	MemoryContextDelete(info->context);
}

/* An invalidated entry is freed by the last statement that uses it */
static void
ReleaseInfo(void *argument)
{
	SssFactsInfo *info = argument;
	KnownFactsInfo *entry;

	if (--info->users > 0)
		return;
	entry = hash_search(known, &info->trigger, HASH_FIND, NULL);
	if (entry == NULL || entry->info != info)
		FreeInfo(info);
}

/* A column that is computed when it is read: the stored rows show no change of it */
static bool
IsComputed(TupleDesc tupdesc, AttrNumber attnum)
{
	char		generated = attnum > 0 ? TupleDescAttr(tupdesc, attnum - 1)->attgenerated : '\0';

	return generated != '\0' && generated == ATTRIBUTE_GENERATED_VIRTUAL;
}

/*
 * A change of a row counts if it changes a bound column, or one that the view
 * reads.  If a table holds no fact and the view's definition does not read it,
 * a function that the view calls must read it: every change counts.
 */
static void
FindRelevance(SssFactsInfo *info, TupleDesc tupdesc, const SssReads *reads)
{
	const SssBinding *binding = &info->binding;
	bool		whole;
	Bitmapset  *read = SssColumnsRead(reads, info->relid, &whole);
	int			column = -1;
	bool		feeds = whole || read != NULL || !info->checks_rows;

	info->use = feeds ? USE_CHANGES : USE_READS;
	info->every_change = whole || (read == NULL && !info->checks_rows);
	info->relevant = read;
	for (int role = 0; role < N_ROLES; role++)
	{
		if (binding->columns[role].form != COLUMN_NONE)
			info->relevant = bms_add_member(info->relevant, binding->columns[role].attnum);
	}
	for (int i = 0; i < binding->view.nlinks; i++)
		info->relevant = bms_add_member(info->relevant, binding->view.links[i]);
	while ((column = bms_next_member(info->relevant, column)) >= 0)
		info->every_change |= IsComputed(tupdesc, column);
}

static int
LinkTo(const SssView *view, AttrNumber attnum)
{
	for (int i = 0; i < view->nlinks; i++)
	{
		if (view->view_links[i] == attnum)
			return i;
	}
	return -1;
}

/*
 * The lock columns are the columns of the view before its first role: all
 * attachments to the view agree on these.  An attachment with no link to any of
 * them locks the whole view.
 */
static void
FindLockColumns(SssFactsInfo *info)
{
	const SssView *view = &info->binding.view;
	AttrNumber	first_role = INDEX_MAX_KEYS + 1;
	bool		linked = false;
	Oid			type;

	for (int role = 0; role < N_ROLES; role++)
	{
		AttrNumber	attnum = get_attnum(view->relid, sss_fact_lines[role].name);

		if (attnum > 0)
			first_role = Min(first_role, attnum);
	}
	for (AttrNumber attnum = 1; attnum < first_role; attnum++)
	{
		int			link = LinkTo(view, attnum);

		type = get_atttype(view->relid, attnum);
		if (!OidIsValid(type) || SssLinkOperator(type, type) == NULL)
			break;
		info->lock_columns[info->nlock_columns] = attnum;
		info->lock_links[info->nlock_columns++] = link;
		linked |= link >= 0;
	}
	if (!linked)
		info->nlock_columns = 0;
}

/* Do the links give a value for each lock column? */
static bool
LinksGiveLockColumns(const SssFactsInfo *info)
{
	for (int i = 0; i < info->nlock_columns; i++)
	{
		if (info->lock_links[i] < 0)
			return false;
	}
	return true;
}

static bool
LinksAreKey(const SssView *view)
{
	for (int i = 0; i < view->nkeys; i++)
	{
		if (LinkTo(view, view->keys[i]) < 0)
			return false;
	}
	return view->nkeys == view->nlinks;
}

static void
PrepareQueries(SssFactsInfo *info)
{
	const SssBinding *binding = &info->binding;
	const SssView *view = &binding->view;

	if (!LinksGiveLockColumns(info))
		SssQueryColumnsByLinks(&info->lock_values, binding, info->relid,
							   info->lock_columns, info->nlock_columns);
	info->by_case = !info->checks_rows && !LinksAreKey(view);
	if (!info->by_case)
	{
		SssQueryFactsByLinks(&info->facts, binding, info->relid);
		return;
	}
	SssQueryFactsByKey(&info->facts, binding);
	SssQueryColumnsByLinks(&info->cases, binding, info->relid, view->keys, view->nkeys);
}

/* What ReadAttachmentAndView takes and returns */
typedef struct FactsInfoBuild
{
	SssFactsInfo *info;
	Relation	rel;
	const Trigger *trigger;
	SssProblem *problem;
	bool		done;
} FactsInfoBuild;

static void
ReadAttachmentAndView(const void *argument)
{
	FactsInfoBuild *build = (FactsInfoBuild *) argument;
	SssFactsInfo *info = build->info;
	const Trigger *binding_trigger = SssBindingOfChangeTrigger(info->relid, build->rel->trigdesc, build->trigger,
															   &info->binding, build->problem);
	SssReads	reads;

	if (binding_trigger == NULL)
		return;
	info->attachment = pstrdup(binding_trigger->tgname);
	info->checks_rows = SssHoldsFacts(&info->binding);
	reads = SssReadsOf(info->binding.view.relid);
	info->views = reads.views;
	FindRelevance(info, RelationGetDescr(build->rel), &reads);
	FindLockColumns(info);
	PrepareQueries(info);
	build->done = true;
}

/*
 * Fill the entry, in the current memory context.  In log mode a view that
 * cannot be locked must not fail the statement.
 */
static bool
BuildInfo(SssFactsInfo *info, Relation rel, const Trigger *trigger, SssProblem *problem)
{
	FactsInfoBuild build = {info, rel, trigger, problem, false};
	const ErrorData *failure = NULL;

	if (!SssReadTrigger(info->relid, trigger, &info->binding, problem))
		return false;
	if (info->binding.policy.enforcing)
		ReadAttachmentAndView(&build);
	else
		failure = SssTryInSubtransaction(ReadAttachmentAndView, &build);
	if (failure != NULL)
		return SssWrong(problem, failure->sqlerrcode,
						pstrdup(_("the definition of the facts view could not be read")),
						psprintf(_("It failed with SQLSTATE %s."), unpack_sql_state(failure->sqlerrcode)),
						pstrdup(_("See view sss.attachments for what is wrong.")));
	return build.done;
}

static SssFactsInfo *
MakeFactsInfo(Relation rel, const Trigger *trigger, bool *enforcing, SssProblem *problem)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "special_social_services facts info",
												  ALLOCSET_SMALL_SIZES);
	MemoryContext caller_context = MemoryContextSwitchTo(context);
	SssFactsInfo *info = palloc0(sizeof(SssFactsInfo));
	bool		done;

	info->trigger = trigger->tgoid;
	info->relid = RelationGetRelid(rel);
	info->context = context;
	info->valid = true;
	done = BuildInfo(info, rel, trigger, problem);
	*enforcing = info->binding.policy.enforcing;
	MemoryContextSwitchTo(caller_context);

	/* Without success, the entry goes with the caller's context, and the problem's texts too */
	return done ? info : NULL;
}

bool
SssIsKnownChangeTrigger(Oid trigger)
{
	KnownFactsInfo *entry = known == NULL ? NULL : hash_search(known, &trigger, HASH_FIND, NULL);

	return entry != NULL && entry->info->valid;
}

SssFactsInfo *
SssUseFactsInfo(MemoryContext context, Relation rel, const Trigger *trigger, bool *enforcing,
				SssProblem *problem)
{
	MemoryContextCallback *callback;
	KnownFactsInfo *entry;
	SssFactsInfo *info;
	bool		found;

	if (known == NULL)
		CreateCache();
	entry = hash_search(known, &trigger->tgoid, HASH_FIND, NULL);
	if (entry != NULL && entry->info->valid)
		info = entry->info;
	else
	{
		info = MakeFactsInfo(rel, trigger, enforcing, problem);
		if (info == NULL)
			return NULL;
		MemoryContextSetParent(info->context, CacheMemoryContext);
		entry = hash_search(known, &trigger->tgoid, HASH_ENTER, &found);
		if (found && entry->info->users == 0)
			FreeInfo(entry->info);
		entry->info = info;
	}
	*enforcing = info->binding.policy.enforcing;
	if (!SssOwnerMayRead(info->relid, info->binding.view.relid, problem))
		return NULL;

	callback = MemoryContextAllocZero(context, sizeof(MemoryContextCallback));
	callback->func = ReleaseInfo;
	callback->arg = info;
	info->users++;
	MemoryContextRegisterResetCallback(context, callback);
	return info;
}
