-- What is owed to whom and when, and what happened.

create table rule (
  id bigint generated always as identity primary key,
  key text not null,
  name text not null,
  clock text not null,
  status text not null,
  source text not null,
  during daterange not null,
  programme_id bigint constraint rule_of_programme references programme,
  target_group text,
  anchor text not null,
  pattern text not null,
  fulfilled_by text[] not null,
  interval_unit text not null,
  interval_length integer not null,
  count integer not null default 1,
  window_working_days integer not null default 0,
  non_working_days text not null,
  stops_in_pause boolean not null,
  return_working_days integer not null default 5,
  retry_working_days integer not null default 3,
  escalate_after integer not null default 3,
  constraint rule_name_length check (length(name) between 1 and 100),
  constraint rule_clock_known check (clock in ('statutory', 'promise')),
  constraint rule_status_known check (status in ('law', 'local', 'unverified')),
  constraint rule_anchor_known check (anchor in ('enquiry', 'assessment', 'membership')),
  constraint rule_pattern_known check (pattern in ('every', 'between', 'counted', 'once')),
  constraint rule_fulfilled_by_known check (fulfilled_by <@ array['meeting', 'call', 'accompaniment', 'text', 'letter'] and cardinality(fulfilled_by) > 0),
  constraint rule_interval_unit_known check (interval_unit in ('months', 'days', 'workingDays')),
  constraint rule_interval_sensible check (interval_length between 1 and 400),
  constraint rule_count_sensible check (count between 1 and 100),
  constraint rule_window_sensible check (window_working_days between 0 and 20),
  constraint rule_non_working_days_known check (non_working_days in ('dayBefore', 'stays')),
  constraint rule_return_sensible check (return_working_days between 1 and 60),
  constraint rule_retry_sensible check (retry_working_days between 1 and 60),
  constraint rule_escalate_sensible check (escalate_after between 1 and 20),
  constraint rule_no_overlap exclude using gist (key with =, during with &&)
);
comment on table rule is 'Dated configuration: what contact is owed, by which clock, with source and status';

create table appointment (
  id bigint generated always as identity primary key,
  youth_id bigint not null constraint appointment_of_youth references youth,
  staff_id bigint not null constraint appointment_of_staff references staff,
  kind text not null,
  place text not null default '',
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  state text not null default 'booked',
  version integer not null default 1,
  recorded_at timestamptz not null default now(),
  constraint appointment_kind_known check (kind in ('meeting', 'call', 'accompaniment')),
  constraint appointment_state_known check (state in ('booked', 'held', 'noShow', 'cancelled')),
  constraint appointment_place_length check (length(place) <= 200),
  constraint appointment_length_sensible check (ends_at > starts_at and ends_at <= starts_at + interval '12 hours'),
  constraint appointment_staff_is_free exclude using gist (staff_id with =, tstzrange(starts_at, ends_at) with &&)
    where (state = 'booked')
);
comment on table appointment is 'What is booked with a young person';
create index appointment_youth on appointment (youth_id, starts_at) where state = 'booked';
create index appointment_staff on appointment (staff_id, starts_at) where state = 'booked';

create table subject_area (
  code text primary key,
  name text not null,
  legal_basis text not null,
  sensitive boolean not null,
  position integer not null,
  status text not null,
  constraint subject_area_status_known check (status in ('law', 'local', 'unverified'))
);
comment on table subject_area is 'What a note is about, and the legal basis on which it is kept';

create table contact (
  id bigint generated always as identity primary key,
  youth_id bigint not null constraint contact_of_youth references youth,
  staff_id bigint constraint contact_author references staff,
  appointment_id bigint constraint contact_of_appointment references appointment,
  client_key uuid not null default gen_random_uuid(),
  kind text not null,
  outcome text not null,
  place text not null default '',
  starts_at timestamptz not null,
  day date not null,
  minutes integer,
  source text not null default 'registered',
  version integer not null default 1,
  recorded_at timestamptz not null default now(),
  constraint contact_kind_known check (kind in ('meeting', 'call', 'accompaniment', 'text', 'letter')),
  constraint contact_outcome_known check (outcome in ('held', 'noShow', 'unanswered', 'cancelled')),
  constraint contact_place_length check (length(place) <= 200),
  constraint contact_minutes_sensible check (minutes between 0 and 1440),
  constraint contact_source_known check (source in ('registered', 'import')),
  constraint contact_has_author check (staff_id is not null or source = 'import')
);
comment on table contact is 'A meeting, call, accompaniment or message with a young person, or the attempt';
create unique index contact_client_key_unique on contact (client_key);
create index contact_youth on contact (youth_id, day);

