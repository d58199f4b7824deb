CALL oracle.prepare();
SELECT command FROM oracle.script ORDER BY n \gexec
CALL oracle.compare();
