/*-------------------------------------------------------------------------
 *
 * evidence.h
 *	  What must stand behind a service.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ASK_EVIDENCE_H
#define SSS_ASK_EVIDENCE_H

#include "postgres.h"

#include "law/rulebook.h"

/* The facts of evidence that a standard asks for behind the service, as a text array of their names */
extern Datum SssEvidenceRoles(int service, SssStandard standard, SssDay day);

#endif							/* SSS_ASK_EVIDENCE_H */
