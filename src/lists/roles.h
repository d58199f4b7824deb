/*---
 * roles.h
 *	  The rules that can be attached to a table, and the facts they judge.
 *
 * RULE(rule, en)
 * ROLE(rule, role, type, obligatory)
 *
 * role			the name of the fact, the same in functions, triggers and views
 * type			the extension's own type, or date
 * obligatory	1 if a table cannot be attached without a column for it
 *
 * Without on_date a fact is judged as of the day of the statement; without
 * stay the mode of stay is not judged.
 *---
 */
RULE(placement, "the child's category, the basis of the placement and the mode of stay are those that the provider's standard names")
ROLE(placement, category, recipient_category, 1)
ROLE(placement, basis, placement_basis, 1)
ROLE(placement, provider, provider_type, 1)
ROLE(placement, stay, stay_mode, 0)
ROLE(placement, on_date, date, 0)

RULE(service, "the service is one that the provider's standard lists")
ROLE(service, service, service, 1)
ROLE(service, provider, provider_type, 1)
ROLE(service, on_date, date, 0)
