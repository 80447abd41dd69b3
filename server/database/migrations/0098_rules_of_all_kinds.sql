-- What keeps the duty of those of 15-17, who can be given an education order, what changes on birthdays and when a
-- target group may be decided are changed in the product too, from a day on, and nothing in the past changes.

alter table education_order_rule add column version integer not null default 1;
alter table education_order_rule add constraint education_order_rule_source_length
  check (length(source) between 1 and 1000) not valid;
alter table age_change add column version integer not null default 1;
grant delete on duty_rule, education_order_rule, target_group to medgang_app;

create trigger duty_rule_past_stays before update or delete on duty_rule
  for each row when (current_user = 'medgang_app') execute function door.keep_begun_rules();
create trigger education_order_rule_past_stays before update or delete on education_order_rule
  for each row when (current_user = 'medgang_app') execute function door.keep_begun_rules();
create trigger age_change_past_stays before update or delete on age_change
  for each row when (current_user = 'medgang_app') execute function door.keep_begun_rules();
create trigger target_group_past_stays before update or delete on target_group
  for each row when (current_user = 'medgang_app') execute function door.keep_begun_rules();

create function door.keep_begun_tasks() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (select from age_change c where c.id = old.age_change_id and lower(c.during) < door.today()) then
    raise exception 'what has been in force stays' using errcode = '23514', constraint = 'rule_past_stays';
  end if;
  return coalesce(new, old);
end $$;
comment on function door.keep_begun_tasks is
  'What there was to do before a birthday, by a rule that has begun, never changes';
create trigger age_task_past_stays before update or delete on age_task
  for each row when (current_user = 'medgang_app') execute function door.keep_begun_tasks();

create function door.age_change_goes_on(change_id bigint, birth_date date) returns boolean
language sql stable set search_path = pg_catalog, public, pg_temp
begin atomic
  select exists (
    select from age_change c
      join age_change n on n.key = c.key and lower(n.during) = upper(c.during)
      join age_change then_held on then_held.key = c.key and then_held.during @> door.birthday(birth_date, c.age)
    where c.id = change_id and n.age < c.age
      and door.birthday(birth_date, n.age) < lower(n.during)
      and door.birthday(birth_date, c.age) >= upper(c.during));
end;
comment on function door.age_change_goes_on is
  'Whether a change on birthdays that has ended still reaches somebody: who was older than the new age already, when it was lowered, keeps the old one, so that nobody falls between the two; see domain/ages';

create function door.clear_age_changes() returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  lock table youth in share row exclusive mode;
  if exists (select from youth) then
    raise exception 'somebody is registered' using errcode = '23514', constraint = 'setup_in_use';
  end if;
  delete from age_change;
end $$;
comment on function door.clear_age_changes is
  'Makes room for what another set-up changes on birthdays, as long as nobody is registered';
revoke execute on function door.clear_age_changes from public;
