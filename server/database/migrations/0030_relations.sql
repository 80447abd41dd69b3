-- Whom somebody follows is worked out once, when the transaction is entered, and not once for each table of each
-- statement: with a hundred young people that was a third of the time of "my day".

create function door.related_youths(of_staff bigint, on_day date) returns bigint[]
language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select coalesce(array_agg(distinct a.youth_id), '{}') from assignment a
    where a.staff_id = of_staff and a.withdrawn_at is null and a.during @> on_day;
end;
comment on function door.related_youths is
  'The young people to whom a member of staff stands in a relation on a day; relations begin and end by themselves';
revoke execute on function door.related_youths from public;

create function door.my_youth_ids() returns bigint[] language sql stable parallel safe
  return coalesce(nullif(current_setting('medgang.youths', true), '')::bigint[], '{}');
comment on function door.my_youth_ids is 'The young people to whom the member of staff stands in a relation today';

create or replace function door.my_youths() returns setof bigint
language sql stable security definer set search_path = pg_catalog, public rows 100
begin atomic
  select unnest(door.my_youth_ids());
end;

create function door.refresh_relations() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if door.staff_id() is not null then
    perform set_config('medgang.youths', door.related_youths(door.staff_id(), door.today())::text, true);
  end if;
  return null;
end $$;
comment on function door.refresh_relations is 'Brings the context up to date when a transaction itself gives or ends a relation';
create trigger assignment_refreshes_relations after insert or update on assignment
  for each statement execute function door.refresh_relations();

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
    set_config('medgang.request_id', request, true),
    set_config('medgang.youths', door.related_youths(entered.staff_id, day)::text, true);
  return query select entered.staff_id, held;
end $$;

do $$
declare policy record;
begin
  for policy in select * from pg_policies where qual like '%ARRAY( SELECT door.my_youths() AS my_youths)%' loop
    execute format('alter policy %I on %I using (%s)', policy.policyname, policy.tablename,
      replace(policy.qual, 'ARRAY( SELECT door.my_youths() AS my_youths)', '(select door.my_youth_ids())::bigint[]'));
  end loop;
end $$;
