/*-------------------------------------------------------------------------
 *
 * exemptions.h
 *	  What is let stand, as it is stored: sss.waivers, sss.baselines and
 *	  sss.baseline_entries.
 *
 * All three keep their history: what ends is marked as ended.  They are read
 * as they are at that moment, whatever the transaction's own snapshot, and
 * without regard to anybody's rights: whoever changes a case need not know
 * what was waived.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_STORE_EXEMPTIONS_H
#define SSS_STORE_EXEMPTIONS_H

#include "postgres.h"

#include "access/genam.h"
#include "access/htup.h"
#include "catalog/indexing.h"
#include "catalog/pg_type.h"
#include "utils/snapshot.h"

#include "store/tables.h"

#define SSS_WAIVER_COLUMNS(BUILT_IN, OWN) \
	BUILT_IN(id, INT8OID) \
	BUILT_IN(relation, REGCLASSOID) \
	BUILT_IN(attachment, TEXTOID) \
	BUILT_IN(rule, TEXTOID) \
	BUILT_IN(key, TEXTARRAYOID) \
	BUILT_IN(requirement, TEXTOID) \
	OWN(provision, "provision") \
	SSS_CODE_COLUMNS(OWN) \
	BUILT_IN(act_number, TEXTOID) \
	BUILT_IN(act_date, DATEOID) \
	BUILT_IN(issuer, TEXTOID) \
	BUILT_IN(valid, DATERANGEOID) \
	BUILT_IN(granted_at, TIMESTAMPTZOID) \
	BUILT_IN(granted_by, TEXTOID) \
	BUILT_IN(withdrawn_at, TIMESTAMPTZOID) \
	BUILT_IN(withdrawn_by, TEXTOID)

#define SSS_BASELINE_COLUMNS(BUILT_IN, OWN) \
	BUILT_IN(id, INT8OID) \
	BUILT_IN(relation, REGCLASSOID) \
	BUILT_IN(attachment, TEXTOID) \
	BUILT_IN(rule, TEXTOID) \
	BUILT_IN(entries, INT8OID) \
	BUILT_IN(recorded_at, TIMESTAMPTZOID) \
	BUILT_IN(recorded_by, TEXTOID) \
	BUILT_IN(ended_at, TIMESTAMPTZOID) \
	BUILT_IN(ended_by, TEXTOID)

#define SSS_ENTRY_COLUMNS(BUILT_IN, OWN) \
	BUILT_IN(baseline, INT8OID) \
	BUILT_IN(key, TEXTARRAYOID) \
	SSS_CODE_COLUMNS(OWN) \
	BUILT_IN(category_missing, BOOLOID) \
	BUILT_IN(stay_unknown, BOOLOID) \
	BUILT_IN(on_date, DATEOID) \
	BUILT_IN(circumstances, TEXTARRAYOID) \
	BUILT_IN(requirement, TEXTOID) \
	OWN(verdict, "verdict") \
	OWN(provision, "provision")

#define SSS_WAIVER_INDEX(column, type) WAIVER_##column,
#define SSS_BASELINE_INDEX(column, type) BASELINE_##column,
#define SSS_ENTRY_INDEX(column, type) ENTRY_##column,

enum
{
	SSS_WAIVER_COLUMNS(SSS_WAIVER_INDEX, SSS_WAIVER_INDEX)
	N_WAIVER_COLUMNS
};

enum
{
	SSS_BASELINE_COLUMNS(SSS_BASELINE_INDEX, SSS_BASELINE_INDEX)
	N_BASELINE_COLUMNS
};

enum
{
	SSS_ENTRY_COLUMNS(SSS_ENTRY_INDEX, SSS_ENTRY_INDEX)
	N_ENTRY_COLUMNS
};

typedef enum SssExemptionTable
{
	EXEMPTION_waivers,
	EXEMPTION_baselines,
	EXEMPTION_entries
} SssExemptionTable;

extern Relation SssOpenExemptions(SssExemptionTable table, LOCKMODE lockmode);

/* Open one of them to write to it */
extern Relation SssOpenExemptionsToWrite(SssExemptionTable table, LOCKMODE lockmode);

/* The rows that have these values in the first columns of an index */
typedef struct SssExemptionScan
{
	Relation	rel;
	Snapshot	snapshot;
	SysScanDesc scan;
	HeapTuple	tuple;
	Datum	   *values;
	bool	   *nulls;
} SssExemptionScan;

extern void SssScanWaivers(SssExemptionScan *scan, Relation rel, Oid relation, const char *rule,
						   const Datum *key);
extern void SssScanBaselines(SssExemptionScan *scan, Relation rel, Oid relation);
extern void SssScanEntries(SssExemptionScan *scan, Relation rel, int64 baseline, Datum key);
extern void SssScanWaiver(SssExemptionScan *scan, Relation rel, int64 id);
extern bool SssNextExemption(SssExemptionScan *scan);
extern void SssEndExemptionScan(SssExemptionScan *scan);

/*
 * A number that no row of the table has yet, without gaps.  The table must be
 * locked against others who ask, and what was added must be visible.
 */
extern int64 SssNextExemptionId(Relation rel);

/* Its indexes, for SssAddExemption(); to be closed by CatalogCloseIndexes() */
extern CatalogIndexState SssOpenExemptionIndexes(Relation rel);

/* Add a row; what somebody added behind the columns of this build stays NULL */
extern void SssAddExemption(Relation rel, CatalogIndexState indexes, const Datum *values,
							const bool *nulls, int ncolumns);

/* Mark the row that the scan has found as ended by the user, in a column and the one behind it */
extern void SssMarkEnded(SssExemptionScan *scan, int ended_at);

#endif							/* SSS_STORE_EXEMPTIONS_H */
