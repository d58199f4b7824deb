/*-------------------------------------------------------------------------
 *
 * check.h
 *	  Attachments that a CHECK enforces.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ATTACH_CHECK_H
#define SSS_ATTACH_CHECK_H

#include "attach/attach.h"
#include "nodes/pg_list.h"

/* ALTER TABLE ... ADD CONSTRAINT for an attachment */
extern char *SssCheckSql(const SssAttachment *attachment);

/* The attachment of a constraint, whose OID may be invalid; false: the constraint is not an attachment */
extern bool SssFindCheck(Oid constraint, SssAttachment *attachment);

/* All attachments of a relation that CHECKs enforce, as SssAttachment */
extern List *SssChecksOf(Oid relid);

#endif							/* SSS_ATTACH_CHECK_H */
