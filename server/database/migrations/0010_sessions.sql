-- Sessions end when nobody is there; drafts outlive them.

-- Derived for each member of staff from a secret of the installation, so that a draft opens after the next log-in.
alter table session drop column draft_key;
alter table session add column idle_minutes integer not null default 60;
alter table session add constraint session_idle_sensible check (idle_minutes between 1 and 1440);

create or replace function door.enter(
  session_token_hash bytea, at timestamptz, day date, request text, roles_allowed text[]
) returns table (staff_id bigint, roles text[])
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  entered session;
  held text[];
begin
  select * into entered from session s
    where s.token_hash = session_token_hash and s.ends_at > at
      and s.last_seen_at > at - make_interval(mins => s.idle_minutes);
  if not found then
    raise exception 'no session' using errcode = 'MG401';
  end if;
  select coalesce(array_agg(r.role), '{}') into held
    from staff_role r join staff f on f.id = r.staff_id
    where r.staff_id = entered.staff_id and r.during @> day and (f.left_on is null or f.left_on >= day);
  if not held && roles_allowed then
    raise exception 'not permitted' using errcode = 'MG403';
  end if;
  -- One write a minute is enough to know that somebody is there, and spares every read a dead row. Skipped when
  -- another transaction of the session is at it: a long one must not make the others wait.
  if entered.last_seen_at < at - interval '1 minute' then
    update session s set last_seen_at = at where s.token_hash =
      (select o.token_hash from session o where o.token_hash = session_token_hash for update skip locked);
  end if;
  perform set_config('medgang.staff_id', entered.staff_id::text, true),
    set_config('medgang.sees_all', case when 'leader' = any(held) then 'on' else 'off' end, true),
    set_config('medgang.today', day::text, true),
    set_config('medgang.request_id', request, true);
  return query select entered.staff_id, held;
end $$;
