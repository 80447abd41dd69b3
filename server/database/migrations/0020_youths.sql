-- Finding, listing and reading young people: search by sound, who has read, and indexes for one person's rows.

-- The GiST indexes of the exclusion constraints find a person's rows ten times slower than these.
create index youth_case_youth on youth_case (youth_id) include (during);
create index assessment_youth on assessment (youth_id) include (during, target_group) where withdrawn_at is null;
create index membership_youth on membership (youth_id) include (during, programme_id) where withdrawn_at is null;
create index benefit_youth on benefit (youth_id) include (during, kind) where withdrawn_at is null;
create index pause_youth on pause (youth_id) include (during, reason) where withdrawn_at is null;
create index appointment_story on appointment (youth_id, starts_at);

-- Every policy asks whom somebody follows: with the period in the index, the table is not visited.
drop index assignment_staff;
create index assignment_staff on assignment (staff_id, youth_id) include (during) where withdrawn_at is null;
drop index assignment_youth;
create index assignment_youth on assignment (youth_id, role) include (staff_id, during) where withdrawn_at is null;

-- Loads pg_trgm into this session: before that, nobody but a superuser may give its settings to a function.
select show_limit();

-- A lower threshold than pg_trgm's own finds "Mikkle" for Mikkel; what is much less alike than the best is left out.
create function door.find_youths(spelled text, sounding text, at_most integer)
returns table (youth_id bigint, likeness real)
language sql stable security definer
set search_path = pg_catalog, public
set pg_trgm.word_similarity_threshold = 0.45
rows 50
begin atomic
  with hit as (
    select y.id, y.family_name, y.given_name,
      greatest(word_similarity(spelled, y.search_name), word_similarity(sounding, y.search_name) * 0.95) as likeness
    from youth y
    where (spelled <% y.search_name or sounding <% y.search_name)
      and (door.sees_all() or y.id = any (array(select door.my_youths())))
  )
  select h.id, h.likeness::real from hit h
    where h.likeness >= 0.65 * (select max(b.likeness) from hit b)
    order by h.likeness desc, h.family_name collate danish, h.given_name collate danish, h.id
    limit at_most;
end;
comment on function door.find_youths is
  'Search by spelling and by sound, over the trigram index that row-level security would keep it from; gives only those in sight';

create function door.readings_of(youth bigint, zone text, before date, at_most_days integer)
returns table (day date, staff_id bigint, first_at timestamptz, last_at timestamptz, actions json)
language sql stable security definer set search_path = pg_catalog, public rows 50
begin atomic
  with seen as (
    select (r.at at time zone zone)::date as day, r.staff_id, r.at, r.action
    from read_log r
    where r.youth_ids @> array[youth]
      and (door.sees_all() or youth = any (array(select door.my_youths())))
      and (before is null or r.at < before::timestamp at time zone zone)
  ), days as (
    select distinct s.day from seen s order by s.day desc limit at_most_days
  ), by_action as (
    select s.day, s.staff_id, s.action, count(*) as times, min(s.at) as first_at, max(s.at) as last_at
    from seen s join days d on d.day = s.day
    group by s.day, s.staff_id, s.action
  )
  select a.day, a.staff_id, min(a.first_at), max(a.last_at),
    json_agg(json_build_object('action', a.action, 'times', a.times) order by a.times desc, a.action)
  from by_action a
  group by a.day, a.staff_id;
end;
comment on function door.readings_of is
  'Who was shown a young person on which day, over the index that row-level security would keep it from; only for those in relation and leaders';
