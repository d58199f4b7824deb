-- From tables as they are to a rule that logs, step by step, in psql:
--
--	\i /usr/share/postgresql/15/extension/special_social_services_wizard.sql
--
-- The wizard asks before it changes anything.  An empty answer leaves it; run it again to go on, since it sees from the
-- database what was done.  Answers may come from a file: psql -f special_social_services_wizard.sql < answers

-- Each step runs this file again.
\if :{?sss_again}
\else
	\set sss_again f
\endif
\if :sss_again
	\set sss_again f
	\set sss_go t
\else
	\set sss_quiet :QUIET
	\set QUIET on
	\set sss_skipped '{}'
	\set sss_cases ''
	\set sss_rule ''
	\set sss_schemas ''
	\echo
	\echo 'This wizard attaches a rule of Order No. 165 to tables as they are. An empty answer leaves it.'
	\prompt 'Rule, such as placement or service: ' sss_rule
	\prompt 'Schemas of the tables, such as public, or all: ' sss_schemas
	\set sss_go f
	SELECT btrim(:'sss_rule') AS sss_rule, btrim(:'sss_rule') <> '' AND btrim(:'sss_schemas') <> '' AS sss_go,
		   CASE btrim(:'sss_schemas') WHEN 'all' THEN '' ELSE string_to_array(replace(:'sss_schemas', ' ', ''), ',')::text END AS sss_schemas \gset
	\if :sss_go
		\echo
		\echo 'Columns that may hold facts, by their values or names:'
		SELECT relation, attribute, role, dictionary, entries, clear, looks, rows
		  FROM sss.survey(nullif(:'sss_schemas', '')::name[]) WHERE role IN (SELECT role FROM sss.rules WHERE rule = :'sss_rule') LIMIT 40;
	\endif
\endif

\set sss_step stop
\if :sss_go
	SELECT format('facts.%I', :'sss_rule') AS sss_view \gset
	SELECT coalesce(step, '') AS sss_step, coalesce(subject, '') AS sss_subject, coalesce(caption, '') AS sss_caption, coalesce(of_type, '') AS sss_type,
		   coalesce(key_column, '') AS sss_key, coalesce(mapping, '') AS sss_mapping, coalesce(about, '') AS sss_about
	  FROM sss_internal.wizard_step(:'sss_rule', nullif(:'sss_cases', '')::regclass, nullif(:'sss_schemas', '')::name[], :'sss_view', :'sss_skipped') \gset
\endif
SELECT :'sss_step' = 'cases' AS sss_is_cases, :'sss_step' = 'map' AS sss_is_map, :'sss_step' = 'decide' AS sss_is_decide,
	   :'sss_step' = 'view' AS sss_is_view, :'sss_step' = 'attach' AS sss_is_attach, :'sss_step' = 'done' AS sss_is_done, false AS sss_go \gset
\set sss_answer ''

\if :sss_is_cases
	\echo
	\echo 'Which table has a row for each case is not clear.' :sss_about
	\prompt 'The table, with its schema: ' sss_answer
	\set sss_cases :sss_answer
	SELECT :'sss_answer' <> '' AS sss_go \gset

\elif :sss_is_map
	\echo
	\echo 'Role' :sss_about 'may be in column' :sss_caption 'of' :sss_subject
	SELECT entry, captions, rows, code, round(score::numeric, 2) AS score, decision, reason
	  FROM sss.propose_mapping(:'sss_subject', :'sss_caption', :'sss_type', nullif(:'sss_key', '')) ORDER BY rows DESC, entry LIMIT 40;
	\echo 'A mapping table gets the entries that are clear or stand for no code; the others are asked next.'
	\prompt 'Create it (y), not now (s), or type the column by which to map instead, such as one of names: ' sss_answer
	SELECT :'sss_answer' <> '' AS sss_go, :'sss_answer' NOT IN ('', 's') AS sss_create,
		   CASE :'sss_answer' WHEN 's' THEN (:'sss_skipped'::text[] || :'sss_about'::text)::text ELSE :'sss_skipped' END AS sss_skipped,
		   CASE WHEN :'sss_answer' IN ('y', 's', '') THEN :'sss_key' ELSE :'sss_answer' END AS sss_key \gset
	\if :sss_create
		BEGIN;
		SELECT string_agg(line, E'\n') FROM sss.mapping_script(:'sss_subject', :'sss_caption', :'sss_type', nullif(:'sss_key', '')) AS line \gexec
		COMMIT;
	\endif

