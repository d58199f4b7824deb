/*-------------------------------------------------------------------------
 *
 * test_coverage.c
 *	  How the lists hang together: every code is used, every set means
 *	  something, lines of the same thing follow each other in time.
 *
 *-------------------------------------------------------------------------
 */
#include <stdio.h>
#include <string.h>

#include "facts.h"
#include "tap.h"

/* The difference between citations of the same place in two successive annexes */
#define NEXT_ANNEX	SSS_PARAGRAPH(1, 0)

static bool
Overlap(SssDay one_from, SssDay one_to, SssDay other_from, SssDay other_to)
{
	return one_from <= other_to && other_from <= one_to;
}

/* The sets of a line hold codes that exist, unless they are full */
static void
CheckSets(void)
{
	static const int sizes[N_PLACEMENT_REQUIREMENTS] = {N_CATEGORIES, N_BASES, N_STAYS};
	Claim		meaning = CLAIM("the sets of placement lines are not empty");
	Claim		verdicts = CLAIM("a placement line says compliant or unsettled");

	for (int r = 0; r < N_PLACEMENT_REQUIREMENTS; r++)
	{
		for (int i = 0; i < sss_placement_lines[r].nlines; i++)
		{
			const SssPlacementLine *line = &sss_placement_lines[r].lines[i];

			for (int set = 0; set < N_PLACEMENT_REQUIREMENTS; set++)
				CASE(&meaning, (line->sets[set] & (SSS_BIT(sizes[set]) - 1)) != 0,
					 "%s", Cited(line->provision));
			CASE(&meaning, (line->providers & (SSS_BIT(N_PROVIDERS) - 1)) != 0,
				 "%s", Cited(line->provision));
			CASE(&verdicts, line->verdict == VERDICT_compliant || line->verdict == VERDICT_unsettled,
				 "%s: %s", Cited(line->provision), VerdictText(line->verdict));
		}
	}
	ClaimDone(&meaning);
	ClaimDone(&verdicts);
}

/* A line's own providers are governed by its standard */
static void
CheckLineProviders(void)
{
	Claim		claim = CLAIM("a placement line that names providers, or all but some, names those of its standard");

	for (int r = 0; r < N_PLACEMENT_REQUIREMENTS; r++)
	{
		for (int i = 0; i < sss_placement_lines[r].nlines; i++)
		{
			const SssPlacementLine *line = &sss_placement_lines[r].lines[i];

			uint32_t	named = line->providers;

			/* ANY & ~PROVIDER(...) names those that it leaves out */
			if (named > SSS_BIT(N_PROVIDERS) - 1)
				named = ~named;
			for (int provider = 0; provider < N_PROVIDERS; provider++)
			{
				if ((named & SSS_BIT(provider)) != 0)
					CASE(&claim, SssProviderProvision(provider, line->standard, line->valid_from) !=
						 SSS_NO_PROVISION, "%s: %s", Cited(line->provision),
						 SssCodeAt(CODES_provider_type, provider)->text);
			}
		}
	}
	ClaimDone(&claim);
}

/* The codes of a set, each of which must be valid as long as the line is in force */
static void
CheckSetValidity(Claim *claim, SssCodeListId list, uint32_t set, const SssPlacementLine *line)
{
	for (int i = 0; set != UINT32_MAX && i < sss_code_lists[list].ncodes; i++)
	{
		const SssCode *code = SssCodeAt(list, i);

		if ((set & SSS_BIT(i)) != 0)
			CASE(claim, line->valid_from >= code->valid_from && line->valid_to <= code->valid_to,
				 "%s: %s", Cited(line->provision), code->text);
	}
}

/*
 * The predicates read the days of the lines alone.  Those of the codes, which
 * the catalogue shows, must not say otherwise.
 */
