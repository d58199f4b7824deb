/*-------------------------------------------------------------------------
 *
 * answers.c
 *	  The answers of a rulebook, as text to compare with another's.
 *
 *	answers codes					type, value on disk and text of every code
 *	answers placements DAY			verdict and provision of every placement
 *	answers services DAY			verdict and provision of every service
 *	answers case RULE DAY FACT=CODE...	verdict and provision of one case
 *
 * A day is written YYYY-MM-DD; "none" is an unknown day.
 *
 * Codes are written by their text, so that the answers do not depend on the
 * order in which a list holds them.
 *
 *-------------------------------------------------------------------------
 */
#include <stdio.h>
#include <string.h>

#include "facts.h"

static void
PrintCodes(void)
{
	for (int list = 0; list < N_CODE_LISTS; list++)
	{
		for (int i = 0; i < sss_code_lists[list].ncodes; i++)
			printf("%s %d %s\n", sss_code_lists[list].type_name, SssCodeAt(list, i)->value,
				   SssCodeAt(list, i)->text);
	}
}

static void
PrintJudgement(SssRule rule, const SssFacts *facts)
{
	SssJudgement judgement;

	SssJudge(rule, facts, &judgement);
	printf("%s -> %s %s\n", Described(facts), VerdictText(judgement.verdict), Cited(judgement.provision));
}

static void
PrintPlacements(const SssFacts *dated)
{
	for (long number = 0; number < PlacementCount(); number++)
	{
		SssFacts	facts;

		PlacementAt(number, &facts);
		facts.has_date = dated->has_date;
		facts.on_date = dated->on_date;
		PrintJudgement(RULE_placement, &facts);
	}
}

static void
PrintServices(const SssFacts *dated)
{
	for (long number = 0; number < ServiceCaseCount(); number++)
	{
		SssFacts	facts;

		ServiceCaseAt(number, &facts);
		facts.has_date = dated->has_date;
		facts.on_date = dated->on_date;
		PrintJudgement(RULE_service, &facts);
	}
}

/* A day as text, or "none"; false: neither */
static bool
ReadDay(const char *text, SssFacts *dated)
{
	int			year;
	int			month;
	int			day;

	if (sscanf(text, "%d-%d-%d", &year, &month, &day) == 3)
		SetDay(dated, DayOf(year, month, day));
	return dated->has_date || strcmp(text, "none") == 0;
}

/* The rule, or the fact, of that name; the number of all if there is none */
static SssRule
RuleNamed(const char *name)
{
	SssRule		rule = 0;

	while (rule < N_RULES && strcmp(sss_rule_names[rule], name) != 0)
		rule++;
	return rule;
}

static SssRole
RoleNamed(const char *name, size_t length)
{
	SssRole		role = 0;

	while (role < N_ROLES && (strlen(sss_fact_lines[role].name) != length ||
							  strncmp(sss_fact_lines[role].name, name, length) != 0))
		role++;
	return role;
}

/* Facts as FACT=CODE; false: one is none */
static bool
ReadFacts(char **texts, int ntexts, SssFacts *facts)
{
	for (int i = 0; i < ntexts; i++)
	{
		size_t		length = strcspn(texts[i], "=");
		SssRole		role = RoleNamed(texts[i], length);

		if (role == N_ROLES || sss_fact_lines[role].kind != FACT_code || texts[i][length] != '=')
			return false;
		facts->codes[role] = IndexOf(sss_fact_lines[role].list, texts[i] + length + 1);
	}
	return true;
}

static void
PrintCase(SssRule rule, const SssFacts *facts)
{
	SssJudgement judgement;

	SssJudge(rule, facts, &judgement);
	printf("%s %s\n", VerdictText(judgement.verdict), Cited(judgement.provision));
}

int
main(int argc, char **argv)
{
	SssFacts	dated = sss_no_facts;

	if (argc == 2 && strcmp(argv[1], "codes") == 0)
		PrintCodes();
	else if (argc == 3 && strcmp(argv[1], "placements") == 0 && ReadDay(argv[2], &dated))
		PrintPlacements(&dated);
	else if (argc == 3 && strcmp(argv[1], "services") == 0 && ReadDay(argv[2], &dated))
		PrintServices(&dated);
	else if (argc >= 4 && strcmp(argv[1], "case") == 0 && RuleNamed(argv[2]) < N_RULES &&
			 ReadDay(argv[3], &dated) && ReadFacts(argv + 4, argc - 4, &dated))
		PrintCase(RuleNamed(argv[2]), &dated);
	else
	{
		fprintf(stderr, "usage: answers codes | placements DAY | services DAY | case RULE DAY FACT=CODE...\n");
		return 2;
	}
	return 0;
}
