/*-------------------------------------------------------------------------
 *
 * finding.h
 *	  The door of room finding: what the facts of a case amount to, whether an
 *	  exemption covers them, and how they are refused or logged.
 *
 * Nouns:
 *	  case			what a rule checks as a whole: a row of a table, or the rows of
 *					a facts view with one key
 *	  finding		the outcome of one requirement (SssFinding, of room law)
 *	  assessment	the outcome of a case under the policy of an attachment
 *	  violation		a case that fails and is reported, by an error, a
 *					warning or a line in the log
 *	  exemption		a waiver or a baseline that covers what a case fails
 *
 * Rooms enforce and audit call what is declared here, in this order: read the
 * facts of a row, assess them, look for exemptions, and report.  The functions
 * declared last are the only ones that refuse a row or log it.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_FINDING_FINDING_H
#define SSS_FINDING_FINDING_H

#include "postgres.h"

#include "datatype/timestamp.h"
#include "executor/tuptable.h"
#include "nodes/pg_list.h"
#include "utils/relcache.h"
#include "utils/reltrigger.h"

#include "attach/attach.h"
#include "base/base.h"
#include "law/law.h"

/* The facts of a row */

/* Read them; today is the date if no column is bound to it */
extern void SssReadFacts(const SssBinding *binding, TupleTableSlot *slot, SssDay today,
						 SssFacts *facts);

/* Read what an explanation of the row mentions; never for a refusal or a log line */
extern void SssReadMentions(const SssBinding *binding, TupleTableSlot *slot, SssMentions *mentions);

/* Let the facts that the binding's own columns hold replace those of its facts view */
extern void SssOverlay(const SssBinding *binding, const SssFacts *row, SssFacts *facts);

/* Did an update leave every bound column as it was? */
extern bool SssFactsUntouched(const SssBinding *binding, TupleTableSlot *before,
							  TupleTableSlot *after);

/* The key of a case, as text */

/* Names of the columns, and their values, NULL being NULL */
typedef struct SssKey
{
	int			ncolumns;		/* zero: the table has no key */
	const char *names[INDEX_MAX_KEYS];
	char	   *texts[INDEX_MAX_KEYS];
} SssKey;

/* Read the key of a row from these columns */
extern void SssReadKey(TupleTableSlot *slot, const AttrNumber *columns, int ncolumns, SssKey *key);

/* The text of one value, cut to the length that the log and errors hold */
extern char *SssKeyText(Oid type, Datum value);

/* The text of any value, uncut, the same whatever the session's settings */
extern char *SssValueText(Oid type, Datum value);

/*
 * The text that a row of the relation with that value in the column would have; an
 * error if the column's type does not accept it
 */
extern char *SssGivenKeyText(Oid relid, AttrNumber attnum, const char *given);

/* Does the text name one case: is no value NULL or cut, and do all fit into an index? */
extern bool SssKeyIsWhole(int ncolumns, char *const *texts);

/* The columns of a relation that have the names of the key's; false: not all exist */
extern bool SssFindKeyColumns(Oid relid, const SssKey *key, AttrNumber *columns);

/* Are values of these columns equal exactly if their texts are? */
extern bool SssTextsIdentify(Oid relid, const AttrNumber *columns, int ncolumns);

/* The key in a form that is the same text for all equal values, to be compared and not to be stored */
extern char **SssKeyIdentity(Oid relid, const AttrNumber *columns, int ncolumns, char *const *texts);

/* The texts of a key that the store holds as text[]; returns their number */
extern int	SssKeyTextsOf(Datum key, char **texts);

/* The assessment of a case */

typedef enum SssOutcome
{
	OUTCOME_PASS,
	OUTCOME_NOTE,				/* log, in either mode */
	OUTCOME_REFUSE				/* refuse in mode enforce, log in mode log */
} SssOutcome;

typedef struct SssAssessment
{
	SssOutcome	outcome;
	SssVerdict	verdict;		/* of the rule; if it is compliant and passes, the rest is not set */
	SssRoles	absent;			/* required roles that are missing, as bits */
	bool		by_absence;		/* the finding is that one of them is missing */
	int			category;		/* category that decided, or SSS_MISSING */
	SssFinding	finding;		/* finding that decided */
} SssAssessment;

extern void SssAssess(SssRule rule, const SssPolicy *policy, const SssFacts *facts,
					  SssAssessment *assessment);

/* Is one worse than the other?  Outcomes are compared first, then verdicts. */
extern bool SssIsWorse(const SssAssessment *one, const SssAssessment *other);

/*
 * Does the case add no violation to those of the earlier facts?  If it adds
 * one, the assessment is set to that.
 */
extern bool SssIsNoWorse(SssRule rule, const SssPolicy *policy, const SssFacts *earlier,
						 const SssFacts *facts, SssAssessment *assessment);

/* Exemptions of a case */

/* A case as waivers and baselines name it */
typedef struct SssCaseRef
{
	Oid			relation;		/* whose columns the key names */
	const SssAttachment *attachment;
	const SssKey *key;
	const SssFacts *facts;
} SssCaseRef;

typedef struct SssWaiver
{
	int64		id;
	SssFinding	waived;			/* requirement and provision */
	bool		covers;			/* does the act allow the day and the facts of the case? */
} SssWaiver;