static void
CheckPlacementValidity(void)
{
	static const SssCodeListId lists[N_PLACEMENT_REQUIREMENTS] = {
		[PLACEMENT_category] = CODES_recipient_category,
		[PLACEMENT_basis] = CODES_placement_basis,
		[PLACEMENT_stay] = CODES_stay_mode
	};
	Claim		claim = CLAIM("a placement line is in force only while every code that it names is valid");
	Claim		providers = CLAIM("a provider is under a standard only while both codes are valid");

	for (int r = 0; r < N_PLACEMENT_REQUIREMENTS; r++)
	{
		for (int i = 0; i < sss_placement_lines[r].nlines; i++)
		{
			const SssPlacementLine *line = &sss_placement_lines[r].lines[i];

			for (int fact = 0; fact < N_PLACEMENT_REQUIREMENTS; fact++)
				CheckSetValidity(&claim, lists[fact], line->sets[fact], line);
			CheckSetValidity(&claim, CODES_provider_type, line->providers, line);
			CheckSetValidity(&claim, CODES_standard, SSS_BIT(line->standard), line);
		}
	}
	for (int i = 0; i < sss_provider_standards_count; i++)
	{
		const SssProviderStandard *line = &sss_provider_standards[i];
		const SssCode *provider = SssCodeAt(CODES_provider_type, line->provider);
		const SssCode *standard = SssCodeAt(CODES_standard, line->standard);

		CASE(&providers, line->valid_from >= provider->valid_from && line->valid_to <= provider->valid_to &&
			 line->valid_from >= standard->valid_from && line->valid_to <= standard->valid_to,
			 "%s, %s", provider->text, standard->text);
	}
	ClaimDone(&claim);
	ClaimDone(&providers);
}

/* Does a line of the requirement name the code as compliant, whatever its days? */
static bool
NamedCompliant(SssPlacementRequirement requirement, int index)
{
	for (int i = 0; i < sss_placement_lines[requirement].nlines; i++)
	{
		const SssPlacementLine *line = &sss_placement_lines[requirement].lines[i];

		if (line->verdict == VERDICT_compliant && line->sets[requirement] != UINT32_MAX &&
			(line->sets[requirement] & SSS_BIT(index)) != 0)
			return true;
	}
	return false;
}

static void
CheckCodesUsed(void)
{
	int			other_document = IndexOf(CODES_placement_basis, "other_document");
	Claim		categories = CLAIM("every category is received by a standard");
	Claim		bases = CLAIM("every basis but the unnamed document admits somebody");
	Claim		stays = CLAIM("every mode of stay is named by a standard");
	Claim		providers = CLAIM("every provider has a standard from the first day on");

	for (int i = 0; i < N_CATEGORIES; i++)
		CASE(&categories, NamedCompliant(PLACEMENT_category, i),
			 "%s", SssCodeAt(CODES_recipient_category, i)->text);
	for (int i = 0; i < N_BASES; i++)
		CASE(&bases, NamedCompliant(PLACEMENT_basis, i) == (i != other_document),
			 "%s", SssCodeAt(CODES_placement_basis, i)->text);
	for (int i = 0; i < N_STAYS; i++)
		CASE(&stays, NamedCompliant(PLACEMENT_stay, i), "%s", SssCodeAt(CODES_stay_mode, i)->text);
	for (int i = 0; i < N_PROVIDERS; i++)
	{
		const SssCode *code = SssCodeAt(CODES_provider_type, i);
		bool		governed = false;

		for (int standard = 0; standard < N_STANDARDS; standard++)
			governed = governed ||
				SssProviderProvision(i, standard, code->valid_from) != SSS_NO_PROVISION;
		CASE(&providers, governed, "%s", code->text);
	}
	ClaimDone(&categories);
	ClaimDone(&bases);
	ClaimDone(&stays);
	ClaimDone(&providers);
}

/* If a standard receives a category, a basis of the same standard must admit it somewhere */
static void
CheckReceivedAreAdmitted(void)
{
	const SssPlacementLines *recipients = &sss_placement_lines[PLACEMENT_category];
	const SssPlacementLines *admissions = &sss_placement_lines[PLACEMENT_basis];
	Claim		claim = CLAIM("every category that a standard receives has a basis there");

	for (int i = 0; i < recipients->nlines; i++)
	{
		const SssPlacementLine *received = &recipients->lines[i];

		for (int category = 0; category < N_CATEGORIES; category++)
		{
			bool		admitted = false;

			if ((received->sets[PLACEMENT_category] & SSS_BIT(category)) == 0)
				continue;
			for (int j = 0; j < admissions->nlines; j++)
			{
				const SssPlacementLine *line = &admissions->lines[j];

				if (line->standard == received->standard &&
					(line->sets[PLACEMENT_category] & SSS_BIT(category)) != 0 &&
					(line->providers & received->providers) != 0 &&
					Overlap(line->valid_from, line->valid_to, received->valid_from, received->valid_to))
					admitted = true;
			}
			CASE(&claim, admitted, "%s: %s", Cited(received->provision),
				 SssCodeAt(CODES_recipient_category, category)->text);
		}
	}
	ClaimDone(&claim);
}

