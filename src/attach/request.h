/*-------------------------------------------------------------------------
 *
 * request.h
 *	  What sss.attach() is asked for, taken from its arguments and checked.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ATTACH_REQUEST_H
#define SSS_ATTACH_REQUEST_H

#include "postgres.h"

#include "fmgr.h"
#include "storage/lockdefs.h"
#include "utils/rel.h"
#include "utils/relcache.h"

#include "attach/binding.h"
#include "attach/facts_view.h"

typedef struct SssAttachRequest
{
	Relation	rel;
	char	   *name;
	bool		constraint;		/* the constraint lane, not the trigger lane */
	bool		always;
	SssViewNames view_names;	/* what of the facts view the binding is to bind */
	SssBinding	binding;
} SssAttachRequest;

extern void SssGetAttachRequest(FunctionCallInfo fcinfo, SssAttachRequest *request);

/* Does it yield rows of cases as a facts view does, rather than store them? */
extern bool SssIsView(Relation rel);

/* At which places the arguments stand that say what to bind */
typedef struct SssBindingArguments
{
	int			columns;
	int			facts;
	int			key;
	int			via;
	int			required;
} SssBindingArguments;

/* Bind to the relation, which is open, and the rule what the arguments say, or what is plain */
extern void SssGetArgBinding(FunctionCallInfo fcinfo, const SssBindingArguments *arguments,
							 SssAttachRequest *request);

extern SssRule SssGetArgRule(FunctionCallInfo fcinfo, int argument);

/* An argument that is an array of texts, none of them NULL.  Returns their number. */
extern int	SssGetArgTexts(FunctionCallInfo fcinfo, int argument, const char *name, char ***texts);

/* An argument that is one of two words, is it the second?  NULL is refused like another word. */
extern bool SssGetArgChoice(FunctionCallInfo fcinfo, int argument, const char *name,
							const char *no, const char *yes);

/* Open and lock a relation, once it is clear that the user may attach to it */
extern Relation SssOpenToAttach(Oid relid, LOCKMODE lockmode, bool owner);

#endif							/* SSS_ATTACH_REQUEST_H */
