import type { Statement } from '#server/database/transaction.ts'

const shown = (during: string) =>
  `json_build_object('from', lower(${during}), 'lastDay', upper(${during}) - 1)`
const notOver = (during: string) => `not ${during} << daterange(door.today(), null)`
const name = (staff: string) => `${staff}.given_name || ' ' || ${staff}.family_name`

const text = `
select json_build_object(
  'today', door.today(),
  'settings', (select coalesce(json_agg(json_build_object('id', k.id, 'version', k.version, 'key', k.key,
    'value', k.value, 'during', ${shown('k.during')}, 'source', k.source, 'status', k.status)
    order by k.key, lower(k.during)), '[]') from capacity_setting k where ${notOver('k.during')}),
  'onboarding', (select coalesce(json_agg(json_build_object('staffId', o.staff_id, 'fromWeek', o.from_week,
    'percent', o.percent, 'status', o.status) order by o.staff_id nulls first, o.from_week), '[]')
    from onboarding_step o where o.during @> door.today()),
  'ceilings', (select coalesce(json_agg(json_build_object('id', c.id, 'version', c.version,
    'programmeId', c.programme_id, 'programme', p.name, 'staffId', c.staff_id, 'staffName', ${name('s')},
    'cases', c.cases, 'minutes', c.minutes, 'during', ${shown('c.during')}, 'source', c.source, 'status', c.status)
    order by c.programme_id nulls first, c.staff_id nulls first, lower(c.during)), '[]')
    from ceiling c left join programme p on p.id = c.programme_id left join staff s on s.id = c.staff_id
    where ${notOver('c.during')}),
  'exceptions', (select coalesce(json_agg(json_build_object('id', e.id, 'version', e.version,
    'programmeId', e.programme_id, 'programme', p.name, 'staffId', e.staff_id, 'staffName', ${name('s')},
    'cases', e.cases, 'minutes', e.minutes, 'during', ${shown('e.during')}, 'reason', e.reason)
    order by lower(e.during), e.id), '[]')
    from ceiling_exception e left join programme p on p.id = e.programme_id join staff s on s.id = e.staff_id
    where ${notOver('e.during')})
)::text as body`

/** What the time is reckoned by, ceilings and exceptions: nothing about a young person. */
export function limitsQuery(): Statement {
  return { name: 'caseload.limits', text, values: [] }
}
