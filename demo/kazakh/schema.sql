-- A database shaped like a Kazakh college information system: tables and
-- columns as such databases have them.

CREATE SCHEMA person;
CREATE SCHEMA handbook;
CREATE SCHEMA link;
CREATE SCHEMA organization;

CREATE TABLE person.person (
	id serial PRIMARY KEY,
	status integer,
	firstname varchar(100),
	lastname varchar(100),
	middlename varchar(100),
	birth_date date,
	sex smallint,
	iin varchar(100),
	language varchar(2) DEFAULT 'ru',
	type smallint,
	create_ts timestamp,
	delete_ts timestamp
);

CREATE TABLE handbook.person_social_status (
	id serial PRIMARY KEY,
	caption jsonb,
	name char(200) NOT NULL,
	type integer[] NOT NULL,
	"grouping" smallint[],
	create_ts timestamp,
	is_deleted boolean DEFAULT false,
	oid bigint,
	server_id bigint
);

CREATE TABLE link.person_social_status_link (
	person_id bigint REFERENCES person.person,
	social_status_id bigint REFERENCES handbook.person_social_status,
	create_ts timestamp,
	delete_ts timestamp,
	is_deleted boolean,
	"index" bigserial,
	document_number char(255),
	comment char(1024),
	PRIMARY KEY (person_id, social_status_id)
);

CREATE TABLE organization.institution_type (
	id serial PRIMARY KEY,
	caption jsonb,
	parent_id integer,
	is_deleted boolean DEFAULT false
);

CREATE TABLE organization.institution (
	id serial PRIMARY KEY,
	caption jsonb,
	type_id integer NOT NULL REFERENCES organization.institution_type
);

CREATE TABLE link.person_institution_link (
	id serial PRIMARY KEY,
	person_id bigint REFERENCES person.person,
	institution_id bigint REFERENCES organization.institution,
	from_ts timestamp,
	to_ts timestamp,
	status smallint,
	person_type varchar(100),
	"index" bigint,
	is_deleted boolean DEFAULT false,
	"position" varchar(100),
	document_submission_date date
);
CREATE INDEX ON link.person_institution_link (person_id);
CREATE INDEX ON link.person_institution_link (institution_id);

-- The original has no tables for the following; these are in its manner.  A
-- child's documents are joined to its placements only by person and overlapping
-- dates.  The services are those that the child was given.
CREATE TABLE handbook.placement_basis (
	id serial PRIMARY KEY,
	caption jsonb,
	name char(200) NOT NULL,
	create_ts timestamp,
	is_deleted boolean DEFAULT false,
	oid bigint,
	server_id bigint
);

CREATE TABLE link.person_placement_basis_link (
	id serial PRIMARY KEY,
	person_id bigint REFERENCES person.person,
	placement_basis_id bigint REFERENCES handbook.placement_basis,
	from_ts timestamp,
	to_ts timestamp,
	is_deleted boolean,
	"index" bigserial,
	document_number char(255)
);
CREATE INDEX ON link.person_placement_basis_link (person_id);

CREATE TABLE handbook.service (
	id serial PRIMARY KEY,
	name char(200) NOT NULL
);

CREATE TABLE link.person_service_link (
	id bigserial PRIMARY KEY,
	person_institution_id integer REFERENCES link.person_institution_link,
	service_id bigint REFERENCES handbook.service,
	given_ts timestamp,
	is_deleted boolean,
	comment char(1024)
);
CREATE INDEX ON link.person_service_link (person_institution_id);
