-- The duty of those of 15-17: what keeps it, who came when an activity began, and who of the parents was involved.

create table duty_rule (
  id bigint generated always as identity primary key,
  activity_kind text not null,
  weekly_minutes integer,
  counts_in_part boolean not null default false,
  during daterange not null,
  source text not null,
  status text not null,
  version integer not null default 1,
  constraint duty_rule_kind_known check (activity_kind in (
    'education', 'work', 'internship', 'fgu', 'production', 'treatment', 'course', 'other')),
  constraint duty_rule_minutes check (weekly_minutes between 1 and 6000),
  constraint duty_rule_part_of_something check (weekly_minutes is not null or not counts_in_part),
  constraint duty_rule_period check (not isempty(during) and not lower_inf(during)),
  constraint duty_rule_source_length check (length(source) between 1 and 500),
  constraint duty_rule_status_known check (status in ('law', 'local', 'unverified')),
  constraint duty_rule_no_overlap exclude using gist (activity_kind with =, during with &&)
);
comment on table duty_rule is
  'Dated configuration: which activities keep the duty of those of 15-17, and from how many minutes a week';
comment on column duty_rule.weekly_minutes is 'The activity keeps the duty from so many minutes a week; null: whatever the hours';
comment on column duty_rule.counts_in_part is 'Whether fewer minutes count for their share, so that two activities together may be enough';
grant select, insert, update on duty_rule to medgang_app;

insert into duty_rule (activity_kind, weekly_minutes, counts_in_part, during, source, status) values
  ('education', null, false, '[2020-01-01,)', 'KUI-loven: pligten til uddannelse, beskæftigelse eller anden aktivitet for 15-17-årige', 'law'),
  ('fgu', null, false, '[2020-01-01,)', 'KUI-loven: FGU er uddannelse', 'law'),
  ('work', 1080, true, '[2020-01-01,)', 'Kommunale vejledninger: arbejde tæller fra 18 timer om ugen, og to dele kan tælle sammen. Lovteksten er ikke fundet.', 'unverified'),
  ('internship', null, false, '[2020-01-01,)', 'Anden aktivitet, som er aftalt med kommunen. Et timetal er ikke fundet i loven.', 'unverified'),
  ('production', null, false, '[2020-01-01,)', 'Anden aktivitet, som er aftalt med kommunen. Et timetal er ikke fundet i loven.', 'unverified'),
  ('treatment', null, false, '[2020-01-01,)', 'Anden aktivitet, som er aftalt med kommunen. Et timetal er ikke fundet i loven.', 'unverified'),
  ('course', null, false, '[2020-01-01,)', 'Anden aktivitet, som er aftalt med kommunen. Et timetal er ikke fundet i loven.', 'unverified'),
  ('other', null, false, '[2020-01-01,)', 'Anden aktivitet, som er aftalt med kommunen. Et timetal er ikke fundet i loven.', 'unverified');

alter table activity
  add column showed_up boolean,
  add column showed_up_on date,
  add constraint activity_showed_up_on_a_day check ((showed_up is null) = (showed_up_on is null));
comment on column activity.showed_up is 'Whether the young person came when it began; null as long as nobody has said';
comment on column activity.showed_up_on is 'The day on which that was said: who did not come is known to be off plan from then';

create table guardian_involved (
  contact_id bigint not null constraint guardian_involved_in_contact references contact,
  guardian_id bigint not null constraint guardian_involved_guardian references guardian,
  youth_id bigint not null constraint guardian_involved_of_youth references youth,
  noted_by bigint not null default door.staff_id() constraint guardian_involved_noted_by references staff,
  noted_at timestamptz not null default now(),
  constraint guardian_involved_once primary key (contact_id, guardian_id)
);
comment on table guardian_involved is 'Which parents or guardians took part in a contact with somebody under 18, or in the plan made there';
create index guardian_involved_youth on guardian_involved (youth_id);
alter table guardian_involved enable row level security;
create policy guardian_involved_by_relation on guardian_involved
  using ((select door.sees_all()) or youth_id = any ((select door.my_youth_ids())::bigint[]));
grant select, insert, delete on guardian_involved to medgang_app;
