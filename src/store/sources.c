/*-------------------------------------------------------------------------
 *
 * sources.c
 *	  The relation that a logged name means now, and the source of a log line.
 *
 * A line is about the attached table, or about the facts view that yields the cases.
 * It belongs to the relation that has the logged name now, because a restore keeps
 * names but not OIDs.  If none has the name, the line belongs to the relation with
 * the logged OID, provided that it still has the attachment: after a restore another
 * one may have the OID.
 *
 * A table that becomes a view of the same name is often renamed, and goes on under
 * its attachment.  So a view that has the name and no such attachment comes last.
 *
 * A query asks this for each line, but lines come from few sources.  So each
 * answer is kept until the query ends.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/relscan.h"
#include "access/skey.h"
#include "access/stratnum.h"
#include "access/table.h"
#include "access/tableam.h"
#include "catalog/indexing.h"
#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "catalog/pg_depend.h"
#include "catalog/pg_trigger.h"
#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "executor/tuptable.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "nodes/pg_list.h"
#include "storage/lockdefs.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/fmgroids.h"
#include "utils/hsearch.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/relcache.h"
#include "utils/snapmgr.h"
#include "utils/timestamp.h"
#include "utils/varlena.h"

#include "base/base.h"
#include "store/store.h"
#include "store/store_private.h"

#define SOURCE_COLUMNS(BUILT_IN, OWN) \
	BUILT_IN(origin, INT8OID) \
	BUILT_IN(source, INT8OID) \
	BUILT_IN(relid, OIDOID) \
	BUILT_IN(relation, TEXTOID) \
	BUILT_IN(attachment, TEXTOID) \
	BUILT_IN(rule, TEXTOID) \
	OWN(key_columns, "key_columns") \
	BUILT_IN(folded_until, TIMESTAMPTZOID)

#define SOURCE_INDEX(column, type) SOURCE_##column,

enum
{
	SOURCE_COLUMNS(SOURCE_INDEX, SOURCE_INDEX)
	N_SOURCE_COLUMNS
};

static const SssStoreColumn source_columns[] = {SOURCE_COLUMNS(SSS_BUILT_IN_COLUMN, SSS_OWN_COLUMN)};

/* A name, as a line of the log has it, and the columns that a source has besides */
typedef struct Logged
{
	Oid			relid;
	char	   *relation;
	char	   *attachment;
	char	   *rule;			/* NULL: the source is not asked for */
	Datum		key_columns;	/* 0: none */
} Logged;

/* The answer for one of them */
typedef struct Answer
{
	uint64		hash;			/* of what was logged */
	Logged		logged;
	Oid			relid;			/* of the relation now; invalid: it is gone */
	char	   *relation;		/* its name now; the logged one if it is gone */
	int64		source;
} Answer;

typedef struct Source
{
	int64		number;
	Logged		logged;
	Oid			relid;			/* now */
	char	   *relation;
	TimestampTz folded_until;
} Source;

struct SssSources
{
	MemoryContext context;
	HTAB	   *answers;
	bool		sources_read;
	List	   *sources;		/* of Source */
	Answer	   *last;
};

static bool
MayBeLogged(Oid relid)
{
	char		relkind = OidIsValid(relid) ? get_rel_relkind(relid) : '\0';

	return relkind == RELKIND_RELATION || relkind == RELKIND_PARTITIONED_TABLE || relkind == RELKIND_FOREIGN_TABLE ||
		relkind == RELKIND_VIEW;
}

static Oid
RelationOfName(const char *relation)
{
	List	   *parts;
	Oid			schema;

	if (!SplitIdentifierString(pstrdup(relation), '.', &parts) || list_length(parts) != 2)
		return InvalidOid;
	schema = get_namespace_oid(linitial(parts), true);
	return OidIsValid(schema) ? get_relname_relid(lsecond(parts), schema) : InvalidOid;
}

static bool
IsEnforce(Oid function)
{
	char	   *name = get_func_name(function);

	return name != NULL && strcmp(name, "enforce") == 0 &&
		get_func_namespace(function) == get_namespace_oid("sss", true);
}

/* Does the trigger belong to the attachment of that name by a view? */
static bool
IsOfAttachment(Oid oid, const char *attachment)
{
	Relation	triggers = table_open(TriggerRelationId, AccessShareLock);
	bool		is = false;
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple	trigger;

	ScanKeyInit(&key, Anum_pg_trigger_oid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(oid));
	scan = systable_beginscan(triggers, TriggerOidIndexId, true, NULL, 1, &key);
	trigger = systable_getnext(scan);
	if (HeapTupleIsValid(trigger))
	{
		Form_pg_trigger form = (Form_pg_trigger) GETSTRUCT(trigger);

		is = IsEnforce(form->tgfoid) && strcmp(SssNameWithoutNumber(NameStr(form->tgname)), attachment) == 0;
	}
	systable_endscan(scan);
	table_close(triggers, AccessShareLock);
	return is;
}

