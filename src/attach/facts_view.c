/*-------------------------------------------------------------------------
 *
 * facts_view.c
 *	  Facts views: the columns that an attachment binds, and the tables that a
 *	  view reads.
 *
 * A facts view yields the facts of a case where no plain column of a table
 * holds them.  It has a column for each role, of the role's name, and columns
 * that lead to its rows.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/skey.h"
#include "access/stratnum.h"
#include "access/sysattr.h"
#include "access/table.h"
#include "access/transam.h"
#include "catalog/indexing.h"
#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_operator.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_rewrite.h"
#include "catalog/pg_type.h"
#include "fmgr.h"
#include "nodes/bitmapset.h"
#include "nodes/nodeFuncs.h"
#include "nodes/parsenodes.h"
#include "nodes/pg_list.h"
#include "rewrite/rewriteSupport.h"
#include "utils/acl.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"
#include "utils/typcache.h"

#include "attach/attach_private.h"

/* Do the options of a view make it read with the rights of whoever queries it? */
static bool
IsSecurityInvoker(HeapTuple tuple)
{
	bool		isnull;
	Datum		options = SysCacheGetAttr(RELOID, tuple, Anum_pg_class_reloptions, &isnull);

	return !isnull && SssOptionsSayInvoker(options);
}

/*
 * Is it a permanent view that is always read with its owner's rights?  Its
 * definition is read from the catalogs: who describes an attachment must neither
 * wait for the view nor lock it.
 */
static bool
CheckFactsView(Oid view, SssProblem *problem)
{
	HeapTuple	tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(view));
	Form_pg_class form;
	bool		right;

	if (!HeapTupleIsValid(tuple))
		return SssWrong(problem, ERRCODE_UNDEFINED_TABLE, pstrdup(_("the facts view does not exist")),
						NULL, pstrdup(_("Detach the rule, and attach it with a view that exists.")));
	form = (Form_pg_class) GETSTRUCT(tuple);
	if (form->relkind != RELKIND_VIEW)
		right = SssWrong(problem, ERRCODE_WRONG_OBJECT_TYPE,
						 psprintf(_("\"%s\" is not a view"), NameStr(form->relname)), NULL,
						 pstrdup(_("Give the facts in a view.")));
	else if (form->relpersistence == RELPERSISTENCE_TEMP)
		right = SssWrong(problem, ERRCODE_WRONG_OBJECT_TYPE,
						 psprintf(_("facts view \"%s\" is temporary"), NameStr(form->relname)),
						 pstrdup(_("Other sessions cannot read it.")),
						 pstrdup(_("Give the facts in a permanent view over permanent tables.")));
	else if (IsSecurityInvoker(tuple))
		right = SssWrong(problem, ERRCODE_WRONG_OBJECT_TYPE,
						 psprintf(_("facts view \"%s\" is a security_invoker view"), NameStr(form->relname)),
						 pstrdup(_("Its result would depend on the user who reads it.")),
						 pstrdup(_("Use a view that reads with its owner's rights.")));
	else
		right = true;
	ReleaseSysCache(tuple);
	return right;
}

static AttrNumber
ColumnOfView(Oid view, const char *name, SssProblem *problem)
{
	AttrNumber	attnum = get_attnum(view, name);

	if (attnum <= 0)
	{
		SssWrong(problem, ERRCODE_UNDEFINED_COLUMN,
				 psprintf(_("facts view \"%s\" has no column \"%s\""), get_rel_name(view), name), NULL,
				 pstrdup(_("Name the column as the view does, or rename it in the view.")));
		return InvalidAttrNumber;
	}
	return attnum;
}

