/* special_social_services: the installation script; make joins it from the parts in src/ */

-- complain if the script is sourced in psql, rather than via CREATE EXTENSION
\echo Use "CREATE EXTENSION special_social_services" to load this file. \quit

CREATE SCHEMA sss;
COMMENT ON SCHEMA sss IS
'Order No. 165 of 12 June 2023 of the Minister of Education of Kazakhstan (standards of special social services to children): its codes, decisions and enforcement';

CREATE SCHEMA sss_internal;
GRANT USAGE ON SCHEMA sss_internal TO PUBLIC;
COMMENT ON SCHEMA sss_internal IS
'Types and functions of extension special_social_services that its own tables, views and functions use';

