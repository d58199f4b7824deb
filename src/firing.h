/*-------------------------------------------------------------------------
 *
 * firing.h
 *	  Whether an attachment's triggers fire for all that they should see.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_FIRING_H
#define SSS_FIRING_H

#include "postgres.h"

#include "utils/reltrigger.h"

#include "trigger.h"

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
extern const char *SssShortcomingOfCarriers(Oid relid, const TriggerDesc *triggers,
											const Trigger *main, const SssBinding *binding,
											bool by_row);

#endif							/* SSS_FIRING_H */
