/*-------------------------------------------------------------------------
 *
 * facts_view.h
 *	  Facts views: what an attachment binds to one, and what it reads.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ATTACH_FACTS_VIEW_H
#define SSS_ATTACH_FACTS_VIEW_H

#include "postgres.h"

#include "nodes/bitmapset.h"
#include "nodes/pg_list.h"

#include "attach/binding.h"

/* Columns of the view as an attachment names them; none: as the columns of the table are named */
typedef struct SssViewNames
{
	const char *links[INDEX_MAX_KEYS];
	int			nlinks;
	const char *keys[INDEX_MAX_KEYS];
	int			nkeys;
} SssViewNames;

/*
 * Bind the facts view of the binding, whose links are those of the table so
 * far: the columns that a row leads to, those that name a case and, by their
 * names, those of the roles that no column of the table holds.  False: it
 * cannot be.
 */
extern bool SssBindView(Oid relid, const SssViewNames *names, SssBinding *binding,
						SssProblem *problem);

/*
 * May the table's owner read the view?  An attachment must not tell them what
 * else is hidden from them.
 */
extern bool SssOwnerMayRead(Oid relid, Oid view, SssProblem *problem);

/* A table that a view reads, through other views as well, and which columns of it */
typedef struct SssRead
{
	Oid			relid;
	Bitmapset  *columns;		/* attribute numbers; holds 0 where rows are read as a whole */
} SssRead;

/* What a view reads */
typedef struct SssReads
{
	List	   *tables;			/* of SssRead */
	List	   *views;			/* itself included */
	bool		unseen;			/* a function of the view may read any table */
} SssReads;

extern SssReads SssReadsOf(Oid view);

/*
 * The columns of a table, by attribute number, that a view with those reads
 * reads of it; whole: it reads rows of it as a whole.  What it reads of a
 * table that the table is a part of, it reads of the table.  NULL, not whole:
 * it does not read the table.
 */
extern Bitmapset *SssColumnsRead(const SssReads *reads, Oid relid, bool *whole);

/* The tables that a table is a part of, as a partition or by inheritance, one level up */
extern List *SssParentsOf(Oid relid);

/* The operator that finds rows of the view by a column of the table, qualified; NULL: none */
extern char *SssLinkOperator(Oid view_type, Oid type);

#endif							/* SSS_ATTACH_FACTS_VIEW_H */
