/*-------------------------------------------------------------------------
 *
 * resume.c
 *	  sss.resume() and sss.plan_resume(): bring back all that sss.suspend() took away.
 *
 * Each step is tried in a subtransaction, so that all that does not fit can be
 * listed; if anything does not, nothing changes.  A plan is the same work, rolled
 * back.
 *
 * The text of a view may run code of its author's, so a view is created as its
 * owner, in a security-restricted operation; so are its rights and comments, each
 * by the role that gave it.  The caller must have the rights of these roles.  If no
 * function of ours wrote the row of sss.suspensions, as after a restore, the role
 * that inserted it must have them, too, and attaches the rules.
 *
 * Until the transaction ends nobody else sees a view without its triggers: the
 * tables are locked when these are created, and audited after that.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/table.h"
#include "access/xact.h"
#include "catalog/pg_type.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "nodes/parsenodes.h"
#include "nodes/pg_list.h"
#include "tcop/tcopprot.h"
#include "utils/acl.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/fmgrprotos.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"

#include "attach/attach.h"
#include "audit/audit_private.h"
#include "base/base.h"
#include "store/store.h"

/* A row of the result */
typedef struct Outcome
{
	const char *kind;			/* view, attachment, waiver, baseline, violation or audit */
	const char *object;
	const char *note;
	Datum		key;			/* of a violation */
	int			verdict;
	SssProvision provision;
	const char *problem;		/* NULL: it fits */
	const char *hint;
} Outcome;

typedef struct Resumption
{
	SssSuspension suspension;
	Datum		renamed;
	Datum		definitions;
	bool		trying;			/* for sss.suspend(): each view must be as it was */
	List	   *outcomes;
	List	   *lost;			/* names of relations that could not be brought back */
	int			nproblems;
	int			nviolations;
} Resumption;

/* One view, or one attachment */
typedef struct Step
{
	const Resumption *of;
	Datum		view;			/* jsonb */
	const char *name;			/* now */
	const char *definition;		/* or NULL */
	const char *made_by;		/* set when the view is back */
	bool		as_owner;
	const char *command;
	const char *then;			/* a command that follows, or NULL */
	const char *attachment;
	List	   *violations;		/* of Outcome */
} Step;

/* The result is set in the step's own row of the list */
static Outcome *
AddOutcome(Resumption *of, const char *kind, const char *object, const char *note)
{
	Outcome    *outcome = palloc0(sizeof(Outcome));

	outcome->kind = kind;
	outcome->object = object;
	outcome->note = note;
	outcome->verdict = SSS_MISSING;
	outcome->provision = SSS_NO_PROVISION;
	of->outcomes = lappend(of->outcomes, outcome);
	return outcome;
}

static void
AddProblem(Resumption *of, Outcome *outcome, const char *problem, const char *hint)
{
	outcome->problem = problem;
	outcome->hint = hint;
	of->nproblems++;
}

static void
AddFailure(Resumption *of, Outcome *outcome, const ErrorData *failure, const char *hint)
{
	AddProblem(of, outcome, failure->detail == NULL ? failure->message :
			   psprintf("%s: %s", failure->message, failure->detail),
			   failure->hint != NULL ? failure->hint : hint);
}

/* The role whose rights limit what can be brought back: that of a row which no function of ours wrote */
static Oid
InsertedBy(const SssSuspension *suspension)
{
	Oid			role = get_role_oid(suspension->by, true);

	if (!OidIsValid(role))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("role \"%s\" does not exist", suspension->by),
				 errhint("The role inserted the suspension: let a superuser restore the dump.")));
	return role;
}

/* The role of that name, whose rights both the caller and the writer of the row must have */
static Oid
RoleToAct(const SssSuspension *suspension, const char *name)
{
	Oid			role = get_role_oid(name, true);

	if (!OidIsValid(role))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("role \"%s\" does not exist", name),
				 errhint("Create the role, and drop it again when the rules are resumed.")));
	if (!has_privs_of_role(GetUserId(), role) ||
		(!suspension->stamped && !has_privs_of_role(InsertedBy(suspension), role)))
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("permission denied to act as role \"%s\"", name),
				 errdetail("Objects and rights are brought back as the role that owned or granted them."),
				 suspension->stamped ? errhint("Let a member of the role call the function.") :
				 errhint("The suspension was inserted by role \"%s\", which must be a member, too.", suspension->by)));
	return role;
}

