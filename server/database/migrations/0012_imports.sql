-- A case list on its way in: kept sealed between upload and confirmation, and what became of its rows.

create table case_import (
  id bigint generated always as identity primary key,
  created_by bigint not null constraint case_import_by_staff references staff,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  file_name text not null,
  state text not null default 'staged',
  sheet_sealed bytea,
  columns_sealed bytea,
  rows_sealed bytea,
  counts jsonb,
  done integer not null default 0,
  total integer not null default 0,
  version integer not null default 1,
  constraint case_import_file_name_length check (length(file_name) <= 255),
  constraint case_import_state_known check (state in ('staged', 'queued', 'running', 'done', 'failed')),
  constraint case_import_sheet_until_done check (state = 'done' or sheet_sealed is not null)
);
comment on table case_import is 'A case list between upload and result; the sealed parts are gone when it is done or after a week';
create index case_import_end on case_import (expires_at);
create index case_import_staff on case_import (created_by, id);

alter table case_import enable row level security;
create policy case_import_own on case_import
  using (created_by = (select door.staff_id()) or (select door.sees_all()));
grant select, insert, update, delete on case_import to medgang_app;

-- An import draws the keys of the people whom it creates before it makes the rows.
grant usage on sequence youth_id_seq to medgang_app;
