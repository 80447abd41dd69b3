-- Who works here, who is logged in, and what is written down about every read and change.

create extension if not exists btree_gist;
create extension if not exists pg_trgm;

create collation danish (provider = icu, locale = 'da-DK');

-- The app works as this role, never as the owner of the tables: only so does row-level security hold.
-- Roles belong to the whole server, so another database there may have made it already.
do $$
begin
  if not exists (select from pg_roles where rolname = 'medgang_app') then
    create role medgang_app nologin;
  end if;
exception when duplicate_object or unique_violation then null;
end $$;
grant medgang_app to current_user;

create schema door;
comment on schema door is 'What stands between a request and the rows: context, relation, log';
grant usage on schema door to medgang_app;

create table municipality (
  id integer primary key default 1,
  name text not null,
  template text,
  is_demo boolean not null default false,
  created_at timestamptz not null default now(),
  constraint municipality_one_row check (id = 1),
  constraint municipality_name_length check (length(name) between 1 and 100)
);
comment on table municipality is 'The one municipality of this installation';

create table staff (
  id bigint generated always as identity primary key,
  given_name text not null,
  family_name text not null,
  email text,
  phone text,
  profession text not null,
  oidc_subject text,
  created_at timestamptz not null default now(),
  left_on date,
  version integer not null default 1,
  constraint staff_name_length check (length(given_name) between 1 and 100 and length(family_name) between 1 and 100),
  constraint staff_profession_length check (length(profession) between 1 and 100),
  constraint staff_email_lower check (email = lower(email) and length(email) <= 254)
);
comment on table staff is 'Everyone who works with the young people, with or without log-in';
create unique index staff_email_unique on staff (email);
create unique index staff_oidc_subject_unique on staff (oidc_subject);
create index staff_sorted on staff (family_name collate danish, given_name collate danish);

create table staff_role (
  id bigint generated always as identity primary key,
  staff_id bigint not null constraint staff_role_of_staff references staff,
  role text not null,
  during daterange not null,
  constraint staff_role_known check (role in ('caseworker', 'educationAdviser', 'contactPerson', 'mentor', 'leader', 'administrator')),
  constraint staff_role_period check (not isempty(during) and not lower_inf(during)),
  constraint staff_role_no_overlap exclude using gist (staff_id with =, role with =, during with &&)
);
comment on table staff_role is 'Which roles a member of staff has when';

create table staff_hours (
  id bigint generated always as identity primary key,
  staff_id bigint not null constraint staff_hours_of_staff references staff,
  weekly_minutes integer not null,
  during daterange not null,
  constraint staff_hours_sensible check (weekly_minutes between 1 and 3600),
  constraint staff_hours_period check (not isempty(during) and not lower_inf(during)),
  constraint staff_hours_no_overlap exclude using gist (staff_id with =, during with &&)
);
comment on table staff_hours is 'Contracted minutes a week, dated; no row means not known, never zero';

create table staff_absence (
  id bigint generated always as identity primary key,
  staff_id bigint not null constraint staff_absence_of_staff references staff,
  kind text not null,
  deputy_id bigint constraint staff_absence_deputy references staff,
  during daterange not null,
  constraint staff_absence_kind_known check (kind in ('holiday', 'illness', 'leave', 'course', 'other')),
  constraint staff_absence_period check (not isempty(during) and not lower_inf(during)),
  constraint staff_absence_not_own_deputy check (deputy_id <> staff_id),
  constraint staff_absence_no_overlap exclude using gist (staff_id with =, during with &&)
);
comment on table staff_absence is 'When a member of staff is away, and who stands in';

create table competence (
  code text primary key,
  name text not null,
  constraint competence_name_length check (length(name) between 1 and 100)
);
comment on table competence is 'What staff can be asked for: debt advice, addiction, autism, Arabic, ...';

create table staff_competence (
  staff_id bigint not null constraint staff_competence_of_staff references staff,
  competence text not null constraint staff_competence_known references competence,
  constraint staff_competence_once primary key (staff_id, competence)
);
comment on table staff_competence is 'Who has which competence';

create table session (
  token_hash bytea primary key,
  staff_id bigint not null constraint session_of_staff references staff,
  draft_key bytea not null,
  id_token_encrypted bytea,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  ends_at timestamptz not null,
  constraint session_token_is_sha256 check (length(token_hash) = 32)
);
comment on table session is 'Who is logged in; the token itself is only in the browser''s cookie';
create index session_staff on session (staff_id);
create index session_end on session (ends_at);

create table read_log (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  staff_id bigint not null,
  action text not null,
  youth_ids bigint[] not null,
  request_id text not null
);
comment on table read_log is 'Which member of staff was shown which young people, written in the transaction of the read';
create index read_log_youths on read_log using gin (youth_ids) with (fastupdate = off);
create index read_log_time on read_log using brin (at);

