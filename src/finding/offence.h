/*-------------------------------------------------------------------------
 *
 * offence.h
 *	  A row found wanting, and what may be told of it.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_FINDING_OFFENCE_H
#define SSS_FINDING_OFFENCE_H

#include "postgres.h"

#include "datatype/timestamp.h"
#include "executor/tuptable.h"
#include "utils/rel.h"
#include "utils/relcache.h"

#include "finding/assess.h"
#include "finding/key_text.h"

/* How many offenders an error names */
#define SSS_NAMED	5

/*
 * What the findings of one attachment in one statement have in common; all but
 * how is found out with the first.  All rows were written by then: who
 * finds the same row otherwise afterwards, finds it later.
 */
typedef struct SssLogBatch
{
	MemoryContext context;		/* that lives as long */
	bool		many;			/* are written together, until SssEndLogBatch() */
	Oid			relid;			/* of the table that is attached; invalid: no finding yet */
	const char *relation;
	TimestampTz at;
	bool		built_in_key;	/* whose output does not fail */
	bool		warned;			/* that one could not be stored */
	bool		hopeless;		/* and the others cannot either */
	struct SssLogWriter *writer;	/* of many */
	MemoryContext scratch;		/* likewise, for one of them */
} SssLogBatch;

typedef struct SssViolation
{
	const SssAttachment *attachment;	/* as read in the row's table, which may be a partition */
	Relation	rel;
	TupleTableSlot *slot;
	const SssKey *key;			/* NULL: it is the slot's */
	uint64		count;			/* if there are more like it, how many; key is then an array */
	const SssFacts *facts;
	const SssAssessment *assessment;
	SssLogBatch *series;
} SssViolation;

/* The key that names the offender in the log, in waivers and in errors */
extern void SssKeyOfViolation(const SssViolation *violation, SssKey *key);

/* May those who read the error learn what stands in the row? */
extern bool SssMayReadRow(const SssViolation *violation);

/* The finding as it is to be worded: an absent fact is not called a wrong one */
extern SssFinding SssWordedFinding(const SssAssessment *assessment);

/* The error that refuses it: a quantity that cannot be is no violation, but out of range */
extern int	SssErrorCodeOf(const SssFacts *facts, const SssFinding *finding);

/* The column that holds the fact found wanting, NULL if it is bound to none */
extern const char *SssFailingColumn(const SssViolation *violation);

/*
 * The line of JSON for programs, the same in every language: key, codes and
 * citation, or where the row may not be read the citation alone.  Without an
 * offence there is no row, and so no key.
 */
extern char *SssDetail(SssRule rule, const SssFacts *facts, const SssFinding *finding,
					   const SssViolation *violation, bool readable);

#endif							/* SSS_FINDING_OFFENCE_H */
