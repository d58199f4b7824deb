/*-------------------------------------------------------------------------
 *
 * attachment.h
 *	  Attachments as SQL: the commands that create them, and a CHECK read back.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ATTACHMENT_H
#define SSS_ATTACHMENT_H

#include "postgres.h"

#include "binding.h"

/* The name of the trigger that accompanies an attachment's own */
extern char *SssCompanionName(const char *attachment);

/* CREATE TRIGGER for an attachment, and for its companion */
extern char *SssMainTriggerSql(const char *attachment, Oid relid, const SssBinding *binding,
							   bool replace);
extern char *SssCompanionSql(const char *attachment, Oid relid, const SssBinding *binding);

/* ALTER TABLE ... ADD CONSTRAINT for an attachment in the constraint lane */
extern char *SssCheckSql(const char *attachment, Oid relid, const SssBinding *binding);

/*
 * The binding of a CHECK of ours, from its stored expression.  False: it is
 * none of ours.
 */
extern bool SssReadCheck(Oid relid, const char *expression, SssBinding *binding);

#endif							/* SSS_ATTACHMENT_H */
