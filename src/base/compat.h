/*-------------------------------------------------------------------------
 *
 * compat.h
 *	  The differences between the supported versions of PostgreSQL, and the
 *	  domain of our message catalog.
 *
 * PG_VERSION_NUM is tested nowhere else.  Every file that uses the server
 * includes this header, by base.h or itself.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_BASE_COMPAT_H
#define SSS_BASE_COMPAT_H

#include "postgres.h"

#include "access/htup.h"
#include "utils/guc.h"

/* Our errors are translated by our own message catalog */
#undef TEXTDOMAIN
#define TEXTDOMAIN PG_TEXTDOMAIN("special_social_services")
#undef _
#define _(x) dgettext(TEXTDOMAIN, x)

#if PG_VERSION_NUM < 130000
#error "special_social_services needs PostgreSQL 13 or newer"
#endif

/* 14: a hash table of strings is asked for; before, it is what one gets */
#if PG_VERSION_NUM < 140000
#define SSS_HASH_STRINGS 0
#else
#define SSS_HASH_STRINGS HASH_STRINGS
#endif

/* 16: soft input errors; before, every input error is hard */
#if PG_VERSION_NUM < 160000
#define ereturn(context, dummy_value, ...) \
	do { \
		(void) (context); \
		ereport(ERROR, __VA_ARGS__); \
		return dummy_value; \
	} while (0)
#else
#include "nodes/miscnodes.h"
#endif

/* 16: varatt.h was split off postgres.h */
#if PG_VERSION_NUM >= 160000
#include "varatt.h"
#endif

/* 16: ownership is asked of any object in one way */
#if PG_VERSION_NUM >= 160000
#include "catalog/pg_class.h"
#define SssOwnsRelation(relid, role) object_ownercheck(RelationRelationId, relid, role)
#else
#define SssOwnsRelation(relid, role) pg_class_ownercheck(relid, role)
#endif

/* 15: unknown settings with our prefix are refused */
#if PG_VERSION_NUM < 150000
#define MarkGUCPrefixReserved(prefix) EmitWarningsOnPlaceholders(prefix)
#endif

/* 14: result relations are listed, and the one to insert into is an argument */
#if PG_VERSION_NUM >= 140000
#define SssAddResultRelation(estate, result) \
	((estate)->es_opened_result_relations = lappend((estate)->es_opened_result_relations, result))
#define SssExecInsert(result, estate, slot) ExecSimpleRelationInsert(result, estate, slot)
#else
#define SssAddResultRelation(estate, result) \
	((estate)->es_result_relations = (estate)->es_result_relation_info = (result), \
	 (estate)->es_num_result_relations = 1)
#define SssExecInsert(result, estate, slot) ExecSimpleRelationInsert(estate, slot)
#endif

/* 16: the columns that a query selects are no longer in the range table entry */
#if PG_VERSION_NUM >= 160000
#include "parser/parse_relation.h"
#define SssSelectedColumns(query, entry) \
	((entry)->perminfoindex == 0 ? NULL : \
	 getRTEPermissionInfo((query)->rteperminfos, entry)->selectedCols)
#else
#define SssSelectedColumns(query, entry) ((void) (query), (entry)->selectedCols)
#endif

/* 16: the role whose rights a range table entry is checked with moved to the same place */
#if PG_VERSION_NUM >= 160000
#define SssCheckedAs(query, entry) \
	((entry)->perminfoindex == 0 ? InvalidOid : \
	 getRTEPermissionInfo((query)->rteperminfos, entry)->checkAsUser)
#define SssForgetRights(entry) ((entry)->perminfoindex = 0)
#else
#define SssCheckedAs(query, entry) ((void) (query), (entry)->checkAsUser)
#define SssForgetRights(entry) ((entry)->requiredPerms = 0)
#endif

/* 19: the planner is told what EXPLAIN is to show */
#if PG_VERSION_NUM >= 190000
#define SSS_PLANNER_PARAMETERS \
	Query *parse, const char *query_string, int cursor_options, ParamListInfo parameters, struct ExplainState *explain
