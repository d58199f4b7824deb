/*-------------------------------------------------------------------------
 *
 * audit.h
 *	  Rows that exist, checked as an attachment would check them.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_AUDIT_AUDIT_H
#define SSS_AUDIT_AUDIT_H

#include "postgres.h"

#include "datatype/timestamp.h"
#include "executor/tuptable.h"
#include "nodes/pg_list.h"

#include "finding/finding.h"

/*----------
 * How far a long run is.
 *----------
 */
typedef struct SssProgress
{
	const char *relation;
	int64		rows;			/* judged so far */
	int64		wanting;		/* of which are not compliant */
	TimestampTz told_at;
} SssProgress;

/* Define the setting sss.audit_progress */
extern void SssDefineProgress(void);

extern void SssStartProgress(SssProgress *progress, const char *relation);

/* Tell the client how far it is, if it was not told for as long as the setting says */
extern void SssReportProgress(SssProgress *progress);

/* To be called for each row: looks at the clock now and then */
static inline void
SssCountProgress(SssProgress *progress)
{
	if ((++progress->rows & 1023) == 0)
		SssReportProgress(progress);
}

/*----------
 * Rows that exist, judged as an attachment would judge them.
 *----------
 */
/* How often rows came out in one way.  Of what is compliant no provision is told. */
typedef struct SssAuditCount
{
	SssVerdict	verdict;
	SssProvision provision;
	bool		refused;		/* would be, as new rows, of an attachment that enforces */
	bool		waived;			/* would not be, for a waiver or a baseline lets them stand */
	int64		rows;
} SssAuditCount;

/* A row, or where every placement is told one of the row's */
typedef struct SssAuditRow
{
	const struct SssAudit *audit;
	SssKey		key;
	const SssFacts *facts;
	const SssAssessment *assessment;
	SssVerdict	verdict;
	bool		refused;
	bool		waived;
	List	   *waivers;		/* what it needs and what covers it, as SssWaiver */
	bool		by_baseline;	/* waivers alone do not let it stand */
} SssAuditRow;

/*
 * Called for each row that is governed and not compliant, in a memory context
 * of its own; with every, for each placement of each row.
 */
typedef void (*SssAuditFound) (void *argument, const SssAuditRow *row);

/* One rule, audited over one relation */
typedef struct SssAudit
{
	const SssAttachment *attachment;	/* without a name where nobody attached the rule */
	Oid			cases;			/* whose waivers and baselines count; invalid: there are none */
	SssBinding	binding;		/* the columns are those of the relation, keys included */
	bool		only_keyed;		/* a row whose key is NULL is no case */
	SssDay		today;			/* where no date is bound */
	SssAuditFound found;		/* or NULL */
	bool		every;			/* is it told of every placement, and not of the worst alone? */
	void	   *argument;
	MemoryContext row_context;
	SssProgress progress;
	int64		compliant;
	int			ncounts;
	int			room;
	SssAuditCount *counts;		/* of all others */
} SssAudit;

extern void SssStartAudit(SssAudit *audit, const char *relation);

/* Judge facts; the columns of the key are those of the slot */
extern void SssAuditFacts(SssAudit *audit, const SssFacts *facts, TupleTableSlot *slot,
						  const AttrNumber *keys);

/* Read a row of a table and judge it */
extern void SssAuditSlot(SssAudit *audit, TupleTableSlot *slot);

/* Assess facts: are they beyond doubt as they should be? */
extern bool SssIsInOrder(const SssBinding *binding, const SssFacts *facts, SssAssessment *assessment);

extern void SssEndAudit(SssAudit *audit);

#endif							/* SSS_AUDIT_AUDIT_H */
