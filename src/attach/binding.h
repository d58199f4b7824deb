/*-------------------------------------------------------------------------
 *
 * binding.h
 *	  What an attachment binds to the columns of its table.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ATTACH_BINDING_H
#define SSS_ATTACH_BINDING_H

#include "postgres.h"

#include "access/attnum.h"
#include "utils/relcache.h"

#include "base/base.h"
#include "law/law.h"

/* How a column holds a fact */
typedef enum SssColumnForm
{
	COLUMN_NONE,				/* no column for the role */
	COLUMN_CODE,				/* the extension's own type */
	COLUMN_CODE_ARRAY,
	COLUMN_TEXT,				/* a code as text or varchar */
	COLUMN_PADDED_TEXT,			/* a code as char(n) */
	COLUMN_TEXT_ARRAY,
	COLUMN_DATE,
	COLUMN_TIMESTAMP,			/* without time zone */
	COLUMN_INT2,				/* quantities */
	COLUMN_INT4,
	COLUMN_INT8,
	COLUMN_FLOAT4,
	COLUMN_FLOAT8,
	COLUMN_NUMERIC,
	COLUMN_BOOLEAN,				/* evidence: true or false */
	COLUMN_THING				/* evidence: there, unless it is null */
} SssColumnForm;

typedef struct SssColumn
{
	AttrNumber	attnum;
	SssColumnForm form;
} SssColumn;

/* How much a finding matters to an attachment */
typedef struct SssPolicy
{
	bool		enforcing;		/* refuse, not only log */
	bool		strict;			/* refuse what the text does not settle, too */
	SssRoles	required;		/* roles whose absence is a violation, as bits */
} SssPolicy;

/* What is bound to a facts view */
typedef struct SssView
{
	Oid			relid;			/* invalid: the table's own columns say all */
	SssColumn	columns[N_ROLES];	/* of the view; none where the table's is bound */
	int			nlinks;			/* column by column, how a row of the table leads to the view's */
	AttrNumber	links[INDEX_MAX_KEYS];	/* columns of the table */
	AttrNumber	view_links[INDEX_MAX_KEYS]; /* and of the view */
	int			nkeys;			/* columns of the view that name a case; zero: the row has a key */
	AttrNumber	keys[INDEX_MAX_KEYS];
} SssView;

/* Which of an attachment's triggers it is */
typedef enum SssTriggerRole
{
	TRIGGER_BINDING,			/* holds the binding */
	TRIGGER_COMPANION,			/* catches what a BEFORE UPDATE trigger changes, see companion.h */
	TRIGGER_CHANGE				/* of a facts view: fires where the main trigger does not, see
								 * carrier.h */
} SssTriggerRole;

typedef struct SssBinding
{
	SssRule		rule;
	SssColumn	columns[N_ROLES];
	AttrNumber	last_column;	/* the last one in the table that is bound to a role */
	SssRoles	bound;			/* the roles that have a column, as bits */
	int			nkeys;			/* zero: the primary key identifies a row */
	AttrNumber	keys[INDEX_MAX_KEYS];
	SssView		view;
	SssPolicy	policy;
	SssTriggerRole part;
	bool		deferred;
} SssBinding;

/* Is it the function of that name in schema sss? */
extern bool SssIsOwnFunction(Oid function, const char *name);

/* Is the relation one of the extension's own? */
extern bool SssIsOwnRelation(Oid relid);

/* Rule and role by name; false: there is none */
extern bool SssRuleByName(const char *name, SssRule *rule);
extern bool SssRoleOfRule(SssRule rule, const char *name, SssRole *role);

/* The role of a column that identifies the row, and of one that leads to the facts view's rows */
#define SSS_KEY_ROLE	"key"
#define SSS_LINK_ROLE	"via"

/* Does a column of the table itself hold a fact? */
extern bool SssHoldsFacts(const SssBinding *binding);

/* Where the role's fact is held: in the table or in the facts view; COLUMN_NONE: nowhere */
extern SssColumnForm SssFormOfRole(const SssBinding *binding, SssRole role);

/* Bind one more column, as a role or as part of the key; false: it cannot be */
extern bool SssBindColumn(Oid relid, AttrNumber attnum, const char *role_name,
						  SssBinding *binding, SssProblem *problem);

/* Require a role that is bound; false: it is not, and would always be absent */
extern bool SssRequireRole(const char *role_name, SssBinding *binding, SssProblem *problem);

/* Has every obligatory role its column? */
extern bool SssCheckObligatory(const SssBinding *binding, SssProblem *problem);

/* In what form the column holds the role's fact; COLUMN_NONE and a problem if in none */
extern SssColumnForm SssFormOfColumn(Oid relid, AttrNumber attnum, SssRole role,
									 SssProblem *problem);

/* Do both bind the same columns to the same roles of the same rule? */
extern bool SssSameColumns(const SssBinding *a, const SssBinding *b);

/*
 * The columns that identify a row: the bound key, or else the primary key, in
 * its order.  Returns their number, zero if there is no key.
 */
extern int	SssKeyColumns(const SssBinding *binding, Relation rel, AttrNumber *keys);

#endif							/* SSS_ATTACH_BINDING_H */
