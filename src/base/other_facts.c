/*-------------------------------------------------------------------------
 *
 * other_facts.c
 *	  The facts that have no column of their own in the store, as text[].
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <ctype.h>

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "base/base.h"

/* The values of evidence, and of a quantity that is out of range */
#define PRESENT		"present"
#define ABSENT		"absent"
#define UNKNOWN		"unknown"
#define IMPOSSIBLE	"impossible"

char *
SssQuantity(int64 parts, char decimal_point)
{
	char	   *digits = psprintf(INT64_FORMAT "%c%04d", parts / SSS_MEASURE_SCALE, decimal_point,
								  (int) (parts % SSS_MEASURE_SCALE));
	char	   *end = digits + strlen(digits) - 1;

	while (*end == '0')
		*end-- = '\0';
	if (*end == decimal_point)
		*end = '\0';
	return digits;
}

/* Does every table that stores facts have a column for the role? */
static bool
HasColumn(SssRole role)
{
	switch (role)
	{
		case ROLE_category:
		case ROLE_basis:
		case ROLE_provider:
		case ROLE_stay:
		case ROLE_service:
		case ROLE_on_date:
			return true;
		default:
			return false;
	}
}

static char *
CitationText(SssProvision provision)
{
	char	   *citation = palloc(SSS_PROVISION_TEXT);

	SssFormatProvision(provision, citation);
	return citation;
}

/* The value of an element; NULL: the fact has none */
static const char *
ValueText(const SssFacts *facts, SssRole role)
{
	const SssFactLine *line = &sss_fact_lines[role];
	SssRoles	bit = SSS_ROLE_BIT(role);

	if (line->kind == FACT_evidence)
		return (facts->present & bit) != 0 ? PRESENT : (facts->absent & bit) != 0 ? ABSENT :
			(facts->doubtful & bit) != 0 ? UNKNOWN : NULL;
	if ((facts->impossible & bit) != 0)
		return IMPOSSIBLE;
	if (HasColumn(role) || SssFactMissing(facts, role))
		return NULL;
	if (line->kind == FACT_measure)
		return SssQuantity(SSS_MEASURE(facts, role), '.');
	if (line->kind == FACT_citation)
		return CitationText(facts->condition);
	return SssCodeAt(line->list, facts->codes[role])->text;
}

/* Is any such fact known?  Most findings are of rules whose facts all have columns. */
static bool
HasAny(const SssFacts *facts)
{
	for (int role = 0; role < N_ROLES; role++)
	{
		if (facts->codes[role] != SSS_MISSING && !HasColumn(role))
			return true;
	}
	return facts->condition != SSS_NO_PROVISION ||
		(facts->measured | facts->impossible | facts->present | facts->absent | facts->doubtful) != 0;
}

Datum
SssOtherFacts(const SssFacts *facts)
{
	Datum		elements[N_ROLES];
	int			nelements = 0;

	if (!HasAny(facts))
		return (Datum) 0;
	for (int role = 0; role < N_ROLES; role++)
	{
		const char *value = ValueText(facts, role);

		if (value != NULL)
			elements[nelements++] =
				CStringGetTextDatum(psprintf("%s=%s", sss_fact_lines[role].name, value));
	}
	return PointerGetDatum(construct_array(elements, nelements, TEXTOID, -1, false, TYPALIGN_INT));
}

/* Parse a quantity as SssQuantity() writes it; false: the text is no quantity */
static bool
ParseQuantity(const char *value, int64 *parts)
{
	char	   *end;
	int64		unit = SSS_MEASURE_SCALE;

	if (!isdigit((unsigned char) *value))
		return false;
	*parts = strtoll(value, &end, 10);
	if (*parts > SSS_MEASURE_MAX / SSS_MEASURE_SCALE)
		return false;
	*parts *= SSS_MEASURE_SCALE;
	if (*end == '.')
	{
		while (isdigit((unsigned char) *++end))
			*parts += (*end - '0') * (unit /= 10);
	}
	return *end == '\0';
}

static void
ParseOtherFact(SssRole role, const char *value, SssFacts *facts)
{
	SssRoles	bit = SSS_ROLE_BIT(role);

	switch (sss_fact_lines[role].kind)
	{
		case FACT_code:
			facts->codes[role] = SssCodeByText(sss_fact_lines[role].list, value, strlen(value));
			break;
		case FACT_citation:
			facts->condition = SssParseProvision(value, strlen(value));
			break;
		case FACT_measure:
			if (strcmp(value, IMPOSSIBLE) == 0)
				facts->impossible |= bit;
			else if (ParseQuantity(value, &SSS_MEASURE(facts, role)))
				facts->measured |= bit;
			break;
		case FACT_evidence:
			*(strcmp(value, PRESENT) == 0 ? &facts->present :
			  strcmp(value, ABSENT) == 0 ? &facts->absent : &facts->doubtful) |= bit;
			break;
		case FACT_date:
		case FACT_mention:
			break;
	}
}

void
SssParseOtherFacts(Datum circumstances, SssFacts *facts)
{
	Datum	   *elements;
	bool	   *nulls;
	int			nelements;

	deconstruct_array(DatumGetArrayTypeP(circumstances), TEXTOID, -1, false, TYPALIGN_INT,
					  &elements, &nulls, &nelements);
	for (int i = 0; i < nelements; i++)
	{
		char	   *name = nulls[i] ? pstrdup("") : TextDatumGetCString(elements[i]);
		char	   *value = strchr(name, '=');

		if (value == NULL)
			continue;
		*value++ = '\0';
		for (int role = 0; role < N_ROLES; role++)
		{
			if (!HasColumn(role) && strcmp(sss_fact_lines[role].name, name) == 0)
				ParseOtherFact(role, value, facts);
		}
	}
}
