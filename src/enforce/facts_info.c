/*-------------------------------------------------------------------------
 *
 * facts_info.c
 *	  The cache that a session keeps of a change trigger and its facts view.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/tupdesc.h"
#include "catalog/pg_inherits.h"
#include "commands/trigger.h"
#include "nodes/bitmapset.h"
#include "nodes/pg_list.h"
#include "storage/lmgr.h"
#include "storage/sinval.h"
#include "utils/hsearch.h"
#include "utils/inval.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/reltrigger.h"
#include "utils/syscache.h"

#include "attach/attach.h"
#include "base/base.h"
#include "enforce/enforce_private.h"

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
		if (!OidIsValid(relid) || entry->info->attachment.relid == relid ||
			list_member_oid(entry->info->related, relid))
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
CreateFactsInfos(void)
{
	HASHCTL		control = {.keysize = sizeof(Oid),.entrysize = sizeof(KnownFactsInfo)};

	known = hash_create("special_social_services facts info", 16, &control, HASH_ELEM | HASH_BLOBS);
	CacheRegisterRelcacheCallback(InvalidateRelation, (Datum) 0);
	CacheRegisterSyscacheCallback(NAMESPACEOID, InvalidateAll, (Datum) 0);
	CacheRegisterSyscacheCallback(PROCOID, InvalidateAll, (Datum) 0);
}

static void
FreeFactsInfo(SssFactsInfo *info)
{
	SssReleaseQuery(&info->facts);
	SssReleaseQuery(&info->cases);
	SssReleaseQuery(&info->lock_values);
	for (int i = 0; i < info->nreferring; i++)
		SssReleaseQuery(&info->referring[i].query);
	MemoryContextDelete(info->context);
}

/* An invalidated entry is freed by the last statement that uses it */
static void
ReleaseFactsInfo(void *argument)
{
	SssFactsInfo *info = argument;
	KnownFactsInfo *entry;

	if (--info->users > 0)
		return;
	entry = hash_search(known, &info->trigger, HASH_FIND, NULL);
	if (entry == NULL || entry->info != info)
		FreeFactsInfo(info);
}

/* Is the column computed when it is read, so that stored rows show no change of it? */
static bool
IsComputed(TupleDesc tupdesc, AttrNumber attnum)
{
	return SSS_HAVE_VIRTUAL_COLUMNS && attnum > 0 &&
		TupleDescAttr(tupdesc, attnum - 1)->attgenerated == ATTRIBUTE_GENERATED_VIRTUAL;
}

/*
 * A change of a row counts if it changes a bound column, or one that the view
 * reads.  If a table holds no fact and the view's definition does not read it, a
 * function that the view calls must read it.  Every change then counts.
 */