create table change_log (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  staff_id bigint,
  action text not null,
  youth_id bigint,
  subject text not null,
  subject_id bigint,
  before jsonb,
  after jsonb,
  request_id text not null
);
comment on table change_log is 'What was changed by whom, written in the transaction of the change; staff_id is null for the system itself';
create index change_log_youth on change_log (youth_id, id);
create index change_log_time on change_log using brin (at);

create function door.refuse_rewriting() returns trigger language plpgsql as $$
begin
  raise exception 'the log % is append-only', tg_table_name using errcode = 'MG001';
end $$;
comment on function door.refuse_rewriting is 'Holds for the owner too, so that a slip of the hand cannot rewrite a log';
create trigger read_log_append_only before update or delete or truncate on read_log
  for each statement execute function door.refuse_rewriting();
create trigger change_log_append_only before update or delete or truncate on change_log
  for each statement execute function door.refuse_rewriting();

-- The context of a request lives in settings that end with the transaction.
create function door.staff_id() returns bigint language sql stable parallel safe
  return nullif(current_setting('medgang.staff_id', true), '')::bigint;
comment on function door.staff_id is 'The member of staff on whose behalf this transaction runs, or null';

create function door.sees_all() returns boolean language sql stable parallel safe
  return coalesce(current_setting('medgang.sees_all', true), '') = 'on';
comment on function door.sees_all is 'Leaders and the system''s own jobs see every young person';

create function door.today() returns date language sql stable parallel safe
  return nullif(current_setting('medgang.today', true), '')::date;
comment on function door.today is 'The day on which relations are judged; passed in by the app''s clock';

create function door.request_id() returns text language sql stable parallel safe
  return coalesce(nullif(current_setting('medgang.request_id', true), ''), 'none');
comment on function door.request_id is 'Ties log rows to the structured log of the app';

create function door.enter(
  session_token_hash bytea, at timestamptz, day date, request text, roles_allowed text[]
) returns table (staff_id bigint, roles text[])
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  entered session;
  held text[];
begin
  select * into entered from session s where s.token_hash = session_token_hash and s.ends_at > at;
  if not found then
    raise exception 'no session' using errcode = 'MG401';
  end if;
  select coalesce(array_agg(r.role), '{}') into held from staff_role r
    where r.staff_id = entered.staff_id and r.during @> day;
  if not held && roles_allowed then
    raise exception 'not permitted' using errcode = 'MG403';
  end if;
  -- One write a minute is enough to know that somebody is there, and spares every read a dead row.
  if entered.last_seen_at < at - interval '1 minute' then
    update session s set last_seen_at = at where s.token_hash = session_token_hash;
  end if;
  perform set_config('medgang.staff_id', entered.staff_id::text, true),
    set_config('medgang.sees_all', case when 'leader' = any(held) then 'on' else 'off' end, true),
    set_config('medgang.today', day::text, true),
    set_config('medgang.request_id', request, true);
  return query select entered.staff_id, held;
end $$;
comment on function door.enter is 'Opens a transaction for a session, or refuses: MG401 without a session, MG403 without a role that may';

create function door.enter_as_system(day date, request text, on_behalf_of bigint) returns void
language plpgsql as $$
begin
  perform set_config('medgang.staff_id', coalesce(on_behalf_of::text, ''), true),
    set_config('medgang.sees_all', 'on', true),
    set_config('medgang.today', day::text, true),
    set_config('medgang.request_id', request, true);
end $$;
comment on function door.enter_as_system is 'Opens a transaction for a job of the system itself, perhaps on behalf of a member of staff';

create function door.note_read(name text, shown bigint[]) returns void language sql volatile
begin atomic
  insert into read_log (staff_id, action, youth_ids, request_id)
    select door.staff_id(), name, shown, door.request_id() where cardinality(shown) > 0;
end;
comment on function door.note_read is 'Writes the read log; called by the very statement that reads';

alter table read_log enable row level security;
alter table change_log enable row level security;
alter table staff_absence enable row level security;
create policy staff_absence_own on staff_absence
  using ((select door.sees_all()) or staff_id = (select door.staff_id()));

grant select on municipality, staff, staff_role, staff_hours, staff_absence, competence, staff_competence to medgang_app;
grant insert, update on municipality, staff, staff_role, staff_hours, staff_absence, competence to medgang_app;
grant insert, delete on staff_competence to medgang_app;
grant delete on staff_role, staff_hours, staff_absence to medgang_app;
grant select, insert, update, delete on session to medgang_app;
grant select, insert on read_log, change_log to medgang_app;