static char *
QualifiedOperator(Oid operator)
{
	HeapTuple	tuple = SearchSysCache1(OPEROID, ObjectIdGetDatum(operator));
	Form_pg_operator form;
	char	   *schema;
	char	   *name;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for operator %u", operator);
	form = (Form_pg_operator) GETSTRUCT(tuple);
	schema = get_namespace_name(form->oprnamespace);
	if (schema == NULL)
		elog(ERROR, "cache lookup failed for namespace %u", form->oprnamespace);
	name = psprintf("OPERATOR(%s.%s)", SssQuoteName(schema), NameStr(form->oprname));
	ReleaseSysCache(tuple);
	return name;
}

/* Can an array hold values of the type? */
static bool
IsElementType(Oid type)
{
	return OidIsValid(get_array_type(type)) && get_typtype(type) != TYPTYPE_COMPOSITE;
}

/* Columns are compared and locked by their hashes: both types must be of one hash operator family */
Oid
SssLinkEquality(Oid view_type, Oid type)
{
	TypeCacheEntry *left = lookup_type_cache(getBaseType(view_type), TYPECACHE_HASH_OPFAMILY);
	TypeCacheEntry *right = lookup_type_cache(getBaseType(type), TYPECACHE_HASH_OPFAMILY);

	if (!IsElementType(left->type_id) || !IsElementType(right->type_id) ||
		!OidIsValid(left->hash_opf) || left->hash_opf != right->hash_opf)
		return InvalidOid;
	return get_opfamily_member(left->hash_opf, left->hash_opintype, right->hash_opintype,
							   HTEqualStrategyNumber);
}

char *
SssLinkOperator(Oid view_type, Oid type)
{
	Oid			operator = SssLinkEquality(view_type, type);

	return OidIsValid(operator) ? QualifiedOperator(operator) : NULL;
}

static bool
BindLink(Oid relid, int i, const char *name, SssView *view, SssProblem *problem)
{
	Oid			type = get_atttype(relid, view->links[i]);
	Oid			view_type;

	view->view_links[i] = ColumnOfView(view->relid, name, problem);
	if (view->view_links[i] == InvalidAttrNumber)
		return false;
	view_type = get_atttype(view->relid, view->view_links[i]);
	if (SssLinkOperator(view_type, type) == NULL)
		return SssWrong(problem, ERRCODE_DATATYPE_MISMATCH,
						psprintf(_("column \"%s\" of the table and column \"%s\" of facts view \"%s\" cannot be compared"),
								 get_attname(relid, view->links[i], false), name, get_rel_name(view->relid)),
						psprintf(_("They have types %s and %s."), format_type_be(type), format_type_be(view_type)),
						pstrdup(_("Cast the column in the view to the type of the table's column.")));
	return true;
}

static bool
BindLinks(Oid relid, const SssViewNames *names, SssView *view, SssProblem *problem)
{
	if (view->nlinks == 0 || (names->nlinks > 0 && names->nlinks != view->nlinks))
		return SssWrong(problem, ERRCODE_INVALID_PARAMETER_VALUE,
						pstrdup(_("the columns that lead to the facts view do not match its own")),
						psprintf(_("There are %d of the table and %d of the view."), view->nlinks, names->nlinks),
						pstrdup(_("Mark each of the table's columns as via, and list the view's in the same order.")));
	for (int i = 0; i < view->nlinks; i++)
	{
		const char *name = names->nlinks > 0 ? names->links[i] :
		get_attname(relid, view->links[i], false);

		if (!BindLink(relid, i, name, view, problem))
			return false;
	}
	return true;
}

