/*-------------------------------------------------------------------------
 *
 * check_rows.h
 *	  Private to room audit: existing rows are checked, counted and passed on.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_AUDIT_CHECK_ROWS_H
#define SSS_AUDIT_CHECK_ROWS_H

#include "postgres.h"

#include "datatype/timestamp.h"
#include "executor/tuptable.h"
#include "nodes/pg_list.h"

#include "finding/finding.h"

/* Progress of a long audit */
typedef struct SssProgress
{
	const char *relation;
	int64		rows;			/* checked so far */
	int64		failing;		/* of these, not compliant */
	TimestampTz reported_at;
} SssProgress;

/* Report to the client, unless the last report is more recent than sss.audit_progress allows */
extern void SssReportProgress(SssProgress *progress);

/* Called for each row; looks at the clock once in 1024 rows */
static inline void
SssCountProgress(SssProgress *progress)
{
	if ((++progress->rows & 1023) == 0)
		SssReportProgress(progress);
}

/* Number of rows with one outcome */
typedef struct SssAuditCount
{
	SssVerdict	verdict;
	SssProvision provision;
	bool		refused;		/* an enforcing attachment would refuse them as new rows */
	bool		waived;			/* it would, without a waiver or a baseline */
	int64		rows;
} SssAuditCount;

/* A row, or if every is set one placement of a row */
typedef struct SssAuditRow
{
	const struct SssAudit *audit;
	SssKey		key;
	const SssFacts *facts;
	const SssAssessment *assessment;
	SssVerdict	verdict;
	bool		refused;
	bool		waived;
	List	   *waivers;		/* SssWaiver: those that the row needs and that cover it */
	bool		by_baseline;	/* waivers alone do not exempt it, a baseline does */
} SssAuditRow;

/*
 * Called for each row that is governed and not compliant, or if every is set for
 * each placement of each row, in a memory context that is reset after the row.
 */
typedef void (*SssAuditFound) (void *argument, const SssAuditRow *row);

/* One rule, audited over one relation */
typedef struct SssAudit
{
	const SssAttachment *attachment;	/* its name is NULL if the rule is not attached */
	Oid			cases;			/* relation whose exemptions count; invalid if it has none */
	SssBinding	binding;		/* the columns are those of the relation, keys included */
	bool		only_keyed;		/* a row with NULL in its key is no case */
	SssDay		today;			/* date of a row if no column is bound to it */
	SssAuditFound found;		/* or NULL */
	bool		every;			/* call it for every placement, not only for the worst of a row */
	void	   *argument;
	MemoryContext row_context;
	SssProgress progress;
	int64		compliant;
	int			ncounts;
	int			room;
	SssAuditCount *counts;		/* of rows that are not compliant */
} SssAudit;

extern void SssStartAudit(SssAudit *audit, const char *relation);

/* Check facts; keys are columns of the slot */
extern void SssAuditFacts(SssAudit *audit, const SssFacts *facts, TupleTableSlot *slot,
						  const AttrNumber *keys);

/* Read a row of a table and check it */
extern void SssAuditSlot(SssAudit *audit, TupleTableSlot *slot);

/* Assess facts: are they compliant, with nothing to refuse or to log? */
extern bool SssIsInOrder(const SssBinding *binding, const SssFacts *facts, SssAssessment *assessment);

extern void SssEndAudit(SssAudit *audit);

#endif							/* SSS_AUDIT_CHECK_ROWS_H */
