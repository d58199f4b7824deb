/*-------------------------------------------------------------------------
 *
 * base.h
 *	  The door of the room base: the server for the rooms above, and the
 *	  Order as the server's types and texts.
 *
 * The law knows no PostgreSQL, and most of the other rooms should know only
 * the part of the server that they are about.  What they share stands here:
 *
 *	code, citation	types of the extension (types.h), their texts in three
 *					languages (language.h, cite.h)
 *	facts			arguments of SQL functions (arguments.h), and text[] where a
 *					table has no column for a fact (other_facts.h)
 *	message			a finding in words, and what would be lawful instead
 *					(message.h)
 *	problem			a wrong set-up, as a value; failures that must not reach the
 *					application's statement (error.h)
 *	row				what an SQL function returns (rows.h)
 *
 * compat.h holds all that differs between the versions of PostgreSQL; names.h
 * and verdict.h hold a function or two.  Base decides nothing and reads no
 * table.  Every room above calls it; it calls the law alone.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_BASE_BASE_H
#define SSS_BASE_BASE_H

#include "base/arguments.h"
#include "base/cite.h"
#include "base/compat.h"
#include "base/error.h"
#include "base/language.h"
#include "base/message.h"
#include "base/names.h"
#include "base/other_facts.h"
#include "base/rows.h"
#include "base/types.h"
#include "base/verdict.h"

#endif							/* SSS_BASE_BASE_H */
