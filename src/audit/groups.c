/*-------------------------------------------------------------------------
 *
 * groups.c
 *	  The rows of an audit are counted by columns that the user names, such as an
 *	  oblast: the dimensions.
 *
 * Their values are stored with the counts and shown to readers who may not read
 * the table.  So a dimension must not identify a child: an audit refuses columns
 * that have many values.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/transam.h"
#include "access/tupdesc.h"
#include "catalog/namespace.h"
#include "catalog/objectaddress.h"
#include "catalog/pg_type.h"
#include "executor/tuptable.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "nodes/parsenodes.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/hsearch.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"

#include "audit/audit_private.h"
#include "base/base.h"
#include "finding/finding.h"

/* More different values than this are no groups, but cases */
#define MAX_GROUPS		1000

/* A group is looked up by its values as one text; the text of a value has at most 256 bytes */
#define LONGEST_NAME	1024

typedef struct GroupEntry
{
	char		name[LONGEST_NAME];
	SssGroup   *group;
} GroupEntry;

struct SssGroups
{
	MemoryContext context;
	const char *relation;
	const SssDimensions *by;
	HTAB	   *entries;
	int			ngroups;
	SssGroup   *groups[MAX_GROUPS];
};

/* Nobody's code may run to make the text of a value: only the server's and our own */
static void
RequirePlainType(Relation rel, AttrNumber attnum)
{
	Oid			type = getBaseType(TupleDescAttr(RelationGetDescr(rel), attnum - 1)->atttypid);
	Oid			output;
	bool		varlena;

	if (type < FirstGenbkiObjectId)
		return;
	getTypeOutputInfo(type, &output, &varlena);
	if (get_typtype(type) == TYPTYPE_ENUM ||
		get_func_namespace(output) == get_namespace_oid("sss_internal", false))
		return;
	ereport(ERROR,
			(errcode(ERRCODE_DATATYPE_MISMATCH),
			 errmsg("cannot count by column \"%s\" of relation \"%s\"",
					get_attname(RelationGetRelid(rel), attnum, false), RelationGetRelationName(rel)),
			 errdetail("Its type \"%s\" is neither built in nor an enum.", format_type_be(type)),
			 errhint("Count by a column of a view that casts it to text.")));
}

void
SssGetDimensions(FunctionCallInfo fcinfo, int argument, SssDimensions *by)
{
	SssElements names = SssGetArgElements(fcinfo, argument);

	by->n = 0;
	if (names.count > SSS_MAX_DIMENSIONS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"%s\" names more than %d columns", "by", SSS_MAX_DIMENSIONS)));
	for (int i = 0; i < names.count; i++)
	{
		const char *name = names.nulls[i] ? NULL : TextDatumGetCString(names.values[i]);

		if (name == NULL || name[0] == '\0')
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("argument \"%s\" has an element without a name", "by")));
		for (int j = 0; j < i; j++)
		{
			if (strcmp(by->names[j], name) == 0)
				ereport(ERROR,
						(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						 errmsg("argument \"%s\" names column \"%s\" twice", "by", name)));
		}
		by->names[i] = name;
		by->columns[i] = InvalidAttrNumber;
		by->n++;
	}
}

void
SssFindDimensions(Relation rel, SssDimensions *by)
{
	Oid			relid = RelationGetRelid(rel);

	for (int i = 0; i < by->n; i++)
	{
		AttrNumber	attnum = get_attnum(relid, by->names[i]);

		by->columns[i] = Max(attnum, InvalidAttrNumber);
		if (attnum <= 0)
			continue;
		RequirePlainType(rel, attnum);
		if (pg_class_aclcheck(relid, GetUserId(), ACL_SELECT) != ACLCHECK_OK &&
			pg_attribute_aclcheck(relid, attnum, GetUserId(), ACL_SELECT) != ACLCHECK_OK)
			aclcheck_error(ACLCHECK_NO_PRIV, get_relkind_objtype(rel->rd_rel->relkind),
						   RelationGetRelationName(rel));
	}
}

SssGroups *
SssMakeGroups(const SssDimensions *by, const char *relation)
{
	SssGroups  *groups = palloc0(sizeof(SssGroups));
	HASHCTL		control = {.keysize = LONGEST_NAME,.entrysize = sizeof(GroupEntry)};

	groups->context = CurrentMemoryContext;
	groups->relation = relation;
	groups->by = by;
	control.hcxt = CurrentMemoryContext;
	groups->entries = hash_create("groups of an audit", 64, &control,
								  HASH_ELEM | SSS_HASH_STRINGS | HASH_CONTEXT);
	return groups;
}

/* The text of a value; that of an enum, or of one of our codes, depends on no setting */
static char *
DimensionText(TupleTableSlot *row, AttrNumber attnum)
{
	bool		isnull;
	Datum		value;
	Oid			type;
	Oid			output;
	bool		varlena;

	if (attnum == InvalidAttrNumber)
		return NULL;
	value = slot_getattr(row, attnum, &isnull);
	if (isnull)
		return NULL;
	type = getBaseType(TupleDescAttr(row->tts_tupleDescriptor, attnum - 1)->atttypid);
	if (type < FirstGenbkiObjectId)
		return SssKeyText(type, value);
	getTypeOutputInfo(type, &output, &varlena);
	return OidOutputFunctionCall(output, value);
}

static SssGroup *
AddGroup(SssGroups *groups, char *const *values)
{
	MemoryContext caller_context;
	SssGroup   *group;

	if (groups->ngroups == MAX_GROUPS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("the rows of %s form more than %d groups", groups->relation, MAX_GROUPS),
				 errhint("Count by columns that have few values, such as an oblast.")));
	caller_context = MemoryContextSwitchTo(groups->context);
	group = palloc0(sizeof(SssGroup));
	for (int i = 0; i < groups->by->n; i++)
		group->values[i] = values[i] == NULL ? NULL : pstrdup(values[i]);
	SssStartTally(&group->tally);
	MemoryContextSwitchTo(caller_context);
	groups->groups[groups->ngroups++] = group;
	return group;
}

SssTally *
SssTallyOfGroup(SssGroups *groups, TupleTableSlot *row)
{
	char	   *values[SSS_MAX_DIMENSIONS];
	StringInfoData name;
	GroupEntry *entry;
	bool		found;

	initStringInfo(&name);
	for (int i = 0; i < groups->by->n; i++)
	{
		values[i] = DimensionText(row, groups->by->columns[i]);
		if (values[i] == NULL)
			appendStringInfoChar(&name, '-');
		else
			appendStringInfo(&name, "%zu:%s", strlen(values[i]), values[i]);
	}
	entry = hash_search(groups->entries, name.data, HASH_ENTER, &found);
	if (!found)
		entry->group = AddGroup(groups, values);
	return &entry->group->tally;
}

int
SssGroupCount(const SssGroups *groups)
{
	return groups->ngroups;
}

const SssGroup *
SssGroupAt(const SssGroups *groups, int i)
{
	return groups->groups[i];
}
