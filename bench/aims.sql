-- The aims, and what the sections reached.  A section adds figures to table "figure";
-- summary.sql shows both side by side.

\set QUIET on
SET search_path = bench, public;

CREATE TABLE aim (
	place serial PRIMARY KEY,
	work text UNIQUE,
	section text,				-- that measures it
	unit text,					-- what 1.00 is
	aim numeric
);
INSERT INTO aim (work, section, unit, aim) VALUES
	('audit of a view of five joins', 'audit', 'reading all its columns', 1.05),
	('the same, with one worker', 'audit', 'reading all its columns', 0.75),
	('audit of a view of one table', 'audit', 'count(*)', 2.6),
	('audit, several categories in a join table', 'audit', 'reading all columns', 1.4),
	('facts view, COPY of a row for ten keys', 'keys', 'an empty trigger in C', 2.3),
	('facts view, COPY of a row a key', 'keys', 'an empty trigger in C', 2.0),
	('facts view, COPY of ten rows a key', 'keys', 'an empty trigger in C', 1.5),
	('facts view, single INSERT, by instructions', 'instructions', 'the check of a foreign key', 1.2),
	('facts view, single INSERT, by time', 'facts', 'the check of a foreign key', 1.2),
	('column facts, codes', 'instructions', 'an empty trigger in C', 1.05),
	('column facts, texts', 'instructions', 'an empty trigger in C', 1.08),
	('column facts, arrays', 'instructions', 'an empty trigger in C', 1.06),
	('column facts, deferred', 'instructions', 'an empty trigger in C', 1.06),
	('column facts, all required', 'instructions', 'an empty trigger in C', 1.08),
	('CHECK', 'instructions', 'a CHECK of an empty function in C', 1.02),
	('NOT sss.in_scope(), with an index', 'predicates', '= ANY written out', 1.2),
	('NOT sss.in_scope(), joined', 'predicates', '= ANY written out', 1.1),
	('estimate of NOT sss.in_scope()', 'predicates', 'the rows that there are', 3),
	('estimate of a verdict of columns, with statistics', 'predicates', 'the rows that there are', 2);

-- of: "ours", "limit", or the name of a peer
CREATE TABLE figure (work text REFERENCES aim (work), of text, value numeric, PRIMARY KEY (work, of));
CREATE TABLE not_measured (section text PRIMARY KEY, why text);
