-- The server's shared memory, and its processes besides sessions.

SELECT count(*) || ' areas of shared memory, ' || sum(allocated_size) || ' bytes; '
	   || (SELECT count(*) FROM pg_stat_activity WHERE backend_type <> 'client backend') || ' processes'
  FROM pg_shmem_allocations;
