-- What a rule of the rhythm may count from and be fulfilled by, besides contacts: a final assessment, a new activity,
-- a step of an education order; and the days on which the house or the schools are closed.

alter table rule
  add column stops_in_closing boolean not null default false,
  drop constraint rule_anchor_known,
  drop constraint rule_pattern_known,
  drop constraint rule_fulfilled_by_known,
  add constraint rule_anchor_known check (anchor in (
    'enquiry', 'assessment', 'membership', 'offPlan', 'offPlanContact', 'orderStep')),
  add constraint rule_pattern_known check (pattern in ('every', 'between', 'counted', 'once', 'set')),
  add constraint rule_fulfilled_by_known check (
    fulfilled_by <@ array['meeting', 'call', 'accompaniment', 'text', 'letter', 'finalAssessment', 'activity', 'orderStep']
    and cardinality(fulfilled_by) > 0),
  add constraint rule_set_has_a_day check ((pattern = 'set') = (anchor = 'orderStep'));
comment on column rule.stops_in_closing is
  'Whether days in a closing are not counted: of the schools for the law''s clock, of house and schools for a promise';

create table closing (
  id bigint generated always as identity primary key,
  kind text not null,
  name text not null,
  during daterange not null,
  source text not null,
  status text not null,
  version integer not null default 1,
  author_id bigint constraint closing_author references staff,
  recorded_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  withdrawn_by bigint constraint closing_withdrawer references staff,
  withdrawn_reason text,
  constraint closing_kind_known check (kind in ('house', 'school')),
  constraint closing_name_length check (length(name) between 1 and 100),
  constraint closing_period check (
    not isempty(during) and not lower_inf(during) and not upper_inf(during) and upper(during) - lower(during) <= 120),
  constraint closing_status_known check (status in ('law', 'local', 'unverified')),
  constraint closing_withdrawn_with_reason check ((withdrawn_at is null) = (withdrawn_reason is null))
);
comment on table closing is
  'Dated configuration: when the house or the schools are closed; a promise counts the house''s days as no working days';
grant select, insert, update on closing to medgang_app;

alter table assessment
  add column stage text not null default 'later',
  add constraint assessment_stage_known check (stage in ('first', 'provisional', 'final', 'later'));
comment on column assessment.stage is
  'Where in the law''s order it stands: decided at the first interview, provisional until three months after the enquiry, the final one then, or one made later';

alter table activity add column notice_day date;
comment on column activity.notice_day is 'The day on which the municipality learnt that the activity ended; null where that is not known';

create table education_order (
  id bigint generated always as identity primary key,
  youth_id bigint not null constraint education_order_of_youth references youth,
  during daterange not null,
  text text not null,
  given_on date not null,
  end_reason text,
  version integer not null default 1,
  author_id bigint constraint education_order_author references staff,
  recorded_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  withdrawn_by bigint constraint education_order_withdrawer references staff,
  withdrawn_reason text,
  constraint education_order_period check (not isempty(during) and not lower_inf(during)),
  constraint education_order_text_length check (length(text) <= 4000),
  constraint education_order_end_reason_length check (length(end_reason) between 1 and 500),
  constraint education_order_withdrawn_with_reason check ((withdrawn_at is null) = (withdrawn_reason is null)),
  constraint education_order_no_overlap exclude using gist (youth_id with =, during with &&) where (withdrawn_at is null)
);
comment on table education_order is 'The order to propose, apply for and start an education: at most one at a time; it ends when it is met or falls away';

create table education_order_step (
  id bigint generated always as identity primary key,
  order_id bigint not null constraint education_order_step_of_order references education_order,
  youth_id bigint not null constraint education_order_step_of_youth references youth,
  position integer not null,
  kind text not null,
  due_day date not null,
  done_day date,
  note text not null default '',
  version integer not null default 1,
  constraint education_order_step_once unique (order_id, position),
  constraint education_order_step_position check (position between 1 and 3),
  constraint education_order_step_kind_known check (kind in ('propose', 'apply', 'start')),
  constraint education_order_step_note_length check (length(note) <= 2000)
);
comment on table education_order_step is 'The steps of an education order, one after the other: a step begins when the one before it is done';
create index education_order_step_youth on education_order_step (youth_id);

do $$
declare name text;
begin
  foreach name in array array['education_order', 'education_order_step'] loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy %I on %I using ((select door.sees_all()) or youth_id = any ((select door.my_youth_ids())::bigint[]))',
      name || '_by_relation', name);
    execute format('grant select, insert, update on %I to medgang_app', name);
  end loop;
end $$;
