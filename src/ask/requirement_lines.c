/*-------------------------------------------------------------------------
 *
 * requirement_lines.c
 *	  The requirements of the clauses of the Order, as rows for sss.requirements.
 *
 * A requirement is made of the lines of one list that cite one clause.  Each
 * line is a row here; the view puts the rows of a requirement together.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "utils/builtins.h"

#include "base/base.h"
#include "law/law.h"

/* A list of codes, and those that a line is about; the full set is left out of its names */
typedef struct Named
{
	SssCodeListId list;
	uint32_t	set;
} Named;

/* The lists write an empty text where there is none */
static void
PutTextOrNull(SssRow *row, const char *string)
{
	SssPutText(row, string[0] == '\0' ? NULL : string);
}

static void
PutRules(SssRow *row, uint32_t rules)
{
	char	   *names[N_RULES];
	int			nnames = 0;

	for (int i = 0; i < N_RULES; i++)
	{
		if ((rules & SSS_BIT(i)) != 0)
			names[nnames++] = (char *) sss_rule_names[i];
	}
	SssPutTexts(row, names, nnames);
}

static void
PutRoles(SssRow *row, SssRoles roles)
{
	char	   *names[N_ROLES];
	int			nnames = 0;

	for (int i = 0; i < N_ROLES; i++)
	{
		if ((roles & SSS_ROLE_BIT(i)) != 0)
			names[nnames++] = (char *) sss_fact_lines[i].name;
	}
	SssPutTexts(row, names, nnames);
}

/* Two columns: a quantity and its unit; zero: the line has none */
static void
PutQuantity(SssRow *row, int quantity, const char *unit)
{
	if (quantity == 0)
	{
		SssPutNull(row);
		SssPutNull(row);
	}
	else
	{
		SssPut(row, NUMERICOID, DirectFunctionCall1(int4_numeric, Int32GetDatum(quantity)));
		SssPutText(row, unit);
	}
}

/* A line of a requirement, without its names */
typedef struct Line
{
	SssSubjectId subject;
	SssProvision provision;
	SssRoles	roles;			/* in addition to those of the subject */
	int			quantity;		/* 0: none */
	const char *unit;
	SssDay		valid_from;
	SssDay		valid_to;
} Line;

/* The columns before the names, which the caller puts next, and those after them */
static void
StartLine(SssRow *row, const Line *line)
{
	const SssSubject *subject = &sss_subjects[line->subject];

	SssPutText(row, subject->name);
	SssPutProvision(row, line->provision);
	SssPutCode(row, CODES_standard, SssStandardOf(line->provision));
	SssPutText(row, sss_shape_names[subject->shape]);
	SssPutText(row, sss_served_names[subject->served]);
	PutRules(row, subject->rules);
	PutRoles(row, subject->roles | line->roles);
	SssPutText(row, subject->object);
	PutQuantity(row, line->quantity, line->unit);
	SssPutLocalized(row, subject->asks);
}

static void
EndLine(SssRow *row, const Line *line)
{
	SssPutLocalized(row, NULL); /* reason */
	SssPutValidity(row, line->valid_from, line->valid_to);
	SssEndRow(row);
}

/* One row whose names are texts of the lists */
static void
PutTextLine(SssRow *row, SssSubjectId id, SssProvision provision, const char *const texts[],
			SssDay from, SssDay to)
{
	Line		line = {.subject = id,.provision = provision,.valid_from = from,.valid_to = to};

	StartLine(row, &line);
	SssPutLocalized(row, texts);
	EndLine(row, &line);
}

/* One row whose names are those of codes: "basis; basis: category; category" */
static void
PutCodesLine(SssRow *row, SssSubjectId id, SssProvision provision, const Named named[], int nnamed,
			 SssDay from, SssDay to)
{
	Line		line = {.subject = id,.provision = provision,.valid_from = from,.valid_to = to};

	StartLine(row, &line);
	for (int language = 0; language < SSS_LANGUAGES; language++)
	{
		StringInfoData names;

		initStringInfo(&names);
		for (int i = 0; i < nnamed; i++)
		{
			if (named[i].set != UINT32_MAX)
				appendStringInfo(&names, "%s%s", names.len > 0 ? ": " : "",
								 SssLabels(named[i].list, named[i].set, language));
		}
		SssPutText(row, names.data);
	}
	EndLine(row, &line);
}

