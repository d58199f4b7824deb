-- Progress reports of a long audit.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS special_social_services;
RESET client_min_messages;
CREATE SCHEMA "Audit progress";
SET search_path = "Audit progress";
\pset format unaligned
\pset tuples_only on
-- A tenth of a second passes before the first row comes.
CREATE VIEW slow AS
	SELECT i AS id, CASE WHEN i % 2 = 0 THEN 'household.transport' ELSE 'medical.laboratory_sampling' END AS service,
		   'minors_adaptation_center' AS provider, date '2024-01-01' AS on_date
	  FROM (SELECT pg_catalog.pg_sleep(0.1) OFFSET 0) AS s, pg_catalog.generate_series(1, 1500) AS i;
SELECT count(*) FROM sss.audit('slow', 'service', key => '{id}');
SHOW sss.audit_progress;
SET sss.audit_progress = '50ms';
SELECT count(*) FROM sss.audit('slow', 'service', key => '{id}');
SET sss.language = 'ru';
SELECT sum(rows) FROM sss_internal.audit_counts('slow', 'service', key => '{id}');
SET sss.audit_progress = 0;
SELECT count(*) FROM sss.audit('slow', 'service', key => '{id}');
\set VERBOSITY sqlstate
SET sss.audit_progress = -1;
\set VERBOSITY default
SET client_min_messages = warning;
DROP SCHEMA "Audit progress" CASCADE;
