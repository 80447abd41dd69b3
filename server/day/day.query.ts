import type { Statement } from '#server/database/transaction.ts'
import { writerOf } from '#server/records/referral-sql.ts'

/**
 * The young people whom the reader follows today, alone or as a colleague's deputy, with open deadlines and what is
 * booked, and the reader's appointments today. Everything is reached from the reader's own relations by index, so
 * that the cost follows the caseload and never the register.
 */
const text = `
with followed (staff_id) as (
  select door.staff_id()
  union all
  select b.staff_id from staff_absence b where b.deputy_id = door.staff_id() and b.during @> door.today()
), mine as materialized (
  select a.youth_id, min(lower(a.during)) as since,
    case when not bool_or(a.staff_id = door.staff_id()) then min(a.staff_id) end as stands_in_for
  from followed f join assignment a on a.staff_id = f.staff_id
  where a.withdrawn_at is null and a.during @> door.today()
    and exists (select from youth_case c where c.youth_id = a.youth_id and upper_inf(c.during))
  group by a.youth_id
), unread as materialized (
  select id from door.unread_referrals() as u (id)
), people as materialized (
  select json_build_object(
    'youthId', y.id,
    'givenName', y.given_name,
    'familyName', y.family_name,
    'age', extract(year from age(door.today(), y.birth_date))::int,
    'programme', (
      select p.name from membership m join programme p on p.id = m.programme_id
      where m.youth_id = y.id and m.withdrawn_at is null and m.during @> door.today()
      order by lower(m.during) desc limit 1),
    'targetGroup', (
      select s.target_group from assessment s
      where s.youth_id = y.id and s.withdrawn_at is null and s.during @> door.today()),
    'protectedAddress', y.protected_address,
    'phone', y.phone,
    'preferredContact', y.preferred_contact,
    'mineSince', mine.since,
    'standsInFor', (
      select s.given_name || ' ' || s.family_name from staff s where s.id = mine.stands_in_for),
    'metByMe', mine.stands_in_for is not null or exists (
      select from contact k
      where k.youth_id = y.id and k.day >= mine.since and k.outcome = 'held' and k.staff_id = door.staff_id()),
    'pausedUntil', (
      select upper(u.during) from pause u
      where u.youth_id = y.id and u.withdrawn_at is null and u.during @> door.today()),
    'appointments', coalesce((
      select json_agg(json_build_object('kind', n.kind, 'startsAt', n.starts_at) order by n.starts_at)
      from appointment n
      where n.youth_id = y.id and n.state = 'booked' and n.starts_at >= $1), '[]'),
    -- A row becomes JSON faster than pairs of names and values do, and of these there are hundreds.
    'deadlines', coalesce((
      select json_agg(x order by x."dueDay", x."ruleId") from (
        select d.rule_id as "ruleId", d.anchor_kind as "anchorKind", d.anchor_day as "anchorDay",
          d.due_day as "dueDay", d.window_from as "windowFrom", d.window_to as "windowTo",
          d.last_working_day as "lastWorkingDay", d.held_count as "heldCount", d.target_day as "targetDay",
          d.attempts, case when d.attempts > 0 then (
            select max(k.day) from contact k
            where k.youth_id = y.id and k.day >= d.anchor_day and k.outcome <> 'held') end as "lastAttemptDay",
          d.retry_day as "retryDay", d.escalated
        from deadline d where d.youth_id = y.id and d.state = 'open') x), '[]')
  ) as person
  from mine join youth y on y.id = mine.youth_id
), appointments as materialized (
  select n.youth_id, json_build_object(
    'id', n.id,
    'youthId', y.id,
    'givenName', y.given_name,
    'familyName', y.family_name,
    'kind', n.kind,
    'place', case when f.follows or not y.protected_address then n.place else '' end,
    'follows', f.follows,
    'startsAt', n.starts_at,
    'endsAt', n.ends_at) as appointment, n.starts_at, n.starts_at >= $1 as today, f.follows
  from appointment n join youth y on y.id = n.youth_id
  -- Whoever is to be the caseworker comes along to the joint meeting, which whoever gives the case registers.
  cross join lateral (select door.follows(y.id) as follows) f
  where n.staff_id = door.staff_id() and n.state = 'booked' and n.starts_at >= $3 and n.starts_at < $2
)
select json_build_object(
  'today', door.today(),
  'rules', (select coalesce(json_agg(json_build_object(
    'id', r.id, 'name', r.name, 'clock', r.clock, 'status', r.status, 'source', r.source,
    'pattern', r.pattern, 'fulfilledBy', r.fulfilled_by, 'count', r.count)), '[]') from rule r),
  'referrals', coalesce((select json_agg(json_build_object('referralId', r.id, 'youthId', y.id,
      'givenName', y.given_name, 'familyName', y.family_name, 'senderRole', ${writerOf('r')},
      'receivedOn', r.received_on) order by r.received_at)
    from unread u join referral r on r.id = u.id join youth y on y.id = r.youth_id), '[]'),
  'people', (select coalesce(json_agg(person), '[]') from people),
  'appointments', (select coalesce(json_agg(appointment order by starts_at) filter (where today), '[]')
    from appointments),
  'unregistered', (select coalesce(json_agg(appointment order by starts_at) filter (where not today and follows), '[]')
    from appointments)
)::text as body,
door.note_read('day.read', array(select youth_id from mine union select youth_id from appointments)),
door.note_referral_read('day.read', array(select id from unread))`

/**
 * @param dayStarts the first instant of today where the municipality lies; the day ends at `dayEnds`
 * @param lookBack from when on an appointment that nobody has registered is asked about
 */
export function dayQuery(
  dayStarts: Temporal.Instant,
  dayEnds: Temporal.Instant,
  lookBack: Temporal.Instant,
): Statement {
  return { name: 'day.read', text, values: [dayStarts, dayEnds, lookBack] }
}
