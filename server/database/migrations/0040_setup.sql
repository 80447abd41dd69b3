-- Setting up: who works here, what is promised, and an installation that is only tried out.

alter table rule add column version integer not null default 1;

alter table municipality add column is_trial boolean not null default false;
alter table municipality add constraint municipality_demo_or_trial check (not (is_demo and is_trial));
comment on column municipality.is_trial is
  'Everybody at the machine itself may log in without a password, as long as there is no log-in provider';

create function door.refuse_new_trial() returns trigger language plpgsql as $$
begin
  raise exception 'an installation becomes a trial when it is made, or never' using errcode = 'MG002';
end $$;
comment on function door.refuse_new_trial is
  'Holds for the owner too: an installation that has had a log-in provider never again lets people in without one';
create trigger municipality_no_new_trial before update on municipality
  for each row when (new.is_trial and not old.is_trial) execute function door.refuse_new_trial();

create function door.work_of(of_staff bigint, last_day date, zone text)
returns table (cases integer, others integer, appointments integer)
language sql stable security definer set search_path = pg_catalog, public rows 1
begin atomic
  select
    (select count(distinct a.youth_id)::int from assignment a
      where a.staff_id = of_staff and a.role = 'caseworker' and a.withdrawn_at is null
        and (upper_inf(a.during) or upper(a.during) > last_day + 1)
        and exists (select from youth_case c where c.youth_id = a.youth_id and upper_inf(c.during))),
    (select count(distinct a.youth_id)::int from assignment a
      where a.staff_id = of_staff and a.role <> 'caseworker' and a.withdrawn_at is null
        and (upper_inf(a.during) or upper(a.during) > last_day + 1)),
    (select count(*)::int from appointment p
      where p.staff_id = of_staff and p.state = 'booked'
        and (p.starts_at at time zone zone)::date > last_day);
end;
comment on function door.work_of is
  'How much somebody holds after a day, and of whom nothing: who sets up staff sees no young people';

create function door.members_of(programme bigint, on_day date) returns integer
language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select count(*)::int from membership m
    where m.programme_id = programme and m.withdrawn_at is null and m.during @> on_day;
end;
comment on function door.members_of is 'How many are in a programme on a day, and not who';
