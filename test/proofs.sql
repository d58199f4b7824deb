-- Which tests prove what the clauses ask: proofs.csv has a line for each subject
-- of sss.requirements, standard and test file; no standard means all of them, and
-- the order itself.  For psql, in the directory above this one.
CREATE TEMP TABLE proofs (subject text NOT NULL, standard sss.standard, test text NOT NULL);
\copy proofs FROM 'test/proofs.csv' (FORMAT csv, HEADER)

CREATE TEMP TABLE requirement_tests AS
SELECT r.code, r.provision, r.served,
	   ARRAY(SELECT DISTINCT p.test FROM proofs AS p
			  WHERE p.subject = r.subject AND (p.standard IS NULL OR p.standard = r.standard) ORDER BY p.test) AS tests
  FROM sss.requirements AS r;

CREATE TEMP TABLE clause_tests AS
SELECT c.provision, c.served,
	   ARRAY(SELECT DISTINCT test FROM requirement_tests AS r, unnest(r.tests) AS test
			  WHERE r.code = ANY (c.requirements) ORDER BY test) AS tests
  FROM sss.coverage AS c;