/* A query may be followed by another command in a text, but must not be */
static void
CheckIsOneView(const char *command)
{
	List	   *parsed = pg_parse_query(command);

	if (list_length(parsed) != 1 || !IsA(linitial_node(RawStmt, parsed)->stmt, ViewStmt))
		ereport(ERROR,
				(errcode(ERRCODE_SYNTAX_ERROR),
				 errmsg("the definition is not one query"),
				 errhint("Give the SELECT of the view alone.")));
}

/* Each other command gives the view what it had, and nothing else */
static void
CheckIsOfView(const char *command)
{
	List	   *parsed = pg_parse_query(command);
	Node	   *statement = list_length(parsed) == 1 ? linitial_node(RawStmt, parsed)->stmt : NULL;

	if (statement == NULL ||
		!(IsA(statement, GrantStmt) || IsA(statement, CommentStmt) || IsA(statement, AlterTableStmt) ||
		  IsA(statement, RuleStmt) || IsA(statement, CreateTrigStmt)))
		ereport(ERROR,
				(errcode(ERRCODE_SYNTAX_ERROR),
				 errmsg("the suspension holds a command that is none of a view's")));
}

/* Texts are read under the settings under which they were kept, see sss_internal.kept_view() */
static void
RunUnderSettings(const char *command)
{
	static const struct
	{
		const char *name;
		const char *value;
	}			settings[] = {
		{"standard_conforming_strings", "on"}, {"datestyle", "ISO, MDY"}, {"intervalstyle", "postgres"},
		{"transform_null_equals", "off"}, {"xmloption", "content"}
	};
	int			nest_level = NewGUCNestLevel();

	for (int i = 0; i < (int) lengthof(settings); i++)
		(void) set_config_option(settings[i].name, settings[i].value, PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
	SssRunCommand(command);
	AtEOXact_GUC(false, nest_level);
}

static void
RunAs(const Resumption *of, const char *role, const char *command)
{
	SssCaller	caller = SssBecomeRole(RoleToAct(&of->suspension, role));

	RunUnderSettings(command);
	SssBecomeCaller(&caller);
}

/* Raise as an error what an SQL function found */
pg_noreturn static void
RaiseMisfit(const char *message, const char *hint)
{
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg_internal("%s", message),
			 hint != NULL ? errhint("%s", hint) : 0));
}

static Datum
TextOrNull(const char *string)
{
	return string == NULL ? (Datum) 0 : CStringGetTextDatum(string);
}

/*
 * The kept text may mean something else now: where a column has another type, it
 * may call a cast or an operator that the table's owner made meanwhile.  The view
 * would run it with its own owner's rights.
 */
static void
CheckUsesNothingNew(const Step *step, Datum name)
{
	List	   *found = SssQueryRows("SELECT sss_internal.new_uses($1, $2)", 2, JSONBOID, step->view, TEXTOID, name);

	if (((char **) linitial(found))[0] != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("the kept text of the view would use %s, which it did not use before", ((char **) linitial(found))[0]),
				 errhint("Look at it, and give the query in argument \"definitions\".")));
}

/* Create the view unless it exists; the step then knows how it is made */
static const char *
CreateView(Step *step, Datum name)
{
	char	  **view = linitial(SssQueryRows("SELECT owner, made_by, problem, hint, command FROM sss_internal.view_to_resume($1, $2, $3)",
											 3, JSONBOID, step->view, TEXTOID, name, TEXTOID, TextOrNull(step->definition)));
	const char *command = view[4];

	step->made_by = view[1];
	if (view[2] != NULL)
		RaiseMisfit(view[2], view[3]);
	if (command == NULL)
	{
		(void) RoleToAct(&step->of->suspension, view[0]);
		return NULL;
	}
	CheckIsOneView(command);
	RunAs(step->of, view[0], command);
	if (step->definition == NULL)
		CheckUsesNothingNew(step, name);
	return command;
}

