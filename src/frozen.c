/*-------------------------------------------------------------------------
 *
 * frozen.c
 *	  Rows that COPY with FREEZE wrote.
 *
 * The server lets it write only into a table that the transaction created or
 * emptied, and appends what it writes: the last page has some of it.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_am.h"
#include "storage/bufmgr.h"
#include "storage/bufpage.h"

#include "compat.h"
#include "frozen.h"

static bool
HasFrozen(Page page)
{
	OffsetNumber last = PageGetMaxOffsetNumber(page);

	for (OffsetNumber offset = FirstOffsetNumber; offset <= last; offset++)
	{
		ItemId		item = PageGetItemId(page, offset);

		if (ItemIdIsNormal(item) &&
			HeapTupleHeaderXminFrozen((HeapTupleHeader) PageGetItem(page, item)))
			return true;
	}
	return false;
}

bool
SssInsertsFrozen(Relation rel)
{
	BlockNumber nblocks;
	Buffer		buffer;
	bool		frozen;

	if (rel->rd_createSubid == InvalidSubTransactionId && !SssHasNewFile(rel))
		return false;

	/* Of another access method nothing is known, and so nothing is excused */
	if (rel->rd_rel->relam != HEAP_TABLE_AM_OID)
		return true;
	nblocks = RelationGetNumberOfBlocks(rel);
	if (nblocks == 0)
		return false;
	buffer = ReadBuffer(rel, nblocks - 1);
	LockBuffer(buffer, BUFFER_LOCK_SHARE);
	frozen = HasFrozen(BufferGetPage(buffer));
	UnlockReleaseBuffer(buffer);
	return frozen;
}