static void
PutCodeLine(SssRow *row, SssSubjectId id, SssProvision provision, SssCodeListId list, int index,
			SssDay from, SssDay to)
{
	PutTextLine(row, id, provision, SssCodeAt(list, index)->names, from, to);
}

/* The paragraphs of the Order itself that lists encode */
static void
PutOrder(SssRow *row)
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

/* The codes that the lines of a placement admit; sss.readings has the open questions */
static void
PutPlacement(SssRow *row, SssPlacementRequirement requirement, SssSubjectId id)
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
PutServices(SssRow *row)
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

/* The codes that a fact must be among, except the facts of a placement and of a service */
static void
PutMemberships(SssRow *row)
{
	for (int i = 0; i < sss_memberships_count; i++)
	{
		const SssMembershipLine *line = &sss_memberships[i];
		Named		members = {sss_fact_lines[line->fact].list, line->members};

		PutCodesLine(row, SssSubjectOf(line->rule, SHAPE_membership), line->provision, &members, 1,
					 line->valid_from, line->valid_to);
	}
}

static void
PutThresholds(SssRow *row)
{
	for (int i = 0; i < sss_thresholds_count; i++)
	{
		const SssThresholdLine *threshold = &sss_thresholds[i];
		const SssThresholdUnit *unit = &sss_threshold_units[threshold->unit];
		Line		line = {
			.subject = SssSubjectOf(threshold->rule, SHAPE_threshold),
			.provision = threshold->provision,
			.quantity = threshold->amount,
			.unit = unit->name,
			.valid_from = threshold->valid_from,
			.valid_to = threshold->valid_to
		};

		StartLine(row, &line);
		for (int language = 0; language < SSS_LANGUAGES; language++)
			SssPutText(row, psprintf(SssLocalize(unit->asks, language), threshold->amount));
		EndLine(row, &line);
	}
}

/* The duties of every week, what must be done in time, and the events that prove a category if repeated */
static void
PutIntervals(SssRow *row)
{
	for (int i = 0; i < sss_intervals_count; i++)
	{
		const SssInterval *interval = &sss_intervals[i];
		Line		line = {
			.subject = SUBJECT_review,
			.provision = interval->provision,
			.quantity = 1,
			.unit = "week",
			.valid_from = interval->valid_from,
			.valid_to = interval->valid_to
		};

		StartLine(row, &line);
		SssPutLocalized(row, NULL); /* names */
		EndLine(row, &line);
	}
	for (int i = 0; i < sss_timely_count; i++)
	{
		const SssTimely *timely = &sss_timely[i];

		PutCodeLine(row, SUBJECT_timely, timely->provision, CODES_service, timely->service,
					timely->valid_from, timely->valid_to);
	}
	for (int i = 0; i < sss_repetitions_count; i++)
	{
		const SssRepetition *repetition = &sss_repetitions[i];
		Line		line = {
			.subject = SUBJECT_repeated_offences,
			.provision = repetition->provision,
			.quantity = repetition->times,
			.unit = psprintf("offence within %d months", 12 * repetition->years),
			.valid_from = repetition->valid_from,
			.valid_to = repetition->valid_to
		};

		StartLine(row, &line);
		SssPutLocalized(row, SssCodeAt(CODES_recipient_category, repetition->category)->names);
		EndLine(row, &line);
	}
}

/* The roles that the evidence lines of one clause read together */
static SssRoles
EvidenceRoles(const SssEvidenceLine *of)
{
	SssRoles	roles = 0;

	for (int i = 0; i < sss_evidence_count; i++)
	{
		const SssEvidenceLine *line = &sss_evidence[i];

		if (line->rule != of->rule || line->provision != of->provision || line->when != of->when)
			continue;
		roles |= SSS_ROLE_BIT(line->fact);
		if (line->when != EVIDENCE_ALWAYS)
			roles |= SSS_ROLE_BIT(line->other);
	}
	return roles;
}

