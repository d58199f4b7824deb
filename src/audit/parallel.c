/*-------------------------------------------------------------------------
 *
 * parallel.c
 *	  Several processes read a table for one audit.
 *
 * Nearly every row is in order, and checking that is nearly all the work.  So
 * the workers and the session check rows together, count those that are in
 * order, and collect all others.  The session passes these on after the workers
 * have ended, because in parallel mode it could not even look up a waiver.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/parallel.h"
#include "access/table.h"
#include "access/tableam.h"
#include "access/xact.h"
#include "executor/tqueue.h"
#include "executor/tuptable.h"
#include "miscadmin.h"
#include "optimizer/cost.h"
#include "optimizer/paths.h"
#include "pgstat.h"
#include "port/atomics.h"
#include "storage/bufmgr.h"
#include "storage/dsm.h"
#include "storage/latch.h"
#include "storage/proc.h"
#include "storage/shm_mq.h"
#include "storage/shm_toc.h"
#include "tcop/dest.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"
#include "utils/snapshot.h"
#include "utils/tuplestore.h"

#include "audit/audit_private.h"
#include "base/base.h"
#include "finding/finding.h"

/* Keys of the memory that all processes share */
#define KEY_TASK	1
#define KEY_SCAN	2
#define KEY_QUEUES	3

#define QUEUE_SIZE	65536

/* Number of rows that a process reads before it does anything else */
#define TURN		1024

typedef struct Task
{
	Oid			relid;
	SssBinding	binding;
	SssDay		today;
	pg_atomic_uint64 in_order;	/* number of rows that the session has not counted yet */
} Task;

/* The share of one process */
typedef struct Reader
{
	const Task *task;
	TableScanDesc scan;
	TupleTableSlot *slot;
	MemoryContext row_context;
	bool		ended;
	uint64		in_order;
} Reader;

/* The workers, as the session sees them */
typedef struct Crew
{
	ParallelContext *context;
	Task	   *task;
	ParallelTableScanDesc scan;
	shm_mq_handle **queues;
	TupleQueueReader **readers; /* of launched workers; NULL: the worker has ended */
	int			nreading;
	Tuplestorestate *others;	/* rows that are not in order */
	TupleTableSlot *slot;		/* for one of them */
} Crew;

/* Like the planner, use one worker from min_parallel_table_scan_size on, one more for each tripled size */
int
SssAuditWorkers(const SssAudit *audit, Relation rel)
{
	uint64		worth = Max(min_parallel_table_scan_size, 1);
	uint64		pages;
	int			nworkers = RelationGetParallelWorkers(rel, -1);

	if (audit->every || audit->excepted != NULL || audit->selects || RelationUsesLocalBuffers(rel) || !IsUnderPostmaster || IsParallelWorker())
		return 0;
	if (nworkers < 0)
	{
		pages = RelationGetNumberOfBlocks(rel);
		for (nworkers = 0; pages >= worth; nworkers++)
			worth *= 3;
	}
	return Min(nworkers, max_parallel_workers_per_gather);
}

static void
StartReader(Reader *reader, const Task *task, Relation rel, ParallelTableScanDesc scan)
{
	reader->task = task;
	reader->scan = SssBeginParallelScan(rel, scan);
	reader->slot = table_slot_create(rel, NULL);
	reader->row_context = AllocSetContextCreate(CurrentMemoryContext, "audit of a row",
												ALLOCSET_SMALL_SIZES);
	reader->ended = false;
	reader->in_order = 0;
}

