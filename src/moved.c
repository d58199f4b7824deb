/*-------------------------------------------------------------------------
 *
 * moved.c
 *	  A row that an update moves to another partition.
 *
 * The delete's event is queued right before the insert's, so that one row is
 * all there is to remember.  Both halves bear the same transaction and
 * command: whatever else is inserted, by a later command or a nested one,
 * finds nothing to recall and is judged as new.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/xact.h"
#include "utils/builtins.h"

#include "compat.h"
#include "moved.h"

typedef struct MovedRow
{
	TransactionId xid;			/* invalid: nothing is remembered */
	CommandId	cid;
	NameData	attachment;
	SssFacts	facts;
} MovedRow;

static MovedRow moved = {.xid = InvalidTransactionId};

void
SssRememberMoved(const char *attachment, HeapTuple deleted, const SssFacts *facts)
{
	HeapTupleHeader header = deleted->t_data;

	moved.xid = InvalidTransactionId;
	if (!HeapTupleHeaderIndicatesMovedPartitions(header) ||
		!TransactionIdIsCurrentTransactionId(HeapTupleHeaderGetUpdateXid(header)))
		return;
	moved.xid = HeapTupleHeaderGetUpdateXid(header);
	moved.cid = HeapTupleHeaderGetCmax(header);
	namestrcpy(&moved.attachment, attachment);
	moved.facts = *facts;
}

bool
SssRecallMoved(const char *attachment, HeapTuple inserted, SssFacts *facts)
{
	HeapTupleHeader header = inserted->t_data;

	if (!TransactionIdIsValid(moved.xid) ||
		!TransactionIdEquals(HeapTupleHeaderGetXmin(header), moved.xid) ||
		HeapTupleHeaderGetCmin(header) != moved.cid ||
		strcmp(NameStr(moved.attachment), attachment) != 0)
		return false;
	*facts = moved.facts;
	moved.xid = InvalidTransactionId;
	return true;
}
