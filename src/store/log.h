/*-------------------------------------------------------------------------
 *
 * log.h
 *	  What the extension writes: the log of violations and the journal.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_STORE_LOG_H
#define SSS_STORE_LOG_H

#include "postgres.h"

#include "datatype/timestamp.h"

#include "law/law.h"

/* A row of sss.violation_log; strings are NULL where there is nothing to say */
typedef struct SssLogEntry
{
	Oid			relid;
	const char *relation;		/* qualified name, as it is now */
	const char *attachment;
	const char *rule;
	int			nkeys;
	char	  **key;			/* the key's values as text, NULL being NULL */
	const SssFacts *facts;		/* NULL where the set-up is wrong */
	const SssFinding *finding;	/* likewise; compliant or not governed: wanting no more */
	const char *problem;		/* SQLSTATE of a wrong set-up */
	TimestampTz at;				/* when it was found; 0: now */
	TimestampTz resolves;		/* wanting no more since it was found then; 0: ever */
} SssLogEntry;

/* Write one line */
extern void SssLog(const SssLogEntry *entry);

/*
 * Write it if the log is as it was made, and free to be written to: then
 * nothing can refuse a line but what would refuse the application's own row as
 * well.  Waits for nobody; false: nothing was written.
 */
extern bool SssLogPlainly(const SssLogEntry *entry);

/*
 * Write many lines, of what is found in one relation, and at one time unless
 * an entry says otherwise.  They are there when the end is reached: begin and
 * end belong to one subtransaction, and what opens another query in between
 * ends it in between.  An entry may be freed when its call returns.
 */
typedef struct SssLogWriter SssLogWriter;

extern SssLogWriter *SssBeginLog(Oid relid);

/* The same where SssLogPlainly() would write; NULL: it would not */
extern SssLogWriter *SssBeginLogPlainly(void);
extern void SssLogInto(SssLogWriter *writer, const SssLogEntry *entry);
extern void SssEndLog(SssLogWriter *writer);

/* A row of sss.journal */
extern void SssWriteJournal(const char *action, Oid relid, const char *relation,
							const char *attachment, const char *rule, const char *definition);

#endif							/* SSS_STORE_LOG_H */
