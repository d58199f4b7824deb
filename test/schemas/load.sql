-- The definition of a worse case, the driver, and previews
\ir ../oracle/oracle.sql
\ir driver.sql
\ir preview.sql
