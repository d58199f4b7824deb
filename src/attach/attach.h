/*-------------------------------------------------------------------------
 *
 * attach.h
 *	  The door of the room attach.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ATTACH_ATTACH_H
#define SSS_ATTACH_ATTACH_H

#include "attach/binding.h"
#include "attach/ddl.h"
#include "attach/describe.h"
#include "attach/facts_view.h"
#include "attach/find.h"
#include "attach/parts.h"
#include "attach/request.h"
#include "attach/trigger.h"

#endif							/* SSS_ATTACH_ATTACH_H */
