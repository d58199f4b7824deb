/*-------------------------------------------------------------------------
 *
 * tables.c
 *	  The extension's tables are opened and checked, and their rows put together
 *	  and taken apart.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/table.h"
#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/syscache.h"

#include "base/base.h"
#include "store/store.h"
#include "store/store_private.h"

/* Tables that people read are in the first of these schemas, all others in the second */
static const char *const schemas[] = {"sss", "sss_internal"};

static Oid
OwnType(const char *name)
{
	Oid			type = InvalidOid;

	for (int i = 0; i < (int) lengthof(schemas) && !OidIsValid(type); i++)
		type = GetSysCacheOid2(TYPENAMENSP, Anum_pg_type_oid, CStringGetDatum(name),
							   ObjectIdGetDatum(get_namespace_oid(schemas[i], true)));
	return type;
}

Oid
SssStoreTableOid(const char *table)
{
	Oid			relid = InvalidOid;

	for (int i = 0; i < (int) lengthof(schemas) && !OidIsValid(relid); i++)
		relid = get_relname_relid(table, get_namespace_oid(schemas[i], true));
	return relid;
}

static bool
IsColumn(const SssStoreColumn *column, Form_pg_attribute attribute)
{
	Oid			type = column->own_type != NULL ? OwnType(column->own_type) : column->type;

	return !attribute->attisdropped && attribute->atttypid == type &&
		strcmp(NameStr(attribute->attname), column->name) == 0;
}

bool
SssHasColumns(Relation rel, const SssStoreColumn *columns, int ncolumns)
{
	if (rel->rd_rel->relkind != RELKIND_RELATION || RelationGetNumberOfAttributes(rel) < ncolumns)
		return false;
	for (int i = 0; i < ncolumns; i++)
	{
		if (!IsColumn(&columns[i], TupleDescAttr(RelationGetDescr(rel), i)))
			return false;
	}
	return true;
}

void
SssRaiseMissing(const char *table)
{
	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_TABLE),
			 errmsg("table \"%s\" of extension special_social_services does not exist", table),
			 errhint("Install the extension special_social_services again.")));
}

void
SssRaiseAltered(Relation rel)
{
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("table %s.%s does not match this version of the library",
					get_namespace_name(RelationGetNamespace(rel)), RelationGetRelationName(rel)),
			 errhint("Run ALTER EXTENSION special_social_services UPDATE, or undo the alterations of the table.")));
}

Relation
SssOpenStore(const char *table, const SssStoreColumn *columns, int ncolumns, LOCKMODE lockmode)
{
	Oid			relid = SssStoreTableOid(table);
	Relation	rel;

	if (!OidIsValid(relid))
		SssRaiseMissing(table);
	rel = table_open(relid, lockmode);
	if (!SssHasColumns(rel, columns, ncolumns))
		SssRaiseAltered(rel);
	return rel;
}

void
SssSetText(Datum *values, bool *nulls, int column, const char *string)
{
	nulls[column] = string == NULL;
	if (string != NULL)
		values[column] = CStringGetTextDatum(string);
}

void
SssSetCode(Datum *values, bool *nulls, int column, SssCodeListId list, int index)
{
	nulls[column] = index == SSS_MISSING;
	if (index != SSS_MISSING)
		values[column] = SssCodeDatum(list, index);
}

/* The facts in the columns of SSS_CODE_COLUMNS; a child may belong to several categories */
static const SssRole stored_roles[] = {ROLE_category, ROLE_basis, ROLE_provider, ROLE_stay, ROLE_service};

void
SssSetCodes(TupleDesc tupdesc, Datum *values, bool *nulls, int first,
			const SssFacts *facts)
{
	nulls[first] = facts->categories == 0;
	if (facts->categories != 0)
		values[first] = SssCodeArray(CODES_recipient_category, facts->categories,
									 get_element_type(TupleDescAttr(tupdesc, first)->atttypid));
	for (int i = 1; i < (int) lengthof(stored_roles); i++)
		SssSetCode(values, nulls, first + i, sss_fact_lines[stored_roles[i]].list,
				   facts->codes[stored_roles[i]]);
}

/* NULL means that no category is known; the caller knows what NULL means in other columns */
void
SssGetCodes(const Datum *values, const bool *nulls, int first, SssFacts *facts)
{
	*facts = sss_no_facts;
	if (!nulls[first])
		SssAddCategories(DatumGetArrayTypeP(values[first]), facts);
	for (int i = 1; i < (int) lengthof(stored_roles); i++)
	{
		SssRole		role = stored_roles[i];

		if (!nulls[first + i])
			facts->codes[role] = SssDatumCode(sss_fact_lines[role].list, values[first + i]);
	}
}
