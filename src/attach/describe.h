/*-------------------------------------------------------------------------
 *
 * describe.h
 *	  What the catalogs say of an attachment, for sss.attachments and the journal.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ATTACH_DESCRIBE_H
#define SSS_ATTACH_DESCRIBE_H

#include "attach/attach.h"
#include "utils/reltrigger.h"

/* The call of sss.attach() that makes the same attachment; NULL: its table has just gone */
extern char *SssDefinition(const SssAttachment *attachment);

/* Is the binding trigger of a shape that sss.attach() makes? */
extern bool SssIsAttachable(const Trigger *trigger);

#endif							/* SSS_ATTACH_DESCRIBE_H */
