--
-- Rows of the extension's own tables that its functions did not write, and tables
-- that no longer see to it.
--
CREATE FUNCTION sss_internal.unwritten(OUT problem text, OUT command text)
RETURNS SETOF record STABLE SECURITY DEFINER LANGUAGE sql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $unwritten$
	-- An acknowledgement covers what was there: it waits for other writers, and sees the time after that.
	WITH acknowledged AS (
		SELECT relation, max(at) AS until
		  FROM sss.journal
		 WHERE action = 'acknowledge' AND written_at = at
		 GROUP BY relation
	), written AS (
		SELECT 'sss.journal' AS relation, NULL::bigint AS number, at AS claimed, written_at, written_by, true AS counts
		  FROM sss.journal
		UNION ALL
		SELECT 'sss.waivers', id, granted_at, written_at, written_by, withdrawn_at IS NULL FROM sss.waivers
		UNION ALL
		SELECT 'sss.baselines', id, recorded_at, written_at, written_by, ended_at IS NULL FROM sss.baselines
		UNION ALL
		SELECT 'sss.suspensions', id, suspended_at, written_at, written_by, resumed_at IS NULL FROM sss.suspensions
	), unseen AS (
		SELECT w.*
		  FROM written AS w
		  LEFT JOIN acknowledged AS a USING (relation)
		 WHERE w.written_at > a.until IS NOT FALSE AND w.counts
	), guarded AS (
		SELECT c.oid, format('%I.%I', n.nspname, c.relname) AS name, c.relrowsecurity, v.claimed
		  FROM (VALUES ('journal', 'at'), ('waivers', 'granted_at'), ('baselines', 'recorded_at'), ('baseline_entries', NULL), ('suspensions', 'suspended_at')) AS v (name, claimed)
		  JOIN pg_class AS c ON c.relname = v.name
		  JOIN pg_namespace AS n ON n.oid = c.relnamespace AND n.nspname = 'sss'
	), found AS (
		SELECT format('rows of %s that no function of the extension wrote: %s, restored or inserted by %s at %s',
					  relation, concat_ws(', number ', count(*)::text, string_agg(number::text, ', ' ORDER BY number)),
					  string_agg(DISTINCT coalesce(quote_ident(written_by), 'nobody known'), ', '), max(written_at)) AS problem,
			   relation, NULL AS command
		  FROM unseen
		 WHERE written_at IS DISTINCT FROM claimed
		 GROUP BY relation
		UNION ALL
		SELECT format('%s %s is not in sss.journal', w.word, u.number), u.relation, NULL
		  FROM unseen AS u
		  JOIN (VALUES ('sss.waivers', 'waiver', 'waiver'), ('sss.baselines', 'baseline', 'baseline'), ('sss.suspensions', 'suspension', 'suspend')) AS w (relation, word, action) USING (relation)
		 WHERE NOT EXISTS (
				SELECT FROM sss.journal AS j
				 WHERE j.number = u.number AND j.action = w.action)
		UNION ALL
		SELECT format('sss.journal has %s %s, which does not exist', j.action, j.number), 'sss.journal', NULL
		  FROM sss.journal AS j
		  LEFT JOIN acknowledged AS a ON a.relation = 'sss.journal'
		 WHERE (j.action = 'waiver' AND j.number NOT IN (SELECT w.id FROM sss.waivers AS w)
				OR j.action = 'baseline' AND j.number NOT IN (SELECT b.id FROM sss.baselines AS b)
				OR j.action = 'suspend' AND j.number NOT IN (SELECT s.id FROM sss.suspensions AS s))
		   AND j.written_at > a.until IS NOT FALSE
		UNION ALL
		SELECT format('waiver %s is in force, but the journal says withdrawn', w.id), NULL, format('SELECT sss.withdraw_waiver(%s)', w.id)
		  FROM sss.waivers AS w
		 WHERE w.withdrawn_at IS NULL
		   AND EXISTS (SELECT FROM sss.journal AS j WHERE j.number = w.id AND j.action = 'withdraw_waiver')
		UNION ALL
		SELECT format('baseline %s has %s entries, but %s were recorded', b.id, e.n, b.entries), NULL, format('SELECT sss.end_baseline(%L, %L)', b.relation, b.attachment)
		  FROM sss.baselines AS b
		 CROSS JOIN LATERAL (SELECT count(*) FROM sss.baseline_entries AS x WHERE x.baseline = b.id) AS e (n)
		 WHERE b.ended_at IS NULL AND e.n <> b.entries
	)
	SELECT f.problem, coalesce(f.command, format('SELECT sss.acknowledge(%L, ''restored'')', f.relation)) FROM found AS f
	UNION ALL
	SELECT format('table %s has no trigger sss_stamp, or it is disabled: who writes a row is not known', g.name),
		   CASE WHEN t.oid IS NULL
				THEN format('CREATE TRIGGER sss_stamp BEFORE INSERT ON %1$s FOR EACH ROW EXECUTE FUNCTION sss_internal.stamp(%2$L); ALTER TABLE %1$s ENABLE ALWAYS TRIGGER sss_stamp', g.name, g.claimed)
				ELSE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER sss_stamp', g.name) END
	  FROM guarded AS g
	  LEFT JOIN pg_trigger AS t ON t.tgrelid = g.oid AND t.tgname = 'sss_stamp' AND t.tgfoid = 'sss_internal.stamp()'::regprocedure
	 WHERE g.claimed IS NOT NULL AND (t.oid IS NULL OR t.tgenabled <> 'A')
	UNION ALL
	-- Triggers, rules and row security may change or drop a row before it is stored, or hide it.
	SELECT format('table %s has trigger %I, which can change what is written', g.name, t.tgname),
		   format('DROP TRIGGER %I ON %s', t.tgname, g.name)
	  FROM guarded AS g
	  JOIN pg_trigger AS t ON t.tgrelid = g.oid AND t.tgtype & 2 <> 0 AND t.tgname <> 'sss_stamp' AND NOT t.tgisinternal
	UNION ALL
	SELECT format('table %s has rule %I', g.name, r.rulename), format('DROP RULE %I ON %s', r.rulename, g.name)
	  FROM guarded AS g
	  JOIN pg_rewrite AS r ON r.ev_class = g.oid
	UNION ALL
	SELECT format('table %s has row security', g.name), format('ALTER TABLE %s DISABLE ROW LEVEL SECURITY', g.name)
	  FROM guarded AS g
	 WHERE g.relrowsecurity
	UNION ALL
	SELECT format('table %s lost a column', g.name), NULL
	  FROM guarded AS g
	 WHERE EXISTS (SELECT FROM pg_attribute AS a WHERE a.attrelid = g.oid AND a.attisdropped)
	UNION ALL
	SELECT format('table %s inherits from %s', i.inhrelid::regclass, g.name), format('ALTER TABLE %s NO INHERIT %s', i.inhrelid::regclass, g.name)
	  FROM guarded AS g
	  JOIN pg_inherits AS i ON i.inhparent = g.oid
$unwritten$;
COMMENT ON FUNCTION sss_internal.unwritten() IS
'For sss.verify(), whoever may call it: rows of the journal, waivers, baselines and suspensions that no function of the extension wrote, and what keeps their stamp from being set';

