-- A database shaped like a child protection case system on Rails: the cases are
-- documents, with columns to search by beside them, and an index on each column.

CREATE TABLE cases (
	id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
	data jsonb DEFAULT '{}',
	family_id uuid,
	srch_age integer,
	srch_sex varchar,
	srch_status varchar,
	srch_record_state boolean,
	srch_registration_date timestamp,
	srch_protection_concerns varchar[]
);

-- 68 columns in all
DO $$
BEGIN
	EXECUTE (SELECT 'ALTER TABLE cases ' || string_agg(format('ADD srch_%s %s', c.name, t.type), ', ')
			   FROM (VALUES
				('varchar', 'risk_level workflow owned_by owned_by_agency owned_by_agency_id owned_by_location module_id created_by created_by_agency protection_status urgent_protection_concern current_care_arrangements_type family_number nationality language religion ethnicity location_current reporting_location gender disability_type closure_reason national_id_no unhcr_id_no cpims_id school_name education_level'),
				('varchar[]', 'owned_by_groups assigned_user_names associated_user_names associated_user_agencies associated_user_groups current_alert_types service_types referred_users referred_users_present transferred_to_users not_edited_by_owner_groups'),
				('timestamp', 'created_at last_updated_at posted_at reopened_at assessment_due_at case_plan_due_at followup_due_at service_due_at tracing_due_at identified_at closed_at reunified_at'),
				('boolean', 'flagged has_photo has_incidents has_case_plan consent_for_services consent_reporting not_edited_by_owner'),
				('integer', 'alert_count transfer_count')) AS t (type, names),
					unnest(string_to_array(t.names, ' ')) AS c (name));
END
$$;

CREATE TABLE lookups (
	id serial PRIMARY KEY,
	unique_id varchar UNIQUE,
	name_i18n jsonb,
	lookup_values_i18n jsonb,
	locked boolean
);

-- record_id is the text of cases.id
CREATE TABLE transitions (
	id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
	type varchar,
	status varchar,
	record_type varchar,
	record_id varchar,
	service varchar,
	remote boolean,
	created_at timestamp,
	responded_at timestamp
);
CREATE INDEX ON transitions (record_type, record_id);
CREATE INDEX ON transitions (record_id);