static void
BringBackView(const void *argument)
{
	Step	   *step = unconstify(void *, argument);
	Datum		name = CStringGetTextDatum(step->name);
	const char *command = CreateView(step, name);
	ListCell   *cell;

	foreach(cell, SssQueryRows("SELECT role, command FROM sss_internal.view_commands($1, $2, $3)",
							   3, JSONBOID, step->view, TEXTOID, name, TEXTOID, TextOrNull(command)))
	{
		char	  **row = lfirst(cell);

		CheckIsOfView(row[1]);
		RunAs(step->of, row[0], row[1]);
	}
	if (step->of->trying && SssQueryValue("SELECT sss_internal.is_as_kept($1)", 1, JSONBOID, step->view) == (Datum) 0)
		RaiseMisfit("it cannot be created again with all that it has", NULL);
}

static void
BringBackViews(Resumption *of)
{
	ListCell   *cell;

	foreach(cell, SssQueryRows("SELECT view, name, name_now, definition FROM sss_internal.views_to_resume($1, $2, $3)",
							   3, JSONBOID, of->suspension.kept, JSONBOID, of->renamed, JSONBOID, of->definitions))
	{
		char	  **row = lfirst(cell);
		Step		step = {.of = of,.name = row[2],.definition = row[3]};
		Outcome    *outcome = AddOutcome(of, "view", row[2] == NULL ? row[1] : row[2], "left out");
		ErrorData  *failure;

		if (row[2] == NULL)
			continue;
		step.view = DirectFunctionCall1(jsonb_in, CStringGetDatum(row[0]));
		failure = SssTryInSubtransaction(BringBackView, &step);
		outcome->note = step.made_by;
		if (failure == NULL)
			continue;
		AddFailure(of, outcome, failure,
				   _("Create the view in the migration, or give its query in argument \"definitions\"."));
		of->lost = lappend(of->lost, row[2]);
	}
}

static Oid
RelationNamed(const char *name)
{
	return DatumGetObjectId(SssQueryValue("SELECT sss_internal.relation_named($1)", 1, TEXTOID, CStringGetTextDatum(name)));
}

/* The condition of a CHECK is a text, which is parsed as the table's owner */
static void
RunAsOwner(Oid relid, const char *command)
{
	SssCaller	caller;

	if (!SssOwnsRelation(relid, GetUserId()))
		aclcheck_error(ACLCHECK_NOT_OWNER, OBJECT_TABLE, get_rel_name(relid));
	caller = SssBecomeOwnerOf(relid);
	RunUnderSettings(command);
	SssBecomeCaller(&caller);
}

static void
BringBackAttachment(const void *argument)
{
	const Step *step = argument;
	const SssSuspension *suspension = &step->of->suspension;
	Oid			relid = RelationNamed(step->name);
	SssCaller	caller = {.nest_level = 0};

	if (!OidIsValid(relid))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_TABLE),
				 errmsg("relation %s does not exist", step->name),
				 errhint("Name what it is called now in argument \"renamed\", or give null for it if its rules are not to come back.")));
	if (!suspension->stamped)
		caller = SssBecomeRole(InsertedBy(suspension));
	if (step->as_owner)
		RunAsOwner(relid, step->command);
	else
		SssRunCommand(step->command);
	if (step->then != NULL)
		SssRunCommand(step->then);
	if (!suspension->stamped)
		SssBecomeCaller(&caller);
}

static bool
IsLost(const Resumption *of, const char *name)
{
	ListCell   *cell;

	foreach(cell, of->lost)
	{
		if (name != NULL && strcmp(lfirst(cell), name) == 0)
			return true;
	}
	return false;
}

/* The violations of an attachment that were not known when it was suspended, as Outcome */
static void
FindViolations(const void *argument)
{
	Step	   *step = unconstify(void *, argument);
	ListCell   *cell;

	foreach(cell, SssQueryRows("SELECT f.key, f.verdict, f.provision FROM sss_internal.failing($1, $2, COALESCE($3, '{}')) AS f",
							   3, REGCLASSOID, ObjectIdGetDatum(RelationNamed(step->name)), TEXTOID, CStringGetTextDatum(step->attachment),
							   UUIDARRAYOID, step->of->suspension.failing))
	{
		char	  **row = lfirst(cell);
		Outcome    *outcome = palloc0(sizeof(Outcome));

		outcome->kind = "violation";
		outcome->object = step->name;
		outcome->note = step->attachment;
		if (row[0] != NULL)
			outcome->key = OidFunctionCall3(F_ARRAY_IN, CStringGetDatum(row[0]), ObjectIdGetDatum(TEXTOID), Int32GetDatum(-1));
		outcome->verdict = SssCodeByText(CODES_verdict, row[1], strlen(row[1]));
		outcome->provision = row[2] == NULL ? SSS_NO_PROVISION : SssParseProvision(row[2], strlen(row[2]));
		step->violations = lappend(step->violations, outcome);
	}
}

