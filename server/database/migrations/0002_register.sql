-- The young people and the dated rows about them. A correction withdraws a row and adds another.

create table target_group (
  code text not null,
  name text not null,
  definition text not null,
  during daterange not null,
  source text not null,
  status text not null,
  position integer not null,
  constraint target_group_dated primary key (code, during),
  constraint target_group_status_known check (status in ('law', 'local', 'unverified')),
  constraint target_group_no_overlap exclude using gist (code with =, during with &&)
);
comment on table target_group is 'Dated configuration: the groups that an assessment may decide';

create table programme (
  id bigint generated always as identity primary key,
  key text not null constraint programme_key_unique unique,
  name text not null,
  description text not null default '',
  during daterange not null,
  entry_age_from integer,
  entry_age_to integer,
  entry_target_groups text[] not null default '{}',
  entry_benefit_weeks integer,
  status text not null default 'local',
  source text not null default '',
  version integer not null default 1,
  constraint programme_name_length check (length(name) between 1 and 100),
  constraint programme_ages check (entry_age_from between 0 and 99 and entry_age_to between entry_age_from and 99),
  constraint programme_benefit_weeks check (entry_benefit_weeks between 0 and 1000),
  constraint programme_status_known check (status in ('law', 'local', 'unverified'))
);
comment on table programme is 'Dated configuration: programmes with entry rules; their rhythm is in rule';

create table youth (
  id bigint generated always as identity primary key,
  given_name text not null,
  family_name text not null,
  search_name text not null,
  birth_date date not null,
  cpr_encrypted bytea,
  cpr_index bytea,
  phone text,
  email text,
  address text,
  postal_code text,
  city text,
  protected_address boolean not null default false,
  language text not null default 'da',
  needs_interpreter boolean not null default false,
  preferred_contact text,
  about text not null default '',
  created_by bigint constraint youth_created_by_staff references staff,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  constraint youth_name_length check (length(given_name) between 1 and 100 and length(family_name) between 1 and 100),
  constraint youth_phone_length check (length(phone) <= 30),
  constraint youth_email_length check (length(email) <= 254),
  constraint youth_address_length check (length(address) <= 200 and length(postal_code) <= 10 and length(city) <= 100),
  constraint youth_about_length check (length(about) <= 2000),
  constraint youth_birth_date_sensible check (birth_date between '1980-01-01' and '2100-01-01'),
  constraint youth_cpr_pair check ((cpr_encrypted is null) = (cpr_index is null)),
  constraint youth_preferred_contact_known check (preferred_contact in ('call', 'text', 'email', 'letter'))
);
comment on table youth is 'A young person; the CPR number is encrypted, its keyed index serves look-up alone';
create unique index youth_cpr_unique on youth (cpr_index);
create index youth_sorted on youth (family_name collate danish, given_name collate danish, id);
create index youth_search on youth using gin (search_name gin_trgm_ops);
create index youth_birth_date on youth (birth_date);

create table youth_case (
  id bigint generated always as identity primary key,
  youth_id bigint not null constraint youth_case_of_youth references youth,
  enquiry_day date,
  during daterange not null,
  close_reason text,
  constraint youth_case_period check (not isempty(during) and not lower_inf(during)),
  constraint youth_case_reason_on_close check (upper_inf(during) or close_reason is not null),
  constraint youth_case_no_overlap exclude using gist (youth_id with =, during with &&)
);
comment on table youth_case is 'When a young person''s case is open; a return is a new row';
create index youth_case_open on youth_case (youth_id) where upper_inf(during);

create table guardian (
  id bigint generated always as identity primary key,
  youth_id bigint not null constraint guardian_of_youth references youth,
  name text not null,
  relation text not null default '',
  phone text,
  email text,
  has_custody boolean not null default true,
  recorded_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  constraint guardian_name_length check (length(name) between 1 and 200),
  constraint guardian_relation_length check (length(relation) <= 100),
  constraint guardian_contact_length check (length(phone) <= 30 and length(email) <= 254)
);
comment on table guardian is 'Holders of custody and other parents; access ends at 18 by the birth date';
create index guardian_youth on guardian (youth_id);

