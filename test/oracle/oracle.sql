-- The oracle: whether what a case is now may be refused, given what it was before.
--
-- It reads the law through the predicates and explanations of sss alone, and
-- decides by the definition of docs/design, not by the code of the trigger:
--
--  * The state of a database is, for each key, the placements of the case, each
--    as the JSON text of its facts.  Rows of a view that differ in the category
--    alone are one placement.
--  * A placement fails if its verdict is a violation (strict: or unsettled).
--  * An earlier placement excuses one that fails if it failed as well, and some
--    candidate of it fell short in all that some candidate of the other falls
--    short in: the same requirement under the same provision, as severely and by
--    as much.  A candidate is a standard of the provider with a category of the
--    child.  Of the earlier ones only those count that gave the verdict and of
--    which no other falls short in fewer requirements.
--  * If one of two candidates has no category, and the other has one, the paragraph
--    counts for the provision.  A placement that fails without a provider fails
--    with any; it is compared as if it had one of them.
--  * A case got worse if its placements that fail cannot be paired with earlier
--    placements of the same key that excuse them.  A placement that one in the
--    baseline excuses needs none.
CREATE SCHEMA oracle;

-- Facts that were judged, so that none is judged twice.
CREATE TABLE oracle.judged (
	rule text,
	facts text,
	verdict sss.verdict NOT NULL,
	candidates jsonb NOT NULL,
	PRIMARY KEY (rule, facts)
);

-- The requirements that an explanation calls unmet, by standard; standards without any are left out.
-- category: of the child, for which the others are left out
CREATE FUNCTION oracle.candidates(rule text, f jsonb, category text) RETURNS SETOF jsonb STABLE LANGUAGE plpgsql AS $$
DECLARE
	arguments text;
BEGIN
	arguments := (SELECT string_agg(format('%I => %L', r, f->>r), ', ')
		FROM jsonb_object_keys(f) AS r);
	RETURN QUERY EXECUTE format($q$
		SELECT jsonb_build_object('category', %4$L::text, 'unmet', jsonb_agg(jsonb_build_object('r', e.requirement, 'p', e.provision,
					's', CASE e.met WHEN 'violation' THEN 2 ELSE 1 END,
					'by', CASE e.requirement
						WHEN 'area' THEN CASE sss.annex(e.provision) WHEN 3 THEN 15 ELSE 4 END * (%2$L::jsonb->>'persons')::numeric - (%2$L::jsonb->>'area')::numeric
						WHEN 'quantity' THEN (%2$L::jsonb->>'norm')::numeric - (%2$L::jsonb->>'quantity')::numeric
						ELSE 0 END)))
		  FROM sss.explain_%1$s(%3$s) AS e
		 WHERE e.met IN ('violation', 'unsettled')
		 GROUP BY sss.annex(e.provision)$q$, rule, f, arguments, category);
END
$$;

CREATE FUNCTION oracle.judge(rule text, facts text, OUT verdict sss.verdict, OUT candidates jsonb) LANGUAGE plpgsql STABLE AS $$
DECLARE
	f jsonb := facts;
	several boolean := rule = 'placement';
	arguments text;
BEGIN
	SELECT j.verdict, j.candidates INTO verdict, candidates
	  FROM oracle.judged AS j WHERE (j.rule, j.facts) = (judge.rule, judge.facts);
	IF FOUND THEN
		RETURN;
	END IF;
	IF several THEN
		verdict := sss.placement_verdict_any(
			ARRAY(SELECT c::sss.recipient_category FROM jsonb_array_elements_text(f->'category') AS c),
			(f->>'basis')::sss.placement_basis, (f->>'provider')::sss.provider_type, (f->>'stay')::sss.stay_mode, (f->>'on_date')::date);
		candidates := (SELECT jsonb_agg(c)
			FROM jsonb_array_elements_text(f->'category') AS k, oracle.candidates(rule, f || jsonb_build_object('category', k), k) AS c);
	ELSE
		arguments := (SELECT string_agg(format('%I => %L', r, f->>r), ', ') FROM jsonb_object_keys(f) AS r);
		EXECUTE format('SELECT sss.%s_verdict(%s)', rule, arguments) INTO verdict;
		candidates := (SELECT jsonb_agg(c) FROM oracle.candidates(rule, f, NULL) AS c);
	END IF;
	candidates := coalesce(candidates, '[]');
END
$$;

-- Remember what was judged in a transaction that has been rolled back.
CREATE PROCEDURE oracle.learn(of_rule text, states jsonb[]) LANGUAGE sql AS $$
	INSERT INTO oracle.judged
		SELECT of_rule, f, j.verdict, j.candidates
		  FROM (SELECT DISTINCT f
				  FROM unnest(states) AS s, jsonb_each(s) AS k, jsonb_array_elements_text(k.value->'p') AS f) AS facts,
			   oracle.judge(of_rule, f) AS j
	ON CONFLICT DO NOTHING
$$;

CREATE FUNCTION oracle.fails(rule text, strict boolean, facts text) RETURNS boolean STABLE LANGUAGE sql AS $$
	SELECT verdict = 'violation' OR (strict AND verdict = 'unsettled') FROM oracle.judge(rule, facts)
$$;

-- The shortfalls of a candidate.  Without strict an unsettled point is none.
CREATE FUNCTION oracle.unmet(candidate jsonb, strict boolean) RETURNS jsonb IMMUTABLE LANGUAGE sql AS $$
	SELECT coalesce(jsonb_agg(u), '[]') FROM jsonb_array_elements(candidate->'unmet') AS u WHERE strict OR (u->>'s')::integer = 2