/* An audit that fails keeps nobody from enforcing.  Its message may quote a row: only the SQLSTATE is told. */
static void
Audit(Resumption *of, Step *step)
{
	ErrorData  *failure = SssTryInSubtransaction(FindViolations, step);

	if (failure != NULL)
	{
		AddOutcome(of, "audit", step->name, psprintf("%s could not be audited: %s", step->attachment, unpack_sql_state(failure->sqlerrcode)));
		ereport(WARNING,
				(errmsg("attachment \"%s\" of %s could not be audited", step->attachment, step->name),
				 errdetail("It failed with SQLSTATE %s.", unpack_sql_state(failure->sqlerrcode)),
				 errhint("Run sss.audit(), which shows what was written while the rule was suspended.")));
		return;
	}
	of->nviolations += list_length(step->violations);
	of->outcomes = list_concat(of->outcomes, step->violations);
}

static void
BringBackAttachments(Resumption *of)
{
	List	   *back = NIL;
	ListCell   *cell;

	foreach(cell, SssQueryRows("SELECT relation, name, mode, relation_now, lookup_now, as_owner, command, \"then\""
							   " FROM sss_internal.resume_commands($1, $2)", 2, JSONBOID, of->suspension.kept, JSONBOID, of->renamed))
	{
		char	  **row = lfirst(cell);
		bool		left_out = row[3] == NULL || (row[4] != NULL && row[4][0] == '\0');
		Step	   *step = palloc0(sizeof(Step));
		Outcome    *outcome;
		ErrorData  *failure;

		/* The view is named already */
		if (!left_out && (IsLost(of, row[3]) || IsLost(of, row[4])))
			continue;
		outcome = AddOutcome(of, "attachment", row[3] == NULL ? row[0] : row[3],
							 psprintf("%s: %s", row[1], left_out ? "left out" : row[2]));
		if (left_out)
			continue;
		step->of = of;
		step->name = row[3];
		step->attachment = row[1];
		step->as_owner = row[5][0] == 't';
		step->command = row[6];
		step->then = row[7];
		failure = SssTryInSubtransaction(BringBackAttachment, step);
		if (failure == NULL)
			back = lappend(back, step);
		else
			AddFailure(of, outcome, failure, _("Map renamed tables and columns in argument \"renamed\"."));
	}
	foreach(cell, of->nproblems == 0 ? back : NIL)
		Audit(of, lfirst(cell));
}

/* Waivers and baselines name the cases of what is now under the relation's name */
static void
BringBackExemptions(Resumption *of)
{
	ListCell   *cell;

	foreach(cell, SssQueryRows("SELECT baseline, number, name_now, relid, columns, problem"
							   " FROM sss_internal.exemptions_to_resume($1, $2)", 2, JSONBOID, of->suspension.kept, JSONBOID, of->renamed))
	{
		char	  **row = lfirst(cell);
		bool		baseline = row[0][0] == 't';
		Outcome    *outcome;

		/* The relation is left out, or is named already */
		if (row[2] == NULL || IsLost(of, row[2]))
			continue;
		outcome = AddOutcome(of, baseline ? "baseline" : "waiver", row[2], row[1]);
		if (row[5] != NULL)
			AddProblem(of, outcome, row[5], _("Map renamed tables and columns in argument \"renamed\"."));
		else if (!SssOwnsRelation(atooid(row[3]), GetUserId()))
			AddProblem(of, outcome, psprintf(_("must be owner of relation %s"), row[2]),
					   _("Let its owner, or a superuser, call the function."));
		else if (!of->suspension.stamped && !SssOwnsRelation(atooid(row[3]), InsertedBy(&of->suspension)))
			AddProblem(of, outcome, psprintf(_("relation %s does not belong to role \"%s\", which inserted the suspension"), row[2], of->suspension.by),
					   _("Let a superuser restore the dump."));
		else
			SssRepointExemption(baseline ? EXEMPTION_baselines : EXEMPTION_waivers, strtoll(row[1], NULL, 10),
								atooid(row[3]), SssParseKeyColumns(row[4]));
	}
}

