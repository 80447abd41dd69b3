-- What the minutes of a case are for: each month, each meeting, each call. Rows that were there mean a month; those that
-- Medgang shipped, and nobody has changed, are taken apart into what they were made of, with the same sum.

alter table case_weight
  add column per text not null default 'month',
  add column times_a_year integer,
  add constraint case_weight_per_known check (per in (
    'month', 'meeting', 'call', 'accompaniment', 'seat', 'firstHalfYear', 'bridge', 'interpretedMeeting')),
  add constraint case_weight_times_sensible check (times_a_year between 1 and 366),
  add constraint case_weight_times_of_contacts
    check (times_a_year is null or per in ('meeting', 'call', 'accompaniment'));
comment on table case_weight is
  'Dated configuration: minutes that a case takes for one kind of work, in a programme or in all others';
comment on column case_weight.per is
  'What the minutes are for: each month, meeting, call, time of going along, further colleague in the team, month of the first half year, month around the beginning of an education, or each meeting with an interpreter on top';
comment on column case_weight.times_a_year is
  'Meetings and calls: so often at least, whatever the rules ask for. Going along: how often. Null: as the rules ask';

with shipped as (
  select id, programme_id, during, source, key, minutes, case when minutes in (100, 20, 30) then 12 else 6 end as times
  from case_weight
  where status = 'unverified' and (
    key = 'moede' and name = 'Møde med forberedelse og journal' and minutes in (100, 50)
    or key = 'opkald' and name = 'Opkald med journal' and minutes in (20, 10)
    or key = 'transport' and name = 'Transport til den unge' and minutes in (15, 0)
    or key = 'ledsagelse' and name = 'Ledsagelse, fordelt over månederne' and minutes = 30)
), parts (key, of_key, name, per, minutes, in_project) as (values
  ('forberedelse', 'moede', 'Forberedelse og journal', 'meeting', 40, null),
  ('opkald-journal', 'opkald', 'Journal efter opkald', 'call', 5, null),
  ('flere-i-teamet', 'moede', 'Hver flere i teamet', 'seat', 5, null),
  ('foerste-halve-aar', 'moede', 'Det første halve år', 'firstHalfYear', 15, true),
  ('foerste-halve-aar', 'moede', 'Det første halve år', 'firstHalfYear', 10, false),
  ('overgang', 'moede', 'Overgang til uddannelse', 'bridge', 15, true),
  ('overgang', 'moede', 'Overgang til uddannelse', 'bridge', 10, false),
  ('tolk', 'moede', 'Møde med tolk', 'interpretedMeeting', 20, null)
), added as (
  insert into case_weight (key, name, programme_id, per, minutes, during, source, status)
  select p.key, p.name, s.programme_id, p.per, p.minutes, s.during, s.source, 'unverified'
  from shipped s join parts p on p.of_key = s.key and p.in_project is distinct from (s.minutes = 50)
  where not exists (select from case_weight w where w.key = p.key
    and w.programme_id is not distinct from s.programme_id and w.during && s.during)
)
update case_weight w set
  per = case w.key when 'moede' then 'meeting' when 'opkald' then 'call' when 'transport' then 'meeting'
    else 'accompaniment' end,
  name = case w.key when 'moede' then 'Møde med den unge' when 'opkald' then 'Opkald til den unge'
    when 'transport' then w.name else 'Ledsagelse' end,
  minutes = case w.key when 'moede' then 60 when 'opkald' then 15 when 'transport' then w.minutes else 120 end,
  times_a_year = case w.key when 'transport' then null when 'ledsagelse' then 3 else s.times end
from shipped s where s.id = w.id;