/* Read up to the next row that is not in order; false if the turn or the table has ended */
static bool
ReadTurn(Reader *reader)
{
	MemoryContext caller_context = MemoryContextSwitchTo(reader->row_context);
	bool		found = false;

	for (int i = 0; i < TURN && !reader->ended && !found; i++)
	{
		SssFacts	facts;
		SssAssessment assessment;

		CHECK_FOR_INTERRUPTS();
		reader->ended = !table_scan_getnextslot(reader->scan, ForwardScanDirection, reader->slot);
		if (reader->ended)
			break;
		SssReadFacts(&reader->task->binding, reader->slot, reader->task->today, &facts);
		found = !SssIsInOrder(&reader->task->binding, &facts, &assessment);
		if (!found)
			reader->in_order++;
		MemoryContextReset(reader->row_context);
	}
	MemoryContextSwitchTo(caller_context);
	return found;
}

static void
EndReader(Reader *reader)
{
	table_endscan(reader->scan);
	ExecDropSingleTupleTableSlot(reader->slot);
	MemoryContextDelete(reader->row_context);
}

void
SssAuditWorker(dsm_segment *segment, shm_toc *toc)
{
	Task	   *task = shm_toc_lookup(toc, KEY_TASK, false);
	char	   *queues = shm_toc_lookup(toc, KEY_QUEUES, false);
	shm_mq	   *queue = (shm_mq *) (queues + (Size) ParallelWorkerNumber * QUEUE_SIZE);
	Relation	rel = table_open(task->relid, AccessShareLock);
	DestReceiver *session;
	Reader		reader;
	bool		listens = true;

	shm_mq_set_sender(queue, MyProc);
	session = CreateTupleQueueDestReceiver(shm_mq_attach(queue, segment, NULL));
	StartReader(&reader, task, rel, shm_toc_lookup(toc, KEY_SCAN, false));
	while (listens && !reader.ended)
	{
		if (ReadTurn(&reader))
			listens = session->receiveSlot(reader.slot, session);
		else
		{
			pg_atomic_fetch_add_u64(&task->in_order, reader.in_order);
			reader.in_order = 0;
		}
	}
	EndReader(&reader);
	session->rShutdown(session);
	session->rDestroy(session);
	table_close(rel, AccessShareLock);
}

/* Make the shared memory, with the queues by which workers send rows */
static void
PrepareCrew(Crew *crew, const SssAudit *audit, Relation rel, Snapshot snapshot, int nworkers)
{
	ParallelContext *context = CreateParallelContext("special_social_services", "SssAuditWorker", nworkers);
	Size		scan_size = table_parallelscan_estimate(rel, snapshot);
	char	   *queues;

	crew->context = context;
	shm_toc_estimate_chunk(&context->estimator, sizeof(Task));
	shm_toc_estimate_chunk(&context->estimator, scan_size);
	shm_toc_estimate_chunk(&context->estimator, mul_size(QUEUE_SIZE, nworkers));
	shm_toc_estimate_keys(&context->estimator, 3);
	InitializeParallelDSM(context);

	crew->task = shm_toc_allocate(context->toc, sizeof(Task));
	crew->task->relid = RelationGetRelid(rel);
	crew->task->binding = audit->binding;
	crew->task->today = audit->today;
	pg_atomic_init_u64(&crew->task->in_order, 0);
	shm_toc_insert(context->toc, KEY_TASK, crew->task);

	crew->scan = shm_toc_allocate(context->toc, scan_size);
	table_parallelscan_initialize(rel, crew->scan, snapshot);
	shm_toc_insert(context->toc, KEY_SCAN, crew->scan);

	queues = shm_toc_allocate(context->toc, mul_size(QUEUE_SIZE, nworkers));
	crew->queues = palloc(sizeof(shm_mq_handle *) * nworkers);
	for (int i = 0; i < context->nworkers; i++)
	{
		shm_mq	   *queue = shm_mq_create(queues + (Size) i * QUEUE_SIZE, QUEUE_SIZE);

		shm_mq_set_receiver(queue, MyProc);
		crew->queues[i] = shm_mq_attach(queue, context->seg, NULL);
	}
	shm_toc_insert(context->toc, KEY_QUEUES, queues);
}

