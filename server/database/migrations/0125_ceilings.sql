-- How many young people one caseworker may have at most, and who may have more for a time.

create table ceiling (
  id bigint generated always as identity primary key,
  programme_id bigint constraint ceiling_of_programme references programme,
  staff_id bigint constraint ceiling_of_staff references staff,
  cases integer,
  minutes integer,
  during daterange not null,
  source text not null,
  status text not null,
  version integer not null default 1,
  constraint ceiling_of_something check (cases is not null or minutes is not null),
  constraint ceiling_cases_sensible check (cases between 1 and 1000),
  constraint ceiling_minutes_sensible check (minutes between 1 and 100000),
  constraint ceiling_period check (not isempty(during) and not lower_inf(during)),
  constraint ceiling_source_length check (length(source) between 1 and 500),
  constraint ceiling_status_known check (status in ('law', 'local', 'unverified')),
  constraint ceiling_no_overlap
    exclude using gist (coalesce(programme_id, 0) with =, coalesce(staff_id, 0) with =, during with &&)
);
comment on table ceiling is
  'Dated configuration: young people, or minutes a month, that one caseworker has at most, in a programme or in all; for one member of staff in the place of everybody''s';

create table ceiling_exception (
  id bigint generated always as identity primary key,
  staff_id bigint not null constraint ceiling_exception_of_staff references staff,
  programme_id bigint constraint ceiling_exception_of_programme references programme,
  cases integer,
  minutes integer,
  during daterange not null,
  reason text not null,
  author_id bigint constraint ceiling_exception_author references staff,
  recorded_at timestamptz not null default now(),
  version integer not null default 1,
  constraint ceiling_exception_of_something check (cases is not null or minutes is not null),
  constraint ceiling_exception_cases_sensible check (cases between 1 and 1000),
  constraint ceiling_exception_minutes_sensible check (minutes between 1 and 100000),
  constraint ceiling_exception_has_an_end
    check (not isempty(during) and not lower_inf(during) and not upper_inf(during)),
  constraint ceiling_exception_reason_length check (length(reason) between 1 and 500),
  constraint ceiling_exception_no_overlap
    exclude using gist (staff_id with =, coalesce(programme_id, 0) with =, during with &&)
);
comment on table ceiling_exception is 'One caseworker may have more than the ceiling for a time: why, and until when';

-- What has not begun yet can be taken back; what it said is in the change log.
grant select, insert, update, delete on ceiling, ceiling_exception to medgang_app;
