--
-- Relations that sss.verify() is not to name.
--
CREATE FUNCTION sss.acknowledge(relation regclass, reason text, partitions boolean DEFAULT false) RETURNS void
AS 'MODULE_PATHNAME', 'sss_acknowledge' LANGUAGE C;
COMMENT ON FUNCTION sss.acknowledge(regclass, text, boolean) IS
'Let sss.verify() not name a relation to which nothing is attached on purpose, nor with partitions what is detached from it, nor the rows of sss.journal, sss.waivers or sss.baselines that were restored so far; the journal keeps the reason. 55000: a rule is attached; 42501: the caller owns neither the relation nor the extension';
