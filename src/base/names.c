/*-------------------------------------------------------------------------
 *
 * names.c
 *	  Names of relations.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/relation.h"
#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/relcache.h"

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

	if (name == NULL)
		return NULL;
	return psprintf("%s.%s", SssQuoteName(get_namespace_name(get_rel_namespace(relid))), SssQuoteName(name));
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
