/*-------------------------------------------------------------------------
 *
 * reads.c
 *	  The columns that an attachment reads, by name and number.
 *
 * PostgreSQL follows a column by its number.  If a column is renamed and another
 * one takes its name, triggers, CHECKs and views go on reading the old column,
 * though the application may write the new one.  So the journal records both
 * names and numbers when a rule is attached, and sss.verify() compares them with
 * the present ones.  The columns of a facts view are found by their names.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/relation.h"
#include "access/sysattr.h"
#include "access/tupdesc.h"
#include "fmgr.h"
#include "nodes/bitmapset.h"
#include "nodes/nodes.h"
#include "nodes/pg_list.h"
#include "optimizer/optimizer.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

#include "attach/attach_private.h"

Bitmapset *
SssColumnsOf(const SssAttachment *attachment, bool *whole)
{
	const SssBinding *binding = &attachment->binding;
	Bitmapset  *columns = NULL;

	*whole = false;
	if (OidIsValid(binding->view.relid))
	{
		SssReads	reads = SssReadsOf(binding->view.relid);

		columns = SssColumnsRead(&reads, attachment->relid, whole);
	}
	for (int role = 0; role < N_ROLES; role++)
	{
		if (binding->columns[role].form != COLUMN_NONE)
			columns = bms_add_member(columns, binding->columns[role].attnum);
	}
	for (int i = 0; i < binding->view.nlinks; i++)
		columns = bms_add_member(columns, binding->view.links[i]);
	for (int i = 0; i < binding->nkeys; i++)
		columns = bms_add_member(columns, binding->keys[i]);
	return columns;
}

/* Add the columns from which the generated ones among these are computed */
static Bitmapset *
WithSources(Relation rel, Bitmapset *columns)
{
	TupleDesc	tupdesc = RelationGetDescr(rel);
	Bitmapset  *sources = NULL;
	int			source = -1;

	for (int i = 0; tupdesc->constr != NULL && i < tupdesc->constr->num_defval; i++)
	{
		const		AttrDefault *stored = &tupdesc->constr->defval[i];

		if (TupleDescAttr(tupdesc, stored->adnum - 1)->attgenerated != '\0' &&
			bms_is_member(stored->adnum, columns))
			pull_varattnos(stringToNode(stored->adbin), 1, &sources);
	}
	while ((source = bms_next_member(sources, source)) >= 0)
	{
		if (source + FirstLowInvalidHeapAttributeNumber > 0)
			columns = bms_add_member(columns, source + FirstLowInvalidHeapAttributeNumber);
	}
	return columns;
}

/* Three texts: what it is, its name, and its number */
static List *
AppendRead(List *texts, const char *kind, const char *name, int number)
{
	texts = lappend(texts, pstrdup(kind));
	texts = lappend(texts, pstrdup(name));
	return lappend(texts, psprintf("%d", number));
}

Datum
SssTextsOfReads(Relation rel, const SssAttachment *attachment)
{
	const char *view = SssQualifiedName(attachment->binding.view.relid);
	TupleDesc	tupdesc = RelationGetDescr(rel);
	bool		whole;
	Bitmapset  *columns = WithSources(rel, SssColumnsOf(attachment, &whole));
	List	   *texts = NIL;
	char	  **array;
	ListCell   *cell;
	int			n = 0;

	for (AttrNumber attnum = 1; attnum <= tupdesc->natts; attnum++)
	{
		Form_pg_attribute attribute = TupleDescAttr(tupdesc, attnum - 1);

		if (!attribute->attisdropped && (whole || bms_is_member(attnum, columns)))
			texts = AppendRead(texts, "column", NameStr(attribute->attname), attnum);
	}
	if (view != NULL)
		texts = AppendRead(texts, "view", view, 0);
	array = palloc(sizeof(char *) * Max(list_length(texts), 1));
	foreach(cell, texts)
		array[n++] = lfirst(cell);
	return SssTextArray(array, n);
}

/* reads(relation, name): as the journal records them; NULL: there is no such attachment, or it does not work */
PG_FUNCTION_INFO_V1(sss_reads);
Datum
sss_reads(PG_FUNCTION_ARGS)
{
	Relation	rel = SssOpenUnlessLocked(PG_GETARG_OID(0));
	char	   *name = text_to_cstring(PG_GETARG_TEXT_PP(1));
	Datum		reads = (Datum) 0;
	ListCell   *cell;

	if (rel == NULL)
		PG_RETURN_NULL();
	foreach(cell, SssAttachmentsOf(RelationGetRelid(rel)))
	{
		const SssAttachment *attachment = lfirst(cell);

		if (attachment->problem == NULL && strcmp(attachment->name, name) == 0)
			reads = SssTextsOfReads(rel, attachment);
	}
	relation_close(rel, AccessShareLock);
	if (reads == (Datum) 0)
		PG_RETURN_NULL();
	PG_RETURN_DATUM(reads);
}
