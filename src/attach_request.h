/*-------------------------------------------------------------------------
 *
 * attach_request.h
 *	  What sss.attach() is asked for, taken from its arguments and checked.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ATTACH_REQUEST_H
#define SSS_ATTACH_REQUEST_H

#include "postgres.h"

#include "fmgr.h"
#include "storage/lockdefs.h"
#include "utils/rel.h"

#include "binding.h"
#include "view.h"

typedef struct SssAttachRequest
{
	Relation	rel;
	char	   *name;
	bool		constraint;		/* the constraint lane, not the trigger lane */
	bool		always;
	SssViewNames view_names;	/* what of the facts view the binding is to bind */
	SssBinding	binding;
} SssAttachRequest;

extern void SssTakeAttachRequest(FunctionCallInfo fcinfo, SssAttachRequest *request);

/* An argument that is one of two words, is it the second?  NULL is refused like another word. */
extern bool SssTakeChoice(FunctionCallInfo fcinfo, int argument, const char *name,
						  const char *no, const char *yes);

/* Open and lock a relation, once it is clear that the user may attach to it */
extern Relation SssOpenToAttach(Oid relid, LOCKMODE lockmode, bool owner);

#endif							/* SSS_ATTACH_REQUEST_H */
