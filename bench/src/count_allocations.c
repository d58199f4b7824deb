/*-------------------------------------------------------------------------
 *
 * count_allocations.c
 *	  How often does sss.enforce() allocate memory?
 *
 * counted_enforce() replaces sss.enforce(), with the same arguments, and calls
 * it.  During the call every memory context of the session has an alloc method
 * that counts and then calls the real one.  A context that is created during
 * the call has no such method; if it still exists afterwards, it counts as one
 * allocation.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "commands/trigger.h"
#include "fmgr.h"
#include "funcapi.h"
#include "nodes/execnodes.h"
#include "nodes/memnodes.h"
#include "nodes/pg_list.h"
#include "nodes/value.h"
#include "parser/parse_func.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

/* The methods of one kind of memory context, counting; contexts point at the first member */
typedef struct CountingMethods
{
	MemoryContextMethods methods;
	const MemoryContextMethods *original;
} CountingMethods;

/* No version has as many kinds */
static CountingMethods kinds[16];
static int	nkinds = 0;

static int64 nallocations = 0;
static int64 nrows = 0;
static int64 of_first_rows = 0;
static int64 of_later_rows = 0;

/* 17: flags are an argument */
#if PG_VERSION_NUM >= 170000
static void *
CountingAlloc(MemoryContext context, Size size, int flags)
{
	nallocations++;
	return ((const CountingMethods *) context->methods)->original->alloc(context, size, flags);
}
#else
static void *
CountingAlloc(MemoryContext context, Size size)
{
	nallocations++;
	return ((const CountingMethods *) context->methods)->original->alloc(context, size);
}
#endif

static bool
IsCounting(MemoryContext context)
{
	const char *methods = (const char *) context->methods;

	return methods >= (const char *) kinds && methods < (const char *) (kinds + lengthof(kinds));
}

static const MemoryContextMethods *
CountingMethodsFor(const MemoryContextMethods *original)
{
	for (int i = 0; i < nkinds; i++)
	{
		if (kinds[i].original == original)
			return &kinds[i].methods;
	}
	if (nkinds == lengthof(kinds))
		elog(ERROR, "too many kinds of memory contexts");
	kinds[nkinds].original = original;
	kinds[nkinds].methods = *original;
	kinds[nkinds].methods.alloc = CountingAlloc;
	return &kinds[nkinds++].methods;
}

static void
StartCounting(MemoryContext context)
{
	context->methods = CountingMethodsFor(context->methods);
	for (MemoryContext child = context->firstchild; child != NULL; child = child->nextchild)
		StartCounting(child);
}

static void
StopCounting(MemoryContext context)
{
	if (IsCounting(context))
		context->methods = ((const CountingMethods *) context->methods)->original;
	else
		nallocations++;
	for (MemoryContext child = context->firstchild; child != NULL; child = child->nextchild)
		StopCounting(child);
}

PG_FUNCTION_INFO_V1(counted_enforce);
Datum
counted_enforce(PG_FUNCTION_ARGS)
{
	LOCAL_FCINFO(call, 0);
	FmgrInfo   *enforce = fcinfo->flinfo->fn_extra;
	bool		first = enforce == NULL;
	Datum		result;

	if (first)
	{
		List	   *name = list_make2(makeString("bench"), makeString("uncounted_enforce"));

		enforce = MemoryContextAlloc(fcinfo->flinfo->fn_mcxt, sizeof(FmgrInfo));
		fmgr_info_cxt(LookupFuncName(name, 0, NULL, false), enforce, fcinfo->flinfo->fn_mcxt);
		fcinfo->flinfo->fn_extra = enforce;
	}
	InitFunctionCallInfoData(*call, enforce, 0, InvalidOid, fcinfo->context, NULL);

	nallocations = 0;
	StartCounting(TopMemoryContext);
	PG_TRY();
	{
		result = FunctionCallInvoke(call);
	}
	PG_FINALLY();
	{
		StopCounting(TopMemoryContext);
	}
	PG_END_TRY();

	nrows++;
	if (first)
		of_first_rows += nallocations;
	else
		of_later_rows += nallocations;
	return result;
}

/* allocations(OUT rows, OUT of_first_rows, OUT of_later_rows): since it was last asked */
PG_FUNCTION_INFO_V1(allocations);
Datum
allocations(PG_FUNCTION_ARGS)
{
	TupleDesc	tupdesc;
	Datum		values[3] = {Int64GetDatum(nrows), Int64GetDatum(of_first_rows), Int64GetDatum(of_later_rows)};
	bool		nulls[3] = {false};

	if (get_call_result_type(fcinfo, NULL, &tupdesc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	nrows = of_first_rows = of_later_rows = 0;
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(tupdesc), values, nulls)));
}
