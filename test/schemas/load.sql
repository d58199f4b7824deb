-- The definition of a worse case, and the driver
\ir ../oracle/oracle.sql
\ir driver.sql
