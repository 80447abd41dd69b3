/** A project with minutes of its own, left at 18 by one of the programmes, and a rule of a meeting a month in it. */
export const configuration = `
insert into programme (key, name, during, leave_age) values
  ('mod', 'Mod til uddannelse', '[2017-01-01,)', null), ('ung', 'Sikker overgang', '[2017-01-01,)', 18);
insert into rule (key, name, clock, status, source, during, programme_id, target_group, anchor, pattern, fulfilled_by,
  interval_unit, interval_length, window_working_days, non_working_days, stops_in_pause)
select k, n, c, 'local', 'test', d::daterange, case when c = 'promise' then p.id end, null, a, t, '{meeting}', 'months', l,
  0, 'stays', false
from programme p, (values
  ('meeting', 'Møde hver måned', 'promise', '[2017-01-01,)', 'membership', 'every', 1),
  ('first', 'Første samtale', 'statutory', '[2017-01-01,)', 'enquiry', 'once', 1)) r (k, n, c, d, a, t, l)
where p.key = 'mod';
insert into case_weight (key, name, programme_id, per, minutes, times_a_year, during, source, status)
select k, n, p.id, u, m, t, '[2017-01-01,)', 'test', 'local'
from (values ('mod', 'moede', 'Møde', 'meeting', 100, 6), ('mod', 'team', 'Team', 'month', 80, null),
  ('ung', 'moede', 'Møde', 'meeting', 150, 12), ('', 'moede', 'Møde', 'meeting', 100, 6), ('', 'team', 'Team', 'month', 50, null)
) w (p, k, n, u, m, t) left join programme p on p.key = w.p;`
