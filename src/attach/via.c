/*-------------------------------------------------------------------------
 *
 * via.c
 *	  A way to a view that the caller names, 'schema.table.column=view column'.
 *
 * Names may contain the sign, so that an element is split where both sides exist.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/namespace.h"
#include "nodes/makefuncs.h"
#include "nodes/pg_list.h"
#include "utils/lsyscache.h"
#include "utils/varlena.h"

#include "attach/view_private.h"

/* The table of 'schema.table.column', and the column's name; false: that is no such text */
static bool
SplitColumn(const char *text, Oid *relid, char **column)
{
	List	   *names = NIL;
	RangeVar   *range;

	*relid = InvalidOid;
	if (!SplitIdentifierString(pstrdup(text), '.', &names) || list_length(names) < 2 || list_length(names) > 3)
		return false;
	*column = llast(names);
	range = makeRangeVar(list_length(names) == 3 ? linitial(names) : NULL,
						 list_nth(names, list_length(names) - 2), -1);
	*relid = RangeVarGetRelid(range, NoLock, true);
	return true;
}

pg_noreturn static void
RaiseBadVia(const char *element, int sqlstate, const char *detail, const char *hint)
{
	ereport(ERROR,
			(errcode(sqlstate),
			 errmsg("invalid element \"%s\" of argument \"via\"", element),
			 errdetail_internal("%s", detail),
			 errhint("%s", hint)));
}

/* Is it 'view column=schema.table.column', the wrong way round? */
static bool
IsReversed(Oid view, const char *element, const char *sign)
{
	char	   *left = pnstrdup(element, sign - element);
	char	   *column;
	Oid			relid;

	return get_attnum(view, left) > 0 && SplitColumn(sign + 1, &relid, &column) &&
		OidIsValid(relid) && get_attnum(relid, column) > 0;
}

SssGivenWay *
SssReadGivenWay(Oid view, const char *element)
{
	static const char form[] = "schema.table.column=view column";
	SssGivenWay *way = palloc(sizeof(SssGivenWay));
	const char *first = strchr(element, '=');
	char	   *column = NULL;

	if (first == NULL)
		RaiseBadVia(element, ERRCODE_INVALID_PARAMETER_VALUE, _("It holds no equals sign."),
					psprintf(_("Write each element as '%s'."), form));
	for (const char *sign = first; sign != NULL; sign = strchr(sign + 1, '='))
	{
		if (!SplitColumn(pnstrdup(element, sign - element), &way->relid, &column) || !OidIsValid(way->relid))
			continue;
		way->column = get_attnum(way->relid, column);
		way->view_column = get_attnum(view, sign + 1);
		if (way->column > 0 && way->view_column > 0)
			return way;
	}
	if (IsReversed(view, element, first))
		RaiseBadVia(element, ERRCODE_INVALID_PARAMETER_VALUE, _("It names the view's column first."),
					psprintf(_("Write it the other way round: '%s=%s'."), first + 1, pnstrdup(element, first - element)));
	if (!SplitColumn(pnstrdup(element, first - element), &way->relid, &column))
		RaiseBadVia(element, ERRCODE_INVALID_PARAMETER_VALUE, _("Before the sign stands no column of a table."),
					psprintf(_("Write each element as '%s'."), form));
	if (!OidIsValid(way->relid))
		RaiseBadVia(element, ERRCODE_UNDEFINED_TABLE, _("The table does not exist."),
					psprintf(_("Write each element as '%s'."), form));
	if (get_attnum(way->relid, column) <= 0)
		RaiseBadVia(element, ERRCODE_UNDEFINED_COLUMN,
					psprintf(_("Table \"%s\" has no column \"%s\"."), get_rel_name(way->relid), column),
					psprintf(_("Write each element as '%s'."), form));
	RaiseBadVia(element, ERRCODE_UNDEFINED_COLUMN,
				psprintf(_("View \"%s\" has no column \"%s\"."), get_rel_name(view), first + 1),
				_("Name columns of the view, as the catalog has them, without quotes."));
}
