-- Whoever has been decided as a young person's coming caseworker reads along in the last days before taking over: see
-- decision 0036. Read, and nothing else: there are policies for select alone, so that every write stays with those who
-- follow the young person today.

create function door.handover_opens_days() returns integer language sql immutable parallel safe
  set search_path = pg_catalog, public, pg_temp
  return 14;
comment on function door.handover_opens_days is
  'How many days before the change a coming caseworker may read along; domain/caseload/handover.ts says the same';

create function door.coming_youths(of_staff bigint, on_day date) returns bigint[]
language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select coalesce(array_agg(distinct a.youth_id), '{}')
  from assignment a
  where a.staff_id = of_staff and a.role = 'caseworker' and a.withdrawn_at is null
    and lower(a.during) > on_day and lower(a.during) <= on_day + door.handover_opens_days()
    and exists (select from youth_case c where c.youth_id = a.youth_id and upper_inf(c.during))
    and not door.is_barred(a.youth_id, of_staff, on_day);
end;
comment on function door.coming_youths is
  'The young people whose caseworker a member of staff is to be within the days in which a handover is open for reading';
revoke execute on function door.coming_youths from public, medgang_app;

create function door.coming_youth_ids() returns bigint[] language sql stable parallel safe
  set search_path = pg_catalog, public, pg_temp
  return coalesce(nullif(current_setting('medgang.coming', true), '')::bigint[], '{}');
comment on function door.coming_youth_ids is
  'The young people about whom the member of staff may read as their coming caseworker; those followed today are others';

create function door.follows(youth bigint) returns boolean language sql stable parallel safe
  set search_path = pg_catalog, public, pg_temp
  return door.sees_all() or youth = any (door.my_youth_ids());
comment on function door.follows is
  'Whether a young person is the reader''s today, or the reader a leader: not whoever only reads along until it is so';

create or replace function door.enter(
  session_token_hash bytea, at timestamptz, day date, request text, roles_allowed text[]
) returns table (staff_id bigint, roles text[])
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
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
    set_config('medgang.youths', door.related_youths(entered.staff_id, day)::text, true),
    set_config('medgang.coming', door.coming_youths(entered.staff_id, day)::text, true);
  return query select entered.staff_id, held;
end $$;

create or replace function door.enter_as_nobody(day date, request text) returns void
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  perform set_config('medgang.staff_id', '', true),
    set_config('medgang.sees_all', 'off', true),
    set_config('medgang.today', day::text, true),
    set_config('medgang.request_id', request, true),
    set_config('medgang.youths', '{}', true),
    set_config('medgang.coming', '{}', true);
end $$;

create or replace function door.refresh_relations() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if door.staff_id() is not null then
    perform set_config('medgang.youths', door.related_youths(door.staff_id(), door.today())::text, true),
      set_config('medgang.coming', door.coming_youths(door.staff_id(), door.today())::text, true);
  end if;
  return null;
end $$;

-- What a handover is read from: who, what holds and held, what is owed and booked, and the story. Not the enquiries with
-- what their writers said, not what a contact said before it was corrected, not who looked, and not bars and wishes.
do $$
declare name text;
begin
  foreach name in array array['youth_case', 'assignment', 'assessment', 'membership', 'benefit', 'activity', 'pause',
    'guardian', 'deadline', 'appointment', 'contact', 'note', 'education_order', 'education_order_step'] loop
    execute format(
      'create policy %I on %I for select using (youth_id = any ((select door.coming_youth_ids())::bigint[]))',
      name || '_when_coming', name);
  end loop;
end $$;
create policy youth_when_coming on youth for select using (id = any ((select door.coming_youth_ids())::bigint[]));

-- Whom a bar keeps away is told of no handover that is to come.
alter policy handover_by_relation on handover using (
  (select door.sees_all()) or youth_id = any ((select door.my_youth_ids())::bigint[])
  or ended_on is null and (from_id = (select door.staff_id())
    or to_id = (select door.staff_id())
      and (since <= (select door.today()) or not door.is_barred(youth_id, to_id, (select door.today())))));

create or replace function door.my_handovers() returns table (
  id bigint, youth_id bigint, given_name text, family_name text, from_id bigint, to_id bigint, since date
)
language sql stable security definer set search_path = pg_catalog, public, pg_temp rows 10
begin atomic
  select h.id, h.youth_id, y.given_name, y.family_name, h.from_id, h.to_id, h.since
  from handover h join youth y on y.id = h.youth_id
  where h.ended_on is null and (h.from_id = door.staff_id() or h.to_id = door.staff_id()
    and (h.since <= door.today() or not door.is_barred(h.youth_id, h.to_id, door.today())));
end;

create or replace function door.handover_happened(handovers bigint[]) returns table (
  id bigint, handover_id bigint, kind text, day date, staff_id bigint, how text, reason text, note text,
  contact_id bigint, contact_day date, appointment_id bigint, starts_at timestamptz, state text
)
language sql stable security definer set search_path = pg_catalog, public, pg_temp rows 5
begin atomic
  select e.id, e.handover_id, e.kind, e.day, e.staff_id, e.how, e.reason, e.note,
    e.contact_id, c.day, e.appointment_id, p.starts_at, p.state
  from handover h
  join handover_event e on e.handover_id = h.id
  left join contact c on c.id = e.contact_id
  left join appointment p on p.id = e.appointment_id
  where h.id = any (handovers) and (door.sees_all() or h.youth_id = any (door.my_youth_ids())
    or h.ended_on is null and (h.from_id = door.staff_id() or h.to_id = door.staff_id()
      and (h.since <= door.today() or not door.is_barred(h.youth_id, h.to_id, door.today()))))
  order by e.id;
end;

create or replace function door.find_youths(spelled text, sounding text, at_most integer)
returns table (youth_id bigint, likeness real)
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
set pg_trgm.word_similarity_threshold = 0.45
rows 50
begin atomic
  with hit as (
    select y.id, y.family_name, y.given_name,
      greatest(word_similarity(spelled, y.search_name), word_similarity(sounding, y.search_name) * 0.95) as likeness
    from youth y
    where door.sees_all() and (spelled <% y.search_name or sounding <% y.search_name)
    union all
    -- The functions in place of the operators keep the planner from the index over everybody.
    select y.id, y.family_name, y.given_name,
      greatest(word_similarity(spelled, y.search_name), word_similarity(sounding, y.search_name) * 0.95)
    from youth y
    where not door.sees_all() and y.id = any (array(
        select door.my_youths() union all select unnest(door.coming_youth_ids())))
      and greatest(word_similarity(spelled, y.search_name), word_similarity(sounding, y.search_name)) >= 0.45
  )
  select h.id, h.likeness::real from hit h
    where h.likeness >= 0.65 * (select max(b.likeness) from hit b)
    order by h.likeness desc, h.family_name collate danish, h.given_name collate danish, h.id
    limit at_most;
end;

revoke execute on function door.handover_opens_days, door.coming_youth_ids, door.follows from public;
