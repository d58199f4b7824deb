/*-------------------------------------------------------------------------
 *
 * describe.h
 *	  An attachment described from the catalogs, for sss.attachments and the journal.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ATTACH_DESCRIBE_H
#define SSS_ATTACH_DESCRIBE_H

#include "attach/attach.h"
#include "utils/reltrigger.h"

/* The call of sss.attach() that creates the same attachment; NULL: its table was dropped in the meantime */
extern char *SssDefinition(const SssAttachment *attachment);

/* Does sss.attach() create binding triggers of that shape? */
extern bool SssIsAttachable(const Trigger *trigger);

#endif							/* SSS_ATTACH_DESCRIBE_H */