static void
FindRelevance(SssFactsInfo *info, TupleDesc tupdesc, const SssReads *reads)
{
	const SssBinding *binding = &info->attachment.binding;
	bool		whole;
	Bitmapset  *read = SssColumnsRead(reads, info->attachment.relid, &whole);
	int			column = -1;
	bool		feeds = whole || read != NULL || !info->checks_rows;

	info->use = feeds ? USE_CHANGES : USE_READS;
	info->every_change = whole || (read == NULL && !info->checks_rows);
	info->relevant = read;
	for (int role = 0; role < N_ROLES; role++)
	{
		if (binding->columns[role].form != COLUMN_NONE && sss_fact_lines[role].kind != FACT_mention)
			info->relevant = bms_add_member(info->relevant, binding->columns[role].attnum);
	}
	for (int i = 0; i < binding->view.nlinks; i++)
		info->relevant = bms_add_member(info->relevant, binding->view.links[i]);
	for (int i = 0; i < binding->nkeys; i++)
		info->relevant = bms_add_member(info->relevant, binding->keys[i]);
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

static bool
BelongsToKey(const SssView *view, AttrNumber attnum)
{
	for (int i = 0; i < view->nkeys; i++)
	{
		if (view->keys[i] == attnum)
			return true;
	}
	return false;
}

/*
 * Are values of the lock column locked exclusively, if the row changes facts?  If the
 * row does not know the first one, one other is enough: that by which other rows refer.
 */
static bool
IsLockedFully(const SssFactsInfo *info, int lock)
{
	const SssView *view = &info->attachment.binding.view;
	int			link = info->lock_links[lock];

	if (lock == 0 || link < 0)
		return lock == 0;
	return (BelongsToKey(view, view->locks[lock]) && !BelongsToKey(view, view->locks[0])) ||
		(info->lock_links[0] < 0 && (info->nreferring == 0 || link == info->referring_link));
}

/* An attachment with no link to any lock column locks the whole view */
static void
FindLockColumns(SssFactsInfo *info)
{
	const SssView *view = &info->attachment.binding.view;
	bool		linked = false;

	for (int i = 0; i < view->nlocks; i++)
	{
		info->lock_columns[i] = view->locks[i];
		info->lock_links[i] = LinkTo(view, view->locks[i]);
		linked |= info->lock_links[i] >= 0;
		info->lock_fully[i] = IsLockedFully(info, i);
	}
	info->nlock_columns = linked ? view->nlocks : 0;
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

/* Find the columns of the table that give the key of a case; false: not all are linked */
static bool
FindKeyColumns(SssFactsInfo *info)
{
	const SssView *view = &info->attachment.binding.view;

	info->links_are_key = view->nkeys == view->nlinks;
	for (int i = 0; i < view->nkeys; i++)
	{
		int			link = LinkTo(view, view->keys[i]);

		if (link < 0)
			return false;
		info->key_columns[i] = view->links[link];
		info->links_are_key &= link == i;
	}
	return true;
}

static void
PrepareQueries(SssFactsInfo *info)
{
	const SssBinding *binding = &info->attachment.binding;
	const SssView *view = &binding->view;
	Oid			relid = info->attachment.relid;

	if (!LinksGiveLockColumns(info))
		SssQueryColumnsByLinks(&info->lock_values, binding, relid, info->lock_columns, info->nlock_columns);
	if (info->checks_rows)
		SssQueryFactsByLinks(&info->facts, binding, relid);
	else if (FindKeyColumns(info))
		SssQueryFactsByKey(&info->facts, binding, relid, info->key_columns);
	else
	{
		info->by_case = true;
		SssQueryFactsByKey(&info->facts, binding, view->relid, view->keys);
		SssQueryColumnsByLinks(&info->cases, binding, relid, view->keys, view->nkeys);
	}
	SssPrepareProbe(&info->facts, &info->valid);
	SssPrepareProbe(&info->cases, &info->valid);
	SssPrepareProbe(&info->lock_values, &info->valid);
}

/* The referring tables by one of the links; those that lead to the first lock column are best */
static List *
ReferrersBy(const SssFactsInfo *info, int lock, bool leading)
{
	const SssView *view = &info->attachment.binding.view;
	List	   *referrers;
	ListCell   *cell;

	if (info->lock_links[lock] < 0 ||
		!SssFindReferrers(&info->attachment, view->links[info->lock_links[lock]], info->lock_columns[lock], &referrers))
		return NIL;
	foreach(cell, leading ? referrers : NIL)
	{
		if (((SssReferrer *) lfirst(cell))->first == 0)
			return NIL;
	}
	return referrers;
}

void
SssFindReferring(SssFactsInfo *info)
{
	List	   *referrers = NIL;
	MemoryContext caller_context;
	ListCell   *cell;

	if (info->knows_referring)
		return;
	for (int i = 0; i < 2 * info->nlock_columns && referrers == NIL; i++)
	{
		int			lock = i % info->nlock_columns;

		referrers = ReferrersBy(info, lock, i < info->nlock_columns);
		info->referring_link = info->lock_links[lock];
	}
	caller_context = MemoryContextSwitchTo(info->context);
	info->referring = palloc(sizeof(SssReferring) * Max(1, list_length(referrers)));
	foreach(cell, referrers)
	{
		const SssReferrer *referrer = lfirst(cell);
		SssReferring *referring = &info->referring[info->nreferring++];

		referring->leads = referrer->first != 0;
		SssQueryTableByLink(&referring->query, &info->attachment.binding, info->attachment.relid,
							referrer->relid, info->referring_link, referrer->column, referrer->first);
	}
	info->knows_referring = true;
	MemoryContextSwitchTo(caller_context);
	for (int i = 0; i < info->nlock_columns; i++)
		info->lock_fully[i] = IsLockedFully(info, i);
}

/*
 * Relations of which a change makes the entry invalid: the views, and where the
 * rows may be stored elsewhere one day, the tables and their parts.
 */
static List *
RelatedTo(const SssFactsInfo *info)
{
	List	   *related = list_copy(info->reads.views);
	ListCell   *cell;

	foreach(cell, info->reads.tables)
		related = lappend_oid(related, ((SssRead *) lfirst(cell))->relid);
	if (has_subclass(info->attachment.relid))
		related = list_concat_unique_oid(related, find_all_inheritors(info->attachment.relid, NoLock, NULL));
	return related;
}

/* Facts info that is being built */
typedef struct FactsInfoBuild
{
	SssFactsInfo *info;
	Relation	rel;
	const TriggerDesc *triggers;	/* a copy: reading one may make the server read them again */
	const Trigger *trigger;
	bool		read;
} FactsInfoBuild;

static void
ReadAttachmentAndView(const void *argument)
{
	FactsInfoBuild *build = (FactsInfoBuild *) argument;
	SssFactsInfo *info = build->info;
	SssAttachment *attachment = &info->attachment;
	SssProblem *problem = palloc(sizeof(SssProblem));
	uint64		invalidations;
	ListCell   *cell;

	/*
	 * The views stay as they are until the transaction ends; they are locked once the rights are
	 * known
	 */
	do
	{
		invalidations = SharedInvalidMessageCounter;
		build->read = SssReadAttachment(RelationGetRelid(build->rel), build->triggers, build->trigger,
										attachment);
		if (!build->read)
			return;
		build->read = SssOwnerMayGuard(attachment->relid, attachment->binding.view.relid, problem);
		if (!build->read)
		{
			attachment->name = pstrdup(attachment->name);
			attachment->problem = problem;
			return;
		}
		info->reads = SssReadsOf(attachment->binding.view.relid);
		foreach(cell, info->reads.views)
			LockRelationOid(lfirst_oid(cell), AccessShareLock);
	} while (invalidations != SharedInvalidMessageCounter);
	attachment->binding.deferred = build->trigger->tgdeferrable;
	attachment->name = pstrdup(SssViewAttachmentName(attachment));
	attachment->triggers = NULL;
	attachment->trigger = NULL;
	info->checks_rows = SssHoldsFacts(&attachment->binding);
	info->related = RelatedTo(info);
	build->read = SssIsHeld(attachment, problem);
	if (!build->read)
	{
		attachment->problem = problem;
		return;
	}
	FindRelevance(info, RelationGetDescr(build->rel), &info->reads);
	FindLockColumns(info);
	PrepareQueries(info);
}

/*
 * Read the attachment and its view, into a memory context of its own.  In log
 * mode a failure must not fail the statement.
 */
static SssFactsInfo *
MakeFactsInfo(Relation rel, const Trigger *trigger, SssAttachment *attachment)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "special_social_services facts info",
												  ALLOCSET_SMALL_SIZES);
	MemoryContext caller_context = MemoryContextSwitchTo(context);
	SssFactsInfo *info = palloc0(sizeof(SssFactsInfo));
	FactsInfoBuild build = {info, rel, CopyTriggerDesc(rel->trigdesc), trigger, false};
	const ErrorData *failure = NULL;

	info->trigger = trigger->tgoid;
	info->context = context;
	info->valid = true;
	if (SssMayEnforce(build.triggers, trigger))
		ReadAttachmentAndView(&build);
	else
		failure = SssTryInSubtransaction(ReadAttachmentAndView, &build);
	MemoryContextSwitchTo(caller_context);
	if (failure == NULL && build.read)
		return info;

	/* The problem stays valid in the caller's memory, of which the context is a part */
	*attachment = info->attachment;
	if (failure != NULL)
	{
		SssProblem *problem = palloc(sizeof(SssProblem));

		SssWrong(problem, failure->sqlerrcode,
				 pstrdup(_("the definition of the facts view could not be read")),
				 psprintf(_("It failed with SQLSTATE %s."), unpack_sql_state(failure->sqlerrcode)),
				 pstrdup(_("See view sss.attachments for what is wrong.")));
		attachment->relid = RelationGetRelid(rel);
		attachment->name = trigger->tgname;
		attachment->oid = trigger->tgoid;
		attachment->binding.policy.enforcing = false;
		attachment->problem = problem;
	}
	return NULL;
}