static void
CheckScope(void)
{
	Claim		services = CLAIM("every service has a line of scope");
	Claim		places = CLAIM("a service's place in scope is where its first line stands");
	Claim		neighbours = CLAIM("lines of one service and standard are neighbours and follow in time");
	Claim		validity = CLAIM("a service is in scope only while its code is valid");

	for (int service = 0; service < N_SERVICES; service++)
	{
		const SssCode *code = SssCodeAt(CODES_service, service);
		bool		in_scope = false;

		for (int standard = 0; standard < N_STANDARDS; standard++)
		{
			int			first = 0;
			int			previous = 0;

			for (int i = 1; i <= sss_scope_count; i++)
			{
				const SssScopeLine *line = &sss_scope[i - 1];

				if ((int) line->service != service || (int) line->standard != standard)
					continue;
				CASE(&validity, line->valid_from >= code->valid_from && line->valid_to <= code->valid_to,
					 "%s: %s", code->text, Cited(line->provision));
				if (first == 0)
					first = i;
				else
					CASE(&neighbours, previous == i - 1 &&
						 sss_scope[previous - 1].valid_to < line->valid_from,
						 "%s: %s", code->text, Cited(line->provision));
				previous = i;
			}
			CASE(&places, sss_scope_at[service][standard] == first,
				 "%s: %d instead of %d", code->text, sss_scope_at[service][standard], first);
			in_scope = in_scope || first != 0;
		}
		CASE(&services, in_scope, "%s", code->text);
	}
	ClaimDone(&services);
	ClaimDone(&places);

	/* Only an amendment puts a second line behind the first */
	if (neighbours.cases > 0)
		ClaimDone(&neighbours);
	ClaimDone(&validity);
}

/* A line that is not where its service is looked up would never be asked */
static void
CheckEvidencePlaces(void)
{
	Claim		places = CLAIM("a service's place in evidence is where its first line stands");
	Claim		neighbours = CLAIM("lines of evidence of one service and standard are neighbours");

	for (int i = 0; i < sss_evidence_count; i++)
	{
		const SssEvidenceLine *line = &sss_evidence[i];
		int			at = sss_evidence_at[line->service][line->standard];

		CASE(&places, at > 0 && at <= i + 1 && sss_evidence[at - 1].service == line->service &&
			 sss_evidence[at - 1].standard == line->standard, "%s", Cited(line->provision));
		for (int j = at - 1; j >= 0 && j < i; j++)
			CASE(&neighbours, sss_evidence[j].service == line->service &&
				 sss_evidence[j].standard == line->standard, "%s", Cited(line->provision));
	}
	ClaimDone(&places);
	ClaimDone(&neighbours);
}

/* No two lines in force at the same time are the same */
static void
CheckNothingTwice(void)
{
	Claim		quality = CLAIM("no quality condition is cited twice");
	Claim		providers = CLAIM("no provider is put twice under a standard");

	for (int i = 0; i < sss_quality_conditions_count; i++)
	{
		const SssQualityCondition *one = &sss_quality_conditions[i];

		for (int j = 0; j < i; j++)
		{
			const SssQualityCondition *other = &sss_quality_conditions[j];

			CASE(&quality, one->provision != other->provision ||
				 !Overlap(one->valid_from, one->valid_to, other->valid_from, other->valid_to),
				 "%s", Cited(one->provision));
		}
	}
	for (int i = 0; i < sss_provider_standards_count; i++)
	{
		const SssProviderStandard *one = &sss_provider_standards[i];

		for (int j = 0; j < i; j++)
		{
			const SssProviderStandard *other = &sss_provider_standards[j];

			CASE(&providers, one->provider != other->provider || one->standard != other->standard ||
				 !Overlap(one->valid_from, one->valid_to, other->valid_from, other->valid_to),
				 "%s: %s", SssCodeAt(CODES_provider_type, one->provider)->text, Cited(one->provision));
		}
	}
	ClaimDone(&quality);
	ClaimDone(&providers);
}

static const SssScopeLine *
ScopeLineOf(SssService service, SssStandard standard)
{
	int			at = sss_scope_at[service][standard];

	return at == 0 ? NULL : &sss_scope[at - 1];
}