create table note (
  contact_id bigint primary key constraint note_of_contact references contact,
  youth_id bigint not null constraint note_of_youth references youth,
  subject_area text not null constraint note_subject_area references subject_area,
  body text not null,
  constraint note_body_length check (length(body) between 1 and 20000)
);
comment on table note is 'What was said: the current wording; earlier ones are in contact_version';

create table contact_version (
  contact_id bigint not null constraint contact_version_of_contact references contact,
  version integer not null,
  youth_id bigint not null constraint contact_version_of_youth references youth,
  kind text not null,
  outcome text not null,
  place text not null,
  starts_at timestamptz not null,
  day date not null,
  minutes integer,
  subject_area text,
  body text,
  replaced_at timestamptz not null default now(),
  replaced_by bigint constraint contact_version_corrector references staff,
  reason text not null,
  constraint contact_version_once primary key (contact_id, version),
  constraint contact_version_reason_length check (length(reason) between 1 and 500)
);
comment on table contact_version is 'What a contact said before each correction, with who corrected it and why';

create table deadline (
  youth_id bigint not null constraint deadline_of_youth references youth,
  rule_id bigint not null constraint deadline_of_rule references rule,
  ordinal integer not null,
  clock text not null,
  state text not null,
  anchor_kind text not null,
  anchor_day date not null,
  due_day date not null,
  window_from date not null,
  window_to date not null,
  last_working_day date not null,
  held_count integer not null,
  target_day date,
  attempts integer not null,
  retry_day date,
  escalated boolean not null,
  fulfilled_by bigint constraint deadline_fulfilled_by_contact references contact,
  closed_day date,
  constraint deadline_named primary key (youth_id, rule_id, ordinal),
  constraint deadline_state_known check (state in ('open', 'onTime', 'late', 'missed', 'excused')),
  constraint deadline_clock_known check (clock in ('statutory', 'promise')),
  constraint deadline_closed_has_day check ((state = 'open') = (closed_day is null)),
  constraint deadline_window check (window_from <= window_to)
);
comment on table deadline is 'Derived by domain/rhythm from history and rules, in the transaction that changes them; proved equal by a job';
create index deadline_open on deadline (youth_id) where state = 'open';
create index deadline_due on deadline (due_day);

create table saved_view (
  id bigint generated always as identity primary key,
  staff_id bigint not null constraint saved_view_of_staff references staff,
  page text not null,
  name text not null,
  definition jsonb not null,
  constraint saved_view_name_length check (length(name) between 1 and 60),
  constraint saved_view_name_unique unique (staff_id, page, name)
);
comment on table saved_view is 'A member of staff''s own filters and columns';

do $$
declare name text;
begin
  foreach name in array array['appointment', 'contact', 'note', 'contact_version', 'deadline'] loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy %I on %I using ((select door.sees_all()) or youth_id = any (array(select door.my_youths())))',
      name || '_by_relation', name);
  end loop;
end $$;
create policy deadline_at_registration on deadline for insert with check (door.created_here(youth_id));
create policy contact_at_registration on contact for insert with check (door.created_here(youth_id));
alter table saved_view enable row level security;
create policy saved_view_own on saved_view using (staff_id = (select door.staff_id()));

grant select, insert, update on rule, subject_area, appointment, contact, note to medgang_app;
grant select, insert on contact_version to medgang_app;
grant select, insert, update, delete on deadline, saved_view to medgang_app;
grant delete on note to medgang_app;
