/*-------------------------------------------------------------------------
 *
 * attachment.h
 *	  Attachments as SQL: the commands that create them, and a CHECK read back.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ATTACH_ATTACHMENT_H
#define SSS_ATTACH_ATTACHMENT_H

#include "postgres.h"

#include "utils/reltrigger.h"

#include "attach/binding.h"
#include "attach/carrier.h"

/* The longest name of an attachment: its other triggers are named after it */
#define SSS_LONGEST_NAME	(NAMEDATALEN - 1 - 10)

/* CREATE TRIGGER for an attachment, for its companion, and for the carriers of a facts view */
extern char *SssMainTriggerSql(const char *attachment, Oid relid, const SssBinding *binding);
extern char *SssCompanionSql(const char *attachment, Oid relid, const SssBinding *binding);
extern char *SssCarrierSql(const char *attachment, Oid relid, const SssBinding *binding,
						   SssCarrier carrier);

/* CREATE TRIGGER for one that is there, as it is declared but for its mode */
extern char *SssInModeSql(const Trigger *trigger, bool enforcing, bool replace);

/* ALTER TABLE ... ADD CONSTRAINT for an attachment in the constraint lane */
extern char *SssCheckSql(const char *attachment, Oid relid, const SssBinding *binding);

/*
 * The binding of a CHECK of ours, from its stored expression.  False: it is
 * none of ours.
 */
extern bool SssReadCheck(Oid relid, const char *expression, SssBinding *binding);

/* Likewise, by name; taken: there is a constraint of that name, if perhaps another */
extern bool SssFindCheck(Oid relid, const char *name, SssBinding *binding, bool *taken);

#endif							/* SSS_ATTACH_ATTACHMENT_H */
