#!/bin/sh
#
# add_rule.sh DIRECTORY
#	  Enter an imaginary rule, with a coded fact of its own, into a copy of src.
#
# From 1 January 2027 the standard of organizations names the persons who may
# bring a child: a parent or a police officer.  What follows is all that a rule
# takes: lines in the lists of the law, and in SQL one declaration of the type
# and one of the rule.

set -e
cd "$1"

# before START FILE: put standard input in front of the only line that starts so
before()
{
	[ "$(grep -c "^$1" "$2")" -eq 1 ] || { echo "$2: not one line starts with $1" >&2; return 1; }
	{
		sed "/^$1/,\$d" "$2"
		cat
		sed -n "/^$1/,\$p" "$2"
	} > "$2.new"
	mv "$2.new" "$2"
}

tab=$(printf '\t')

# The fact
cat > law/lists/escort_persons.h <<'LINES'
ESCORT_PERSON(parent, 16, DAY(2027, 1, 1), NO_END, "ата-ана", "родитель", "parent")
ESCORT_PERSON(police_officer, 32, DAY(2027, 1, 1), NO_END, "полиция қызметкері", "сотрудник полиции", "police officer")
ESCORT_PERSON(other_escort, 48, DAY(2027, 1, 1), NO_END, "өзге тұлға", "иное лицо", "another person")
LINES
cat >> law/lists/codes.h <<'LINES'

#define ESCORT_PERSON(code, ...) CODE(escort_person, ESCORT, code, #code, __VA_ARGS__)
CODES(escort_person, N_ESCORTS, SssEscort, 127, escort_persons)
#include "law/lists/escort_persons.h"
END_CODES(escort_person, N_ESCORTS, SssEscort, 127)
#undef ESCORT_PERSON
LINES
before '#define ANY' law/lists/words.h <<'LINES'
#define ESCORT(code)	SSS_BIT(ESCORT_##code)
LINES
before 'FACT(condition,' law/lists/roles.h <<'LINES'
FACT(escort, code, escort_person)
LINES
before "${tab}${tab}${tab}('verdict', 1," base/types.sql <<'LINES'
			('escort_person', 1, 'char', 'escort_persons', 3, 'Person who brings a child', 'paragraph 4 of annex 1'),
LINES

# The rule
cat >> law/lists/roles.h <<'LINES'

RULE(escort, "the child is brought by a person whom the provider's standard names")
ROLE(escort, escort, 1)
ROLE(escort, provider, 1)
ROLE(escort, on_date, 0)
LINES
cat >> law/lists/members.h <<'LINES'

MEMBERS(escort, organizations, PART(1, 4, 4), escort, ESCORT(parent) | ESCORT(police_officer), ALWAYS, violation, DAY(2027, 1, 1), NO_END)
LINES
cat >> law/lists/messages.h <<'LINES'

FINDING_MESSAGE(escort, compliant,
				"Баланы стандартта аталған тұлға жеткізген: «{escort}» ({provision}).",
				"Ребенка доставило лицо, названное стандартом: «{escort}» ({provision}).",
				"The child was brought by a person whom the standard names: \"{escort}\" ({provision}).")
FINDING_MESSAGE(escort, violation,
				"Баланы стандартта аталмаған тұлға жеткізген: «{escort}» ({provision}).",
				"Ребенка доставило лицо, не названное стандартом: «{escort}» ({provision}).",
				"The child was brought by a person whom the standard does not name: \"{escort}\" ({provision}).")
FINDING_MESSAGE(escort, unknown,
				"Баланы кім жеткізгені көрсетілмеген немесе танылмады ({provision}).",
				"Не указано или не распознано, кто доставил ребенка ({provision}).",
				"It is not given or not recognized who brought the child ({provision}).")
LINES
before 'SUBJECT(contract_specialist,' law/lists/requirements.h <<'LINES'
SUBJECT(escort, membership, enforced, RULE_SET(escort), READS(escort) | READS(provider) | READS(on_date), "sss.escort_verdict", "баланы жеткізеді: %s", "ребенка доставляет: %s", "the child is brought by: %s")
LINES
before "${tab}${tab}${tab}('transport'," ask/decide.sql <<'LINES'
			('escort', 'escort sss.escort_person, provider sss.provider_type, on_date date',
			 'is the child brought by a person whom the standard names: paragraph 4 of annex 1, part 4'),
LINES
