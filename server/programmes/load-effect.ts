import { sql } from 'kysely'
import type { previewDatedRule } from '#contract/dated-rules.ts'
import type { AnswerOf } from '#contract/use-case.ts'
import { type DayNumber, dayNumber } from '#domain/calendar/day-number.ts'
import { ceilingsOf } from '#domain/caseload/ceiling.ts'
import { carried, isOver, loadsOn } from '#domain/caseload/load.ts'
import type { Scope } from '#server/door/route.ts'
import { loadUnit } from '#server/records/caseload.ts'
import { type DatedPlan, storeDated } from './dated-plan.ts'

type LoadEffect = NonNullable<AnswerOf<typeof previewDatedRule>['loads']>

/** More caseworkers than anybody reads about before saving. */
const mostShown = 30
/** So many above a ceiling are told by name. */
const mostNamed = 5

/**
 * What a change of weights, time, being new or ceilings would do to loads, judged on the day that it holds from. The
 * change is made, looked at and undone, so that it is the very thing that saving does. To be called as the system.
 */
export async function effectOnLoads(
  plan: DatedPlan,
  { db, today, roles }: Pick<Scope, 'db' | 'today' | 'roles'>,
): Promise<LoadEffect> {
  const day = dayNumber(plan.from)
  const before = standing(await loadUnit(db, today), day)
  await sql`savepoint as_if`.execute(db)
  await storeDated(plan, { db })
  const after = standing(await loadUnit(db, today), day)
  await sql`rollback to savepoint as_if`.execute(db)
  return {
    on: plan.from.toString(),
    before: before.unit,
    after: after.unit,
    caseworkers: roles.includes('leader') ? changed(before.each, after.each) : [],
    aboveAfter: {
      names: roles.includes('leader') ? after.above.slice(0, mostNamed) : [],
      more: roles.includes('leader') ? Math.max(0, after.above.length - mostNamed) : 0,
    },
  }
}

type Each = { name: string; minutes: number; of: number | null }

function standing(unit: Awaited<ReturnType<typeof loadUnit>>, day: DayNumber) {
  const { ceilingsOn, exceptionsOn, settingsOn } = unit.configuration
  const cases = unit.known.casesOn(day)
  const loads = loadsOn(cases, unit.staff, day, settingsOn(day))
  const held = Map.groupBy(cases, ({ holderId }) => holderId)
  const [ceilings, exceptions] = [ceilingsOn(day), exceptionsOn(day)]
  const isAbove = (staffId: number) =>
    ceilingsOf(staffId, held.get(staffId) ?? [], ceilings, exceptions).some(({ state }) => state === 'over')
  const names = new Map(unit.staff.map(one => [one.staffId, `${one.givenName} ${one.familyName}`]))
  const each = new Map<number, Each>(
    loads.map(load => [
      load.staffId,
      {
        name: names.get(load.staffId) ?? '',
        minutes: carried(load),
        of: load.capacity.kind === 'available' ? load.capacity.minutes : null,
      },
    ]),
  )
  const above = loads.flatMap(({ staffId }) => (isAbove(staffId) ? [names.get(staffId) ?? ''] : []))
  return {
    each,
    above,
    unit: {
      minutes: sum([...each.values()].map(({ minutes }) => minutes)),
      time: sum([...each.values()].map(({ of }) => of ?? 0)),
      over: loads.filter(load => isOver(load) === true).length,
      aboveCeiling: above.length,
    },
  }
}

function changed(
  before: ReadonlyMap<number, Each>,
  after: ReadonlyMap<number, Each>,
): LoadEffect['caseworkers'] {
  return [...after]
    .flatMap(([staffId, { name, ...now }]) => {
      const was = before.get(staffId)
      if (was === undefined || (was.minutes === now.minutes && was.of === now.of)) return []
      return [{ staffId, name, before: { minutes: was.minutes, of: was.of }, after: now }]
    })
    .toSorted((a, b) => moved(b) - moved(a) || a.staffId - b.staffId)
    .slice(0, mostShown)
}

/** By how much of the time the load moves; who comes to have time, or to have none, is first. */
function moved({ before, after }: LoadEffect['caseworkers'][number]): number {
  return Math.abs(share(after) - share(before))
}

function share({ minutes, of }: { minutes: number; of: number | null }): number {
  return of === null ? 1_000 : minutes / of
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
