/*-------------------------------------------------------------------------
 *
 * types.c
 *	  The extension's types: input, output, comparison, names.
 *
 * The binary protocol sends the text, so that a client needs no table of
 * numbers.  A value that this build has no code for is written as its number,
 * "#37", and read back: a dump taken with an older library loses nothing.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/namespace.h"
#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "nodes/nodes.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/sortsupport.h"
#include "utils/syscache.h"
#include "utils/varlena.h"

#include "base/base.h"

/* Longer input is not taken for a misspelt code */
#define LONGEST_MISSPELLING	127

/* The greatest number that any type holds */
#define GREATEST_VALUE	32767

/*
 * The code whose text is nearest, for a hint; NULL if none is near.  Case makes
 * no difference, and a service need not be written with its kind.
 */
static const char *
NearestCode(SssCodeListId list, const char *string)
{
	const SssCodeList *codes = &sss_code_lists[list];
	int			letters = pg_mbstrlen(string);
	int			best = letters / 2 + 1;
	const char *nearest = NULL;
	char	   *lower;

	if (letters == 0 || letters > LONGEST_MISSPELLING)
		return NULL;

	lower = pstrdup(string);
	for (char *letter = lower; *letter != '\0'; letter++)
		*letter = pg_ascii_tolower((unsigned char) *letter);

	for (int i = 0; i < codes->ncodes; i++)
	{
		const char *candidate = codes->codes[i].text;
		const char *name = strchr(candidate, '.');
		int			distance;

		if (name != NULL && strcmp(name + 1, lower) == 0)
			return candidate;
		distance = varstr_levenshtein_less_equal(lower, strlen(lower), candidate, strlen(candidate),
												 1, 1, 1, best, true);
		if (distance < best)
		{
			best = distance;
			nearest = candidate;
		}
	}
	return nearest;
}

Datum
SssCodeArray(SssCodeListId list, uint32 set, Oid element_type)
{
	Datum		elements[32];
	int			nelements = 0;

	Assert(sss_code_lists[list].ncodes <= (int) lengthof(elements));
	for (int code = 0; code < sss_code_lists[list].ncodes; code++)
	{
		if ((set & SSS_BIT(code)) != 0)
			elements[nelements++] = SssCodeDatum(list, code);
	}
	return PointerGetDatum(construct_array(elements, nelements, element_type, 1, true, TYPALIGN_CHAR));
}

Datum
SssTextArray(char *const *strings, int nstrings)
{
	Datum	   *elements = palloc(sizeof(Datum) * (nstrings + 1));
	bool	   *nulls = palloc(sizeof(bool) * (nstrings + 1));
	int			dims[1] = {nstrings};
	int			lbs[1] = {1};

	for (int i = 0; i < nstrings; i++)
	{
		nulls[i] = strings[i] == NULL;
		elements[i] = nulls[i] ? (Datum) 0 : CStringGetTextDatum(strings[i]);
	}
	return PointerGetDatum(construct_md_array(elements, nulls, nstrings > 0 ? 1 : 0, dims, lbs,
											  TEXTOID, -1, false, TYPALIGN_INT));
}

/*
 * Raise the error for input that is no code.  The message does not quote the
 * input, which may come from a row.
 */
static Datum
RejectCode(SssCodeListId list, const char *string, Node *escontext)
{
	const char *nearest = NearestCode(list, string);

	ereturn(escontext, (Datum) 0,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid code for type sss.%s", sss_code_lists[list].type_name),
			 nearest != NULL ?
			 errhint("Perhaps you meant the code \"%s\".", nearest) :
			 errhint("See view sss.%s for the codes.", sss_code_lists[list].view_name)));
}

/* The value of a code, or of a number such as #37; zero: the text is neither */
static int
ParseCode(SssCodeListId list, const char *string, size_t length, int max_value)
{
	int			index = SssCodeByText(list, string, length);

	if (index != SSS_MISSING)
		return SssCodeAt(list, index)->value;
	return SssParseValue(string, length, max_value);
}

static Datum
CodeIn(SssCodeListId list, const char *string, int max_value, Node *escontext)
{
	int			value = ParseCode(list, string, strlen(string), max_value);

	if (value == 0)
		return RejectCode(list, string, escontext);
	return Int32GetDatum(value);
}

