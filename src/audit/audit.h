/*-------------------------------------------------------------------------
 *
 * audit.h
 *	  The door of room audit: existing rows are checked as a trigger would check
 *	  them, and exemptions are entered.
 *
 * Nouns:
 *	  audit			one rule checked over one relation, attached or not
 *	  target		the relation of an audit, with the binding by which it is read
 *	  run			the audits of sss.run_audit(), whose counts are stored
 *	  batch			rows that are checked together, since their facts view is
 *					queried for all of them at once
 *	  waiver, baseline, suspension
 *					see store/store.h
 *
 * The room is entered from SQL, by the functions that its .sql files declare;
 * from C only the setting is needed.  Each row goes through the functions of
 * room finding that the trigger calls, so that audit and trigger cannot differ.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_AUDIT_AUDIT_H
#define SSS_AUDIT_AUDIT_H

#include "postgres.h"

/* Define the setting sss.audit_progress */
extern void SssDefineProgress(void);

#endif							/* SSS_AUDIT_AUDIT_H */
