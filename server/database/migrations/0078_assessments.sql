-- When each target group may be decided, on what a decision rests, and who can be given an education order.

alter table target_group
  add column decided_at jsonb not null default '[]',
  add constraint target_group_decided_at_list check (jsonb_typeof(decided_at) = 'array');
comment on column target_group.decided_at is
  'At which decisions the group may be chosen: objects of stage, specialCase, source and status; an empty list is a work status that nobody decides';

update target_group g set decided_at = k.decided_at::jsonb
from (values
  ('clearlyReady', '[
    {"stage": "first", "specialCase": false, "source": "BEK § 6, stk. 1", "status": "law"}]'),
  ('educationReady', '[
    {"stage": "first", "specialCase": false, "source": "BEK § 6, stk. 3", "status": "law"},
    {"stage": "provisional", "specialCase": false, "source": "BEK § 6, stk. 3", "status": "law"},
    {"stage": "final", "specialCase": false, "source": "BEK § 6, stk. 3", "status": "law"},
    {"stage": "later", "specialCase": false, "source": "Bestemmelsen om at vurdere igen efter den endelige vurdering er ikke fundet.", "status": "unverified"}]'),
  ('activityReady', '[
    {"stage": "first", "specialCase": true, "source": "BEK § 6, stk. 2", "status": "law"},
    {"stage": "final", "specialCase": false, "source": "BEK § 6, stk. 3", "status": "law"},
    {"stage": "later", "specialCase": false, "source": "Bestemmelsen om at vurdere igen efter den endelige vurdering er ikke fundet.", "status": "unverified"}]')
) as k (code, decided_at)
where g.code = k.code;

alter table assessment
  add column contact_id bigint constraint assessment_rests_on references contact,
  add column special_case boolean not null default false,
  add column corrects_id bigint constraint assessment_corrects references assessment;
comment on column assessment.contact_id is
  'The held interview that the decision rests on; null where it was decided elsewhere, before Medgang';
comment on column assessment.special_case is
  'Whoever decided it said that this was one of the quite special cases in which the group may be decided then';
comment on column assessment.corrects_id is 'The decision that this one stands instead of';

-- A closed case has no target group. Its newest case says when it ended.
update assessment a set during = daterange(lower(a.during), c.closed)
from (
  select distinct on (youth_id) youth_id, upper(during) as closed from youth_case
  order by youth_id, lower(during) desc
) c
where c.youth_id = a.youth_id and c.closed is not null and a.withdrawn_at is null
  and a.during @> c.closed and lower(a.during) < c.closed;

create table education_order_rule (
  id bigint generated always as identity primary key,
  during daterange not null,
  target_groups text[] not null,
  age_from integer not null,
  age_to integer not null,
  source text not null,
  status text not null,
  constraint education_order_rule_period check (not isempty(during) and not lower_inf(during)),
  constraint education_order_rule_ages check (age_from between 0 and 99 and age_to between age_from and 99),
  constraint education_order_rule_status_known check (status in ('law', 'local', 'unverified')),
  constraint education_order_rule_no_overlap exclude using gist (during with &&)
);
comment on table education_order_rule is
  'Dated configuration: to whom an education order can be given; on days without a row, to nobody';
grant select, insert, update on education_order_rule to medgang_app;

insert into education_order_rule (during, target_groups, age_from, age_to, source, status) values (
  '[2014-01-01,2027-01-01)', '{clearlyReady,educationReady}', 18, 29,
  'Bestemmelsen om, hvem der kan få et uddannelsespålæg, er ikke fundet. Efter aftalen om en ny beskæftigelsesindsats bortfalder pålægget 1. januar 2027.',
  'unverified');

alter table education_order_step
  add column done_by bigint constraint education_order_step_settled_by references staff,
  add column settled_at timestamptz;
comment on column education_order_step.note is 'What the young person is told to do in this step';
comment on column education_order_step.done_by is 'Who wrote down that the step is done';
comment on column education_order_step.settled_at is 'When that was written down';
alter table education_order add column corrects_id bigint constraint education_order_corrects references education_order;
comment on column education_order.corrects_id is 'The order that this one stands instead of';
