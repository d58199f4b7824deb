/*-------------------------------------------------------------------------
 *
 * coverage.c
 *	  The clauses of the order and what they ask, as SQL reads them.
 *
 * A requirement is the lines of one list that cite one clause: each line is a
 * row here, and the view sss.requirements puts them together.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "utils/array.h"
#include "utils/numeric.h"

#include "requirements.h"
#include "rows.h"

/* A code list, and the codes of it that a line is about; a full set says nothing */
typedef struct Named
{
	SssCodeListId list;
	uint32_t	set;
} Named;

static void
PutTextOrNull(Row *row, const char *string)
{
	if (string[0] == '\0')
		PutNull(row);
	else
		PutText(row, string);
}

/* The texts in the three languages, or three times NULL */
static void
PutLocalizedOrNull(Row *row, const char *const texts[SSS_LANGUAGES])
{
	if (texts != NULL)
		PutLocalized(row, texts);
	else
		for (int language = 0; language < SSS_LANGUAGES; language++)
			PutNull(row);
}

/* The names whose bits are set, as text[]; at most as many as the mask has bits */
static void
PutNamesOfBits(Row *row, uint64_t bits, const char *const names[], int nnames)
{
	Datum		elements[64];
	int			nelements = 0;

	for (int i = 0; i < nnames; i++)
	{
		if ((bits & (UINT64_C(1) << i)) != 0)
			elements[nelements++] = CStringGetTextDatum(names[i]);
	}
	Put(row, PointerGetDatum(construct_array(elements, nelements, TEXTOID, -1, false, TYPALIGN_INT)),
		false);
}

/* The annex's own standard; the order itself has none */
static void
PutStandardOf(Row *row, SssProvision provision)
{
	int			annex = (int) (provision >> SSS_ANNEX_SHIFT);

	if (annex == 0 || annex > N_STANDARDS)
		PutNull(row);
	else
		PutCode(row, CODES_standard, annex - 1);
}

/* Start a row with what all requirements on the subject have in common */
static void
PutSubject(Row *row, SssSubjectId id, SssProvision provision)
{
	const SssSubject *subject = &sss_subjects[id];

	PutText(row, subject->name);
	PutProvision(row, provision);
	PutStandardOf(row, provision);
	PutText(row, sss_shape_names[subject->shape]);
	PutText(row, sss_served_names[subject->served]);
	PutNamesOfBits(row, subject->rules, sss_rule_names, N_RULES);
	PutNamesOfBits(row, subject->roles, sss_role_names, N_ROLES);
	PutTextOrNull(row, subject->object);
	PutNull(row);				/* quantity */
	PutNull(row);				/* unit */
	PutLocalized(row, subject->asks);
}

static void
EndSubject(Row *row, SssDay from, SssDay to)
{
	PutLocalizedOrNull(row, NULL);	/* reason */
	PutValidity(row, from, to);
	EndRow(row);
}

/* One row whose names are texts of the lists */
static void
PutTextLine(Row *row, SssSubjectId id, SssProvision provision, const char *const texts[],
			SssDay from, SssDay to)
{
	PutSubject(row, id, provision);
	PutLocalized(row, texts);
	EndSubject(row, from, to);
}

/* One row whose names are those of codes: "basis; basis: category; category" */
static void
PutCodesLine(Row *row, SssSubjectId id, SssProvision provision, const Named named[], int nnamed,
			 SssDay from, SssDay to)
{
	PutSubject(row, id, provision);
	for (int language = 0; language < SSS_LANGUAGES; language++)
	{
		StringInfoData names;
		const char *separator = "";

		initStringInfo(&names);
		for (int i = 0; i < nnamed; i++)
		{
			for (int code = 0; code < sss_code_lists[named[i].list].ncodes; code++)
			{
				if (named[i].set == UINT32_MAX || (named[i].set & SSS_BIT(code)) == 0)
					continue;
				appendStringInfo(&names, "%s%s", separator,
								 SssLocalize(SssCodeAt(named[i].list, code)->names, language));
				separator = "; ";
			}
			if (separator[0] == ';')
				separator = ": ";
		}
		PutText(row, names.data);
	}
	EndSubject(row, from, to);
}

