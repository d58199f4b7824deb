/*-------------------------------------------------------------------------
 *
 * firing.h
 *	  Whether an attachment's triggers fire for all rows that they should see.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ATTACH_FIRING_H
#define SSS_ATTACH_FIRING_H

#include "attach/attach.h"
#include "utils/reltrigger.h"

/*
 * The message that a trigger, or its clone in a partition, fires less than one
 * with the wanted pg_trigger.tgenabled; NULL: none does.
 */
extern const char *SssFiringLack(Oid relid, const Trigger *trigger, char wanted);

/* The reason why the attachment does not see all rows that it seems to check; NULL: it sees all */
extern const char *SssEscapeReason(const SssAttachment *attachment);

/* Does any trigger that checks rows fire, for the table or for a partition? */
extern bool SssAnyFires(const SssAttachment *attachment);

#endif							/* SSS_ATTACH_FIRING_H */
