/*-------------------------------------------------------------------------
 *
 * describe.h
 *	  What the catalogs say of an attachment, for view sss.attachments and the
 *	  journal.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_DESCRIBE_H
#define SSS_DESCRIBE_H

#include "postgres.h"

#include "utils/reltrigger.h"

#include "trigger.h"

/* The call of sss.attach() that makes the same attachment */
extern char *SssDefinition(const char *attachment, Oid relid, const SssBinding *binding,
						   bool constraint, bool always);

/* Is the trigger of a shape that sss.attach() makes? */
extern bool SssIsAttachable(const Trigger *trigger);

#endif							/* SSS_DESCRIBE_H */