#define SSS_PLANNER_ARGUMENTS parse, query_string, cursor_options, parameters, explain
#else
#define SSS_PLANNER_PARAMETERS \
	Query *parse, const char *query_string, int cursor_options, ParamListInfo parameters
#define SSS_PLANNER_ARGUMENTS parse, query_string, cursor_options, parameters
#endif

/* 15: views that read with the rights of the user who queries them */
#if PG_VERSION_NUM >= 150000
#define SssIsSecurityInvoker(rel) \
	((rel)->rd_rel->relkind == RELKIND_VIEW && RelationHasSecurityInvoker(rel))
#else
#define SssIsSecurityInvoker(rel) false
#endif

/* The same of the stored options of a view */
#if PG_VERSION_NUM >= 150000
#include "access/reloptions.h"
#define SssOptionsSayInvoker(options) \
	(((const ViewOptions *) view_reloptions(options, false))->security_invoker)
#else
#define SssOptionsSayInvoker(options) ((void) (options), false)
#endif

/* 18: a NOT NULL constraint may be NOT VALID, so that rows with NULL remain */
#if PG_VERSION_NUM >= 180000
#include "access/htup_details.h"
#include "catalog/pg_constraint.h"
static inline bool
SssNotNullHolds(Oid relid, AttrNumber attnum)
{
	HeapTuple	tuple = findNotNullConstraintAttnum(relid, attnum);

	return !HeapTupleIsValid(tuple) || ((Form_pg_constraint) GETSTRUCT(tuple))->convalidated;
}
#else
#define SssNotNullHolds(relid, attnum) ((void) (relid), (void) (attnum), true)
#endif

/* 14: CREATE OR REPLACE TRIGGER */
#define SSS_HAVE_REPLACE_TRIGGER (PG_VERSION_NUM >= 140000)

/* 14: parallel workers send minimal tuples; the slot must be one for these */
#if PG_VERSION_NUM >= 140000
typedef MinimalTuple SssSentTuple;
#define SssStoreSent(tuple, slot) ExecStoreMinimalTuple(tuple, slot, false)
#else
typedef HeapTuple SssSentTuple;
#define SssStoreSent(tuple, slot) ExecForceStoreHeapTuple(tuple, slot, true)
#endif

/* 14: a partition may be being detached; 15: its condition is told without its relation, of which nothing was read before */
#include "catalog/partition.h"
#include "partitioning/partbounds.h"
#if PG_VERSION_NUM >= 140000
#define SssPartitionParent(partition) get_partition_parent(partition, true)
#else
#define SssPartitionParent(partition) get_partition_parent(partition)
#endif
#if PG_VERSION_NUM >= 150000
#define SssPartitionCondition(parent, bound) get_qual_from_partbound(parent, bound)
#else
#define SssPartitionCondition(parent, bound) get_qual_from_partbound(parent, parent, bound)
#endif

/* 14: = ANY (array) over many values hashes them */
#define SSS_HAVE_HASHED_ANY (PG_VERSION_NUM >= 140000)

/* 17: an index yields its order whatever column has a condition = ANY (array) */
#define SSS_ANY_KEEPS_ORDER (PG_VERSION_NUM >= 170000)

/* 14: SPI gives the rows of a query to a receiver */
#define SSS_HAVE_SPI_RECEIVER (PG_VERSION_NUM >= 140000)

/* 14: a conversion that raises no error, but returns how far it got */
#define SSS_HAVE_CONVERSION_NOERROR (PG_VERSION_NUM >= 140000)

/* 15: InitMaterializedSRF; before, every set-returning function wrote it out */
#if PG_VERSION_NUM < 150000
#include "funcapi.h"
#include "miscadmin.h"
#include "nodes/execnodes.h"
#include "utils/tuplestore.h"

