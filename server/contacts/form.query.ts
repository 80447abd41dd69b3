import type { Statement } from '#server/database/transaction.ts'
import { firstDue } from '#server/records/deadlines.ts'
import { saysItIsTheirs } from '#server/records/referral-sql.ts'
import { showsPlaces } from './hidden-places.ts'

/** How far back a booked appointment may lie and still wait for somebody to say what came of it. */
const unsettledFor = { hours: 14 * 24 }

const text = `
with who as materialized (
  select y.*, k.during as case_during, ${showsPlaces} as shows_places
  from youth y
  cross join lateral (
    select c.during from youth_case c where c.youth_id = y.id order by lower(c.during) desc limit 1) k
  -- Whoever only reads along until the case is theirs has nothing to register or book yet.
  where y.id = $1 and door.follows(y.id)
)
select json_build_object(
  'today', door.today(),
  'timeZone', $2::text,
  'youthId', w.id,
  'givenName', w.given_name,
  'familyName', w.family_name,
  'age', extract(year from age(door.today(), w.birth_date))::int,
  'programme', (
    select p.name from membership m join programme p on p.id = m.programme_id
    where m.youth_id = w.id and m.withdrawn_at is null and m.during @> door.today()
    order by lower(m.during) desc limit 1),
  'phone', w.phone,
  'preferredContact', w.preferred_contact,
  'case', json_build_object('from', lower(w.case_during), 'to', upper(w.case_during)),
  'pausedUntil', (
    select upper(u.during) from pause u
    where u.youth_id = w.id and u.withdrawn_at is null and u.during @> door.today()),
  'owed', coalesce((
    select json_agg(json_build_object(
      'ruleId', r.id, 'ruleName', r.name, 'clock', r.clock, 'status', r.status, 'source', r.source,
      'pattern', r.pattern, 'fulfilledBy', r.fulfilled_by, 'count', r.count,
      'anchorKind', d.anchor_kind, 'anchorDay', d.anchor_day, 'dueDay', d.due_day,
      'windowFrom', d.window_from, 'windowTo', d.window_to, 'lastWorkingDay', d.last_working_day,
      'heldCount', d.held_count, 'targetDay', d.target_day, 'attempts', d.attempts, 'retryDay', d.retry_day,
      'escalated', d.escalated)
      order by ${firstDue})
    from deadline d join rule r on r.id = d.rule_id
    where d.youth_id = w.id and d.state = 'open'
      -- A decision, an activity or a step is no contact to register.
      and r.fulfilled_by && array['meeting', 'call', 'accompaniment', 'text', 'letter']), '[]'),
  'teamOwed', exists (
    select from deadline d join rule r on r.id = d.rule_id
    where d.youth_id = w.id and d.state = 'open' and r.entrance_stage = 'team'),
  'writerOwed', (
    -- The enquiry that goes on, where the talk is written, whoever of those who wrote it is with.
    select json_build_object('referralId', h.id) from deadline d join rule r on r.id = d.rule_id
    cross join lateral door.entrances_of(d.youth_id) f
    join referral o on o.id = f.referral_id
    join referral h on h.youth_id = d.youth_id and h.state <> 'merged'
      and o.id in (select door.family_of_referral(h.id))
    where d.youth_id = w.id and d.state = 'open' and r.entrance_stage = 'contact'
      and f.received_on = d.anchor_day and not ${saysItIsTheirs('o')}
      and not exists (
        select from json_array_elements(f.talks) t
        where t ->> 4 = 'sender' and t ->> 3 = 'held' and t ->> 2 in ('call', 'meeting', 'accompaniment', 'team'))
    order by d.anchor_day, o.received_on, o.id limit 1),
  'subjectAreas', coalesce((
    select json_agg(json_build_object(
      'code', s.code, 'name', s.name, 'legalBasis', s.legal_basis, 'sensitive', s.sensitive) order by s.position)
    from subject_area s), '[]'),
  'usualSubjectArea', (
    select n.subject_area from contact c join note n on n.contact_id = c.id
    where c.youth_id = w.id and c.staff_id = door.staff_id() order by c.day desc, c.id desc limit 1),
  'appointments', coalesce((
    select json_agg(json_build_object(
      'id', a.id, 'version', a.version, 'kind', a.kind, 'place', case when w.shows_places then a.place else '' end, 'startsAt', a.starts_at,
      'endsAt', a.ends_at, 'staffId', a.staff_id, 'staffName', s.given_name || ' ' || s.family_name,
      'mine', a.staff_id = door.staff_id()) order by a.starts_at, a.id)
    from (
      select * from appointment n where n.youth_id = w.id and n.state = 'booked' and n.starts_at >= $3
      order by n.starts_at limit 20) a
    join staff s on s.id = a.staff_id), '[]'),
  'places', coalesce((
    select json_agg(json_build_object('kind', p.kind, 'place', p.place) order by p.times desc, p.place)
    from (
      select c.kind, c.place, count(*) as times from contact c
      where c.youth_id = w.id and w.shows_places and c.place <> '' group by c.kind, c.place order by 3 desc, 2 limit 12) p), '[]'),
  'staff', (
    select json_agg(json_build_object('staffId', b.id, 'name', b.name, 'role', b.role)
      order by b.id = door.staff_id() desc, b.name)
    from (
      select s.id, s.given_name || ' ' || s.family_name as name, min(a.role) as role
      from staff s
      left join assignment a on a.staff_id = s.id and a.youth_id = w.id and a.withdrawn_at is null
        and a.during @> door.today()
      where s.id = door.staff_id() or a.id is not null
      group by s.id) b)
)::text as body,
door.note_read('contact.form', array[w.id])
from who w`

/** What one needs in order to register a contact with, or book, a young person. */
export function formQuery(youthId: number, now: Temporal.Instant, timeZone: string): Statement {
  return { name: 'contact.form', text, values: [youthId, timeZone, now.subtract(unsettledFor)] }
}
