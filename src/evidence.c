/*-------------------------------------------------------------------------
 *
 * evidence.c
 *	  What must stand behind a service, as SQL asks for it.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "funcapi.h"
#include "nodes/execnodes.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/tuplestore.h"

#include "arguments.h"
#include "compat.h"
#include "evidence.h"

static const char *const when_names[] = {
	[EVIDENCE_ALWAYS] = "always",[EVIDENCE_IF] = "if",[EVIDENCE_UNLESS] = "unless"
};

/* Does the line ask for something behind the service under a standard, on that day? */
static bool
IsBehind(const SssEvidenceLine *line, int service, SssDay day)
{
	return line->rule == RULE_evidence && line->service == service &&
		SssInForce(line->valid_from, line->valid_to, day);
}

Datum
SssEvidenceRoles(int service, SssStandard standard, SssDay day)
{
	Datum		elements[SSS_MOST_FINDINGS];
	int			nelements = 0;

	for (int i = 0; i < sss_evidence_count && nelements < SSS_MOST_FINDINGS; i++)
	{
		if (sss_evidence[i].standard == standard && IsBehind(&sss_evidence[i], service, day))
			elements[nelements++] = CStringGetTextDatum(sss_fact_lines[sss_evidence[i].fact].name);
	}
	return PointerGetDatum(construct_array(elements, nelements, TEXTOID, -1, false, TYPALIGN_INT));
}

/* required_evidence(service, provider, on_date, language) */
PG_FUNCTION_INFO_V1(sss_required_evidence);
Datum
sss_required_evidence(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	int			service = SSS_GETARG_CODE(CODES_service, 0);
	int			provider = SSS_GETARG_CODE(CODES_provider_type, 1);
	SssLanguage language = SssLanguageArgument(fcinfo, 3);
	SssDay		day;

	InitMaterializedSRF(fcinfo, 0);
	if (service == SSS_MISSING || provider == SSS_MISSING || PG_ARGISNULL(2))
		return (Datum) 0;
	day = PG_GETARG_DATEADT(2);

	for (int i = 0; i < sss_evidence_count; i++)
	{
		const SssEvidenceLine *line = &sss_evidence[i];
		Datum		values[7] = {0};
		bool		nulls[7] = {false};

		if (!IsBehind(line, service, day) ||
			SssProviderProvision(provider, line->standard, day) == SSS_NO_PROVISION)
			continue;
		values[0] = CStringGetTextDatum(sss_fact_lines[line->fact].name);
		values[1] = CStringGetTextDatum(SssLocalize(sss_evidence_names[line->fact], language));
		values[2] = CStringGetTextDatum(when_names[line->when]);
		nulls[3] = nulls[4] = line->other == N_ROLES;
		if (line->other != N_ROLES)
		{
			values[3] = CStringGetTextDatum(sss_fact_lines[line->other].name);
			values[4] = CStringGetTextDatum(SssLocalize(sss_evidence_names[line->other], language));
		}
		values[5] = SssCodeDatum(CODES_standard, line->standard);
		values[6] = SssProvisionDatum(line->provision);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}