/* Waivers of a case that were not withdrawn, and the facts that baselines recorded of it */
typedef struct SssExemptions
{
	List	   *waivers;		/* of SssWaiver */
	List	   *recorded;		/* of SssFacts */
} SssExemptions;

/* Find the exemptions of a case, or its waivers alone; false if there are none */
extern bool SssFindExemptions(const SssCaseRef *of, SssExemptions *exemptions);
extern bool SssFindWaivers(const SssCaseRef *of, SssExemptions *exemptions);

/*
 * Do the exemptions cover the case under the attachment's policy?  If not,
 * remaining is set to what they do not cover.
 */
extern bool SssIsExempt(const SssCaseRef *of, const SssExemptions *exemptions,
						SssAssessment *remaining);

/* Does the case, which fails, fail the requirement that the waiver names? */
extern bool SssIsNeeded(const SssCaseRef *of, const SssWaiver *waiver);

/* May there be a waiver or a baseline for cases of that relation and rule? */
extern bool SssMayHaveExemptions(Oid relation, SssRule rule);

/* Violations */

/* Number of cases that an error names by their keys */
#define SSS_NAMED	5

/* A finding as the statement would be told of it: the fields of the error, or of the line in the log */
typedef struct SssTold
{
	bool		refused;		/* else it is logged */
	int			sqlstate;
	const char *message;
	const char *detail;
	const char *hint;			/* or NULL */
	const char *column;			/* likewise */
} SssTold;

/* The findings on a row that nobody writes: they are collected, and neither raised nor logged */
typedef struct SssPreview
{
	MemoryContext context;
	List	   *told;			/* of SssTold */
} SssPreview;

/*
 * The log lines of one attachment in one statement.  All fields but the first
 * three are set with the first line, when every row has been written: the time of
 * the lines must not be before that of a concurrent change.
 */
typedef struct SssLogBatch
{
	MemoryContext context;		/* must live until the end of the statement */
	bool		many;			/* write all lines together, in SssEndLogBatch() */
	SssPreview *preview;		/* collect findings instead; NULL: it is no preview */
	Oid			relid;			/* of the relation that names the cases; invalid before the first
								 * line */
	const char *relation;
	Datum		key_columns;	/* by which the attachment names its cases */
	TimestampTz at;
	bool		built_in_key;	/* the output functions of its types do not fail */
	bool		warned;			/* the user was warned that a line could not be stored */
	bool		hopeless;		/* the others cannot be stored either */
	struct SssLogWriter *writer;	/* if many */
	MemoryContext scratch;		/* likewise, for one line */
} SssLogBatch;

typedef struct SssViolation
{
	const SssAttachment *attachment;	/* as read in the row's table, which may be a partition */
	Relation	rel;
	TupleTableSlot *slot;
	const SssKey *key;			/* NULL: read it from the slot */
	uint64		count;			/* of an error for several cases, how many; key is then an array */
	const SssFacts *facts;
	const SssAssessment *assessment;
	SssLogBatch *log;
} SssViolation;

/*
 * SssIsViolationExempt: look for exemptions of the case; if they cover it in
 * part, remaining is set to the rest.  SssKnownNotExempt: this command has
 * already looked for exemptions of this trigger's cases and found none, so skip
 * the lookup, for which the key would be needed.
 */
extern bool SssKnownNotExempt(const SssViolation *violation);
extern bool SssIsViolationExempt(const SssViolation *violation, SssAssessment *remaining);

/* The finding as it is worded: a required fact that is absent is called unknown, not wrong */
extern SssFinding SssWordedFinding(const SssAssessment *assessment);

/* Refuse the violation, or log it, as the attachment and sss.demote say */
extern void SssReport(const SssViolation *violation);

/* Log that the case, which failed before, is resolved; the assessment is the present one */
extern void SssReportResolved(const SssViolation *resolved);

/*
 * Of a violation that is as it was before the transaction: log it if the
 * transaction may have logged that it is resolved
 */
extern void SssReportAgain(const SssViolation *violation);

/* Write the lines of a batch; its first line and its end must be in one subtransaction */
extern void SssEndLogBatch(SssLogBatch *batch);

/* Violations for which the statement is refused at its end */
typedef struct SssViolations
{
	uint64		count;
	SssViolation first;
	SssFacts	facts;			/* of the first */
	SssAssessment assessment;	/* likewise */
	SssKey		keys[SSS_NAMED];
} SssViolations;

/* Log the violation, or add it to the list, in the current memory context */
extern void SssReportOneOf(SssViolations *violations, const SssViolation *violation);

/* Refuse the statement if the list is not empty */
extern void SssRefuseAll(const SssViolations *violations);

/*
 * Does the attachment refuse its violations?  If it does not because of
 * sss.demote, the journal names the table.
 */
extern bool SssRefuses(const SssAttachment *attachment);

/* Refuse the facts that a CHECK passes; neither row nor table is known */
pg_noreturn extern void SssRefuseFacts(SssRule rule, const SssFacts *facts,
									   const SssAssessment *assessment);

/*
 * Report the wrong set-up of a trigger.  If the trigger enforces, this raises an
 * error.  If it only logs, the application's statement must not fail: this emits
 * a warning and writes a line into the log.
 */
extern void SssReportProblem(Relation rel, const Trigger *trigger, const SssAttachment *attachment,
							 bool enforcing, const SssProblem *problem);

#endif							/* SSS_FINDING_FINDING_H */