/* The triggers of the tables that a facts view guards depend on it */
static bool
ViewHasAttachment(Oid view, const char *attachment)
{
	Relation	depend = table_open(DependRelationId, AccessShareLock);
	ScanKeyData keys[2];
	SysScanDesc scan;
	HeapTuple	tuple;
	bool		has = false;

	ScanKeyInit(&keys[0], Anum_pg_depend_refclassid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(RelationRelationId));
	ScanKeyInit(&keys[1], Anum_pg_depend_refobjid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(view));
	scan = systable_beginscan(depend, DependReferenceIndexId, true, NULL, 2, keys);
	while (!has && HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		Form_pg_depend form = (Form_pg_depend) GETSTRUCT(tuple);

		has = form->classid == TriggerRelationId && IsOfAttachment(form->objid, attachment);
	}
	systable_endscan(scan);
	table_close(depend, AccessShareLock);
	return has;
}

static bool
TableHasAttachment(Oid relid, const char *attachment)
{
	Relation	triggers = table_open(TriggerRelationId, AccessShareLock);
	ScanKeyData keys[2];
	SysScanDesc scan;
	HeapTuple	trigger;
	bool		has;

	ScanKeyInit(&keys[0], Anum_pg_trigger_tgrelid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(relid));
	ScanKeyInit(&keys[1], Anum_pg_trigger_tgname, BTEqualStrategyNumber, F_NAMEEQ, CStringGetDatum(attachment));
	scan = systable_beginscan(triggers, TriggerRelidNameIndexId, true, NULL, 2, keys);
	trigger = systable_getnext(scan);
	has = HeapTupleIsValid(trigger) && IsEnforce(((Form_pg_trigger) GETSTRUCT(trigger))->tgfoid);
	systable_endscan(scan);
	table_close(triggers, AccessShareLock);
	return has;
}

static bool
HasAttachment(Oid relid, const char *attachment)
{
	if (!MayBeLogged(relid) || strlen(attachment) >= NAMEDATALEN)
		return false;
	return get_rel_relkind(relid) == RELKIND_VIEW ? ViewHasAttachment(relid, attachment) :
		TableHasAttachment(relid, attachment);
}

static Oid
PresentRelation(const Logged *logged)
{
	Oid			named = RelationOfName(logged->relation);

	if (!MayBeLogged(named))
		return HasAttachment(logged->relid, logged->attachment) ? logged->relid : InvalidOid;
	if (get_rel_relkind(named) == RELKIND_VIEW && named != logged->relid &&
		!HasAttachment(named, logged->attachment) && HasAttachment(logged->relid, logged->attachment))
		return logged->relid;
	return named;
}

static char *
PresentName(Oid relid, const Logged *logged)
{
	char	   *name = OidIsValid(relid) ? SssQualifiedName(relid) : NULL;

	return name != NULL ? name : logged->relation;
}

static bool
AreSameKeyColumns(Datum a, Datum b)
{
	if (a == (Datum) 0 || b == (Datum) 0)
		return a == b;
	return SssKeyColumnsEqual(a, b);
}

static void
ReadSources(SssSources *answers, int64 origin)
{
	MemoryContext caller_context = MemoryContextSwitchTo(answers->context);
	Relation	rel = SssOpenStore("violation_sources", source_columns, N_SOURCE_COLUMNS, AccessShareLock);
	TableScanDesc scan = SssBeginScan(rel, GetActiveSnapshot());
	TupleTableSlot *slot = table_slot_create(rel, NULL);

	while (table_scan_getnextslot(scan, ForwardScanDirection, slot))
	{
		Source	   *source;

		slot_getallattrs(slot);
		if (DatumGetInt64(slot->tts_values[SOURCE_origin]) != origin)
			continue;
		source = palloc0(sizeof(Source));
		source->number = DatumGetInt64(slot->tts_values[SOURCE_source]);
		source->logged.relid = DatumGetObjectId(slot->tts_values[SOURCE_relid]);
		source->logged.relation = TextDatumGetCString(slot->tts_values[SOURCE_relation]);
		source->logged.attachment = TextDatumGetCString(slot->tts_values[SOURCE_attachment]);
		source->logged.rule = TextDatumGetCString(slot->tts_values[SOURCE_rule]);
		if (!slot->tts_isnull[SOURCE_key_columns])
			source->logged.key_columns = datumCopy(slot->tts_values[SOURCE_key_columns], false, -1);
		source->folded_until = slot->tts_isnull[SOURCE_folded_until] ? DT_NOEND :
			DatumGetTimestampTz(slot->tts_values[SOURCE_folded_until]);
		source->relid = PresentRelation(&source->logged);
		source->relation = PresentName(source->relid, &source->logged);
		answers->sources = lappend(answers->sources, source);
	}
	ExecDropSingleTupleTableSlot(slot);
	table_endscan(scan);
	table_close(rel, AccessShareLock);
	answers->sources_read = true;
	MemoryContextSwitchTo(caller_context);
}

