/*-------------------------------------------------------------------------
 *
 * lane.c
 *	  What a session knows of an attachment with a facts view.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/tupdesc.h"
#include "nodes/bitmapset.h"
#include "utils/hsearch.h"
#include "utils/inval.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/reltrigger.h"
#include "utils/syscache.h"

#include "carrier.h"
#include "compat.h"
#include "guard.h"
#include "lane.h"
#include "trigger.h"
#include "view.h"

typedef struct KnownLane
{
	Oid			trigger;
	SssLane    *lane;
} KnownLane;

static HTAB * known = NULL;

static void
Invalidate(Datum argument, Oid relid)
{
	HASH_SEQ_STATUS scan;
	KnownLane  *entry;

	(void) argument;
	hash_seq_init(&scan, known);
	while ((entry = hash_seq_search(&scan)) != NULL)
	{
		if (!OidIsValid(relid) || entry->lane->relid == relid ||
			list_member_oid(entry->lane->views, relid))
			entry->lane->valid = false;
	}
}

/* What was prepared names the view's schema, and functions of the view say whether what they see is seen */
static void
InvalidateAll(Datum argument, int cache, uint32 hash)
{
	(void) cache;
	(void) hash;
	Invalidate(argument, InvalidOid);
}

static void
StartKnowing(void)
{
	HASHCTL		control = {.keysize = sizeof(Oid),.entrysize = sizeof(KnownLane)};

	known = hash_create("facts lanes", 16, &control, HASH_ELEM | HASH_BLOBS);
	CacheRegisterRelcacheCallback(Invalidate, (Datum) 0);
	CacheRegisterSyscacheCallback(NAMESPACEOID, InvalidateAll, (Datum) 0);
	CacheRegisterSyscacheCallback(PROCOID, InvalidateAll, (Datum) 0);
}

static void
Forget(SssLane *lane)
{
	SssForgetFetch(&lane->facts);
	SssForgetFetch(&lane->cases);
	SssForgetFetch(&lane->neighbours);
	MemoryContextDelete(lane->context);
}

/* What is no longer valid is kept as long as a statement uses it */
static void
Release(void *argument)
{
	SssLane    *lane = argument;
	KnownLane  *entry;

	if (--lane->users > 0)
		return;
	entry = hash_search(known, &lane->trigger, HASH_FIND, NULL);
	if (entry == NULL || entry->lane != lane)
		Forget(lane);
}

/* A column that is computed when it is read shows no change in the stored row */
static bool
IsComputed(TupleDesc tupdesc, AttrNumber attnum)
{
	char		generated = attnum > 0 ? TupleDescAttr(tupdesc, attnum - 1)->attgenerated : '\0';

	return generated != '\0' && generated == ATTRIBUTE_GENERATED_VIRTUAL;
}

/*
 * Which changes of a row count: of what is bound, and of what the view reads.
 * A table that holds no fact and that the view, as far as can be seen, does
 * not read must be read by a function of the view.
 */
static void
FindRelevance(SssLane *lane, TupleDesc tupdesc, const SssReads *reads)
{
	const SssBinding *binding = &lane->binding;
	bool		whole;
	Bitmapset  *read = SssColumnsRead(reads, lane->relid, &whole);
	int			column = -1;
	bool		feeds = whole || read != NULL || !lane->judges_rows;

	lane->use = feeds ? USE_CHANGES : USE_READS;
	lane->every_change = whole || (read == NULL && !lane->judges_rows);
	lane->relevant = read;
	for (int role = 0; role < N_ROLES; role++)
	{
		if (binding->columns[role].form != COLUMN_NONE)
			lane->relevant = bms_add_member(lane->relevant, binding->columns[role].attnum);
	}
	for (int i = 0; i < binding->view.nlinks; i++)
		lane->relevant = bms_add_member(lane->relevant, binding->view.links[i]);
	while ((column = bms_next_member(lane->relevant, column)) >= 0)
		lane->every_change |= IsComputed(tupdesc, column);
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
 * Cases are locked by the columns of the view before its first role, which all
 * attachments to it have in common.  Who is led to the view by none of them
 * locks it as a whole.
 */
static void
FindGranules(SssLane *lane)
{
	const SssView *view = &lane->binding.view;
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
		lane->granules[lane->ngranules] = attnum;
		lane->granule_links[lane->ngranules++] = link;
		linked |= link >= 0;
	}
	if (!linked)
		lane->ngranules = 0;
}