$$;

CREATE FUNCTION oracle.paragraph(provision text) RETURNS text IMMUTABLE LANGUAGE sql AS
	$$SELECT substring(provision FROM '^[0-9]+\.[0-9]+(?:-[0-9]+)?')$$;

-- Both fail, and have a provider.
CREATE FUNCTION oracle.excuses_at_provider(rule text, strict boolean, earlier text, now text) RETURNS boolean STABLE LANGUAGE sql AS $$
	WITH was AS MATERIALIZED (
		SELECT c->>'category' AS category, oracle.unmet(c, strict) AS unmet,
			   (SELECT max((u->>'s')::integer) FROM jsonb_array_elements(c->'unmet') AS u) = CASE j.verdict WHEN 'violation' THEN 2 ELSE 1 END AS gave
		  FROM oracle.judge(rule, earlier) AS j, jsonb_array_elements(j.candidates) AS c
	), gave AS MATERIALIZED (
		SELECT category, unmet, ARRAY(SELECT DISTINCT u->>'r' FROM jsonb_array_elements(unmet) AS u) AS requirements
		  FROM was WHERE gave
	), least AS (
		SELECT category, unmet FROM gave AS g
		 WHERE NOT EXISTS (SELECT FROM gave AS o WHERE o.requirements <@ g.requirements AND NOT g.requirements <@ o.requirements)
	), falls AS (
		SELECT c->>'category' AS category, oracle.unmet(c, strict) AS unmet FROM oracle.judge(rule, now) AS j, jsonb_array_elements(j.candidates) AS c
	)
	SELECT EXISTS (
		SELECT FROM falls AS n, least AS b
		 WHERE n.unmet <> '[]' AND NOT EXISTS (
			SELECT FROM jsonb_array_elements(n.unmet) AS u
			 WHERE NOT EXISTS (
				SELECT FROM jsonb_array_elements(b.unmet) AS e
				 WHERE e->>'r' = u->>'r' AND (e->>'s')::integer >= (u->>'s')::integer AND (e->>'by')::numeric >= (u->>'by')::numeric
				   AND (e->>'p' = u->>'p' OR (n.category IS NULL) <> (b.category IS NULL) AND
						(e->>'p' = oracle.paragraph(u->>'p') OR u->>'p' = oracle.paragraph(e->>'p'))))))
$$;

CREATE FUNCTION oracle.excuses(rule text, strict boolean, earlier text, now text) RETURNS boolean STABLE LANGUAGE plpgsql AS $$
DECLARE
	n jsonb := now;
	e jsonb := earlier;
BEGIN
	IF NOT oracle.fails(rule, strict, earlier) THEN
		RETURN false;
	ELSIF n->>'provider' IS NOT NULL AND e->>'provider' IS NOT NULL THEN
		RETURN oracle.excuses_at_provider(rule, strict, earlier, now);
	END IF;
	RETURN EXISTS (SELECT FROM sss.provider_types AS p
		WHERE p.code::text = coalesce(n->>'provider', p.code::text)
		  AND oracle.excuses_at_provider(rule, strict,
				CASE WHEN e->>'provider' IS NULL THEN (e || jsonb_build_object('provider', p.code))::text ELSE earlier END,
				(n || jsonb_build_object('provider', p.code))::text));
END
$$;

-- Can each of the placements that fail, from number n on, be paired with an earlier one of its own?
CREATE FUNCTION oracle.paired(rule text, strict boolean, failing text[], n integer, earlier text[]) RETURNS boolean STABLE LANGUAGE plpgsql AS $$
BEGIN
	IF n > cardinality(failing) THEN
		RETURN true;
	END IF;
	FOR i IN 1 .. cardinality(earlier) LOOP
		IF earlier[i] IS NOT NULL AND oracle.excuses(rule, strict, earlier[i], failing[n]) AND
			oracle.paired(rule, strict, failing, n + 1, earlier[:i - 1] || NULL::text || earlier[i + 1:]) THEN
			RETURN true;
		END IF;
	END LOOP;
	RETURN false;
END
$$;

-- The keys of the cases of a state that got worse since an earlier one.
CREATE FUNCTION oracle.worse(rule text, strict boolean, earlier jsonb, now jsonb, recorded jsonb) RETURNS text[] STABLE LANGUAGE plpgsql AS $$
DECLARE
	of_case record;
	failing text[];
	worse text[] := '{}';
BEGIN
	FOR of_case IN
		SELECT n.key, n.value->'p' AS now, coalesce(earlier->n.key->'p', '[]') AS earlier
		  FROM jsonb_each(now) AS n WHERE n.value IS DISTINCT FROM earlier->n.key
	LOOP
		failing := ARRAY(SELECT f FROM jsonb_array_elements_text(of_case.now) AS f WHERE oracle.fails(rule, strict, f)
			AND NOT EXISTS (SELECT FROM jsonb_array_elements_text(recorded->of_case.key->'p') AS r WHERE oracle.excuses(rule, strict, r, f)));
		IF cardinality(failing) > 0 AND
			NOT oracle.paired(rule, strict, failing, 1, ARRAY(SELECT jsonb_array_elements_text(of_case.earlier))) THEN
			worse := worse || of_case.key;
		END IF;
	END LOOP;
	RETURN worse;
END
$$;
