import type { readBoard } from '#contract/caseload-board.ts'
import type { AnswerOf } from '#contract/use-case.ts'
import type { DayNumber } from '#domain/calendar/day-number.ts'
import { ceilingsOf } from '#domain/caseload/ceiling.ts'
import { comingOverloads, leftAlone } from '#domain/caseload/coming.ts'
import { changesIn } from '#domain/caseload/continuity.ts'
import { forecast, forecastDays, forecastWeeks, outlookOf } from '#domain/caseload/forecast.ts'
import { noTimeFrom } from '#domain/caseload/load.ts'
import { holds } from '#domain/caseload/span.ts'
import { inDanishOrder } from '#domain/person/danish-order.ts'
import type { Scope } from '#server/door/route.ts'
import type { StaffFacts, UnitFacts } from '#server/records/caseload.ts'
import {
  type AbsenceKind,
  type KeptRow,
  loadAbsenceKinds,
  loadKeptPromises,
} from '#server/records/caseload-reads.ts'
import { loadRecent } from '#server/records/caseload-rows.ts'
import type { UnitKeeper } from '#server/records/kept-unit.ts'
import { oneByOne } from '#server/records/slices.ts'
import {
  capacityAnswer,
  dayOrNull,
  dayText,
  type PersonAnswer,
  peopleOf,
  pointAnswer,
} from './board-words.ts'
import { easingsFor } from './easings.ts'
import { waitingOf } from './waiting-list.ts'

type Board = AnswerOf<typeof readBoard>

/** Over so many months it is told how promises were kept. */
const keptMonths = 3

/** The whole board. Whoever is shown by name is in the read log; the rest are numbers. */
export async function readTheBoard(keeper: UnitKeeper, _input: object, { db, today }: Scope): Promise<Board> {
  const [{ unit }, lately, kept, kinds] = await Promise.all([
    keeper(db, today),
    loadRecent(db),
    loadKeptPromises(db, today.subtract({ months: keptMonths }), today),
    loadAbsenceKinds(db),
  ])
  const { known, configuration } = unit
  const recent = { ...unit.recent, ...lately }
  await oneByOne(forecastDays(known.today), known.casesOn)
  const points = forecast(known, recent)
  const person = peopleOf(unit.staff)
  const waiting = await waitingOf(unit, db, 'board')
  const overloads = comingOverloads(points, known)
  const easings = await easingsFor(
    unit,
    points,
    overloads.map(({ staffId }) => staffId),
    db,
  )
  const works = configuration.worksOn(known.today)
  const held = known.casesOn(known.today)
  return {
    today: today.toString(),
    weeks: points.map(({ day }) => dayText(day)),
    caseworkers: caseworkersOf(unit, points, person, { kept, kinds }),
    cases: { cases: held.length, minutes: held.reduce((sum, { minutes }) => sum + minutes, 0) },
    time: (points[0]?.loads ?? []).reduce(
      (sum, { capacity }) => sum + (capacity.kind === 'available' ? capacity.minutes : 0),
      0,
    ),
    waiting,
    recent,
    coming: overloads.map(({ staffId, day, noTimeFrom, events, ...coming }, index) => ({
      ...coming,
      easing: easings[index] ?? null,
      caseworker: named(person, staffId),
      day: dayText(day),
      noTimeFrom: dayOrNull(noTimeFrom),
      events: events.map(event => ({
        kind: event.kind,
        programme: programmeName(unit, event.programmeId),
        colleague: person(event.colleagueId),
        colleagueAwayFrom: dayOrNull(event.colleagueAwayFrom),
        cases: event.cases,
        minutes: event.minutes,
      })),
    })),
    leftAlone: leftAlone(points, known).map(({ staffId, givenToId, deputyId, from, ...alone }) => ({
      ...alone,
      deputy: person(deputyId),
      caseworker: named(person, staffId),
      givenTo: givenToId === null ? null : named(person, givenToId),
      day: dayText(from),
    })),
    unweighed: held.filter(({ minutes }) => minutes === 0).length,
    unverified:
      works.some(({ status }) => status === 'unverified') || configuration.timeIsUnverified(known.today),
  }
}

