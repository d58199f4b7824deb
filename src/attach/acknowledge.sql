--
-- Relations that sss.verify() is not to name.
--
CREATE FUNCTION sss.acknowledge(relation regclass, reason text, partitions boolean DEFAULT false) RETURNS void
AS 'MODULE_PATHNAME', 'sss_acknowledge' LANGUAGE C;
COMMENT ON FUNCTION sss.acknowledge(regclass, text, boolean) IS
'Let sss.verify() not name a relation to which nothing is attached on purpose: a partition manager''s template, what a view reads and cannot be attached, or a table that another system writes. partitions: nor tables that look like its partitions, as detached ones do; the relation itself may then be attached. Of sss.journal, sss.waivers or sss.baselines: nor the rows that were restored so far. The journal keeps the reason. 55000: a rule is attached. 42501: the caller owns neither the relation nor the extension';