static char *
CodeOut(SssCodeListId list, Datum datum)
{
	int			index = SssDatumCode(list, datum);
	char	   *string;

	if (index != SSS_MISSING)
		return pstrdup(SssCodeAt(list, index)->text);
	string = palloc(SSS_VALUE_TEXT);
	SssFormatValue(DatumGetInt32(datum), string);
	return string;
}

static Datum
SendText(const char *string)
{
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendtext(&buf, string, strlen(string));
	return PointerGetDatum(pq_endtypsend(&buf));
}

static char *
ReceiveText(FunctionCallInfo fcinfo)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	int			length;

	return pq_getmsgtext(buf, buf->len - buf->cursor, &length);
}

/* try_type(text): the code, or NULL where input would fail */
static Datum
CodeTry(SssCodeListId list, int max_value, FunctionCallInfo fcinfo)
{
	text	   *input = PG_GETARG_TEXT_PP(0);
	int			value = ParseCode(list, VARDATA_ANY(input), VARSIZE_ANY_EXHDR(input), max_value);

	if (value == 0)
		PG_RETURN_NULL();
	return Int32GetDatum(value);
}

/* codes(NULL::type): every code of the type, in its order */
static Datum
CodeRows(SssCodeListId list, FunctionCallInfo fcinfo)
{
	const SssCodeList *codes = &sss_code_lists[list];
	SssRow		row = SssStartRows(fcinfo);

	for (int i = 0; i < codes->ncodes; i++)
	{
		const SssCode *code = &codes->codes[i];

		SssPutCode(&row, list, i);
		SssPutLocalized(&row, code->names);
		SssPutValidity(&row, code->valid_from, code->valid_to);
		SssEndRow(&row);
	}
	return (Datum) 0;
}

