-- Functions that act with the owner's rights find only what they mean, and only the app may call them.

drop function door.search_youths(text, integer);

-- An empty log is not sealed: what is written into it later would lie behind its own seal.
create or replace function door.seal_log(log_name text, at_most bigint) returns bigint
language plpgsql security definer set search_path = pg_catalog, public set lock_timeout = '200ms' as $$
declare
  last log_seal;
  first_id bigint;
  last_id bigint;
begin
  perform pg_advisory_xact_lock(4710230016);
  select * into last from log_seal s where s.log = log_name order by s.id desc limit 1;
  first_id := coalesce(last.to_id, 0) + 1;
  -- Waits for the writers that hold a lower key and are not done: what they add afterwards would break the seal.
  execute format('lock table %I in share mode', log_name);
  execute format('select max(id) from %I where id >= $1', log_name) into last_id using first_id;
  if last_id is null then
    return 0;
  end if;
  last_id := least(last_id, first_id + at_most - 1);
  insert into log_seal (log, from_id, to_id, rows, hash)
    select log_name, first_id, last_id, d.rows, d.hash
    from door.log_digest(log_name, first_id, last_id, last.hash) d;
  return last_id - first_id + 1;
end $$;

-- A table of the same name in the session's own temporary schema would otherwise come before ours.
do $$
declare acting record;
begin
  for acting in
    select p.oid::regprocedure as signature from pg_proc p
    where p.pronamespace = 'door'::regnamespace and p.prosecdef
  loop
    execute format('alter function %s set search_path = pg_catalog, public, pg_temp', acting.signature);
  end loop;
  execute format('revoke temporary on database %I from public', current_database());
end $$;

revoke execute on all functions in schema door from public;
grant execute on all functions in schema door to medgang_app;
revoke execute on function door.related_youths from medgang_app;
alter default privileges in schema door revoke execute on functions from public;
alter default privileges in schema door grant execute on functions to medgang_app;

create function door.newest_seal(log_name text) returns table (to_id bigint, hash bytea)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select s.to_id, s.hash from log_seal s where s.log = log_name order by s.id desc limit 1;
end;
comment on function door.newest_seal is
  'The seal to keep outside of the database: only from there can it be seen that the end of a log was cut off';
