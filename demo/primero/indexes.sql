-- 105 indexes, on columns and on values in the documents

CREATE INDEX cases_data ON cases USING gin (data);
CREATE UNIQUE INDEX cases_case_id ON cases ((data ->> 'case_id'));
DO $$
DECLARE
	statement text;
BEGIN
	FOR statement IN
		SELECT format('CREATE INDEX ON cases USING %s (%I)',
					  CASE WHEN a.atttypid::regtype::text LIKE '%[]' THEN 'gin' ELSE 'btree' END, a.attname)
		  FROM pg_attribute AS a
		 WHERE a.attrelid = 'cases'::regclass AND a.attnum > 0
		   AND (a.attname = 'family_id' OR starts_with(a.attname, 'srch_'))
		 UNION ALL
		SELECT format('CREATE INDEX ON cases ((data ->> %L))', field)
		  FROM unnest(string_to_array('short_id case_id_display unique_identifier name name_first name_last name_nickname name_other registration_no camp_id refugee_no tent_number ration_card_no icrc_ref_no unhcr_individual_no address_current telephone_current caregiver_name other_id_no', ' ')) AS field
		 UNION ALL
		SELECT format('CREATE INDEX ON cases (srch_record_state, srch_status, %I)', field)
		  FROM unnest('{srch_age,srch_sex,srch_owned_by,srch_owned_by_agency_id,srch_owned_by_location,srch_registration_date,srch_created_at,srch_last_updated_at,srch_module_id,srch_workflow,srch_risk_level,srch_flagged,srch_family_number,srch_case_plan_due_at,srch_assessment_due_at,srch_followup_due_at,srch_service_due_at}'::text[]) AS field
	LOOP
		EXECUTE statement;
	END LOOP;
END
$$;
