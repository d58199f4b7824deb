/*-------------------------------------------------------------------------
 *
 * clauses.h
 *	  The clauses of the Order as constant tables: what each requires, and how
 *	  the extension serves it.
 *
 * These tables decide nothing.  They say which clause each of the other lists
 * is about, and how it is served.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_LAW_CLAUSES_H
#define SSS_LAW_CLAUSES_H

#include "law/lists.h"

/* How a requirement is served, and of what shape it is; see lists/requirements.h */
typedef enum SssServed
{
	SERVED_enforced,
	SERVED_audited,
	SERVED_attested,
	SERVED_not_decidable,
	N_SERVED
} SssServed;

typedef enum SssShape
{
	SHAPE_membership,
	SHAPE_threshold,
	SHAPE_evidence,
	SHAPE_interval,
	SHAPE_attestation,
	SHAPE_none,
	N_SHAPES
} SssShape;

extern const char *const sss_served_names[N_SERVED];
extern const char *const sss_shape_names[N_SHAPES];

/* The subjects of requirements */
#define SUBJECT(subject, ...) SUBJECT_##subject,
#define REQUIREMENT(...)
#define ATTESTED(...)
typedef enum SssSubjectId
{
#include "law/lists/requirements.h"
	N_SUBJECTS
} SssSubjectId;
#undef SUBJECT
#undef REQUIREMENT
#undef ATTESTED

/* A subject: how the lines of a list read as requirements */
typedef struct SssSubject
{
	const char *name;
	SssShape	shape;
	SssServed	served;
	uint32_t	rules;			/* bits of SssRule */
	SssRoles	roles;			/* that the judgement of each line reads */
	const char *object;
	const char *asks[SSS_LANGUAGES];
} SssSubject;

extern const SssSubject sss_subjects[N_SUBJECTS];

/* The subject of a rule's lines that are of one shape; each such rule has one */
extern SssSubjectId SssSubjectOf(SssRule rule, SssShape shape);

/* A requirement that no other list holds; a missing text is empty */
typedef struct SssRequirement
{
	const char *subject;
	SssProvision provision;
	SssShape	shape;
	SssServed	served;
	const char *object;
	int			quantity;		/* 0: none */
	const char *unit;
	const char *asks[SSS_LANGUAGES];
	const char *reason[SSS_LANGUAGES];
} SssRequirement;

extern const SssRequirement sss_requirements[];
extern const int sss_requirements_count;

/* A clause with the subparagraphs and parts that it has */
typedef struct SssClauses
{
	SssProvision provision;
	int			items;
	int			parts;
	SssDay		valid_from;
	SssDay		valid_to;
} SssClauses;

extern const SssClauses sss_clauses[];
extern const int sss_clauses_count;

/* There are no more clauses than these in one annex */
#define CLAUSES(citation, items, parts, ...) + (items) + (parts)
#define DASHES(...)
#define INFORMATIVE(...)
enum
{
	SSS_MOST_CLAUSES = 0
#include "law/lists/clauses.h"
};
#undef CLAUSES
#undef DASHES
#undef INFORMATIVE

/* The standard that the clause belongs to; SSS_MISSING: the order itself, or no annex */
extern int	SssStandardOf(SssProvision provision);

/* Does the Order have the clause on that day? */
extern bool SssIsClause(SssProvision provision, SssDay day);

/*
 * The clauses of a standard that an inspection looks at one by one, in the
 * sequence of the Order: the subparagraphs and parts of the paragraphs on
 * services, on their quality and behind them, and such paragraphs as have
 * neither.  Returns their number.
 */
extern int	SssGetInspected(SssStandard standard, SssDay day, SssProvision *clauses);

/*
 * Does an assessment of one clause say how another stands?  That of a clause
 * says it of its unnumbered parts too, but not of its subparagraphs.
 */
extern bool SssIsAssessedWith(SssProvision clause, SssProvision assessed);

/* Are the unnumbered parts of that paragraph dashes, and not sentences that stand by themselves? */
extern bool SssPartsAreDashes(SssProvision part);

/* The reason why a clause requires nothing */
typedef struct SssInformative
{
	SssProvision provision;
	const char *reason[SSS_LANGUAGES];
} SssInformative;

extern const SssInformative sss_informative[];
extern const int sss_informative_count;

/* A clause of the order that names another act */
typedef struct SssReference
{
	SssProvision provision;
	const char *act;
	const char *const *names;
} SssReference;

extern const SssReference sss_references[];
extern const int sss_references_count;

#endif							/* SSS_LAW_CLAUSES_H */
