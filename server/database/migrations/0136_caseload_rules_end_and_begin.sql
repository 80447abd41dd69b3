-- Weights, figures of time, steps of being new and ceilings end and begin like every other dated rule.

alter table case_weight
  add column version integer not null default 1,
  add column begun_anew boolean not null default false;
alter table capacity_setting add column begun_anew boolean not null default false;
alter table onboarding_step
  add column version integer not null default 1,
  add column begun_anew boolean not null default false;
alter table ceiling add column begun_anew boolean not null default false;
comment on column case_weight.begun_anew is 'It replaces none: taken back before its day, the one before it stays ended';
comment on column capacity_setting.begun_anew is 'It replaces none: taken back before its day, the one before it stays ended';
comment on column onboarding_step.begun_anew is 'It replaces none: taken back before its day, the one before it stays ended';
comment on column ceiling.begun_anew is 'It replaces none: taken back before its day, the one before it stays ended';

-- One that has not begun can be taken back; what it said is in the change log.
grant delete on case_weight to medgang_app;
