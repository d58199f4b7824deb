/*-------------------------------------------------------------------------
 *
 * frozen.c
 *	  Rows that COPY with FREEZE wrote.
 *
 * The server lets it write only into a table that the transaction created or
 * emptied, and appends what it writes: the last page that holds rows has some.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_am.h"
#include "catalog/pg_class.h"
#include "storage/bufmgr.h"
#include "storage/bufpage.h"
#include "utils/rel.h"

#include "compat.h"
#include "frozen.h"

typedef enum Content
{
	CONTENT_NONE,				/* the table was extended ahead of what is written */
	CONTENT_FROZEN,
	CONTENT_OTHER
} Content;

static Content
ContentOf(Page page)
{
	Content		content = CONTENT_NONE;
	OffsetNumber last = PageIsNew(page) ? 0 : PageGetMaxOffsetNumber(page);

	for (OffsetNumber offset = FirstOffsetNumber; offset <= last; offset++)
	{
		ItemId		item = PageGetItemId(page, offset);

		if (!ItemIdIsNormal(item))
			continue;
		if (HeapTupleHeaderXminFrozen((HeapTupleHeader) PageGetItem(page, item)))
			return CONTENT_FROZEN;
		content = CONTENT_OTHER;
	}
	return content;
}

bool
SssInsertsFrozen(Relation rel)
{
	BlockNumber block;
	Content		content = CONTENT_NONE;

	if (rel->rd_createSubid == InvalidSubTransactionId && !SssHasNewFile(rel))
		return false;

	/* Of another access method nothing is known, and so nothing is excused */
	if (rel->rd_rel->relam != HEAP_TABLE_AM_OID)
		return true;
	block = RelationGetNumberOfBlocks(rel);
	while (content == CONTENT_NONE && block > 0)
	{
		Buffer		buffer = ReadBuffer(rel, --block);

		LockBuffer(buffer, BUFFER_LOCK_SHARE);
		content = ContentOf(BufferGetPage(buffer));
		UnlockReleaseBuffer(buffer);
	}
	return content == CONTENT_FROZEN;
}
