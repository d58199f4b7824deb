/*-------------------------------------------------------------------------
 *
 * request.h
 *	  The arguments of sss.attach() are checked and turned into an attachment.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ATTACH_REQUEST_H
#define SSS_ATTACH_REQUEST_H

#include "fmgr.h"
#include "storage/lockdefs.h"

#include "attach/attach.h"

/* The attachment that sss.attach() is asked for.  Returns its relation, open and locked. */
extern Relation SssGetAttachRequest(FunctionCallInfo fcinfo, SssAttachment *attachment);

/* Open and lock a relation, once it is clear that the user may attach to it */
extern Relation SssOpenToAttach(Oid relid, LOCKMODE lockmode, bool owner);

#endif							/* SSS_ATTACH_REQUEST_H */
