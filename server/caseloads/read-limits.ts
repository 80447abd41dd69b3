import { sql } from 'kysely'
import type { readLimits } from '#contract/caseload-limits.ts'
import type { AnswerOf } from '#contract/use-case.ts'
import { dayNumber } from '#domain/calendar/day-number.ts'
import { ceilingsOf } from '#domain/caseload/ceiling.ts'
import { holds } from '#domain/caseload/span.ts'
import { inDanishOrder } from '#domain/person/danish-order.ts'
import type { Db } from '#server/database/connection.ts'
import type { Scope } from '#server/door/route.ts'
import type { UnitKeeper } from '#server/records/kept-unit.ts'

type Answer = AnswerOf<typeof readLimits>
type Configured = Pick<Answer, 'settings' | 'onboarding' | 'ceilings' | 'exceptions'>

/** What the time is reckoned by, ceilings and exceptions, and who stands above one: nobody's young people by name. */
export async function readTheLimits(
  keeper: UnitKeeper,
  _input: object,
  { db, today }: Scope,
): Promise<Answer> {
  const [configured, { unit }] = await Promise.all([loadConfigured(db), keeper(db, today)])
  const day = dayNumber(today)
  const { programmes, ceilingsOn, exceptionsOn } = unit.configuration
  const [ceilings, exceptions] = [ceilingsOn(day), exceptionsOn(day)]
  const held = Map.groupBy(unit.known.casesOn(day), ({ holderId }) => holderId)
  const nameOf = (one: (typeof unit.staff)[number]) => `${one.givenName} ${one.familyName}`
  const standing = unit.staff.flatMap(one => {
    const cases = held.get(one.staffId) ?? []
    return ceilingsOf(one.staffId, cases, ceilings, exceptions).flatMap(row => {
      const { cases: has, minutes, mostCases, mostMinutes, state, exception } = row
      // Without the exception the ceiling would be passed.
      const bare = ceilingsOf(one.staffId, cases, ceilings, []).find(
        ({ ceilingId }) => ceilingId === row.ceilingId,
      )
      if (state !== 'over' && bare?.state !== 'over') return []
      return [
        {
          staffId: one.staffId,
          staffName: nameOf(one),
          programme: programmes.find(({ id }) => id === row.programmeId)?.name ?? null,
          cases: has,
          minutes,
          mostCases,
          mostMinutes,
          state: state === 'over' ? ('over' as const) : ('byException' as const),
          lastDay: exception?.lastDay ?? null,
        },
      ]
    })
  })
  return {
    today: today.toString(),
    ...configured,
    standing,
    caseworkers: unit.staff
      .filter(({ asCaseworker }) => asCaseworker.some(span => holds(span, day) || span.from > day))
      .map(one => ({ staffId: one.staffId, name: nameOf(one) }))
      .toSorted((a, b) => inDanishOrder(a.name, b.name)),
    programmes: programmes.map(({ id, name }) => ({ id, name })),
  }
}

const shown = (during: string) =>
  sql.raw(`json_build_object('from', lower(${during}), 'lastDay', upper(${during}) - 1)`)
const standingIn = (row: string) =>
  sql`'version', ${sql.ref(`${row}.version`)}, 'during', ${shown(`${row}.during`)}`
const origin = (row: string) =>
  sql`'source', ${sql.ref(`${row}.source`)}, 'status', ${sql.ref(`${row}.status`)}`
const notOver = (during: string) => sql.raw(`not ${during} << daterange(door.today(), null)`)

async function loadConfigured(db: Db): Promise<Configured> {
  const { rows } = await sql<Configured>`
    select
      (select coalesce(json_agg(json_build_object('kind', 'time', 'key', k.key, 'setting', k.key, 'value', k.value,
        ${standingIn('k')}, ${origin('k')}) order by k.key, lower(k.during)), '[]')
        from capacity_setting k where ${notOver('k.during')}) as settings,
      (select coalesce(json_agg(json_build_object('kind', 'newcomer', 'key', o.from_week::text,
        'fromWeek', o.from_week, 'percent', o.percent, ${standingIn('o')}, ${origin('o')})
        order by o.from_week, lower(o.during)), '[]')
        from onboarding_step o where o.staff_id is null and ${notOver('o.during')}) as onboarding,
      (select coalesce(json_agg(json_build_object('kind', 'ceiling',
        'key', coalesce(c.programme_id, 0) || '/' || coalesce(c.staff_id, 0), 'programmeId', c.programme_id,
        'programme', p.name, 'staffId', c.staff_id, 'staffName', s.given_name || ' ' || s.family_name,
        'cases', c.cases, 'minutes', c.minutes, ${standingIn('c')}, ${origin('c')})
        order by c.programme_id nulls first, c.staff_id nulls first, lower(c.during)), '[]')
        from ceiling c left join programme p on p.id = c.programme_id left join staff s on s.id = c.staff_id
        where ${notOver('c.during')}) as ceilings,
      (select coalesce(json_agg(json_build_object('id', e.id, 'version', e.version, 'programmeId', e.programme_id,
        'programme', p.name, 'staffId', e.staff_id, 'staffName', s.given_name || ' ' || s.family_name,
        'cases', e.cases, 'minutes', e.minutes, 'during', ${shown('e.during')}, 'reason', e.reason)
        order by lower(e.during), e.id), '[]')
        from ceiling_exception e left join programme p on p.id = e.programme_id join staff s on s.id = e.staff_id
        where ${notOver('e.during')}) as exceptions`.execute(db)
  const [row] = rows
  if (row === undefined) throw new Error('the limits gave no row')
  return row
}