/* The evidence that a record requires: "service: evidence [other evidence]" */
static void
PutEvidenceLines(SssRow *row)
{
	static const SssSubjectId subjects[] = {
		[EVIDENCE_ALWAYS] = SUBJECT_evidence,
		[EVIDENCE_IF] = SUBJECT_evidence_if,
		[EVIDENCE_UNLESS] = SUBJECT_evidence_unless,
		[EVIDENCE_WHERE_SAID] = SUBJECT_evidence_where,
	};

	for (int i = 0; i < sss_evidence_count; i++)
	{
		const SssEvidenceLine *evidence = &sss_evidence[i];
		bool		again = i > 0 && evidence[-1].provision == evidence->provision &&
		evidence[-1].service == evidence->service;
		Line		line = {
			.subject = evidence->rule == RULE_contract_specialist ? SUBJECT_specialists_absent :
			subjects[evidence->when],
			.provision = evidence->provision,
			.roles = EvidenceRoles(evidence),
			.valid_from = evidence->valid_from,
			.valid_to = evidence->valid_to
		};

		StartLine(row, &line);
		for (int language = 0; language < SSS_LANGUAGES; language++)
		{
			StringInfoData name;

			initStringInfo(&name);
			if (evidence->service != N_SERVICES && !again)
				appendStringInfo(&name, "%s: ", SssLocalize(SssCodeAt(CODES_service, evidence->service)->names, language));
			appendStringInfoString(&name, SssLocalize(sss_evidence_names[evidence->fact], language));
			if (evidence->when == EVIDENCE_WHERE_SAID)
				appendStringInfo(&name, " [%s]",
								 SssLabels(sss_fact_lines[evidence->other].list, evidence->codes, language));
			else if (evidence->when != EVIDENCE_ALWAYS)
				appendStringInfo(&name, " [%s]", SssLocalize(sss_evidence_names[evidence->other], language));
			SssPutText(row, name.data);
		}
		EndLine(row, &line);
	}
}

/* The requirements that no other list holds; what a person assesses is served as the conditions of quality are */
static void
PutOthers(SssRow *row)
{
	const SssSubject *quality = &sss_subjects[SUBJECT_quality];

	for (int i = 0; i < sss_requirements_count; i++)
	{
		const SssRequirement *line = &sss_requirements[i];
		bool		attested = line->served == SERVED_attested;

		SssPutText(row, line->subject);
		SssPutProvision(row, line->provision);
		SssPutCode(row, CODES_standard, SssStandardOf(line->provision));
		SssPutText(row, sss_shape_names[line->shape]);
		SssPutText(row, sss_served_names[line->served]);
		PutRules(row, attested ? quality->rules : 0);
		PutRoles(row, attested ? quality->roles : 0);
		PutTextOrNull(row, attested ? quality->object : line->object);
		PutQuantity(row, line->quantity, line->unit);
		SssPutLocalized(row, line->asks);
		SssPutLocalized(row, NULL); /* names */
		SssPutLocalized(row, line->reason[SSS_EN][0] == '\0' ? NULL : line->reason);
		SssPutValidity(row, sss_editions[0].valid_from, SSS_NO_END);
		SssEndRow(row);
	}
}

PG_FUNCTION_INFO_V1(sss_requirement_lines);
Datum
sss_requirement_lines(PG_FUNCTION_ARGS)
{
	SssRow		row = SssStartRows(fcinfo);

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
	PutMemberships(&row);
	PutThresholds(&row);
	PutEvidenceLines(&row);
	PutIntervals(&row);
	for (int i = 0; i < sss_quality_conditions_count; i++)
	{
		const SssQualityCondition *line = &sss_quality_conditions[i];

		PutTextLine(&row, SUBJECT_quality, line->provision, line->names,
					line->valid_from, line->valid_to);
	}
	PutOthers(&row);
	return (Datum) 0;
}
