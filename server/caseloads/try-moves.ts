import type { tryMoves } from '#contract/caseload-tries.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import { type DayNumber, dayNumber } from '#domain/calendar/day-number.ts'
import { ceilingWatch, excessOf, passedTogether } from '#domain/caseload/ceiling-watch.ts'
import { forecastWeeks } from '#domain/caseload/forecast.ts'
import type { HeldCase } from '#domain/caseload/load.ts'
import { triedLoads } from '#domain/caseload/try-moves.ts'
import { fieldRefusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import type { CaseFacts, UnitFacts } from '#server/records/caseload.ts'
import { readNames } from '#server/records/caseload-reads.ts'
import { loadRecent } from '#server/records/caseload-rows.ts'
import type { UnitKeeper } from '#server/records/kept-unit.ts'
import { dayText, type PersonAnswer, peopleOf, pointAnswer } from './board-words.ts'
import { lookAtMoves } from './look-at-moves.ts'

type Tried = AnswerOf<typeof tryMoves>

/**
 * What some moves would do to the loads, weighed by the very functions that the board is. Those that cannot be done are
 * named and left out. Nothing is saved; whoever is named is in the read log.
 *
 * @throws Refusal badInput at `from` outside of the forecast, at `moves` for somebody who is unknown
 */
export async function tryTheMoves(
  keeper: UnitKeeper,
  { from, moves }: ParsedInputOf<typeof tryMoves>,
  { db, today }: Scope,
): Promise<Tried> {
  checkFrom(from, today)
  const day = dayNumber(from)
  const reading = keeper(db, today).then(({ unit }) => unit)
  const [look, lately] = await Promise.all([lookAtMoves(db, moves, { from }, reading), loadRecent(db)])
  const { unit } = look
  const looked = look.looked.map(({ move: { youthId, toId }, fact, held, cannot }) => {
    const fromId = held?.holderId ?? null
    return { youthId, toId, fromId, fact, held, cannot: fromId === toId ? ('hasAlready' as const) : cannot }
  })
  const names = await readNames(
    db,
    moves.map(({ youthId }) => youthId),
    'tries',
  )
  const carried = new Map(
    looked.flatMap(({ fact, toId, cannot }) =>
      cannot === null && fact !== undefined ? [[fact.caseId, toId] as const] : [],
    ),
  )
  const { known, staff } = unit
  const recent = { ...unit.recent, ...lately }
  const person = peopleOf(staff)
  const concerned = new Set(looked.flatMap(({ fromId, toId }) => (fromId === null ? [toId] : [fromId, toId])))
  const loads = triedLoads(known, recent, carried, day, concerned)
  const passed = passedWith(looked, unit, day)
  return {
    today: today.toString(),
    from: from.toString(),
    weeks: Array.from({ length: forecastWeeks + 1 }, (_, week) => dayText(known.today + week * 7)),
    moves: looked.map(({ youthId, toId, fromId, cannot, fact, held }) => {
      const name = names.get(youthId)
      const to = person(toId)
      if (name === undefined || to === null) throw fieldRefusal('moves', 'invalid')
      return {
        youthId,
        givenName: name.givenName,
        familyName: name.familyName,
        minutes: held?.minutes ?? 0,
        from: person(fromId),
        to,
        cannot,
        hadBefore: lastDayWith(toId, fact, day),
        programmes: programmesWith(toId, held, unit, day),
      }
    }),
    caseworkers: loads.map(({ staffId, before, after }) => ({
      ...named(person, staffId),
      before: before.map(pointAnswer),
      after: after.map(pointAnswer),
      passed: passed.get(staffId) ?? [],
    })),
  }
}

function named(person: (staffId: number | null) => PersonAnswer | null, staffId: number): PersonAnswer {
  return person(staffId) ?? { staffId, givenName: '', familyName: '' }
}

/** @throws Refusal badInput at `from` outside of the days that are foreseen */
export function checkFrom(from: Temporal.PlainDate, today: Temporal.PlainDate): void {
  if (Temporal.PlainDate.compare(from, today) < 0) throw fieldRefusal('from', 'dayPassed')
  if (Temporal.PlainDate.compare(from, today.add({ weeks: forecastWeeks })) > 0)
    throw fieldRefusal('from', 'beyondForecast', { weeks: forecastWeeks })
}

/** The last day on which somebody had the case before; null where they never had. */
function lastDayWith(staffId: number, fact: CaseFacts | undefined, day: DayNumber): string | null {
  const ends = (fact?.holders ?? []).flatMap(({ staffId: holder, during }) =>
    holder === staffId && during.to <= day ? [during.to] : [],
  )
  return ends.length === 0 ? null : dayText(Math.max(...ends) - 1)
}

function programmesWith(
  staffId: number,
  held: HeldCase | null,
  { known, configuration }: UnitFacts,
  day: DayNumber,
): Tried['moves'][number]['programmes'] {
  const theirs = known.casesOn(day).filter(({ holderId }) => holderId === staffId)
  return configuration.programmes
    .filter(({ id }) => held?.programmeIds.includes(id))
    .map(({ id, name }) => ({
      name,
      others: theirs.filter(
        ({ caseId, programmeIds }) => caseId !== held?.caseId && programmeIds.includes(id),
      ).length,
    }))
}

/** The ceilings that carrying these out would be refused for, by the watch that carrying out asks; each once. */
function passedWith(
  looked: readonly { fact: CaseFacts | undefined; toId: number; cannot: unknown }[],
  { cases, configuration }: UnitFacts,
  from: DayNumber,
): Map<number, Tried['caseworkers'][number]['passed']> {
  const watch = ceilingWatch({ ...configuration, cases, from })
  const given = looked.flatMap(({ fact, toId, cannot }) =>
    cannot === null && fact !== undefined ? [{ given: fact, toId }] : [],
  )
  const names = new Map(configuration.programmes.map(({ id, name }) => [id, name]))
  // Of one ceiling, the last that would pass it says how many there would be.
  const last = new Map(
    passedTogether(watch, given).map(each => [`${each.toId}/${each.passed.programmeId}`, each]),
  )
  const byReceiver = Map.groupBy(last.values(), ({ toId }) => toId)
  return new Map(
    [...byReceiver].map(([toId, all]) => [
      toId,
      all.map(({ passed }) => ({
        ...excessOf(passed),
        programme: passed.programmeId === null ? null : (names.get(passed.programmeId) ?? ''),
        later: passed.day === from ? null : dayText(passed.day),
      })),
    ]),
  )
}
