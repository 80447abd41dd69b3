-- A municipality that is at work already gets the statutory rules that came with the above. They hold from so lately
-- that nothing is due before today that nobody was told of: what was owed in the past stays as it was.

alter table rule add constraint rule_deeds_are_bound check (
  pattern in ('counted', 'once', 'set') or fulfilled_by <@ array['meeting', 'call', 'accompaniment', 'text', 'letter']);

with known_since (three_months, one_month, today) as (
  select (current_date - interval '3 months')::date + 1, current_date - 30, current_date
)
insert into rule (key, name, clock, status, source, during, target_group, anchor, pattern, fulfilled_by,
  interval_unit, interval_length, window_working_days, non_working_days, stops_in_pause, stops_in_closing)
select n.* from municipality, known_since s, lateral (values
  ('endelig-maalgruppe', 'Endelig målgruppevurdering inden tre måneder', 'statutory', 'law', 'BEK § 6, stk. 3',
    daterange(s.three_months, null), 'educationReady', 'enquiry', 'once', array['finalAssessment'],
    'months', 3, 10, 'stays', false, false),
  ('kontakt-uden-for-plan', 'Kontakt inden fem hverdage (15-17 år)', 'statutory', 'law',
    'Bekendtgørelsen om pligt til uddannelse, beskæftigelse eller anden aktivitet, § 10, stk. 1, efter loven om kommunal indsats for unge under 25 år',
    daterange(s.one_month, null), null, 'offPlan', 'once', array['meeting', 'call', 'accompaniment'],
    'workingDays', 5, 4, 'stays', false, false),
  ('ny-aktivitet', 'Ny aktivitet inden 30 dage (15-17 år)', 'statutory', 'law',
    'Bekendtgørelsen om pligt til uddannelse, beskæftigelse eller anden aktivitet, § 10, stk. 2: 30 kalenderdage efter kontakten, under hensyn til skolernes sommerferie',
    daterange(s.one_month, null), null, 'offPlanContact', 'once', array['activity'],
    'days', 30, 10, 'stays', false, true),
  ('trin-i-paalaeg', 'Næste trin i uddannelsespålægget', 'statutory', 'local', 'Dagen er sat i den unges eget pålæg.',
    daterange(s.today, null), null, 'orderStep', 'set', array['orderStep'],
    'days', 1, 5, 'stays', false, false)
) n (key, name, clock, status, source, during, target_group, anchor, pattern, fulfilled_by,
  interval_unit, interval_length, window_working_days, non_working_days, stops_in_pause, stops_in_closing)
where not exists (select from rule r where r.key = n.key);

-- Whoever asked for help less than three months ago and is taken for ready for education awaits the final decision.
update assessment a set stage = 'provisional'
from youth_case c
where c.youth_id = a.youth_id and upper_inf(c.during) and c.enquiry_day > current_date - interval '3 months'
  and a.withdrawn_at is null and a.target_group = 'educationReady' and a.during @> current_date;

-- Derived anew at the next start; what is stored cannot be proved by rules that it was not made by.
update derivation set anew = true;