/*
 * Annexes 1 and 2 agree, item by item, in 51 of 52 services; the odd one adds
 * two to annex 1.  Annex 3 has 20 services of annex 1.
 */
static void
CheckSharedServices(void)
{
	int			alike = 0;
	int			only_first = 0;
	int			only_second = 0;
	int			third_shared = 0;

	for (int service = 0; service < N_SERVICES; service++)
	{
		const SssScopeLine *first = ScopeLineOf(service, STANDARD_organizations);
		const SssScopeLine *second = ScopeLineOf(service, STANDARD_centers);

		if (first != NULL && second != NULL &&
			second->provision - first->provision == NEXT_ANNEX)
			alike++;
		if (first != NULL && second == NULL)
			only_first++;
		if (first == NULL && second != NULL)
			only_second++;
		if (first != NULL && ScopeLineOf(service, STANDARD_families) != NULL)
			third_shared++;
	}
	Check(alike == 52 && only_first == 2 && only_second == 0,
		  "annexes 1 and 2 share %d services by item, %d are only in the first, %d in the second",
		  alike, only_first, only_second);
	Check(third_shared == 20, "annex 3 shares %d services with annex 1", third_shared);
}

/* The quality conditions of annexes 1 and 2 differ in paragraph 6(6) alone */
static void
CheckSharedConditions(void)
{
	SssProvision exception = SSS_ITEM(1, 6, 6);
	Claim		claim = CLAIM("annexes 1 and 2 call a quality condition alike, but for paragraph 6(6)");

	for (int i = 0; i < sss_quality_conditions_count; i++)
	{
		const SssQualityCondition *first = &sss_quality_conditions[i];

		for (int j = 0; j < sss_quality_conditions_count; j++)
		{
			const SssQualityCondition *second = &sss_quality_conditions[j];
			bool		alike = true;

			if (first->standard != STANDARD_organizations || second->standard != STANDARD_centers ||
				second->provision - first->provision != NEXT_ANNEX)
				continue;
			for (int language = 0; language < SSS_LANGUAGES; language++)
				alike = alike && strcmp(first->names[language], second->names[language]) == 0;
			CASE(&claim, alike == (first->provision != exception), "%s", Cited(first->provision));
		}
	}
	ClaimDone(&claim);
}

static void
CheckReadings(void)
{
	Claim		order = CLAIM("readings stand in the order of the Order");
	Claim		annexes = CLAIM("readings cite the order itself or one of its annexes");
	Claim		days = CLAIM("a reading ends no earlier than it begins");

	for (int i = 0; i < sss_readings_count; i++)
	{
		const SssReading *reading = &sss_readings[i];
		SssProvisionParts parts;

		SssSplitProvision(reading->provision, &parts);
		CASE(&annexes, parts.annex <= N_STANDARDS, "%s: %s", reading->code, Cited(reading->provision));
		CASE(&days, reading->valid_from <= reading->valid_to, "%s", reading->code);
		if (i > 0)
			CASE(&order, sss_readings[i - 1].provision <= reading->provision,
				 "%s: %s", reading->code, Cited(reading->provision));
	}
	ClaimDone(&order);
	ClaimDone(&annexes);
	ClaimDone(&days);
}

static void
CheckEditions(void)
{
	Claim		claim = CLAIM("editions follow each other in time and end no earlier than they begin");

	Check(sss_editions[0].edition == DayOf(2023, 6, 12) && sss_editions[0].valid_from == FirstDay() &&
		  sss_editions[0].provision == SSS_PARAGRAPH(0, 5),
		  "the first edition is that of 12 June 2023, in force from 1 July 2023 by paragraph 5");
	for (int i = 0; i < sss_editions_count; i++)
		CASE(&claim, sss_editions[i].valid_from <= sss_editions[i].valid_to &&
			 (i == 0 || sss_editions[i - 1].valid_to < sss_editions[i].valid_from), "number %d", i);
	ClaimDone(&claim);
}

int
main(void)
{
	CheckSets();
	CheckLineProviders();
	CheckPlacementValidity();
	CheckCodesUsed();
	CheckReceivedAreAdmitted();
	CheckScope();
	CheckEvidencePlaces();
	CheckNothingTwice();
	CheckSharedServices();
	CheckSharedConditions();
	CheckReadings();
	CheckEditions();
	return ChecksDone();
}