static void
PutCodeLine(Row *row, SssSubjectId id, SssProvision provision, SssCodeListId list, int index,
			SssDay from, SssDay to)
{
	PutTextLine(row, id, provision, SssCodeAt(list, index)->names, from, to);
}

/* The order's own paragraphs, as far as lists hold what they ask */
static void
PutOrder(Row *row)
{
	for (int i = 0; i < N_STANDARDS; i++)
	{
		const SssCode *code = SssCodeAt(CODES_standard, i);

		PutCodeLine(row, SUBJECT_standard, SSS_ITEM(0, 1, i + 1), CODES_standard, i,
					code->valid_from, code->valid_to);
	}
	for (int i = 0; i < sss_editions_count; i++)
	{
		const SssEdition *edition = &sss_editions[i];

		PutTextLine(row, SUBJECT_in_force, edition->provision, edition->notes,
					edition->valid_from, edition->valid_to);
	}
}

/* What the lines of a placement admit; what they leave open is in sss.readings */
static void
PutPlacement(Row *row, SssPlacementRequirement requirement, SssSubjectId id)
{
	const SssPlacementLines *list = &sss_placement_lines[requirement];

	for (int i = 0; i < list->nlines; i++)
	{
		const SssPlacementLine *line = &list->lines[i];
		Named		named[] = {
			{CODES_placement_basis, line->sets[PLACEMENT_basis]},
			{CODES_recipient_category, line->sets[PLACEMENT_category]},
			{CODES_stay_mode, line->sets[PLACEMENT_stay]},
			{CODES_provider_type, UINT32_MAX}
		};

		if (requirement == PLACEMENT_basis)
			named[3].set = line->providers;
		if (line->verdict == VERDICT_compliant)
			PutCodesLine(row, id, line->provision, named, lengthof(named),
						 line->valid_from, line->valid_to);
	}
}

static void
PutServices(Row *row)
{
	for (int standard = 0; standard < N_STANDARDS; standard++)
	{
		const SssCode *code = SssCodeAt(CODES_standard, standard);

		for (int kind = 0; kind < N_KINDS; kind++)
			PutCodeLine(row, SUBJECT_kind, sss_service_paragraph[standard][kind],
						CODES_service_kind, kind, code->valid_from, code->valid_to);
	}
	for (int i = 0; i < sss_scope_count; i++)
	{
		const SssScopeLine *line = &sss_scope[i];

		PutCodeLine(row, SUBJECT_service, line->provision, CODES_service, line->service,
					line->valid_from, line->valid_to);
	}
}

/* The requirements that no other list holds */
static void
PutOthers(Row *row)
{
	for (int i = 0; i < sss_requirements_count; i++)
	{
		const SssRequirement *line = &sss_requirements[i];

		PutText(row, line->subject);
		PutProvision(row, line->provision);
		PutStandardOf(row, line->provision);
		PutText(row, sss_shape_names[line->shape]);
		PutText(row, sss_served_names[line->served]);
		PutNamesOfBits(row, 0, sss_rule_names, 0);
		PutNamesOfBits(row, 0, sss_role_names, 0);
		PutTextOrNull(row, line->object);
		if (line->quantity[0] == '\0')
			PutNull(row);
		else
			Put(row, DirectFunctionCall3(numeric_in, CStringGetDatum(line->quantity),
										 ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1)), false);
		PutTextOrNull(row, line->unit);
		PutLocalized(row, line->asks);
		PutLocalizedOrNull(row, NULL);	/* names */
		if (line->reason[SSS_EN][0] == '\0')
			PutLocalizedOrNull(row, NULL);
		else
			PutLocalized(row, line->reason);
		PutValidity(row, sss_editions[0].valid_from, SSS_NO_END);
		EndRow(row);
	}
}

