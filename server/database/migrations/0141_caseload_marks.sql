-- What one young person's caseworker would be follows from the whole unit, which takes longer to load than to ask. It is
-- kept in memory, and these marks say what has been changed since, to the transaction.

create table caseload_mark (
  xid xid8 not null default pg_current_xact_id(),
  youth_id bigint not null,
  at timestamptz not null default now(),
  constraint caseload_mark_once primary key (xid, youth_id)
);
comment on table caseload_mark is
  'Which transaction changed something that loads follow from, and of whom: 0 is something that is about no young person';
create index caseload_mark_at on caseload_mark (at);
alter table caseload_mark enable row level security;
create policy caseload_mark_for_leaders on caseload_mark using ((select door.sees_all()));
grant select on caseload_mark to medgang_app;

create function door.mark_youths() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  execute format('insert into caseload_mark (youth_id) select distinct %I from changed on conflict do nothing',
    tg_argv[0]);
  return null;
end $$;
comment on function door.mark_youths is 'Marks the young people whose rows a statement has changed';

create function door.mark_unit() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into caseload_mark (youth_id) values (0) on conflict do nothing;
  return null;
end $$;
comment on function door.mark_unit is 'Marks that something of the unit has been changed that is about no young person';

do $$
declare
  name text;
begin
  foreach name in array array['youth', 'youth_case', 'assessment', 'membership', 'assignment', 'activity', 'bar',
      'caseworker_wish'] loop
    execute format('create trigger %I after insert on %I referencing new table as changed
      for each statement execute function door.mark_youths(%L)', name || '_insert_marks', name,
      case name when 'youth' then 'id' else 'youth_id' end);
    execute format('create trigger %I after update on %I referencing new table as changed
      for each statement execute function door.mark_youths(%L)', name || '_update_marks', name,
      case name when 'youth' then 'id' else 'youth_id' end);
    execute format('create trigger %I after delete on %I for each statement execute function door.mark_unit()',
      name || '_delete_marks', name);
  end loop;
  foreach name in array array['staff', 'staff_role', 'staff_hours', 'staff_duty', 'staff_absence', 'staff_language',
      'staff_place', 'staff_competence', 'competence', 'programme', 'rule', 'case_weight', 'capacity_setting',
      'onboarding_step', 'ceiling', 'ceiling_exception'] loop
    execute format('create trigger %I after insert or update or delete on %I
      for each statement execute function door.mark_unit()', name || '_marks', name);
  end loop;
end $$;

create function door.caseload_changes(since pg_snapshot) returns table (youth_id bigint)
language sql stable set search_path = pg_catalog, public, pg_temp rows 5
begin atomic
  select distinct m.youth_id from caseload_mark m
  where m.xid >= pg_snapshot_xmin(since) and not pg_visible_in_snapshot(m.xid, since);
end;
comment on function door.caseload_changes is
  'Whose rows were changed by transactions that a snapshot did not see, 0 where it is about no young person; for leaders';

create function door.forget_marks() returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  gone integer;
begin
  delete from caseload_mark m where m.at < now() - interval '2 days';
  get diagnostics gone = row_count;
  return gone;
end $$;
comment on function door.forget_marks is 'Deletes old marks: what is kept in memory is no older than a day';