create table assessment (
  id bigint generated always as identity primary key,
  youth_id bigint not null constraint assessment_of_youth references youth,
  target_group text not null,
  during daterange not null,
  reason text not null default '',
  author_id bigint constraint assessment_author references staff,
  recorded_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  withdrawn_by bigint constraint assessment_withdrawer references staff,
  withdrawn_reason text,
  constraint assessment_period check (not isempty(during) and not lower_inf(during)),
  constraint assessment_reason_length check (length(reason) <= 4000),
  constraint assessment_withdrawn_with_reason check ((withdrawn_at is null) = (withdrawn_reason is null)),
  constraint assessment_no_overlap exclude using gist (youth_id with =, during with &&) where (withdrawn_at is null)
);
comment on table assessment is 'Target group of a young person, dated';

create table benefit (
  id bigint generated always as identity primary key,
  youth_id bigint not null constraint benefit_of_youth references youth,
  kind text not null,
  rate_key text,
  during daterange not null,
  author_id bigint constraint benefit_author references staff,
  recorded_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  withdrawn_by bigint constraint benefit_withdrawer references staff,
  withdrawn_reason text,
  constraint benefit_kind_known check (kind in ('uddannelseshjaelp', 'kontanthjaelp', 'su', 'sygedagpenge', 'ressourceforloeb', 'other')),
  constraint benefit_period check (not isempty(during) and not lower_inf(during)),
  constraint benefit_withdrawn_with_reason check ((withdrawn_at is null) = (withdrawn_reason is null)),
  constraint benefit_no_overlap exclude using gist (youth_id with =, during with &&) where (withdrawn_at is null)
);
comment on table benefit is 'What a young person lives on, dated';

create table activity (
  id bigint generated always as identity primary key,
  youth_id bigint not null constraint activity_of_youth references youth,
  kind text not null,
  description text not null default '',
  weekly_minutes integer,
  during daterange not null,
  author_id bigint constraint activity_author references staff,
  recorded_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  withdrawn_by bigint constraint activity_withdrawer references staff,
  withdrawn_reason text,
  constraint activity_kind_known check (kind in ('education', 'work', 'internship', 'fgu', 'production', 'treatment', 'course', 'other')),
  constraint activity_description_length check (length(description) <= 500),
  constraint activity_minutes check (weekly_minutes between 1 and 6000),
  constraint activity_period check (not isempty(during) and not lower_inf(during)),
  constraint activity_withdrawn_with_reason check ((withdrawn_at is null) = (withdrawn_reason is null))
);
comment on table activity is 'Education, work and other activities of a young person, dated; several at a time may be';
create index activity_youth on activity (youth_id);

create table membership (
  id bigint generated always as identity primary key,
  youth_id bigint not null constraint membership_of_youth references youth,
  programme_id bigint not null constraint membership_of_programme references programme,
  during daterange not null,
  end_reason text,
  author_id bigint constraint membership_author references staff,
  recorded_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  withdrawn_by bigint constraint membership_withdrawer references staff,
  withdrawn_reason text,
  constraint membership_period check (not isempty(during) and not lower_inf(during)),
  constraint membership_withdrawn_with_reason check ((withdrawn_at is null) = (withdrawn_reason is null)),
  constraint membership_no_overlap exclude using gist (youth_id with =, programme_id with =, during with &&) where (withdrawn_at is null)
);
comment on table membership is 'Who is in which programme when';
create index membership_programme on membership (programme_id);

create table assignment (
  id bigint generated always as identity primary key,
  youth_id bigint not null constraint assignment_of_youth references youth,
  staff_id bigint not null constraint assignment_of_staff references staff,
  role text not null,
  during daterange not null,
  reason text not null default '',
  author_id bigint constraint assignment_author references staff,
  recorded_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  withdrawn_by bigint constraint assignment_withdrawer references staff,
  withdrawn_reason text,
  constraint assignment_role_known check (role in ('caseworker', 'educationAdviser', 'contactPerson', 'mentor')),
  constraint assignment_period check (not isempty(during) and not lower_inf(during)),
  constraint assignment_reason_length check (length(reason) <= 500),
  constraint assignment_withdrawn_with_reason check ((withdrawn_at is null) = (withdrawn_reason is null)),
  constraint assignment_one_caseworker exclude using gist (youth_id with =, during with &&)
    where (role = 'caseworker' and withdrawn_at is null),
  constraint assignment_no_overlap exclude using gist (youth_id with =, staff_id with =, role with =, during with &&)
    where (withdrawn_at is null)
);
comment on table assignment is 'Who follows whom: at most one caseworker a day for each young person';
create index assignment_staff on assignment (staff_id, youth_id) where withdrawn_at is null;
create index assignment_youth on assignment (youth_id) where withdrawn_at is null;

