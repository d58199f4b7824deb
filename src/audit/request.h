/*-------------------------------------------------------------------------
 *
 * request.h
 *	  What sss.audit() is asked for, taken from its arguments and checked.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_AUDIT_REQUEST_H
#define SSS_AUDIT_REQUEST_H

#include "postgres.h"

#include "fmgr.h"
#include "nodes/pg_list.h"
#include "utils/relcache.h"

#include "attach/attach.h"

/* What is judged in one go; its key is bound */
typedef struct SssAuditTarget
{
	const SssAttachment *attachment;	/* without a name where nobody attached the rule */
	Oid			cases;			/* whose waivers and baselines count; invalid: there are none */
	Relation	rel;			/* the relation, or the facts view that yields its cases */
	bool		descendants;	/* also the rows of partitions, or of children */
	bool		logged;			/* all that the log has of the attachment is judged, as of its day */
	SssBinding	binding;		/* as rel is read: the attachment's, or made from its view's
								 * columns */
} SssAuditTarget;

typedef struct SssAuditRequest
{
	Relation	rel;			/* open, and not locked against writers */
	List	   *targets;
	SssDay		today;
} SssAuditRequest;

/* The arguments that both functions have, in their order */
enum
{
	AUDIT_relation,
	AUDIT_rule,
	AUDIT_columns,
	AUDIT_facts,
	AUDIT_key,
	AUDIT_via,
	AUDIT_required,
	AUDIT_unsettled,
	AUDIT_name,
	AUDIT_on_date,
	AUDIT_language,				/* of sss.audit() alone */
	AUDIT_tolerant = AUDIT_language /* of sss.audit_resolving() alone */
};

/* What is attached to a relation that is open; an error where the user may not read it all */
extern SssAuditTarget *SssTargetOfAttachment(Relation rel, const SssAttachment *attachment);

extern void SssEndAuditTarget(SssAuditTarget *target, Relation rel);

extern void SssGetAuditRequest(FunctionCallInfo fcinfo, SssAuditRequest *request);

extern void SssEndAuditRequest(SssAuditRequest *request);

#endif							/* SSS_AUDIT_REQUEST_H */
