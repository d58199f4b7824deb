/*-------------------------------------------------------------------------
 *
 * check.h
 *	  Attachments that a CHECK enforces.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ATTACH_CHECK_H
#define SSS_ATTACH_CHECK_H

#include "access/htup.h"

#include "attach/attach.h"

/* ALTER TABLE ... ADD CONSTRAINT for an attachment */
extern char *SssCheckSql(const SssAttachment *attachment);

/*
 * Read the attachment of a row of pg_constraint, its memory included.  False:
 * the constraint is none of ours.
 */
extern bool SssReadCheck(HeapTuple constraint, SssAttachment *attachment);

/* Likewise, by the constraint's OID, which may be invalid */
extern bool SssFindCheck(Oid constraint, SssAttachment *attachment);

/* All of a relation, as SssAttachment */
extern List *SssChecksOf(Oid relid);

#endif							/* SSS_ATTACH_CHECK_H */
