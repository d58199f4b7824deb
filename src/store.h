/*-------------------------------------------------------------------------
 *
 * store.h
 *	  What the extension writes: the log of violations and the journal.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_STORE_H
#define SSS_STORE_H

#include "postgres.h"

#include "utils/rel.h"

#include "rulebook.h"

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
	const SssFinding *finding;	/* likewise */
	const char *problem;		/* SQLSTATE of a wrong set-up */
} SssLogEntry;

extern void SssLogViolation(const SssLogEntry *entry);

/*
 * Is the log as it was made, and free to write to?  Then nothing can refuse a
 * line but what would refuse the application's own row as well, a full disk
 * for instance.  Locks the log if so; waits for nobody.
 */
extern bool SssLogIsPlain(void);

/* A row of sss.journal */
extern void SssWriteJournal(const char *action, Oid relid, const char *relation,
							const char *attachment, const char *rule, const char *definition);

/* schema.relation, quoted; NULL if there is no such relation any more */
extern char *SssQualifiedName(Oid relid);

#endif							/* SSS_STORE_H */