bool
SssIsKnownChangeTrigger(Oid trigger)
{
	KnownFactsInfo *entry = known == NULL ? NULL : hash_search(known, &trigger, HASH_FIND, NULL);

	return entry != NULL && entry->info->valid;
}

/* The attachment cannot work if the table's owner lost the right to read the view */
static bool
CheckOwner(SssAttachment *attachment)
{
	SssProblem	problem;
	SssProblem *kept;

	if (SssOwnerMayGuard(attachment->relid, attachment->binding.view.relid, &problem))
		return true;
	kept = palloc(sizeof(SssProblem));
	*kept = problem;
	attachment->name = pstrdup(SssViewAttachmentName(attachment));
	attachment->problem = kept;
	return false;
}

SssFactsInfo *
SssUseFactsInfo(MemoryContext context, Relation rel, const Trigger *trigger,
				SssAttachment *attachment)
{
	MemoryContextCallback *callback;
	KnownFactsInfo *entry;
	SssFactsInfo *info;
	bool		found;

	if (known == NULL)
		CreateFactsInfos();
	entry = hash_search(known, &trigger->tgoid, HASH_FIND, NULL);
	if (entry != NULL && entry->info->valid)
		info = entry->info;
	else
	{
		info = MakeFactsInfo(rel, trigger, attachment);
		if (info == NULL)
			return NULL;
		MemoryContextSetParent(info->context, CacheMemoryContext);
		entry = hash_search(known, &trigger->tgoid, HASH_ENTER, &found);
		if (found && entry->info->users == 0)
			FreeFactsInfo(entry->info);
		entry->info = info;
	}
	*attachment = info->attachment;
	if (!CheckOwner(attachment))
		return NULL;

	callback = MemoryContextAllocZero(context, sizeof(MemoryContextCallback));
	callback->func = ReleaseFactsInfo;
	callback->arg = info;
	info->users++;
	MemoryContextRegisterResetCallback(context, callback);
	return info;
}