/* Do the links lead to all granules, so that their values are known? */
static bool
KnowsGranules(const SssLane *lane)
{
	for (int i = 0; i < lane->ngranules; i++)
	{
		if (lane->granule_links[i] < 0)
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
PrepareFetches(SssLane *lane)
{
	const SssBinding *binding = &lane->binding;
	const SssView *view = &binding->view;

	if (!KnowsGranules(lane))
		SssPrepareColumnFetch(&lane->neighbours, binding, lane->granules, lane->ngranules,
							  view->view_links, lane->relid, view->links, view->nlinks);
	lane->by_case = !lane->judges_rows && !LinksAreKey(view);
	if (!lane->by_case)
	{
		SssPrepareFetch(&lane->facts, binding, view->view_links, lane->relid, view->links, view->nlinks);
		return;
	}
	SssPrepareFetch(&lane->facts, binding, view->keys, view->relid, view->keys, view->nkeys);
	SssPrepareColumnFetch(&lane->cases, binding, view->keys, view->nkeys,
						  view->view_links, lane->relid, view->links, view->nlinks);
}

/* A lane that is learnt */
typedef struct Lesson
{
	SssLane    *lane;
	Relation	rel;
	const Trigger *carrier;
	SssProblem *problem;
	bool		learnt;
} Lesson;

static void
LearnView(const void *argument)
{
	Lesson	   *lesson = (Lesson *) argument;
	SssLane    *lane = lesson->lane;
	const Trigger *main = SssMainOfCarrier(lane->relid, lesson->rel->trigdesc, lesson->carrier,
										   &lane->binding, lesson->problem);
	SssReads	reads;

	if (main == NULL)
		return;
	lane->attachment = pstrdup(main->tgname);
	lane->judges_rows = SssHoldsFacts(&lane->binding);
	reads = SssReadsOf(lane->binding.view.relid);
	lane->views = reads.views;
	FindRelevance(lane, RelationGetDescr(lesson->rel), &reads);
	FindGranules(lane);
	PrepareFetches(lane);
	lesson->learnt = true;
}

/*
 * Learn what there is to know; the lane's memory is the current context.  The
 * view is locked, for which who is only watched must not fail.
 */
static bool
Learn(SssLane *lane, Relation rel, const Trigger *carrier, SssProblem *problem)
{
	Lesson		lesson = {lane, rel, carrier, problem, false};
	const ErrorData *failure = NULL;

	if (!SssReadTrigger(lane->relid, carrier, &lane->binding, problem))
		return false;
	if (lane->binding.policy.enforcing)
		LearnView(&lesson);
	else
		failure = SssAttempt(LearnView, &lesson);
	if (failure != NULL)
		return SssWrong(problem, failure->sqlerrcode,
						pstrdup(_("the definition of the facts view could not be read")),
						psprintf(_("It failed with SQLSTATE %s."), unpack_sql_state(failure->sqlerrcode)),
						pstrdup(_("See view sss.attachments for what is wrong.")));
	return lesson.learnt;
}

static SssLane *
MakeLane(Relation rel, const Trigger *carrier, bool *enforcing, SssProblem *problem)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "facts lane",
												  ALLOCSET_SMALL_SIZES);
	MemoryContext caller_context = MemoryContextSwitchTo(context);
	SssLane    *lane = palloc0(sizeof(SssLane));
	bool		learnt;

	lane->trigger = carrier->tgoid;
	lane->relid = RelationGetRelid(rel);
	lane->context = context;
	lane->valid = true;
	learnt = Learn(lane, rel, carrier, problem);
	*enforcing = lane->binding.policy.enforcing;
	MemoryContextSwitchTo(caller_context);

	/* What is wrong is told from the caller's memory: it is not kept */
	return learnt ? lane : NULL;
}

bool
SssIsKnownCarrier(Oid trigger)
{
	KnownLane  *entry = known == NULL ? NULL : hash_search(known, &trigger, HASH_FIND, NULL);

	return entry != NULL && entry->lane->valid;
}

SssLane *
SssUseLane(MemoryContext context, Relation rel, const Trigger *carrier, bool *enforcing,
		   SssProblem *problem)
{
	MemoryContextCallback *callback;
	KnownLane  *entry;
	SssLane    *lane;
	bool		found;

	if (known == NULL)
		StartKnowing();
	entry = hash_search(known, &carrier->tgoid, HASH_FIND, NULL);
	if (entry != NULL && entry->lane->valid)
		lane = entry->lane;
	else
	{
		lane = MakeLane(rel, carrier, enforcing, problem);
		if (lane == NULL)
			return NULL;
		MemoryContextSetParent(lane->context, CacheMemoryContext);
		entry = hash_search(known, &carrier->tgoid, HASH_ENTER, &found);
		if (found && entry->lane->users == 0)
			Forget(entry->lane);
		entry->lane = lane;
	}
	*enforcing = lane->binding.policy.enforcing;
	if (!SssOwnerMayRead(lane->relid, lane->binding.view.relid, problem))
		return NULL;

	callback = MemoryContextAllocZero(context, sizeof(MemoryContextCallback));
	callback->func = Release;
	callback->arg = lane;
	lane->users++;
	MemoryContextRegisterResetCallback(context, callback);
	return lane;
}