/* Open cases of the log are named by the columns of what is now under the relation's name */
static void
BringBackLog(const Resumption *of)
{
	SssOwnersRights rights;
	ListCell   *cell;

	if (!of->suspension.stamped && !superuser_arg(InsertedBy(&of->suspension)))
		return;
	foreach(cell, SssQueryRows("SELECT sss_internal.names_now($1, $2)", 2, JSONBOID, of->suspension.kept, JSONBOID, of->renamed))
	{
		Oid			relid = RelationNamed(((char **) lfirst(cell))[0]);

		/* Such a relation is named where it is brought back */
		if (OidIsValid(relid) && !SssOwnsRelation(relid, GetUserId()))
			return;
	}
	SssActAsOwner(&rights);
	(void) SssQueryRows("SELECT sss_internal.repoint_log($1, $2)", 2, JSONBOID, of->suspension.kept, JSONBOID, of->renamed);
	SssActAsUser(&rights);
}

/* All that can be done at once; what does not fit is among the outcomes */
static void
BringBack(const void *argument)
{
	Resumption *of = unconstify(void *, argument);

	BringBackViews(of);
	if (of->trying)
		return;
	BringBackExemptions(of);
	BringBackLog(of);
	BringBackAttachments(of);
}

List *
SssTryViews(const SssSuspension *suspension)
{
	Resumption	of = {.suspension = *suspension,.trying = true};
	List	   *problems = NIL;
	ListCell   *cell;

	of.suspension.stamped = true;
	of.renamed = of.definitions = DirectFunctionCall1(jsonb_in, CStringGetDatum("{}"));
	SssUndoInSubtransaction(BringBack, &of);
	foreach(cell, of.outcomes)
	{
		const Outcome *outcome = lfirst(cell);

		if (outcome->problem != NULL)
			problems = lappend(problems, psprintf(_("view %s could not be brought back: %s"), outcome->object, outcome->problem));
	}
	return problems;
}

static Datum
GetArgNames(FunctionCallInfo fcinfo, int argument, const char *name, Datum kept)
{
	return SssQueryValue("SELECT sss_internal.given_names($1, $2, $3)", 3, TEXTOID, CStringGetTextDatum(name),
						 JSONBOID, PG_ARGISNULL(argument) ? (Datum) 0 : PG_GETARG_DATUM(argument), JSONBOID, kept);
}

void
SssRefuseOldSnapshot(void)
{
	if (IsolationUsesXactSnapshot())
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("rules cannot be suspended or resumed in a transaction with isolation level REPEATABLE READ or SERIALIZABLE"),
				 errdetail("It does not see what was committed after it began."),
				 errhint("Use READ COMMITTED.")));
}

static void
PutOutcomes(FunctionCallInfo fcinfo, const Resumption *of, bool plan)
{
	SssRow		row = SssStartRows(fcinfo);
	ListCell   *cell;

	foreach(cell, of->outcomes)
	{
		const Outcome *outcome = lfirst(cell);

		SssPutText(&row, outcome->kind);
		SssPutText(&row, outcome->object);
		SssPutText(&row, outcome->note);
		if (outcome->key == (Datum) 0)
			SssPutNull(&row);
		else
			SssPut(&row, TEXTARRAYOID, outcome->key);
		SssPutCode(&row, CODES_verdict, outcome->verdict);
		SssPutProvision(&row, outcome->provision);
		if (plan)
		{
			SssPutText(&row, outcome->problem);
			SssPutText(&row, outcome->problem == NULL ? NULL : outcome->hint);
		}
		SssEndRow(&row);
	}
}

