--
-- Locks of cases that the server's lock table has no room for.  Each is in a row
-- that its transaction inserts and deletes: it holds while that runs, or is
-- prepared, and is dead afterwards.  A row holds one lock, or several with the same
-- first bits.
--
CREATE TABLE sss_internal.case_locks (
	number bigint NOT NULL,
	exclusive boolean NOT NULL,
	packed bigint[]
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
ALTER TABLE sss_internal.case_locks ALTER packed SET STORAGE PLAIN;
CREATE INDEX case_locks_number ON sss_internal.case_locks (number);
-- In a publication of all tables nothing of it is sent
ALTER TABLE sss_internal.case_locks REPLICA IDENTITY NOTHING;
COMMENT ON TABLE sss_internal.case_locks IS
'Locks of cases by transactions that lock more than the lock table has room for. Nobody sees a row, because the transaction that inserts it also deletes it; VACUUM frees the space';
COMMENT ON INDEX sss_internal.case_locks_number IS 'Index by which a session finds who has locked a case';
COMMENT ON COLUMN sss_internal.case_locks.number IS 'Hash of the facts view, one of the columns by which sessions wait, and its value; or the first bits of several such hashes';
COMMENT ON COLUMN sss_internal.case_locks.exclusive IS 'False: other transactions may lock it so, too';
COMMENT ON COLUMN sss_internal.case_locks.packed IS 'The hashes that begin with these bits, in their order; NULL: there is only one';
