/*-------------------------------------------------------------------------
 *
 * survey.c
 *	  All cases of an attachment that there are, for who lets some stand.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/rel.h"

#include "audit/request.h"
#include "audit/audit_scan.h"
#include "base/compat.h"
#include "finding/read_row.h"
#include "audit/survey.h"

void
SssRequireKey(Relation rel, const SssAttached *attached)
{
	AttrNumber	columns[INDEX_MAX_KEYS];

	if (SssCaseColumns(rel, &attached->binding, columns) == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("relation \"%s\" has no key that names a case", RelationGetRelationName(rel)),
				 errhint("Attach the rule with the argument \"key\".")));
}

void
SssSurvey(Relation rel, const SssAttached *attached, SssAuditFound found, void *argument)
{
	SssAuditTarget *target = SssTargetOfAttached(rel, attached->name, &attached->binding);
	SssAudit	audit = {.found = found,.argument = argument,.every = true};

	SssRunAudit(target, SssToday(), &audit);
	SssEndAuditTarget(target, rel);
}