/* List all that does not fit in one error */
pg_noreturn static void
RaiseMisfits(const Resumption *of, int64 id)
{
	StringInfoData detail;
	ListCell   *cell;

	initStringInfo(&detail);
	foreach(cell, of->outcomes)
	{
		const Outcome *outcome = lfirst(cell);

		if (outcome->problem != NULL)
			appendStringInfo(&detail, "%s%s %s: %s", detail.len > 0 ? "\n" : "", outcome->kind, outcome->object, outcome->problem);
	}
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("suspension %lld cannot be resumed", (long long) id),
			 errdetail_internal("%s", detail.data),
			 errhint("Nothing was changed. sss.plan_resume() with the same arguments says how to mend each.")));
}

/* One line for each relation that was suspended */
static void
JournalResumption(const Resumption *of, int64 id)
{
	char	   *renamed = DatumGetCString(DirectFunctionCall1(jsonb_out, of->renamed));
	char	   *definitions = DatumGetCString(DirectFunctionCall1(jsonb_out, of->definitions));
	char	   *call = psprintf("SELECT * FROM sss.resume(" INT64_FORMAT ", renamed => %s, definitions => %s)",
								id, quote_literal_cstr(renamed), quote_literal_cstr(definitions));
	Datum	   *relations;
	bool	   *nulls;
	int			nrelations;

	deconstruct_array(DatumGetArrayTypeP(of->suspension.relations), TEXTOID, -1, false, TYPALIGN_INT, &relations, &nulls, &nrelations);
	for (int i = 0; i < nrelations; i++)
	{
		char	   *relation = TextDatumGetCString(relations[i]);

		SssJournalExemption("resume", RelationNamed(relation), relation, NULL, NULL, call, id);
	}
}

/* A suspension is ended by those who could have begun it: what is left out is not enforced any more */
static void
CheckMayResume(const SssSuspension *suspension, int64 id)
{
	Oid			role = get_role_oid(suspension->by, true);

	if (superuser() || (OidIsValid(role) && has_privs_of_role(GetUserId(), role)))
		return;
	ereport(ERROR,
			(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
			 errmsg("permission denied to resume suspension %lld", (long long) id),
			 errhint("Let a member of role \"%s\", or a superuser, call the function.", suspension->by)));
}

/* The suspension of that number, locked once it is clear that the user may resume it */
static Relation
OpenSuspension(int64 id, SssSuspension *suspension)
{
	Relation	rel = SssOpenSuspensions(AccessShareLock);

	SssReadSuspension(rel, id, suspension);
	CheckMayResume(suspension, id);
	table_close(rel, AccessShareLock);
	rel = SssOpenSuspensions(ShareRowExclusiveLock);
	SssReadSuspension(rel, id, suspension);
	return rel;
}

static void
Resume(FunctionCallInfo fcinfo, bool plan)
{
	Resumption	of = {.trying = false};
	Relation	rel;
	int64		id;

	if (PG_ARGISNULL(0))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("argument \"%s\" must not be NULL", "suspension")));
	SssRefuseOldSnapshot();
	id = PG_GETARG_INT64(0);
	rel = OpenSuspension(id, &of.suspension);
	of.renamed = GetArgNames(fcinfo, 1, "renamed", of.suspension.kept);
	of.definitions = GetArgNames(fcinfo, 2, "definitions", of.suspension.kept);
	if (plan)
		SssUndoInSubtransaction(BringBack, &of);
	else
	{
		BringBack(&of);
		if (of.nproblems > 0)
			RaiseMisfits(&of, id);
		SssEndSuspension(rel, id);
		JournalResumption(&of, id);
	}
	table_close(rel, NoLock);
	if (of.nviolations > 0 && !plan)
		ereport(WARNING,
				(errmsg("violations that were written while the rules were suspended: %d", of.nviolations),
				 errhint("The rows of the result with kind violation name them.")));
	PutOutcomes(fcinfo, &of, plan);
}

/* plan_resume(suspension, renamed, definitions) */
PG_FUNCTION_INFO_V1(sss_plan_resume);
Datum
sss_plan_resume(PG_FUNCTION_ARGS)
{
	Resume(fcinfo, true);
	return (Datum) 0;
}

/* resume(suspension, renamed, definitions) */
PG_FUNCTION_INFO_V1(sss_resume);
Datum
sss_resume(PG_FUNCTION_ARGS)
{
	Resume(fcinfo, false);
	return (Datum) 0;
}