/* The view's columns identify a case, unless the row itself holds facts and so is the case */
static bool
BindKeys(const SssViewNames *names, SssBinding *binding, SssProblem *problem)
{
	SssView    *view = &binding->view;

	if (SssHoldsFacts(binding))
	{
		if (names->nkeys == 0)
			return true;
		return SssWrong(problem, ERRCODE_INVALID_PARAMETER_VALUE,
						pstrdup(_("a column of the facts view cannot name the case")),
						pstrdup(_("The table's own columns hold facts, so that each of its rows is a case.")),
						pstrdup(_("Name columns of the table as the key.")));
	}
	view->nkeys = names->nkeys > 0 ? names->nkeys : view->nlinks;
	for (int i = 0; i < view->nkeys; i++)
	{
		view->keys[i] = names->nkeys > 0 ? ColumnOfView(view->relid, names->keys[i], problem) :
			view->view_links[i];
		if (view->keys[i] == InvalidAttrNumber)
			return false;
		if (SssLinkOperator(get_atttype(view->relid, view->keys[i]),
							get_atttype(view->relid, view->keys[i])) == NULL)
			return SssWrong(problem, ERRCODE_DATATYPE_MISMATCH,
							psprintf(_("column \"%s\" of facts view \"%s\" cannot name a case"),
									 get_attname(view->relid, view->keys[i], false), get_rel_name(view->relid)),
							NULL, pstrdup(_("Use a column whose type can be hashed.")));
	}
	return true;
}

/* The columns by which sessions wait for each other: their values are locked by a hash */
static bool
BindLocks(const SssViewNames *names, SssView *view, SssProblem *problem)
{
	view->nlocks = names->nlocks;
	for (int i = 0; i < names->nlocks; i++)
	{
		Oid			type;

		view->locks[i] = ColumnOfView(view->relid, names->locks[i], problem);
		if (view->locks[i] == InvalidAttrNumber)
			return false;
		type = get_atttype(view->relid, view->locks[i]);
		if (SssLinkOperator(type, type) == NULL)
			return SssWrong(problem, ERRCODE_DATATYPE_MISMATCH,
							psprintf(_("sessions cannot wait for each other by column \"%s\" of facts view \"%s\""),
									 names->locks[i], get_rel_name(view->relid)),
							psprintf(_("The column has type %s."), format_type_be(type)),
							pstrdup(_("Use a column whose type can be hashed.")));
	}
	return true;
}

static bool
BindViewRoles(SssBinding *binding, SssProblem *problem)
{
	SssView    *view = &binding->view;

	for (int i = 0; i < sss_role_lines_count; i++)
	{
		const SssRoleLine *line = &sss_role_lines[i];
		SssColumn  *column = &view->columns[line->role];

		/* Only an audit reads a mention: audit/request.c */
		if (line->rule != binding->rule || binding->columns[line->role].form != COLUMN_NONE ||
			sss_fact_lines[line->role].kind == FACT_mention)
			continue;
		column->attnum = get_attnum(view->relid, sss_fact_lines[line->role].name);
		if (column->attnum <= 0)
			continue;
		column->form = SssFormOfColumn(view->relid, column->attnum, line->role, problem);
		if (column->form == COLUMN_NONE)
			return false;
	}
	return true;
}

bool
SssBindRolesOfView(SssBinding *binding, SssProblem *problem)
{
	return CheckFactsView(binding->view.relid, problem) && BindViewRoles(binding, problem);
}

bool
SssBindView(Oid relid, const SssViewNames *names, SssBinding *binding, SssProblem *problem)
{
	return CheckFactsView(binding->view.relid, problem) &&
		BindLinks(relid, names, &binding->view, problem) &&
		SssCheckFollowed(relid, &binding->view, problem) &&
		BindKeys(names, binding, problem) &&
		BindLocks(names, &binding->view, problem) &&
		BindViewRoles(binding, problem);
}

/*
 * SELECT on the view does not suffice: each change of a guarded table makes the
 * writers of the others wait.
 */
static bool
OwnerHasRights(Oid owner, Oid view)
{
	return pg_class_aclcheck(view, owner, ACL_SELECT) == ACLCHECK_OK &&
		(SssOwnsRelation(view, owner) || pg_class_aclcheck(view, owner, ACL_TRIGGER) == ACLCHECK_OK);
}