PG_FUNCTION_INFO_V1(sss_requirement_lines);
Datum
sss_requirement_lines(PG_FUNCTION_ARGS)
{
	Row			row = StartRows(fcinfo);

	PutOrder(&row);
	PutPlacement(&row, PLACEMENT_category, SUBJECT_category);
	PutPlacement(&row, PLACEMENT_stay, SUBJECT_stay);
	for (int i = 0; i < sss_provider_standards_count; i++)
	{
		const SssProviderStandard *line = &sss_provider_standards[i];

		PutCodeLine(&row, SUBJECT_provider, line->provision, CODES_provider_type, line->provider,
					line->valid_from, line->valid_to);
	}
	PutPlacement(&row, PLACEMENT_basis, SUBJECT_basis);
	PutServices(&row);
	for (int i = 0; i < sss_quality_conditions_count; i++)
	{
		const SssQualityCondition *line = &sss_quality_conditions[i];

		PutTextLine(&row, SUBJECT_quality, line->provision, line->names,
					line->valid_from, line->valid_to);
	}
	PutOthers(&row);
	return (Datum) 0;
}

/* Why the clause asks nothing; NULL: it asks something */
static const char *const *
InformativeReason(SssProvision provision)
{
	for (int i = 0; i < sss_informative_count; i++)
	{
		if (sss_informative[i].provision == provision)
			return sss_informative[i].reason;
	}
	return NULL;
}

static void
PutClause(Row *row, SssProvision provision, const SssClauses *clauses)
{
	PutProvision(row, provision);
	PutLocalizedOrNull(row, InformativeReason(provision));
	PutValidity(row, clauses->valid_from, clauses->valid_to);
	EndRow(row);
}

/* clauses(): paragraphs, their parts and items; an item that has parts was its paragraph's */
PG_FUNCTION_INFO_V1(sss_clauses_rows);
Datum
sss_clauses_rows(PG_FUNCTION_ARGS)
{
	Row			row = StartRows(fcinfo);

	for (int i = 0; i < sss_clauses_count; i++)
	{
		const SssClauses *clauses = &sss_clauses[i];
		SssProvisionParts parts;

		SssSplitProvision(clauses->provision, &parts);
		if (parts.item == 0)
			PutClause(&row, clauses->provision, clauses);
		for (int item = 1; item <= clauses->items; item++)
			PutClause(&row, clauses->provision | ((SssProvision) item << SSS_ITEM_SHIFT), clauses);
		for (int part = 1; clauses->parts > 1 && part <= clauses->parts; part++)
			PutClause(&row, clauses->provision |
					  ((SssProvision) part << (parts.item == 0 ? SSS_PARAGRAPH_PART_SHIFT :
											   SSS_ITEM_PART_SHIFT)), clauses);
	}
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(sss_proofs_rows);
Datum
sss_proofs_rows(PG_FUNCTION_ARGS)
{
	Row			row = StartRows(fcinfo);

	for (int i = 0; i < sss_proofs_count; i++)
	{
		const SssProof *proof = &sss_proofs[i];

		PutText(&row, proof->subject);
		if (proof->standard == SSS_MISSING)
			PutNull(&row);
		else
			PutCode(&row, CODES_standard, proof->standard);
		PutText(&row, proof->test);
		EndRow(&row);
	}
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(sss_other_acts_rows);
Datum
sss_other_acts_rows(PG_FUNCTION_ARGS)
{
	Row			row = StartRows(fcinfo);

	for (int i = 0; i < sss_references_count; i++)
	{
		const SssReference *reference = &sss_references[i];

		PutText(&row, reference->act);
		PutProvision(&row, reference->provision);
		PutLocalized(&row, reference->names);
		EndRow(&row);
	}
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(sss_page_words_rows);
Datum
sss_page_words_rows(PG_FUNCTION_ARGS)
{
	Row			row = StartRows(fcinfo);

	for (int i = 0; i < sss_page_words_count; i++)
	{
		PutText(&row, sss_page_words[i].word);
		PutLocalized(&row, sss_page_words[i].texts);
		EndRow(&row);
	}
	return (Datum) 0;
}
