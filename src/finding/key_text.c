/*-------------------------------------------------------------------------
 *
 * key_text.c
 *	  The key of a row as text, for the log and for errors.
 *
 * One key has one text, whatever the session's settings, as the log's lines of
 * one case are found by it.  Dates are in ISO form, times with a zone in UTC.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/transam.h"
#include "access/tupdesc.h"
#include "catalog/pg_type.h"
#include "executor/tuptable.h"
#include "fmgr.h"
#include "mb/pg_wchar.h"
#include "utils/fmgrprotos.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

#include "base/base.h"
#include "finding/finding_private.h"

/* Longer values are cut, to whole characters */
#define KEY_TEXT	256

static const char *const settings[][2] = {
	{"DateStyle", "ISO"},
	{"IntervalStyle", "iso_8601"},
	{"TimeZone", "UTC"},
	{"bytea_output", "hex"},
	{"extra_float_digits", "1"},
	{"lc_monetary", "C"},
	{"search_path", "pg_catalog, pg_temp"},
};

/*
 * The output function of a type whose text depends on no setting, as is the
 * type of nearly every key; NULL for any other type.
 */
static PGFunction
PlainOutput(Oid type)
{
	switch (getBaseType(type))
	{
		case INT2OID:
			return int2out;
		case INT4OID:
			return int4out;
		case INT8OID:
			return int8out;
		case TEXTOID:
			return textout;
		case VARCHAROID:
			return varcharout;
		case BPCHAROID:
			return bpcharout;
		case UUIDOID:
			return uuid_out;
		default:
			return NULL;
	}
}

static void
FixSettings(void)
{
	for (int i = 0; i < (int) lengthof(settings); i++)
		(void) set_config_option(settings[i][0], settings[i][1], PGC_USERSET, PGC_S_SESSION,
								 GUC_ACTION_SAVE, true, 0, false);
}

char *
SssValueText(Oid type, Datum value)
{
	PGFunction	plain = PlainOutput(type);
	int			nest_level;
	Oid			output;
	bool		varlena;
	char	   *shown;

	if (plain != NULL)
		return DatumGetCString(DirectFunctionCall1(plain, value));
	getTypeOutputInfo(type, &output, &varlena);
	nest_level = NewGUCNestLevel();
	FixSettings();
	shown = OidOutputFunctionCall(output, value);
	AtEOXact_GUC(false, nest_level);
	return shown;
}

static char *
Cut(char *shown)
{
	shown[pg_mbcliplen(shown, strlen(shown), KEY_TEXT)] = '\0';
	return shown;
}

char *
SssKeyText(Oid type, Datum value)
{
	return Cut(SssValueText(type, value));
}

Datum
SssReadValue(Oid type, int32 typmod, const char *text)
{
	int			nest_level = NewGUCNestLevel();
	Oid			input;
	Oid			parameter;
	Datum		value;

	FixSettings();
	getTypeInputInfo(type, &input, &parameter);
	value = OidInputFunctionCall(input, pstrdup(text), parameter, typmod);
	AtEOXact_GUC(false, nest_level);
	return value;
}

/*
 * Input followed by output gives the text that a row with that value would have.
 * The CHECK of a domain is not asked.  That of one within another type is, by the
 * input of that type, and runs as the relation's owner.
 */
char *
SssGivenKeyText(Oid relid, AttrNumber attnum, const char *given)
{
	SssCaller	caller = SssBecomeOwnerOf(relid);
	Oid			type;
	int32		typmod;
	Oid			collation;
	char	   *text;

	get_atttypetypmodcoll(relid, attnum, &type, &typmod, &collation);
	type = getBaseTypeAndTypmod(type, &typmod);
	text = SssKeyText(type, SssReadValue(type, typmod, given));

	SssBecomeCaller(&caller);
	return text;
}

/* A longer text may have been cut, since cutting to whole characters drops a few bytes more */
#define WHOLE_TEXT	(KEY_TEXT - MAX_MULTIBYTE_CHAR_LEN)

/* Length of a key that fits into an index beside the other columns */
#define WHOLE_KEY	2000

bool
SssKeyIsWhole(int ncolumns, char *const *texts)
{
	size_t		length = 0;

	for (int i = 0; i < ncolumns; i++)
	{
		if (texts[i] == NULL || strlen(texts[i]) > WHOLE_TEXT)
			return false;
		length += strlen(texts[i]);
	}
	return ncolumns > 0 && length <= WHOLE_KEY;
}

bool
SssKeyIsBuiltIn(const SssBinding *binding, Relation rel)
{
	AttrNumber	keys[INDEX_MAX_KEYS];
	int			nkeys = SssKeyColumns(binding, rel, keys);

	for (int i = 0; i < nkeys; i++)
	{
		if (getBaseType(TupleDescAttr(RelationGetDescr(rel), keys[i] - 1)->atttypid) >= FirstGenbkiObjectId)
			return false;
	}
	return true;
}

void
SssReadKey(TupleTableSlot *slot, const AttrNumber *columns, int ncolumns, SssKey *key)
{
	key->ncolumns = ncolumns;
	for (int i = 0; i < ncolumns; i++)
	{
		Form_pg_attribute attribute = TupleDescAttr(slot->tts_tupleDescriptor, columns[i] - 1);
		bool		isnull;
		Datum		value = slot_getattr(slot, columns[i], &isnull);

		key->names[i] = NameStr(attribute->attname);
		key->texts[i] = isnull ? NULL : SssKeyText(attribute->atttypid, value);
	}
}
