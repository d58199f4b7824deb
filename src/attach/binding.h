/*-------------------------------------------------------------------------
 *
 * binding.h
 *	  Making a binding, column by column.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ATTACH_BINDING_H
#define SSS_ATTACH_BINDING_H

#include "attach/attach.h"

/* Is it the function of that name in schema sss? */
extern bool SssIsOwnFunction(Oid function, const char *name);

/* Is the relation one of the extension's own? */
extern bool SssIsOwnRelation(Oid relid);

/* The rule of that name; false: there is none */
extern bool SssRuleByName(const char *name, SssRule *rule);

/* The role of a column that identifies the row, and of a column that leads to rows of the facts view */
#define SSS_KEY_ROLE	"key"
#define SSS_LINK_ROLE	"via"

/* Bind one more column, to a role or as part of the key; false: it cannot be bound */
extern bool SssBindColumn(Oid relid, AttrNumber attnum, const char *role_name,
						  SssBinding *binding, SssProblem *problem);

/* Require a role; false: no column is bound to it, so that the fact would always be absent */
extern bool SssRequireRole(const char *role_name, SssBinding *binding, SssProblem *problem);

/* Does every obligatory role have a column? */
extern bool SssCheckObligatory(const SssBinding *binding, SssProblem *problem);

/* Is it a virtual generated column, whose value no stored row has? */
extern bool SssIsVirtual(Oid relid, AttrNumber attnum);

/* How the column holds the role's fact; COLUMN_NONE and a problem if it cannot */
extern SssColumnForm SssFormOfColumn(Oid relid, AttrNumber attnum, SssRole role,
									 SssProblem *problem);

/* Do both bind the same columns to the same roles of the same rule? */
extern bool SssSameColumns(const SssBinding *a, const SssBinding *b);

/* Do both name the same columns of the table as the key, in the same order? */
extern bool SssSameKey(const SssBinding *a, const SssBinding *b);

#endif							/* SSS_ATTACH_BINDING_H */