static inline void
InitMaterializedSRF(FunctionCallInfo fcinfo, uint32 flags)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	MemoryContext caller_context;
	TupleDesc	tupdesc;

	(void) flags;
	if (rsinfo == NULL || !IsA(rsinfo, ReturnSetInfo) ||
		(rsinfo->allowedModes & SFRM_Materialize) == 0)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("set-valued function called in context that cannot accept a set")));
	caller_context = MemoryContextSwitchTo(rsinfo->econtext->ecxt_per_query_memory);
	if (get_call_result_type(fcinfo, NULL, &tupdesc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	rsinfo->returnMode = SFRM_Materialize;
	rsinfo->setResult = tuplestore_begin_heap(true, false, work_mem);
	rsinfo->setDesc = tupdesc;
	MemoryContextSwitchTo(caller_context);
}
#endif

/* 16: the file of a relation has another name */
#if PG_VERSION_NUM >= 160000
#define SssHasNewFile(rel) ((rel)->rd_firstRelfilelocatorSubid != InvalidSubTransactionId)
#else
#define SssHasNewFile(rel) ((rel)->rd_firstRelfilenodeSubid != InvalidSubTransactionId)
#endif

/* 15: the statistics of an open relation are found when something is counted */
#include "pgstat.h"
#if PG_VERSION_NUM >= 150000
#define SssCountsChanges(rel) pgstat_should_count_relation(rel)
#else
#define SssCountsChanges(rel) ((rel)->pgstat_info != NULL)
#endif

/* 17: what identifies the running transaction has a structure of its own */
#if PG_VERSION_NUM >= 170000
#define SssCurrentTransaction() (MyProc->vxid.lxid)
#else
#define SssCurrentTransaction() (MyProc->lxid)
#endif

/* 19: a scan of a table takes flags */
#if PG_VERSION_NUM >= 190000
#define SssBeginScan(rel, snapshot) table_beginscan(rel, snapshot, 0, NULL, SO_NONE)
#define SssBeginParallelScan(rel, scan) table_beginscan_parallel(rel, scan, SO_NONE)
#else
#define SssBeginScan(rel, snapshot) table_beginscan(rel, snapshot, 0, NULL)
#define SssBeginParallelScan(rel, scan) table_beginscan_parallel(rel, scan)
#endif

/* 14: a page is found again where it was in memory; 16: the file of a relation has another name */
#if PG_VERSION_NUM >= 160000
#define SssReadRecentBuffer(rel, block, buffer) ReadRecentBuffer((rel)->rd_locator, MAIN_FORKNUM, block, buffer)
#elif PG_VERSION_NUM >= 140000
#define SssReadRecentBuffer(rel, block, buffer) ReadRecentBuffer((rel)->rd_node, MAIN_FORKNUM, block, buffer)
#else
#define SssReadRecentBuffer(rel, block, buffer) ((void) (block), false)
#endif

/* 14: an insertion into an index knows of unchanged columns; 18: scans of it can be instrumented; 19: flags */
#include "access/genam.h"
#include "access/tableam.h"
#if PG_VERSION_NUM >= 140000
#define SssInsertIntoIndex(index, values, nulls, tid, rel, info) \
	index_insert(index, values, nulls, tid, rel, UNIQUE_CHECK_NO, false, info)
#else
#define SssInsertIntoIndex(index, values, nulls, tid, rel, info) \
	index_insert(index, values, nulls, tid, rel, UNIQUE_CHECK_NO, info)
#endif
#if PG_VERSION_NUM >= 190000
#define SssBeginIndexScan(rel, index, snapshot, nkeys) \
	index_beginscan(rel, index, snapshot, NULL, nkeys, 0, SO_NONE)
#define SssDeleteTuple(rel, tid, cid, failure) \
	table_tuple_delete(rel, tid, cid, TABLE_DELETE_NO_LOGICAL, InvalidSnapshot, InvalidSnapshot, true, failure)
#elif PG_VERSION_NUM >= 180000
#define SssBeginIndexScan(rel, index, snapshot, nkeys) \
	index_beginscan(rel, index, snapshot, NULL, nkeys, 0)
#else
#define SssBeginIndexScan(rel, index, snapshot, nkeys) \
	index_beginscan(rel, index, snapshot, nkeys, 0)
#endif
#if PG_VERSION_NUM < 190000
#define SssDeleteTuple(rel, tid, cid, failure) \
	table_tuple_delete(rel, tid, cid, InvalidSnapshot, InvalidSnapshot, true, failure, false)
#endif

/* 17: the question for a held lock can include stronger ones */
#if PG_VERSION_NUM >= 170000
#define SssHoldsLock(tag, mode) LockHeldByMe(tag, mode, false)
#else
#define SssHoldsLock(tag, mode) LockHeldByMe(tag, mode)
#endif

/* 18: a function that does not return is marked at its beginning */
#if PG_VERSION_NUM < 180000
#define pg_noreturn __attribute__((noreturn))
#endif

/* 18: what fetches a column is kept apart from the rest of pg_attribute */
#if PG_VERSION_NUM < 180000
#define TupleDescCompactAttr(tupdesc, i) TupleDescAttr(tupdesc, i)
#endif

/* 18: RelationGetPrimaryKeyIndex() can also return a deferrable one, which identifies a row too */
#if PG_VERSION_NUM >= 180000
#define SssPrimaryKeyIndex(rel) RelationGetPrimaryKeyIndex(rel, true)
#else
#include "access/htup_details.h"
#include "catalog/pg_index.h"
#include "utils/relcache.h"
#include "utils/syscache.h"

static inline Oid
SssPrimaryKeyIndex(Relation rel)
{
	Oid			primary = RelationGetPrimaryKeyIndex(rel);
	ListCell   *cell;

	foreach(cell, OidIsValid(primary) ? NIL : RelationGetIndexList(rel))
	{
		HeapTuple	tuple = SearchSysCache1(INDEXRELID, ObjectIdGetDatum(lfirst_oid(cell)));

		if (!HeapTupleIsValid(tuple))
			continue;
		if (((Form_pg_index) GETSTRUCT(tuple))->indisprimary)
			primary = lfirst_oid(cell);
		ReleaseSysCache(tuple);
	}
	return primary;
}
#endif

/* 18: a column by which a query groups refers to an entry of its own */
#if PG_VERSION_NUM >= 180000
#define SssIsGroup(entry) ((entry)->rtekind == RTE_GROUP)
#define SssGroupedColumn(entry, attnum) ((Node *) list_nth((entry)->groupexprs, (attnum) - 1))
#else
#define SssIsGroup(entry) ((void) (entry), false)
#define SssGroupedColumn(entry, attnum) ((void) (entry), (void) (attnum), (Node *) NULL)
#endif

/* 16: how many pages a relation is extended by is an argument of the search for room */
#include "access/hio.h"
#if PG_VERSION_NUM >= 160000
#define SssGetPageWithRoom(rel, length, map) \
	RelationGetBufferForTuple(rel, length, InvalidBuffer, 0, NULL, map, NULL, 1)
#else
#define SssGetPageWithRoom(rel, length, map) \
	RelationGetBufferForTuple(rel, length, InvalidBuffer, 0, NULL, map, NULL)
#endif

/* 15: the error context of an apply worker names the LSN at which the transaction ends */
#define SSS_APPLY_CONTEXT_NAMES_LSN (PG_VERSION_NUM >= 150000)

/* 18: a CHECK can be declared NOT ENFORCED */
#if PG_VERSION_NUM >= 180000
#define SssIsEnforcedCheck(form) ((form)->conenforced)
#else
#define SssIsEnforcedCheck(form) ((void) (form), true)
#endif

/* 18: generated columns may be virtual, and a row trigger cannot read these */
#define SSS_HAVE_VIRTUAL_COLUMNS (PG_VERSION_NUM >= 180000)
#ifndef ATTRIBUTE_GENERATED_VIRTUAL
#define ATTRIBUTE_GENERATED_VIRTUAL '\0'
#endif

#endif							/* SSS_BASE_COMPAT_H */