/*
 * The number of a source that the state does not have yet: a negative one that
 * any call would give it
 */
static int64
NumberOfNewSource(const Answer *answer)
{
	StringInfoData text;
	uint64		hash;

	initStringInfo(&text);
	if (OidIsValid(answer->relid))
		appendStringInfo(&text, "%u", answer->relid);
	else
		appendStringInfoString(&text, answer->relation);
	appendStringInfo(&text, "\n%s\n%s\n", answer->logged.attachment, answer->logged.rule);
	if (answer->logged.key_columns != (Datum) 0)
		appendStringInfoString(&text, SssKeyColumnsText(answer->logged.key_columns));
	hash = hash_bytes_extended((unsigned char *) text.data, text.len, 0);
	return -1 - (int64) (hash >> 1);
}

static int64
NumberOfSource(const SssSources *answers, const Answer *answer)
{
	ListCell   *cell;

	foreach(cell, answers->sources)
	{
		const Source *source = lfirst(cell);

		if (source->relid == answer->relid &&
			(OidIsValid(source->relid) || strcmp(source->relation, answer->relation) == 0) &&
			strcmp(source->logged.attachment, answer->logged.attachment) == 0 &&
			strcmp(source->logged.rule, answer->logged.rule) == 0 &&
			AreSameKeyColumns(source->logged.key_columns, answer->logged.key_columns))
			return source->number;
	}
	return NumberOfNewSource(answer);
}

/* The logged attachment, as the arguments give it without a copy */
typedef struct Asked
{
	int64		origin;
	Oid			relid;
	text	   *relation;
	text	   *attachment;
	text	   *rule;			/* NULL: only the relation is asked for */
	struct varlena *key_columns;	/* NULL: none */
} Asked;

static bool
IsText(const char *string, const text *asked)
{
	size_t		length = VARSIZE_ANY_EXHDR(asked);

	return strlen(string) == length && memcmp(string, VARDATA_ANY(asked), length) == 0;
}

static bool
IsAnswerTo(const Answer *answer, const Asked *asked)
{
	const Logged *logged = &answer->logged;

	return logged->relid == asked->relid && IsText(logged->relation, asked->relation) &&
		IsText(logged->attachment, asked->attachment) &&
		(asked->rule == NULL || IsText(logged->rule, asked->rule)) &&
		(asked->key_columns == NULL ? logged->key_columns == (Datum) 0 :
		 logged->key_columns != (Datum) 0 &&
		 datumIsEqual(logged->key_columns, PointerGetDatum(asked->key_columns), false, -1));
}

static uint64
AddToHash(uint64 hash, const void *value)
{
	if (value == NULL)
		return hash;
	return hash_bytes_extended((const unsigned char *) VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value), hash);
}

static uint64
HashOfAsked(const Asked *asked)
{
	uint64		hash = AddToHash(asked->relid, asked->relation);

	hash = AddToHash(hash, asked->attachment);
	hash = AddToHash(hash, asked->rule);
	return AddToHash(hash, asked->key_columns);
}

static void
FindAnswer(SssSources *answers, Answer *answer, const Asked *asked)
{
	MemoryContext caller_context = MemoryContextSwitchTo(answers->context);
	Logged	   *logged = &answer->logged;

	logged->relid = asked->relid;
	logged->relation = text_to_cstring(asked->relation);
	logged->attachment = text_to_cstring(asked->attachment);
	logged->rule = asked->rule == NULL ? NULL : text_to_cstring(asked->rule);
	logged->key_columns = asked->key_columns == NULL ? (Datum) 0 :
		datumCopy(PointerGetDatum(asked->key_columns), false, -1);
	answer->relid = PresentRelation(logged);
	answer->relation = PresentName(answer->relid, logged);
	if (asked->rule != NULL)
	{
		if (!answers->sources_read)
			ReadSources(answers, asked->origin);
		answer->source = NumberOfSource(answers, answer);
	}
	MemoryContextSwitchTo(caller_context);
}

