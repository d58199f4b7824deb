/*-------------------------------------------------------------------------
 *
 * mode.h
 *	  sss.mode: under which enforcing attachments only log.
 *
 * For a bulk load of old data, say.  Only a superuser sets it, or whom a
 * superuser grants that; whoever uses it stands in the journal.  There is no
 * mode in which nothing is judged.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_STORE_MODE_H
#define SSS_STORE_MODE_H

#include "postgres.h"

#include "law/law.h"

extern void SssDefineMode(void);

/* Does the session only log what is attached to be enforced? */
extern bool SssOnlyLogs(void);

/*
 * Is what an attachment found to be logged, although it enforces?  The first
 * time in a transaction that is written into the journal; if it cannot be, the
 * error is raised.  The rule is N_RULES where it could not be read.
 */
extern bool SssSpares(Oid relid, const char *attachment, SssRule rule);

#endif							/* SSS_STORE_MODE_H */