function caseworkersOf(
  unit: UnitFacts,
  points: ReturnType<typeof forecast>,
  person: (staffId: number | null) => PersonAnswer | null,
  { kept, kinds }: { kept: ReadonlyMap<number, KeptRow>; kinds: ReadonlyMap<string, AbsenceKind> },
): Board['caseworkers'] {
  const { known, staff, cases, configuration } = unit
  const { today } = known
  const outlooks = outlookOf(points)
  const heldBy = Map.groupBy(known.casesOn(today), ({ holderId }) => holderId)
  const facts = new Map(cases.map(each => [each.caseId, each]))
  const names = new Map(configuration.programmes.map(({ id, name }) => [id, name]))
  const year = { from: today - 365, to: today + 1 }
  const rows = staff.flatMap((somebody, index) => {
    const { staffId, givenName, familyName, profession, hours } = somebody
    const load = points[0]?.loads[index]
    const outlook = outlooks[index]
    if (load === undefined || outlook === undefined) return []
    const held = heldBy.get(staffId) ?? []
    const changes = held.map(({ caseId }) => changesIn(facts.get(caseId)?.holders ?? [], year))
    return [
      {
        staffId,
        givenName,
        familyName,
        profession,
        weeklyMinutes: hours.find(({ during }) => holds(during, today))?.weeklyMinutes ?? null,
        lastDay: lastDayOf(somebody, today),
        absences: absencesOf(somebody, unit, person, kinds),
        programmes: mostFrequent(held.flatMap(({ programmeIds }) => programmeIds)).map(
          id => names.get(id) ?? '',
        ),
        capacity: capacityAnswer(load.capacity, person),
        held: load.held,
        own: load.own,
        standsIn: load.standsIn,
        points: points.flatMap(({ loads }) => loads[index] ?? []).map(pointAnswer),
        overNow: outlook.overNow,
        overFromWeek: outlook.overFromWeek,
        perhapsFromWeek: outlook.perhapsFromWeek,
        noTimeFrom: dayOrNull(
          noTimeFrom(
            somebody,
            points.map(({ day }) => day),
            configuration.settingsOn(today),
          ),
        ),
        ceilings: ceilingsOf(
          staffId,
          held,
          configuration.ceilingsOn(today),
          configuration.exceptionsOn(today),
        ).map(({ programmeId, ...standing }) => ({
          ...standing,
          programme: programmeId === null ? null : (names.get(programmeId) ?? ''),
        })),
        changed: {
          cases: changes.filter(count => count > 0).length,
          changes: changes.reduce((sum, count) => sum + count, 0),
        },
        promise: kept.get(staffId) ?? { kept: 0, due: 0 },
      },
    ]
  })
  // As their names are shown, and as every list of colleagues stands.
  const nameOf = (row: (typeof rows)[number]) => `${row.givenName} ${row.familyName}`
  return rows.toSorted((a, b) => inDanishOrder(nameOf(a), nameOf(b)))
}

function lastDayOf({ asCaseworker }: StaffFacts, today: DayNumber): string | null {
  const to = asCaseworker.find(span => holds(span, today))?.to ?? Number.POSITIVE_INFINITY
  return Number.isFinite(to) ? dayText(to - 1) : null
}

/** Those of today and of the weeks ahead, as they come. */
function absencesOf(
  { staffId, absences }: StaffFacts,
  { known, configuration }: UnitFacts,
  person: (staffId: number | null) => PersonAnswer | null,
  kinds: ReadonlyMap<string, AbsenceKind>,
): Board['caseworkers'][number]['absences'] {
  const { today } = known
  const { longAbsenceDays } = configuration.settingsOn(today)
  return absences
    .filter(({ during }) => during.to > today && during.from <= today + forecastWeeks * 7)
    .toSorted((a, b) => a.during.from - b.during.from)
    .map(({ during, deputyId }) => ({
      from: dayText(during.from),
      lastDay: Number.isFinite(during.to) ? dayText(during.to - 1) : null,
      isLong: during.to - during.from >= longAbsenceDays,
      deputy: person(deputyId),
      kind: kinds.get(`${staffId}/${during.from}`) ?? 'other',
    }))
}

function mostFrequent(ids: readonly number[]): number[] {
  const counted = Map.groupBy(ids, id => id)
  return [...counted].sort((a, b) => b[1].length - a[1].length || a[0] - b[0]).map(([id]) => id)
}

function programmeName({ configuration }: UnitFacts, programmeId: number | null): string | null {
  return configuration.programmes.find(({ id }) => id === programmeId)?.name ?? null
}

function named(person: (staffId: number | null) => PersonAnswer | null, staffId: number): PersonAnswer {
  return person(staffId) ?? { staffId, givenName: '', familyName: '' }
}
