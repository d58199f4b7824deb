/*-------------------------------------------------------------------------
 *
 * answers.c
 *	  All answers of a rulebook, as text to compare with another's.
 *
 *	answers codes					type, value on disk and text of every code
 *	answers placements YYYY-MM-DD	verdict and provision of every placement
 *	answers services YYYY-MM-DD		verdict and provision of every service
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
PrintPlacements(SssDay day)
{
	for (long number = 0; number < PlacementCount(); number++)
	{
		SssFacts	facts;

		PlacementAt(number, &facts);
		SetDay(&facts, day);
		PrintJudgement(RULE_placement, &facts);
	}
}

static void
PrintServices(SssDay day)
{
	for (long number = 0; number < ServiceCaseCount(); number++)
	{
		SssFacts	facts;

		ServiceCaseAt(number, &facts);
		SetDay(&facts, day);
		PrintJudgement(RULE_service, &facts);
	}
}

int
main(int argc, char **argv)
{
	int			year;
	int			month;
	int			day;

	if (argc == 2 && strcmp(argv[1], "codes") == 0)
		PrintCodes();
	else if (argc == 3 && sscanf(argv[2], "%d-%d-%d", &year, &month, &day) == 3)
	{
		if (strcmp(argv[1], "placements") == 0)
			PrintPlacements(DayOf(year, month, day));
		else if (strcmp(argv[1], "services") == 0)
			PrintServices(DayOf(year, month, day));
	}
	else
	{
		fprintf(stderr, "usage: answers codes | placements DAY | services DAY\n");
		return 2;
	}
	return 0;
}