/* The functions of one type, whose values fit max_value */
#define CODE_TYPE(type, max_value) \
PG_FUNCTION_INFO_V1(sss_##type##_in); \
Datum \
sss_##type##_in(PG_FUNCTION_ARGS) \
{ \
	return CodeIn(CODES_##type, PG_GETARG_CSTRING(0), max_value, fcinfo->context); \
} \
PG_FUNCTION_INFO_V1(sss_##type##_out); \
Datum \
sss_##type##_out(PG_FUNCTION_ARGS) \
{ \
	PG_RETURN_CSTRING(CodeOut(CODES_##type, PG_GETARG_DATUM(0))); \
} \
PG_FUNCTION_INFO_V1(sss_##type##_recv); \
Datum \
sss_##type##_recv(PG_FUNCTION_ARGS) \
{ \
	return CodeIn(CODES_##type, ReceiveText(fcinfo), max_value, fcinfo->context); \
} \
PG_FUNCTION_INFO_V1(sss_##type##_send); \
Datum \
sss_##type##_send(PG_FUNCTION_ARGS) \
{ \
	return SendText(CodeOut(CODES_##type, PG_GETARG_DATUM(0))); \
} \
PG_FUNCTION_INFO_V1(sss_try_##type); \
Datum \
sss_try_##type(PG_FUNCTION_ARGS) \
{ \
	return CodeTry(CODES_##type, max_value, fcinfo); \
} \
PG_FUNCTION_INFO_V1(sss_##type##_codes); \
Datum \
sss_##type##_codes(PG_FUNCTION_ARGS) \
{ \
	return CodeRows(CODES_##type, fcinfo); \
}

#define CODES(type, count, enumeration, greatest, view) CODE_TYPE(type, greatest)
#define CODE(...)
#define END_CODES(...)
#include "law/lists/codes.h"
#undef CODES
#undef CODE
#undef END_CODES

/* Not a list of codes, but citations */
#define LIST_OF_PROVISIONS	(-1)

/* The list of codes whose type this is; an error if it is none of ours */
static int
ListOfType(Oid type)
{
	HeapTuple	tuple = SearchSysCache1(TYPEOID, ObjectIdGetDatum(getBaseType(type)));
	int			list = N_CODE_LISTS;

	if (HeapTupleIsValid(tuple))
	{
		Form_pg_type form = (Form_pg_type) GETSTRUCT(tuple);
		bool		ours = form->typnamespace == get_namespace_oid("sss", true);

		for (int i = 0; ours && i < N_CODE_LISTS; i++)
		{
			if (strcmp(NameStr(form->typname), sss_code_lists[i].type_name) == 0)
				list = i;
		}
		if (ours && strcmp(NameStr(form->typname), "provision") == 0)
			list = LIST_OF_PROVISIONS;
		ReleaseSysCache(tuple);
	}
	if (list == N_CODE_LISTS)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("type %s has no codes of special_social_services", format_type_be(type)),
				 errhint("Pass a code or a citation, as one of the types of schema sss or as text.")));
	return list;
}

/*
 * label(anyelement, language): the name of a code or citation; a value that this
 * build has no code for is its own name
 */
PG_FUNCTION_INFO_V1(sss_code_label);
Datum
sss_code_label(PG_FUNCTION_ARGS)
{
	SssLanguage language = SssGetArgLanguage(fcinfo, 1);
	int		   *list = fcinfo->flinfo->fn_extra;
	int			index;

	if (list == NULL)
	{
		list = MemoryContextAlloc(fcinfo->flinfo->fn_mcxt, sizeof(int));
		*list = ListOfType(get_fn_expr_argtype(fcinfo->flinfo, 0));
		fcinfo->flinfo->fn_extra = list;
	}
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	if (*list == LIST_OF_PROVISIONS)
		return CStringGetTextDatum(SssCite(SssDatumProvision(PG_GETARG_DATUM(0)), language));
	index = SssDatumCode(*list, PG_GETARG_DATUM(0));
	if (index == SSS_MISSING)
		return CStringGetTextDatum(CodeOut(*list, PG_GETARG_DATUM(0)));
	return CStringGetTextDatum(SssLabel(*list, index, language));
}

/*
 * label(text, language): the name of a code of any type, as no two types share
 * a code.  A number such as #37 may be of any type and is its own name.
 */
PG_FUNCTION_INFO_V1(sss_text_label);
Datum
sss_text_label(PG_FUNCTION_ARGS)
{
	SssLanguage language = SssGetArgLanguage(fcinfo, 1);
	text	   *input;
	const char *string;
	int			length;
	SssProvision provision;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	input = PG_GETARG_TEXT_PP(0);
	string = VARDATA_ANY(input);
	length = VARSIZE_ANY_EXHDR(input);

	for (int list = 0; list < N_CODE_LISTS; list++)
	{
		int			index = SssCodeByText(list, string, length);

		if (index != SSS_MISSING)
			return CStringGetTextDatum(SssLabel(list, index, language));
	}
	if (SssParseValue(string, length, GREATEST_VALUE) != 0)
		PG_RETURN_TEXT_P(input);
	provision = SssParseProvision(string, length);
	if (provision == SSS_NO_PROVISION)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("text is not a code of special_social_services"),
				 errhint("Find a code by a caption with sss.find(caption).")));
	return CStringGetTextDatum(SssCite(provision, language));
}

/*
 * Citations.
 */
static Datum
ProvisionIn(const char *string, Node *escontext)
{
	SssProvision provision = SssParseProvision(string, strlen(string));

	if (provision == SSS_NO_PROVISION)
		ereturn(escontext, (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid citation for type sss.provision"),
				 errhint("Write annex.paragraph, annex.paragraph.item, or either with /part, such as 1.7.10 or 1.4/2; annex 0 is the order itself.")));
	return SssProvisionDatum(provision);
}

static char *
ProvisionOut(Datum datum)
{
	char	   *string = palloc(SSS_PROVISION_TEXT);

	SssFormatProvision(SssDatumProvision(datum), string);
	return string;
}

PG_FUNCTION_INFO_V1(sss_provision_in);
Datum
sss_provision_in(PG_FUNCTION_ARGS)
{
	return ProvisionIn(PG_GETARG_CSTRING(0), fcinfo->context);
}

PG_FUNCTION_INFO_V1(sss_provision_out);
Datum
sss_provision_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(ProvisionOut(PG_GETARG_DATUM(0)));
}

PG_FUNCTION_INFO_V1(sss_provision_recv);
Datum
sss_provision_recv(PG_FUNCTION_ARGS)
{
	return ProvisionIn(ReceiveText(fcinfo), fcinfo->context);
}

PG_FUNCTION_INFO_V1(sss_provision_send);
Datum
sss_provision_send(PG_FUNCTION_ARGS)
{
	return SendText(ProvisionOut(PG_GETARG_DATUM(0)));
}

PG_FUNCTION_INFO_V1(sss_try_provision);
Datum
sss_try_provision(PG_FUNCTION_ARGS)
{
	text	   *input = PG_GETARG_TEXT_PP(0);
	SssProvision provision = SssParseProvision(VARDATA_ANY(input), VARSIZE_ANY_EXHDR(input));

	if (provision == SSS_NO_PROVISION)
		PG_RETURN_NULL();
	return SssProvisionDatum(provision);
}

/* cite(provision, language) */
PG_FUNCTION_INFO_V1(sss_cite);
Datum
sss_cite(PG_FUNCTION_ARGS)
{
	SssLanguage language = SssGetArgLanguage(fcinfo, 1);

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	return CStringGetTextDatum(SssCite(SssDatumProvision(PG_GETARG_DATUM(0)), language));
}

#define PROVISION_PART(name, expression) \
PG_FUNCTION_INFO_V1(name); \
Datum \
name(PG_FUNCTION_ARGS) \
{ \
	SssProvisionParts parts; \
	int			part; \
	SssSplitProvision(SssDatumProvision(PG_GETARG_DATUM(0)), &parts); \
	part = (expression); \
	if (part < 0) \
		PG_RETURN_NULL(); \
	PG_RETURN_INT32(part); \
}

PROVISION_PART(sss_provision_annex, parts.annex)
PROVISION_PART(sss_provision_paragraph, parts.paragraph)
PROVISION_PART(sss_provision_item, parts.item != 0 ? parts.item : -1)
PROVISION_PART(sss_provision_part,
			   parts.item_part != 0 ? parts.item_part :
			   parts.paragraph_part != 0 ? parts.paragraph_part : -1)

/*
 * Comparison, for all types: by the value on disk, whose order never changes.
 */
#define CODE_COMPARISON(name, operator) \
PG_FUNCTION_INFO_V1(name); \
Datum \
name(PG_FUNCTION_ARGS) \
{ \
	PG_RETURN_BOOL(PG_GETARG_INT32(0) operator PG_GETARG_INT32(1)); \
}

CODE_COMPARISON(sss_code_eq, ==)
CODE_COMPARISON(sss_code_ne, !=)
CODE_COMPARISON(sss_code_lt, <)
CODE_COMPARISON(sss_code_le, <=)
CODE_COMPARISON(sss_code_gt, >)
CODE_COMPARISON(sss_code_ge, >=)

static int
CompareCodes(Datum a, Datum b, SortSupport ssup)
{
	(void) ssup;
	return (DatumGetInt32(a) > DatumGetInt32(b)) - (DatumGetInt32(a) < DatumGetInt32(b));
}

PG_FUNCTION_INFO_V1(sss_code_cmp);
Datum
sss_code_cmp(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(CompareCodes(PG_GETARG_DATUM(0), PG_GETARG_DATUM(1), NULL));
}

PG_FUNCTION_INFO_V1(sss_code_sortsupport);
Datum
sss_code_sortsupport(PG_FUNCTION_ARGS)
{
	SortSupport ssup = (SortSupport) PG_GETARG_POINTER(0);

	ssup->comparator = CompareCodes;
	PG_RETURN_VOID();
}

PG_FUNCTION_INFO_V1(sss_code_hash);
Datum
sss_code_hash(PG_FUNCTION_ARGS)
{
	return hash_uint32((uint32) PG_GETARG_INT32(0));
}

PG_FUNCTION_INFO_V1(sss_code_hash_extended);
Datum
sss_code_hash_extended(PG_FUNCTION_ARGS)
{
	return hash_uint32_extended((uint32) PG_GETARG_INT32(0), PG_GETARG_INT64(1));
}

PG_FUNCTION_INFO_V1(sss_code_larger);
Datum
sss_code_larger(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(Max(PG_GETARG_INT32(0), PG_GETARG_INT32(1)));
}

PG_FUNCTION_INFO_V1(sss_code_smaller);
Datum
sss_code_smaller(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(Min(PG_GETARG_INT32(0), PG_GETARG_INT32(1)));
}

char *
SssLabels(SssCodeListId list, uint32 set, SssLanguage language)
{
	StringInfoData names;

	initStringInfo(&names);
	for (int code = 0; code < sss_code_lists[list].ncodes; code++)
	{
		if ((set & SSS_BIT(code)) != 0)
			appendStringInfo(&names, "%s%s", names.len > 0 ? "; " : "", SssLabel(list, code, language));
	}
	return names.data;
}