SssSources *
SssBeginSources(MemoryContext parent)
{
	MemoryContext context = AllocSetContextCreate(parent, "special_social_services sources", ALLOCSET_DEFAULT_SIZES);
	HASHCTL		control = {.keysize = sizeof(uint64),.entrysize = sizeof(Answer),.hcxt = context};
	SssSources *answers = MemoryContextAllocZero(context, sizeof(SssSources));

	answers->context = context;
	answers->answers = hash_create("special_social_services sources", 64, &control,
								   HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
	return answers;
}

static SssSources *
SourcesOf(FmgrInfo * function)
{
	if (function->fn_extra == NULL)
		function->fn_extra = SssBeginSources(function->fn_mcxt);
	return function->fn_extra;
}

static const Answer *
Ask(SssSources *answers, const Asked *asked)
{
	uint64		hash;
	Answer	   *answer;
	bool		found;

	if (answers->last != NULL && IsAnswerTo(answers->last, asked))
		return answers->last;
	hash = HashOfAsked(asked);
	answer = hash_search(answers->answers, &hash, HASH_ENTER, &found);
	answers->last = NULL;
	if (!found || !IsAnswerTo(answer, asked))
		FindAnswer(answers, answer, asked);
	answers->last = answer;
	return answer;
}

int64
SssSourceOfLine(SssSources *sources, int64 origin, const Datum *values, const bool *nulls)
{
	Asked		asked = {
		.origin = origin,.relid = DatumGetObjectId(values[LOG_relid]),
		.relation = DatumGetTextPP(values[LOG_relation]),.attachment = DatumGetTextPP(values[LOG_attachment]),
		.rule = DatumGetTextPP(values[LOG_rule]),
		.key_columns = nulls[LOG_key_columns] ? NULL : PG_DETOAST_DATUM(values[LOG_key_columns])
	};

	return Ask(sources, &asked)->source;
}

bool
SssDescribeSource(SssSources *sources, int64 origin, int64 number, Datum *key_columns, TimestampTz * folded_until)
{
	ListCell   *cell;

	if (!sources->sources_read)
		ReadSources(sources, origin);
	foreach(cell, sources->sources)
	{
		const Source *source = lfirst(cell);

		if (source->number != number)
			continue;
		*key_columns = source->logged.key_columns;
		*folded_until = source->folded_until;
		return true;
	}
	return false;
}

/* present_name(relid, relation, attachment): the relation's name now; the logged one if it is gone */
PG_FUNCTION_INFO_V1(sss_present_name);
Datum
sss_present_name(PG_FUNCTION_ARGS)
{
	Asked		asked = {
		.relid = PG_GETARG_OID(0),.relation = PG_GETARG_TEXT_PP(1),.attachment = PG_GETARG_TEXT_PP(2)
	};

	PG_RETURN_TEXT_P(cstring_to_text(Ask(SourcesOf(fcinfo->flinfo), &asked)->relation));
}

/* present_relation(relid, relation, attachment): the relation's OID now; NULL: it is gone */
PG_FUNCTION_INFO_V1(sss_present_relation);
Datum
sss_present_relation(PG_FUNCTION_ARGS)
{
	Asked		asked = {
		.relid = PG_GETARG_OID(0),.relation = PG_GETARG_TEXT_PP(1),.attachment = PG_GETARG_TEXT_PP(2)
	};
	const Answer *answer = Ask(SourcesOf(fcinfo->flinfo), &asked);

	if (!OidIsValid(answer->relid))
		PG_RETURN_NULL();
	PG_RETURN_OID(answer->relid);
}

/* source_of(origin, relid, relation, attachment, rule, key_columns) */
PG_FUNCTION_INFO_V1(sss_source_of);
Datum
sss_source_of(PG_FUNCTION_ARGS)
{
	Asked		asked;

	for (int i = 0; i < 5; i++)
	{
		if (PG_ARGISNULL(i))
			PG_RETURN_NULL();
	}
	asked = (Asked)
	{
		.origin = PG_GETARG_INT64(0),.relid = PG_GETARG_OID(1),.relation = PG_GETARG_TEXT_PP(2),
			.attachment = PG_GETARG_TEXT_PP(3),.rule = PG_GETARG_TEXT_PP(4),
			.key_columns = PG_ARGISNULL(5) ? NULL : PG_DETOAST_DATUM(PG_GETARG_DATUM(5))
	};
	PG_RETURN_INT64(Ask(SourcesOf(fcinfo->flinfo), &asked)->source);
}
