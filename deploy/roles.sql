-- A role for one service, which owns the service's database and can do nothing else: psql -d postgres -f roles.sql, with SERVICE and
-- SERVICE_PASSWORD in the environment. Again changes nothing but the password. What a superuser owned before becomes the role's.
\set service `printf %s "$SERVICE"`
\set password `printf %s "$SERVICE_PASSWORD"`

select format('create role %I', :'service') where not exists (select from pg_roles where rolname = :'service') \gexec
select format('alter role %I with login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password %L', :'service', :'password') \gexec
select format('create database %I owner %I', :'service', :'service') where not exists (select from pg_database where datname = :'service') \gexec
select format('alter database %I owner to %I', :'service', :'service') \gexec
select format('revoke all on database %I from public', :'service') \gexec
revoke connect on database postgres from public;

-- Every new database is a copy of it, and none can be made while somebody is connected.
revoke connect on database template1 from public;

\connect :service
select format('alter schema %I owner to %I', nspname, :'service')
from pg_namespace
where nspname !~ '^pg_' and nspname not in ('information_schema', 'public') and pg_get_userbyid(nspowner) <> :'service' \gexec

-- A sequence of a column follows its table.
select format('alter table %I.%I owner to %I', nspname, relname, :'service')
from pg_class
join pg_namespace on pg_namespace.oid = relnamespace
where nspname !~ '^pg_' and nspname <> 'information_schema' and relkind in ('r', 'p', 'v', 'm', 'S') and pg_get_userbyid(relowner) <> :'service'
  and not (relkind = 'S' and exists (
    select from pg_depend where classid = 'pg_class'::regclass and objid = pg_class.oid and refclassid = 'pg_class'::regclass and deptype in ('a', 'i'))) \gexec

select format('alter routine %s owner to %I', pg_proc.oid::regprocedure, :'service')
from pg_proc
join pg_namespace on pg_namespace.oid = pronamespace
where nspname !~ '^pg_' and nspname <> 'information_schema' and pg_get_userbyid(proowner) <> :'service' \gexec