static void
LaunchCrew(Crew *crew, Relation rel)
{
	LaunchParallelWorkers(crew->context);
	crew->nreading = crew->context->nworkers_launched;
	crew->readers = palloc(sizeof(TupleQueueReader *) * crew->context->nworkers);
	for (int i = 0; i < crew->nreading; i++)
	{
		shm_mq_set_handle(crew->queues[i], crew->context->worker[i].bgwhandle);
		crew->readers[i] = CreateTupleQueueReader(crew->queues[i]);
	}
	crew->others = tuplestore_begin_heap(false, false, work_mem);
	crew->slot = MakeSingleTupleTableSlot(RelationGetDescr(rel), &TTSOpsMinimalTuple);
	elog(DEBUG1, "auditing \"%s\" with %d of %d workers", RelationGetRelationName(rel),
		 crew->nreading, crew->context->nworkers);
}

static void
AddInOrder(SssAudit *audit, uint64 in_order)
{
	audit->all.compliant += in_order;
	audit->progress.rows += in_order;
	SssReportProgress(&audit->progress);
}

/* Collect the rows that a worker has sent so far; false if there was none */
static bool
ReadQueue(Crew *crew, TupleQueueReader **reader)
{
	bool		any = false;
	bool		done = false;
	SssSentTuple tuple;

	if (*reader == NULL)
		return false;
	while ((tuple = TupleQueueReaderNext(*reader, true, &done)) != NULL)
	{
		SssStoreSent(tuple, crew->slot);
		tuplestore_puttupleslot(crew->others, crew->slot);
		any = true;
	}
	if (done)
	{
		DestroyTupleQueueReader(*reader);
		*reader = NULL;
		crew->nreading--;
	}
	return any;
}

static bool
ReadQueues(Crew *crew)
{
	bool		any = false;

	for (int i = 0; i < crew->context->nworkers_launched; i++)
		any |= ReadQueue(crew, &crew->readers[i]);
	return any;
}

static void
Await(void)
{
	(void) WaitLatch(MyLatch, WL_LATCH_SET | WL_EXIT_ON_PM_DEATH | WL_TIMEOUT, 1000L, PG_WAIT_EXTENSION);
	ResetLatch(MyLatch);
	CHECK_FOR_INTERRUPTS();
}

/* Read with the workers until the whole table is read */
static void
ReadTogether(Crew *crew, SssAudit *audit, Relation rel)
{
	Reader		reader;

	StartReader(&reader, crew->task, rel, crew->scan);
	while (!reader.ended || crew->nreading > 0)
	{
		bool		any = ReadQueues(crew);

		if (!reader.ended && ReadTurn(&reader))
		{
			tuplestore_puttupleslot(crew->others, reader.slot);
			continue;
		}
		AddInOrder(audit, reader.in_order + pg_atomic_exchange_u64(&crew->task->in_order, 0));
		reader.in_order = 0;
		if (reader.ended && !any && crew->nreading > 0)
			Await();
	}
	EndReader(&reader);
	WaitForParallelWorkersToFinish(crew->context);
	AddInOrder(audit, pg_atomic_read_u64(&crew->task->in_order));
}

/* Check the rows that were put aside again, and count and pass them on */
static void
CheckOthers(Crew *crew, SssAudit *audit)
{
	while (tuplestore_gettupleslot(crew->others, true, false, crew->slot))
		SssAuditSlot(audit, crew->slot);
	ExecDropSingleTupleTableSlot(crew->slot);
	tuplestore_end(crew->others);
}

void
SssAuditInParallel(SssAudit *audit, Relation rel, Snapshot snapshot, int nworkers)
{
	Crew		crew;

	EnterParallelMode();
	PrepareCrew(&crew, audit, rel, snapshot, nworkers);
	LaunchCrew(&crew, rel);
	ReadTogether(&crew, audit, rel);
	DestroyParallelContext(crew.context);
	ExitParallelMode();
	CheckOthers(&crew, audit);
}
