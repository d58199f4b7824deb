/*-------------------------------------------------------------------------
 *
 * generated.c
 *	  The expressions of the generated columns that an attachment reads.
 *
 * From version 17, ALTER TABLE ... SET EXPRESSION rewrites the rows of a table
 * and fires no trigger.  So the journal records the expressions when a rule is
 * attached, and sss.verify() compares them with the present ones.
 *
 * Each expression is written twice: with the names of columns, which a restore
 * keeps, and with their numbers, which a rename keeps.  It has changed if both
 * differ.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/relation.h"
#include "access/tupdesc.h"
#include "fmgr.h"
#include "nodes/bitmapset.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "nodes/pg_list.h"
#include "nodes/primnodes.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/ruleutils.h"

#include "attach/attach_private.h"

/* A parameter is written as its number, so that no name of a column is left */
static Node *
NumberColumns(Node *node, void *context)
{
	Param	   *param;
	Var		   *var = (Var *) node;

	if (node == NULL)
		return NULL;
	if (!IsA(node, Var))
		return expression_tree_mutator(node, NumberColumns, context);
	param = makeNode(Param);
	param->paramkind = PARAM_EXTERN;
	param->paramid = Max(var->varattno, 0);
	param->paramtype = var->vartype;
	param->paramtypmod = var->vartypmod;
	param->paramcollid = var->varcollid;
	param->location = -1;
	return (Node *) param;
}

static char *
WriteExpression(Node *expression, Relation rel)
{
	int			nest_level = SssQualifyNames();
	char	   *text = deparse_expression(expression,
										  deparse_context_for(RelationGetRelationName(rel), RelationGetRelid(rel)),
										  false, false);

	AtEOXact_GUC(false, nest_level);
	return text;
}

int
SssGeneratedColumns(Relation rel, const SssAttachment *attachment, char **expressions)
{
	TupleDesc	tupdesc = RelationGetDescr(rel);
	bool		whole;
	Bitmapset  *columns = SssColumnsOf(attachment, &whole);
	int			n = 0;

	for (int i = 0; tupdesc->constr != NULL && i < tupdesc->constr->num_defval; i++)
	{
		const		AttrDefault *stored = &tupdesc->constr->defval[i];
		Form_pg_attribute attribute = TupleDescAttr(tupdesc, stored->adnum - 1);
		Node	   *expression;

		if (attribute->attgenerated == '\0' || !(whole || bms_is_member(stored->adnum, columns)))
			continue;
		expression = stringToNode(stored->adbin);
		expressions[n++] = psprintf("%s = %s", SssQuoteName(NameStr(attribute->attname)),
									WriteExpression(expression, rel));
		expressions[n++] = psprintf("%d = %s", stored->adnum,
									WriteExpression(NumberColumns(expression, NULL), rel));
	}
	return n;
}

/* generated_columns(relation, name): as the journal records them; NULL: there is no such attachment */
PG_FUNCTION_INFO_V1(sss_generated_columns);
Datum
sss_generated_columns(PG_FUNCTION_ARGS)
{
	Relation	rel = SssOpenUnlessLocked(PG_GETARG_OID(0));
	char	   *name = text_to_cstring(PG_GETARG_TEXT_PP(1));
	char	  **expressions = NULL;
	int			n = 0;
	ListCell   *cell;

	if (rel == NULL)
		PG_RETURN_NULL();
	foreach(cell, SssAttachmentsOf(RelationGetRelid(rel)))
	{
		const SssAttachment *attachment = lfirst(cell);

		if (attachment->problem != NULL || strcmp(attachment->name, name) != 0)
			continue;
		expressions = palloc(sizeof(char *) * 2 * (RelationGetNumberOfAttributes(rel) + 1));
		n = SssGeneratedColumns(rel, attachment, expressions);
	}
	relation_close(rel, AccessShareLock);
	if (expressions == NULL)
		PG_RETURN_NULL();
	PG_RETURN_DATUM(SssTextArray(expressions, n));
}
