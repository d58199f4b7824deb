/*-------------------------------------------------------------------------
 *
 * finding.h
 *	  The door of the room finding.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_FINDING_FINDING_H
#define SSS_FINDING_FINDING_H

#include "finding/assess.h"
#include "finding/exemption.h"
#include "finding/key_text.h"
#include "finding/offence.h"
#include "finding/read_row.h"
#include "finding/report.h"

#endif							/* SSS_FINDING_FINDING_H */
