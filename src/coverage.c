/*-------------------------------------------------------------------------
 *
 * coverage.c
 *	  The clauses of the order, what they are there for, what proves that they
 *	  are kept, and the words of the pages on them, as SQL reads them.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"

#include "requirements.h"
#include "rows.h"

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
