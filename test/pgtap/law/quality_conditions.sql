-- The conditions of quality, one by one: paragraphs 6, 8, ... 20 of annexes 1 and 2, 7, 9, ... 21 of annex 3.
-- Standard and kind of each are those of the second reading (facts.tsv, see its header), which knows nothing of the lists.
BEGIN;
SELECT plan(239);

CREATE TEMP TABLE lines (number serial, line text);
\copy lines (line) FROM 'test/second_reading/facts.tsv' WITH (FORMAT csv, DELIMITER E'\x01', QUOTE E'\x02')
CREATE TEMP TABLE facts AS
SELECT f[1] AS fact, f[2] AS provision, f[3] AS value, (ARRAY['organizations', 'centers', 'families'])[left(f[2], 1)::int] AS standard
  FROM (SELECT string_to_array(line, E'\t') AS f FROM lines WHERE line !~ '^#' AND number > 1) AS t
 WHERE f[1] IN ('quality', 'count', 'parts') AND f[2] ~ '^[123]';

-- Each condition by itself: its standard and kind; it may be assessed there and nowhere else.
CREATE TEMP TABLE providers (standard text, provider text);
INSERT INTO providers VALUES ('organizations', 'youth_house'), ('centers', 'minors_adaptation_center'), ('families', 'guardian');
SELECT is((SELECT string_agg(format('%s %s', q.standard, q.kind), ', ') FROM sss.quality_conditions AS q
			WHERE q.provision::text = f.provision), format('%s %s', f.standard, f.value),
		  format('%s: a condition of the quality of %s services', f.provision, f.value))
  FROM facts AS f WHERE f.fact = 'quality' ORDER BY f.provision::sss.provision;

SELECT is((SELECT string_agg(format('%s %s %s', p.standard, sss.quality_verdict(f.provision, p.provider, '2024-01-15'),
								   sss.quality_provision(f.provision, p.provider, '2024-01-15') = f.provision), ', ' ORDER BY p.standard)
			 FROM providers AS p),
		  (SELECT string_agg(format('%s %s %s', p.standard, CASE p.standard WHEN f.standard THEN 'compliant' ELSE 'violation' END,
								   CASE p.standard WHEN f.standard THEN 't' ELSE 'f' END), ', ' ORDER BY p.standard) FROM providers AS p),
		  format('%s: assessed at %s, and nowhere else', f.provision, f.standard))
  FROM facts AS f WHERE f.fact = 'quality' ORDER BY f.provision::sss.provision;

-- A condition with several unnumbered parts is one condition; its name speaks of each part.
SELECT ok(q.name_en ~ p.word_en AND q.name_ru ~ p.word_ru, format('%s: the condition speaks of it in the word "%s"', p.part, p.word_en))
  FROM (VALUES
	('1.6.1', '1.6.1/1', 'sanitary', 'санитар'), ('1.6.1', '1.6.1/2', 'allocated', 'размещение'),
	('1.6.1', '1.6.1/3', 'protected', 'защищены'), ('1.6.1', '1.6.1/4', 'fit for activities', 'пригодны для мероприятий'),
	('2.6.1', '2.6.1/1', 'sanitary', 'санитар'), ('2.6.1', '2.6.1/2', 'allocated', 'размещение'),
	('2.6.1', '2.6.1/3', 'protected', 'защищены'), ('2.6.1', '2.6.1/4', 'fit for activities', 'пригодны для мероприятий')
  ) AS p (item, part, word_en, word_ru) JOIN sss.quality_conditions AS q ON q.provision::text = p.item;
SELECT set_eq($$ SELECT provision, value::int FROM facts WHERE fact = 'parts' AND provision ~ '\.6\.' $$,
	$$ VALUES ('1.6.1', 4), ('2.6.1', 4) $$, '1.6.1, 2.6.1: no other condition has parts, and these have four');

-- Paragraph by paragraph: as many conditions as subparagraphs, or the one that the paragraph itself is.
SELECT is((SELECT count(*)::int FROM sss.quality_conditions AS q
			WHERE q.standard::text = c.standard AND q.provision::text ~ format('^%s(\.\d+)?$', replace(c.provision, '.', '\.'))),
		  greatest(c.value::int, 1), format('%s: %s conditions on %s services', c.provision, greatest(c.value::int, 1), k.kind))
  FROM facts AS c
  JOIN (SELECT DISTINCT substring(provision, '^\d+\.\d+') AS paragraph, value AS kind FROM facts WHERE fact = 'quality') AS k
	ON k.paragraph = c.provision
 WHERE c.fact = 'count' ORDER BY c.provision::sss.provision;

SELECT * FROM finish();
ROLLBACK;