bool
SssOwnerMayGuard(Oid relid, Oid view, SssProblem *problem)
{
	HeapTuple	tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(relid));
	Form_pg_class table;
	bool		may = true;

	/* A table or view that was dropped in the meantime needs no right */
	if (!HeapTupleIsValid(tuple))
		return true;
	table = (Form_pg_class) GETSTRUCT(tuple);
	if (table->relpersistence == RELPERSISTENCE_TEMP)
		may = SssWrong(problem, ERRCODE_WRONG_OBJECT_TYPE,
					   psprintf(_("temporary table \"%s\" cannot guard a facts view"), NameStr(table->relname)),
					   pstrdup(_("One session's rows are no part of what the others see.")),
					   pstrdup(_("Use a permanent table.")));
	else if (get_rel_name(view) != NULL && !OwnerHasRights(table->relowner, view))
		may = SssWrong(problem, ERRCODE_INSUFFICIENT_PRIVILEGE,
					   psprintf(_("the owner of table \"%s\" may not guard facts view \"%s\""),
								NameStr(table->relname), get_rel_name(view)),
					   pstrdup(_("Each change of the table makes writers of the view's other tables wait.")),
					   pstrdup(_("Grant SELECT and TRIGGER on the view to the table's owner, or let one role own both.")));
	ReleaseSysCache(tuple);
	return may;
}

/* The query of a view, read from the catalog: the view need not be locked; NULL: it is no view */
Query *
SssViewQuery(Oid view)
{
	HeapTuple	tuple;
	bool		isnull;
	Datum		action;
	Query	   *query = NULL;

	if (get_rel_relkind(view) != RELKIND_VIEW)
		return NULL;
	tuple = SearchSysCache2(RULERELNAME, ObjectIdGetDatum(view), CStringGetDatum(ViewSelectRuleName));
	if (!HeapTupleIsValid(tuple))
		return NULL;
	action = SysCacheGetAttr(RULERELNAME, tuple, Anum_pg_rewrite_ev_action, &isnull);
	if (!isnull)
		query = linitial_node(Query, (List *) stringToNode(TextDatumGetCString(action)));
	ReleaseSysCache(tuple);
	return query;
}

/* May the function read tables that the view does not name?  Immutable functions are trusted not to do so. */
static bool
MayReadTables(Oid function, void *context)
{
	(void) context;
	return function >= FirstNormalObjectId && func_volatile(function) != PROVOLATILE_IMMUTABLE &&
		get_func_namespace(function) != get_namespace_oid("sss", true);
}

static void
NoteRead(Oid relid, Bitmapset *selected, SssReads *reads)
{
	SssRead    *read = NULL;
	ListCell   *cell;
	int			column = -1;

	foreach(cell, reads->tables)
	{
		if (((SssRead *) lfirst(cell))->relid == relid)
			read = lfirst(cell);
	}
	if (read == NULL)
	{
		read = palloc0(sizeof(SssRead));
		read->relid = relid;
		reads->tables = lappend(reads->tables, read);
	}
	while ((column = bms_next_member(selected, column)) >= 0)
	{
		AttrNumber	attnum = column + FirstLowInvalidHeapAttributeNumber;

		/* System columns change with the row */
		read->columns = bms_add_member(read->columns, Max(attnum, 0));
	}
}

static bool
WalkQuery(Node *node, void *context)
{
	SssReads   *reads = context;
	Query	   *query = (Query *) node;
	ListCell   *cell;

	if (node == NULL)
		return false;
	reads->unseen |= check_functions_in_node(node, MayReadTables, NULL);
	if (!IsA(node, Query))
		return expression_tree_walker(node, WalkQuery, context);
	foreach(cell, query->rtable)
	{
		RangeTblEntry *entry = lfirst(cell);

		if (entry->rtekind != RTE_RELATION)
			continue;
		if (get_rel_relkind(entry->relid) == RELKIND_VIEW)
			reads->views = list_append_unique_oid(reads->views, entry->relid);
		else
			NoteRead(entry->relid, SssSelectedColumns(query, entry), reads);
	}
	return query_tree_walker(query, WalkQuery, context, QTW_IGNORE_JOINALIASES);
}

