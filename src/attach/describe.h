/*-------------------------------------------------------------------------
 *
 * describe.h
 *	  What the catalogs say of an attachment, for sss.attachments and the journal.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ATTACH_DESCRIBE_H
#define SSS_ATTACH_DESCRIBE_H

#include "postgres.h"

#include "utils/reltrigger.h"

#include "attach/trigger.h"

/*----------
 * What the catalogs say of an attachment, for view sss.attachments and the journal.
 *----------
 */
/* The call of sss.attach() that makes the same attachment */
extern char *SssDefinition(const char *attachment, Oid relid, const SssBinding *binding,
						   bool constraint, bool always);

/* Is the trigger of a shape that sss.attach() makes? */
extern bool SssIsAttachable(const Trigger *trigger);

/*----------
 * Whether an attachment's triggers fire for all that they should see.
 *----------
 */
/* Does a trigger fire in this session, as far as pg_trigger.tgenabled says? */
extern bool SssFires(char enabled);

/* Does it fire for any row of its table, or of the partitions? */
extern bool SssFiresAnywhere(const Trigger *trigger);

/*
 * Where a trigger, or what stands for it in a partition, fires less than one
 * enabled as is wanted, as a message; NULL: nowhere.
 */
extern const char *SssFiringLack(Oid relid, const Trigger *trigger, char wanted);

/* Why rows that the attachment seems to judge may escape it; NULL: none does */
extern const char *SssShortcoming(Oid relid, const Trigger *trigger, const Trigger *companion);

/* The same where a facts view's carriers do the work */
extern const char *SssShortcomingOfChangeTriggers(Oid relid, const TriggerDesc *triggers,
												  const Trigger *main, const SssBinding *binding,
												  bool by_row);

#endif							/* SSS_ATTACH_DESCRIBE_H */
