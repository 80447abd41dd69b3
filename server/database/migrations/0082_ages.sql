-- Birthdays that change something: what, by which law, what a person does before, and what ended by itself.

create function door.birthday(birth_date date, age integer) returns date language sql immutable parallel safe
  -- PostgreSQL clips 29 February to the 28th; a year of life has passed when its last day has: see domain/ages.
  return (birth_date + make_interval(years => age))::date
    + case when extract(day from birth_date) = 29
        and extract(day from birth_date + make_interval(years => age)) = 28 then 1 else 0 end;
comment on function door.birthday is
  'The day on which somebody is so many years old; born on 29 February: 1 March of a common year';

create function door.guardian_open(birth_date date, on_day date) returns boolean language sql immutable parallel safe
  return on_day < door.birthday(birth_date, 18);
comment on function door.guardian_open is
  'Whether guardians of somebody born then have access on a day: until the 18th birthday (forældreansvarsloven § 1)';

create table age_change (
  id bigint generated always as identity primary key,
  key text not null,
  age integer not null,
  kind text not null,
  name text not null,
  text text not null,
  source text not null,
  status text not null,
  during daterange not null,
  position integer not null default 0,
  constraint age_change_age_sensible check (age between 1 and 99),
  constraint age_change_kind_known check (kind in
    ('guardiansLeave', 'targetGroupsEnd', 'handover', 'dutyBegins', 'dutyEnds', 'told')),
  constraint age_change_guardians_at_18 check (kind <> 'guardiansLeave' or age = 18),
  constraint age_change_status_known check (status in ('law', 'local', 'unverified')),
  constraint age_change_text_length check (
    length(name) between 1 and 100 and length(text) between 1 and 1000 and length(source) between 1 and 500),
  constraint age_change_period check (not isempty(during) and not lower_inf(during)),
  constraint age_change_no_overlap exclude using gist (key with =, during with &&)
);
comment on table age_change is 'Dated configuration: what changes on a birthday, with source and status';

create table age_task (
  age_change_id bigint not null constraint age_task_of_change references age_change on delete cascade,
  item text not null,
  text text not null,
  days_before integer not null,
  only_with text,
  position integer not null default 0,
  constraint age_task_named primary key (age_change_id, item),
  constraint age_task_text_length check (length(item) between 1 and 40 and length(text) between 1 and 300),
  constraint age_task_days_sensible check (days_before between 0 and 365),
  constraint age_task_only_with_known check (only_with in ('guardians', 'membership'))
);
comment on table age_task is 'What a person does before such a birthday, and how many days before at the latest';

create table age_task_done (
  youth_id bigint not null constraint age_task_done_of_youth references youth,
  age integer not null,
  item text not null,
  done_by bigint not null constraint age_task_done_by_staff references staff,
  done_at timestamptz not null default now(),
  constraint age_task_done_once primary key (youth_id, age, item)
);
comment on table age_task_done is 'Which of these things have been done for a young person, by whom and when';

create table age_ending (
  id bigint generated always as identity primary key,
  youth_id bigint not null constraint age_ending_of_youth references youth,
  age integer not null,
  subject text not null,
  subject_id bigint not null,
  name text not null,
  day date not null,
  previous_end date,
  ended_at timestamptz not null default now(),
  undone_at timestamptz,
  undone_by bigint constraint age_ending_undone_by_staff references staff,
  constraint age_ending_subject_known check (subject in ('membership', 'assessment'))
);
comment on table age_ending is 'What ended by itself on a birthday, and how long it would have run; a person may undo it';
create index age_ending_youth on age_ending (youth_id);
create index age_ending_subject on age_ending (subject, subject_id);

alter table programme
  add column leave_age integer,
  add constraint programme_leave_age_sensible check (leave_age between 1 and 99);
comment on column programme.leave_age is 'The birthday on which one leaves it by itself; null for none';

do $$
declare name text;
begin
  foreach name in array array['age_task_done', 'age_ending'] loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy %I on %I using ((select door.sees_all()) or youth_id = any ((select door.my_youth_ids())::bigint[]))',
      name || '_by_relation', name);
  end loop;
end $$;
grant select, insert, update, delete on age_change, age_task to medgang_app;
grant select, insert, delete on age_task_done to medgang_app;
grant select, insert, update on age_ending to medgang_app;