create table pause (
  id bigint generated always as identity primary key,
  youth_id bigint not null constraint pause_of_youth references youth,
  reason text not null,
  during daterange not null,
  author_id bigint constraint pause_author references staff,
  recorded_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  withdrawn_by bigint constraint pause_withdrawer references staff,
  withdrawn_reason text,
  constraint pause_reason_known check (reason in ('illness', 'holiday', 'prison', 'moved', 'other')),
  constraint pause_has_an_end check (not isempty(during) and not lower_inf(during) and not upper_inf(during)),
  constraint pause_withdrawn_with_reason check ((withdrawn_at is null) = (withdrawn_reason is null)),
  constraint pause_no_overlap exclude using gist (youth_id with =, during with &&) where (withdrawn_at is null)
);
comment on table pause is 'When the promise clock stands still, and why';

-- Relations begin and end by themselves: a row stops counting when its period ends.
create function door.my_youths() returns setof bigint
language sql stable security definer set search_path = pg_catalog, public rows 100
begin atomic
  select a.youth_id from assignment a
    where a.staff_id = door.staff_id() and a.withdrawn_at is null and a.during @> door.today();
end;
comment on function door.my_youths is 'The young people to whom the member of staff stands in a relation today';

create function door.created_here(youth bigint) returns boolean
language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select exists (select from youth y where y.id = youth and y.created_by = door.staff_id() and y.created_at = now());
end;
comment on function door.created_here is 'Whether this very transaction made the young person: who registers somebody may give the first relation';

create function door.search_youths(words text, at_most integer) returns table (youth_id bigint, likeness real)
language sql stable security definer set search_path = pg_catalog, public rows 20
begin atomic
  select y.id, word_similarity(words, y.search_name) from youth y
    where words <% y.search_name
      and (door.sees_all() or y.id = any (array(select door.my_youths())))
    order by 2 desc, y.family_name collate danish, y.given_name collate danish, y.id
    limit at_most;
end;
comment on function door.search_youths is 'Search that may use the trigram index, which row-level security would keep it from; gives only those in sight';

do $$
declare name text;
begin
  foreach name in array array['youth_case', 'guardian', 'assessment', 'benefit', 'activity', 'membership', 'assignment', 'pause'] loop
    execute format('alter table %I enable row level security', name);
    -- An array worked out once a statement: a correlated exists cost two thirds of the throughput.
    execute format('create policy %I on %I using ((select door.sees_all()) or youth_id = any (array(select door.my_youths())))',
      name || '_by_relation', name);
    execute format('create policy %I on %I for insert with check (door.created_here(youth_id))', name || '_at_registration', name);
    execute format('grant select, insert, update on %I to medgang_app', name);
  end loop;
end $$;

alter table youth enable row level security;
create policy youth_by_relation on youth
  using ((select door.sees_all()) or id = any (array(select door.my_youths())));
create policy youth_registered on youth for insert with check (created_by = (select door.staff_id()));

create policy read_log_by_relation on read_log for select
  using ((select door.sees_all()) or youth_ids && array(select door.my_youths()));
create policy read_log_own_entry on read_log for insert with check (staff_id = (select door.staff_id()));
create policy change_log_by_relation on change_log for select
  using ((select door.sees_all()) or youth_id = any (array(select door.my_youths())));
create policy change_log_own_entry on change_log for insert
  with check (staff_id is not distinct from (select door.staff_id()));

grant select, insert, update on target_group, programme, youth to medgang_app;
