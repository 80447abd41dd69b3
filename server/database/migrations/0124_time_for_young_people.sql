-- What a caseworker has time for: what of the working week is left for young people, other duties, and being new.

create table capacity_setting (
  id bigint generated always as identity primary key,
  key text not null,
  value integer not null,
  during daterange not null,
  source text not null,
  status text not null,
  version integer not null default 1,
  constraint capacity_setting_known check (key in (
    'fullTimeWeekly', 'fullTimeForYouths', 'longAbsenceDays', 'bridgeWeeksBefore', 'bridgeWeeksAfter', 'recentWeeks')),
  constraint capacity_setting_sensible check (value between 0 and 20000
    and (value > 0 or key not in ('fullTimeWeekly', 'fullTimeForYouths', 'longAbsenceDays', 'recentWeeks'))),
  constraint capacity_setting_period check (not isempty(during) and not lower_inf(during)),
  constraint capacity_setting_source_length check (length(source) between 1 and 500),
  constraint capacity_setting_status_known check (status in ('law', 'local', 'unverified')),
  constraint capacity_setting_no_overlap exclude using gist (key with =, during with &&)
);
comment on table capacity_setting is
  'Dated configuration of the time that caseworkers have: minutes, days and weeks by which it is reckoned';
comment on column capacity_setting.key is
  'fullTimeWeekly: minutes a week of full time; fullTimeForYouths: minutes a month left for young people of it; longAbsenceDays: from so many days on the work goes to the deputy; bridgeWeeks: weeks before and after an education begins; recentWeeks: from how many weeks back the rate of new cases is taken';

insert into capacity_setting (key, value, during, source, status) values
  ('fullTimeWeekly', 2220, '[2014-01-01,)', 'Fuld tid er 37 timer om ugen', 'local'),
  ('fullTimeForYouths', 6300, '[2014-01-01,)', 'Vores egen slutning: 105 af månedens 160 timer er tilbage til de unge efter ferie, sygdom, kurser, møder og pauser. Ret tallet til jeres eget.', 'unverified'),
  ('longAbsenceDays', 28, '[2014-01-01,)', 'Vores egen slutning: kortere fravær er regnet med i de timer, der er tilbage til de unge.', 'unverified'),
  ('bridgeWeeksBefore', 4, '[2014-01-01,)', 'Vores egen slutning om, hvornår overgangen til en uddannelse tager tid.', 'unverified'),
  ('bridgeWeeksAfter', 8, '[2014-01-01,)', 'Vores egen slutning om, hvornår overgangen til en uddannelse tager tid.', 'unverified'),
  ('recentWeeks', 12, '[2014-01-01,)', 'Vores egen slutning: de seneste 12 uger siger mest om de næste.', 'unverified');

create table staff_duty (
  id bigint generated always as identity primary key,
  staff_id bigint not null constraint staff_duty_of_staff references staff,
  name text not null,
  weekly_minutes integer not null,
  during daterange not null,
  constraint staff_duty_name_length check (length(name) between 1 and 100),
  constraint staff_duty_sensible check (weekly_minutes between 1 and 3600),
  constraint staff_duty_period check (not isempty(during) and not lower_inf(during)),
  constraint staff_duty_no_overlap exclude using gist (staff_id with =, name with =, during with &&)
);
comment on table staff_duty is 'Other work than with young people of one''s own, in minutes a week, dated';

create table onboarding_step (
  id bigint generated always as identity primary key,
  staff_id bigint constraint onboarding_step_of_staff references staff,
  from_week integer not null,
  percent integer not null,
  during daterange not null,
  source text not null,
  status text not null,
  constraint onboarding_step_week_sensible check (from_week between 0 and 104),
  constraint onboarding_step_percent_sensible check (percent between 0 and 100),
  constraint onboarding_step_period check (not isempty(during) and not lower_inf(during)),
  constraint onboarding_step_source_length check (length(source) between 1 and 500),
  constraint onboarding_step_status_known check (status in ('law', 'local', 'unverified')),
  constraint onboarding_step_no_overlap
    exclude using gist (coalesce(staff_id, 0) with =, from_week with =, during with &&)
);
comment on table onboarding_step is
  'Dated configuration: how much of the time whoever is new has for young people, from which week on; for one member of staff in the place of everybody''s';

insert into onboarding_step (from_week, percent, during, source, status) values
  (0, 50, '[2014-01-01,)', 'Vores egen slutning: den, der er ny, har brug for tid til at lære. Ret trinene til jeres egne.', 'unverified'),
  (8, 75, '[2014-01-01,)', 'Vores egen slutning: den, der er ny, har brug for tid til at lære. Ret trinene til jeres egne.', 'unverified'),
  (16, 100, '[2014-01-01,)', 'Vores egen slutning: den, der er ny, har brug for tid til at lære. Ret trinene til jeres egne.', 'unverified');

-- A figure that has not begun yet can be taken back; what it said is in the change log.
grant select, insert, update, delete on capacity_setting, staff_duty, onboarding_step to medgang_app;
