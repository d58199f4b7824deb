/*-------------------------------------------------------------------------
 *
 * request.h
 *	  Private to room audit: the arguments of sss.audit() and its siblings are
 *	  turned into targets.
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

/* A relation and a rule to audit; the key is bound */
typedef struct SssAuditTarget
{
	const SssAttachment *attachment;	/* its name is NULL if the rule is not attached */
	Oid			cases;			/* relation whose exemptions count; invalid if it has none */
	Relation	rel;			/* the relation, or the facts view that yields its cases */
	bool		descendants;	/* also the rows of partitions, or of children */
	bool		logged;			/* every case that the attachment may have logged is checked */
	SssBinding	binding;		/* as rel is read: the attachment's, or made from its view's
								 * columns */
} SssAuditTarget;

typedef struct SssAuditRequest
{
	Relation	rel;			/* open, and not locked against writers */
	List	   *targets;
	SssDay		today;
} SssAuditRequest;

/* The arguments that the functions have in common, in their order */
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

/* The target of an attachment to an open relation; an error if the user may not read all rows */
extern SssAuditTarget *SssTargetOfAttachment(Relation rel, const SssAttachment *attachment);

extern void SssEndAuditTarget(SssAuditTarget *target, Relation rel);

extern void SssGetAuditRequest(FunctionCallInfo fcinfo, SssAuditRequest *request);

extern void SssEndAuditRequest(SssAuditRequest *request);

#endif							/* SSS_AUDIT_REQUEST_H */
