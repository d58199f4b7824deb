/*-------------------------------------------------------------------------
 *
 * excuse.c
 *	  Which placements of a case were as bad before.
 *
 * A view does not say which placement became which.  Those that are as they
 * were are their own excuse.  The others are paired so that as many as can be
 * are excused: whoever changes all placements of a case and makes none worse
 * is not refused, in whatever order the view yields them.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"

#include "enforce/cases.h"
#include "enforce/excuse.h"

#define NOBODY	(-1)

typedef struct Pairing
{
	SssRule		rule;
	const SssPolicy *policy;
	const SssFacts *earlier;
	int			nearlier;
	int		   *excused;		/* which placement each of them excuses */
	bool	   *tried;
	SssPlacement *placements;
} Pairing;

static bool
IsSame(const SssFacts *a, const SssFacts *b)
{
	return SssDifferOnlyInCategory(a, b) && a->categories == b->categories &&
		a->category_missing == b->category_missing;
}

static void
ExcuseBySame(Pairing *pairing, int placement)
{
	for (int i = 0; i < pairing->nearlier; i++)
	{
		if (pairing->excused[i] == NOBODY &&
			IsSame(&pairing->earlier[i], &pairing->placements[placement].facts))
		{
			pairing->excused[i] = placement;
			pairing->placements[placement].excused = true;
			return;
		}
	}
}

static bool
WasAsBad(const Pairing *pairing, int earlier, int placement, SssAssessment *assessment)
{
	const SssPlacement *now = &pairing->placements[placement];

	*assessment = now->assessment;
	return SssIsNoWorse(pairing->rule, pairing->policy, &pairing->earlier[earlier], &now->facts,
						assessment);
}

/* Find an excuse, for which another placement may have to take another one */
static bool
FindExcuse(Pairing *pairing, int placement)
{
	SssAssessment ignored;

	check_stack_depth();
	for (int i = 0; i < pairing->nearlier; i++)
	{
		if (pairing->tried[i] || !WasAsBad(pairing, i, placement, &ignored))
			continue;
		pairing->tried[i] = true;
		if (pairing->excused[i] == NOBODY || FindExcuse(pairing, pairing->excused[i]))
		{
			pairing->excused[i] = placement;
			return true;
		}
	}
	return false;
}

/* What was added to a placement that excuses no other one */
static void
FindAdded(const Pairing *pairing, int placement)
{
	SssAssessment added;

	for (int i = 0; i < pairing->nearlier; i++)
	{
		if (pairing->excused[i] != NOBODY)
			continue;
		(void) WasAsBad(pairing, i, placement, &added);
		pairing->placements[placement].assessment = added;
		return;
	}
}

void
SssExcuse(SssRule rule, const SssPolicy *policy, const SssFacts *earlier, int nearlier,
		  SssPlacement *placements, int nplacements)
{
	Pairing		pairing = {
		.rule = rule,.policy = policy,.earlier = earlier,.nearlier = nearlier,.placements = placements,
	};

	if (nearlier == 0)
		return;
	pairing.excused = palloc(sizeof(int) * nearlier);
	pairing.tried = palloc(sizeof(bool) * nearlier);
	for (int i = 0; i < nearlier; i++)
		pairing.excused[i] = NOBODY;
	for (int i = 0; i < nplacements; i++)
	{
		if (!placements[i].excused)
			ExcuseBySame(&pairing, i);
	}
	for (int i = 0; i < nplacements; i++)
	{
		if (placements[i].excused)
			continue;
		memset(pairing.tried, false, sizeof(bool) * nearlier);
		placements[i].excused = FindExcuse(&pairing, i);
	}
	for (int i = 0; i < nplacements; i++)
	{
		if (!placements[i].excused)
			FindAdded(&pairing, i);
	}
	pfree(pairing.excused);
	pfree(pairing.tried);
}