/*
 * Besides the tables it selects from, a stored query holds entries for the view
 * itself, which the list has already.  The list grows while it is walked through.
 */
SssReads
SssReadsOf(Oid view)
{
	SssReads	reads = {NIL, list_make1_oid(view), false};

	for (int i = 0; i < list_length(reads.views); i++)
	{
		Query	   *query = SssViewQuery(list_nth_oid(reads.views, i));

		if (query != NULL)
			(void) WalkQuery((Node *) query, &reads);
	}
	return reads;
}

List *
SssParentsOf(Oid relid)
{
	List	   *parents = NIL;
	Relation	catalog = table_open(InheritsRelationId, AccessShareLock);
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple	tuple;

	ScanKeyInit(&key, Anum_pg_inherits_inhrelid, BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(relid));
	scan = systable_beginscan(catalog, InheritsRelidSeqnoIndexId, true, NULL, 1, &key);
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
		parents = lappend_oid(parents, ((Form_pg_inherits) GETSTRUCT(tuple))->inhparent);
	systable_endscan(scan);
	table_close(catalog, AccessShareLock);
	return parents;
}

/* The columns of a table that have the names of the parent's columns */
static Bitmapset *
SameNames(Oid relid, Oid parent, Bitmapset *columns)
{
	Bitmapset  *mapped = NULL;
	int			column = -1;

	while ((column = bms_next_member(columns, column)) >= 0)
	{
		char	   *name = column == 0 ? NULL : get_attname(parent, column, true);
		AttrNumber	attnum = name == NULL ? 0 : get_attnum(relid, name);

		mapped = bms_add_member(mapped, Max(attnum, 0));
	}
	return mapped;
}

Bitmapset *
SssColumnsRead(const SssReads *reads, Oid relid, bool *whole)
{
	Bitmapset  *columns = NULL;
	ListCell   *cell;
	bool		whole_parent;

	*whole = reads->unseen;
	foreach(cell, reads->tables)
	{
		SssRead    *read = lfirst(cell);

		if (read->relid == relid)
		{
			columns = bms_copy(read->columns);

			/* If the view reads no column, as in count(*), the existence of the row matters */
			*whole |= bms_is_empty(columns) || bms_is_member(0, columns);
		}
	}
	foreach(cell, SssParentsOf(relid))
	{
		Bitmapset  *inherited = SssColumnsRead(reads, lfirst_oid(cell), &whole_parent);

		columns = bms_add_members(columns, SameNames(relid, lfirst_oid(cell), inherited));
		*whole |= whole_parent;
	}
	return columns;
}

/* facts_reads(view): tables that the view reads, and their columns; NULL columns: it reads whole rows */
PG_FUNCTION_INFO_V1(sss_facts_reads);
Datum
sss_facts_reads(PG_FUNCTION_ARGS)
{
	SssRow		row = SssStartRows(fcinfo);
	SssReads	reads = SssReadsOf(PG_GETARG_OID(0));
	ListCell   *cell;

	foreach(cell, reads.tables)
	{
		SssRead    *read = lfirst(cell);
		bool		whole = bms_is_empty(read->columns) || bms_is_member(0, read->columns);
		char	   *names[MaxHeapAttributeNumber];
		int			nnames = 0;
		int			column = 0;

		while (!whole && (column = bms_next_member(read->columns, column)) >= 0)
			names[nnames++] = get_attname(read->relid, column, false);
		SssPut(&row, REGCLASSOID, ObjectIdGetDatum(read->relid));
		if (whole)
			SssPutNull(&row);
		else
			SssPutTexts(&row, names, nnames);
		SssEndRow(&row);
	}
	return (Datum) 0;
}
