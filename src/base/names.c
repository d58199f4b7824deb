/*-------------------------------------------------------------------------
 *
 * names.c
 *	  Names of relations.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/relation.h"
#include "catalog/namespace.h"
#include "fmgr.h"
#include "nodes/pg_list.h"
#include "storage/lmgr.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/relcache.h"
#include "utils/varlena.h"

#include "base/base.h"

const char *
SssQuoteName(const char *name)
{
	bool		quote_all = quote_all_identifiers;
	const char *quoted = NULL;

	/* The server's function obeys the setting, and fails only if memory is exhausted */
	PG_TRY();
	{
		quote_all_identifiers = false;
		quoted = quote_identifier(name);
	}
	PG_FINALLY();
	{
		quote_all_identifiers = quote_all;
	}
	PG_END_TRY();
	return quoted;
}

char *
SssQualifiedName(Oid relid)
{
	char	   *name = get_rel_name(relid);
	char	   *schema = name == NULL ? NULL : get_namespace_name(get_rel_namespace(relid));

	/* It may have been dropped between the two look-ups */
	if (schema == NULL)
		return NULL;
	return psprintf("%s.%s", SssQuoteName(schema), SssQuoteName(name));
}

const char *
SssNameWithoutNumber(const char *name)
{
	const char *end = name + strlen(name);
	const char *digits = end;

	while (digits > name && digits[-1] >= '0' && digits[-1] <= '9')
		digits--;
	if (digits == end || digits[0] == '0' || digits - name < 2 || digits[-1] != '_')
		return name;
	return pnstrdup(name, digits - 1 - name);
}

int
SssQualifyNames(void)
{
	int			nest_level = NewGUCNestLevel();

	(void) set_config_option("search_path", "pg_catalog, pg_temp", PGC_USERSET, PGC_S_SESSION,
							 GUC_ACTION_SAVE, true, 0, false);
	(void) set_config_option("quote_all_identifiers", "off", PGC_USERSET, PGC_S_SESSION,
							 GUC_ACTION_SAVE, true, 0, false);
	return nest_level;
}

PG_FUNCTION_INFO_V1(sss_relation_name);
Datum
sss_relation_name(PG_FUNCTION_ARGS)
{
	char	   *name = SssQualifiedName(PG_GETARG_OID(0));

	if (name == NULL)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(name));
}

Oid
SssRelationNamed(const char *name)
{
	List	   *parts;
	Oid			schema;

	if (!SplitIdentifierString(pstrdup(name), '.', &parts) || list_length(parts) != 2)
		return InvalidOid;
	schema = get_namespace_oid(linitial(parts), true);
	return OidIsValid(schema) ? get_relname_relid(lsecond(parts), schema) : InvalidOid;
}

/* relation_named(name): the relation of that qualified name */
PG_FUNCTION_INFO_V1(sss_relation_named);
Datum
sss_relation_named(PG_FUNCTION_ARGS)
{
	Oid			relid = SssRelationNamed(text_to_cstring(PG_GETARG_TEXT_PP(0)));

	if (!OidIsValid(relid))
		PG_RETURN_NULL();
	PG_RETURN_OID(relid);
}

PG_FUNCTION_INFO_V1(sss_name_without_number);
Datum
sss_name_without_number(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(cstring_to_text(SssNameWithoutNumber(text_to_cstring(PG_GETARG_TEXT_PP(0)))));
}

Relation
SssOpenUnlessLocked(Oid relid)
{
	Relation	rel;

	if (!ConditionalLockRelationOid(relid, AccessShareLock))
		return NULL;
	rel = try_relation_open(relid, NoLock);
	if (rel == NULL)
		UnlockRelationOid(relid, AccessShareLock);
	return rel;
}

Relation
SssOpenRelation(Oid relid, LOCKMODE lockmode)
{
	Relation	rel = try_relation_open(relid, lockmode);

	if (rel == NULL)
		SssRaiseNoRelation(relid);
	return rel;
}

void
SssRaiseNoRelation(Oid relid)
{
	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_TABLE),
			 errmsg("relation with OID %u does not exist", relid)));
}