\elif :sss_is_decide
	\echo
	\echo 'Role' :sss_about 'has entries in' :sss_subject 'on which nobody has decided:'
	SELECT entry, captions, rows, code, round(score::numeric, 2) AS score, next_code, reason, note
	  FROM sss.propose_mapping(:'sss_subject', :'sss_caption', :'sss_type', :'sss_key', :'sss_mapping') WHERE change = 'new' ORDER BY rows DESC, entry LIMIT 20;
	\prompt 'Entry to decide on; none, if all the others stand for no code; or not now (s): ' sss_answer
	\set sss_code none
	\set sss_reason ''
	SELECT :'sss_answer' <> '' AS sss_go, :'sss_answer' NOT IN ('', 's') AS sss_decides, :'sss_answer' NOT IN ('', 's', 'none') AS sss_one,
		   CASE :'sss_answer' WHEN 's' THEN (:'sss_skipped'::text[] || :'sss_about'::text)::text ELSE :'sss_skipped' END AS sss_skipped \gset
	\if :sss_one
		\prompt 'Its code, several with commas between them, or none: ' sss_code
	\endif
	\if :sss_decides
		\prompt 'Why: ' sss_reason
		BEGIN;
		SELECT format('INSERT INTO %s (entry, captions, code, reason) VALUES (%L, %L, %L, %L)', :'sss_mapping', p.entry, p.captions, nullif(c.code, 'none'),
					  coalesce(nullif(:'sss_reason', ''), 'decided in the wizard'))
		  FROM sss.propose_mapping(:'sss_subject', :'sss_caption', :'sss_type', :'sss_key', :'sss_mapping') AS p
		 CROSS JOIN unnest(string_to_array(replace(:'sss_code', ' ', ''), ',')) AS c (code)
		 WHERE p.change = 'new' AND (p.entry = :'sss_answer' OR NOT :'sss_one'::boolean) AND c.code <> '' \gexec
		COMMIT;
	\endif

\elif :sss_is_view
	\echo
	\echo 'A draft of the view of cases. Review each line:'
	SELECT line FROM sss.facts_view_script(:'sss_rule', :'sss_subject', NULL, :'sss_view', nullif(:'sss_schemas', '')::name[]) AS line \g (format=unaligned tuples_only=on)
	\prompt 'Create it (y), or write the script to the file that is named here, to change it first: ' sss_answer
	SELECT :'sss_answer' = 'y' AS sss_go, :'sss_answer' NOT IN ('', 'y') AS sss_file \gset
	\if :sss_go
		SELECT string_agg(line, E'\n') FROM sss.facts_view_script(:'sss_rule', :'sss_subject', NULL, :'sss_view', nullif(:'sss_schemas', '')::name[]) AS line \gexec
	\elif :sss_file
		SELECT line FROM sss.facts_view_script(:'sss_rule', :'sss_subject', NULL, :'sss_view', nullif(:'sss_schemas', '')::name[]) AS line \g (format=unaligned tuples_only=on) :sss_answer
		\echo 'Change and run' :sss_answer 'with \\i, then run the wizard again.'
	\endif

\elif :sss_is_attach
	\echo
	\echo 'How each table that' :sss_view 'reads would be guarded:'
	SELECT relation, via, lock, problem, hint FROM sss.plan_view(:'sss_view', :'sss_rule', key => :'sss_about');
	\echo 'Existing cases that are not compliant:'
	SELECT verdict, requirement, provision, count(*) FROM sss.audit(:'sss_view', :'sss_rule', key => :'sss_about') GROUP BY 1, 2, 3 ORDER BY 4 DESC LIMIT 20;
	\echo 'What makes cases unknown:'
	SELECT role, entry_columns, entry, cases, alone, reason FROM sss.unmapped(:'sss_view', :'sss_rule', key_columns => :'sss_about') LIMIT 20;
	\prompt 'Attach the rule, in mode log (y): ' sss_answer
	SELECT :'sss_answer' = 'y' AS sss_go \gset
	\if :sss_go
		\set sss_go f
		SELECT count(*) AS tables, true AS sss_go FROM sss.attach_view(:'sss_view', :'sss_rule', key => :'sss_about', mode => 'log') \gset
	\endif

\elif :sss_is_done
	\echo
	\echo 'The rule is attached:'
	SELECT relation, name, mode, problem FROM sss.attachments WHERE relation = :'sss_view'::regclass AND rule = :'sss_rule';
	\echo 'See sss.violations for what is logged, sss.unmapped() for what to map next, and sss.set_mode() to enforce.'
\endif

\if :sss_go
	\set sss_again t
	\ir special_social_services_wizard.sql
\endif
\set QUIET :sss_quiet
