-- What the background work needs: when a rhythm was last derived, and the proof that stored equals derived.

create table derivation (
  youth_id bigint primary key constraint derivation_of_youth references youth,
  derived_on date not null
);
comment on table derivation is 'As of which day the deadlines of a young person were last derived';
create index derivation_day on derivation (derived_on);
alter table derivation enable row level security;
create policy derivation_by_relation on derivation
  using ((select door.sees_all()) or youth_id = any (array(select door.my_youths())));
create policy derivation_at_registration on derivation for insert with check (door.created_here(youth_id));
grant select, insert, update on derivation to medgang_app;

create table proof (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  checked integer not null,
  differing bigint[] not null
);
comment on table proof is 'Each nightly comparison of stored deadlines with derived ones, and whose differed';
grant select, insert on proof to medgang_app;

create table log_seal (
  id bigint generated always as identity primary key,
  log text not null,
  from_id bigint not null,
  to_id bigint not null,
  rows bigint not null,
  hash bytea not null,
  sealed_at timestamptz not null default now(),
  constraint log_seal_log_known check (log in ('read_log', 'change_log')),
  constraint log_seal_order check (to_id >= from_id),
  constraint log_seal_next unique (log, from_id)
);
comment on table log_seal is 'A chain of hashes over the logs: a row changed, added or taken away afterwards breaks it';
create trigger log_seal_append_only before update or delete or truncate on log_seal
  for each statement execute function door.refuse_rewriting();

create function door.log_digest(log text, from_id bigint, to_id bigint, before bytea)
returns table (rows bigint, hash bytea)
language plpgsql stable security definer
set search_path = pg_catalog, public set timezone = 'UTC' set datestyle = 'ISO' as $$
begin
  if log = 'read_log' then
    return query select count(*), sha256(coalesce(before, '') || convert_to(coalesce(string_agg(l::text, e'\n' order by l.id), ''), 'UTF8'))
      from read_log l where l.id between from_id and to_id;
  else
    return query select count(*), sha256(coalesce(before, '') || convert_to(coalesce(string_agg(l::text, e'\n' order by l.id), ''), 'UTF8'))
      from change_log l where l.id between from_id and to_id;
  end if;
end $$;
comment on function door.log_digest is 'Hash of a span of a log, chained to the hash before it';

create function door.seal_log(log_name text, at_most bigint) returns bigint
language plpgsql security definer
-- Readers and writers queue behind a lock that waits, so it gives up soon and the next run takes over.
set search_path = pg_catalog, public set lock_timeout = '200ms' as $$
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
  execute format('select least(max(id), $1 + $2 - 1) from %I where id >= $1', log_name)
    into last_id using first_id, at_most;
  if last_id is null or last_id < first_id then
    return 0;
  end if;
  insert into log_seal (log, from_id, to_id, rows, hash)
    select log_name, first_id, last_id, d.rows, d.hash
    from door.log_digest(log_name, first_id, last_id, last.hash) d;
  return last_id - first_id + 1;
end $$;
comment on function door.seal_log is 'Seals the log from where the last seal ended; gives how many keys it covered';

create function door.broken_seals() returns table (log text, seal_id bigint)
language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select s.log, s.id
  from (select s.*, lag(s.hash) over (partition by s.log order by s.id) as before from log_seal s) s,
    lateral door.log_digest(s.log, s.from_id, s.to_id, s.before) d
  where d.hash <> s.hash or d.rows <> s.rows;
end;
comment on function door.broken_seals is 'Seals that no longer fit their log';

create function door.enqueue(task text, payload json) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  perform graphile_worker.add_job(task, payload);
end $$;
comment on function door.enqueue is 'Queues background work in the transaction that wants it; the payload carries keys, never personal data';
