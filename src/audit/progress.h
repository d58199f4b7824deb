/*-------------------------------------------------------------------------
 *
 * progress.h
 *	  How far a long run is.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_AUDIT_PROGRESS_H
#define SSS_AUDIT_PROGRESS_H

#include "postgres.h"

#include "datatype/timestamp.h"

typedef struct SssProgress
{
	const char *relation;
	int64		rows;			/* judged so far */
	int64		wanting;		/* of which are not compliant */
	TimestampTz told_at;
} SssProgress;

/* Define the setting sss.audit_progress */
extern void SssDefineProgress(void);

extern void SssStartProgress(SssProgress *progress, const char *relation);

/* Tell the client how far it is, if it was not told for as long as the setting says */
extern void SssTellProgress(SssProgress *progress);

/* To be called for each row: looks at the clock now and then */
static inline void
SssNoteProgress(SssProgress *progress)
{
	if ((++progress->rows & 1023) == 0)
		SssTellProgress(progress);
}

#endif							/* SSS_AUDIT_PROGRESS_H */
