-- All of the oracle, into a database that has the extension.
\ir oracle.sql
\ir worlds.sql
\ir statements.sql
\ir driver.sql
\ir session.sql
