import type { DayNumber } from '#domain/calendar/day-number.ts'
import type { Absence, StaffTime } from './capacity.ts'
import type { PassedCeiling, WatchedCase } from './ceiling-watch.ts'
import { type Ends, endsOf, isGoing } from './ends.ts'
import { matchedOf, none, programmesOf, type Solve, solversOf } from './fit-prices.ts'
import { type FitDetails, type FitMemory, type FitUnit, fitMemory, onceFor, type Person } from './fit-unit.ts'
import { carried, coverOn, type HeldCase, type Load, longAbsenceOn } from './load.ts'
import {
  lacking,
  type MatchedCase,
  type MatchTerm,
  matchCost,
  matchOf,
  type Wish,
  type YouthAbout,
} from './match.ts'

/** So many minutes of so many, on a day. */
export interface LoadThen {
  day: DayNumber
  minutes: number
  of: number
}

/** One caseworker who may have the young person. */
export interface FitFor extends Ends {
  staffId: number
  /** Points more than without; null where there is no number to hold a load against. The fewer the better. */
  points: number | null
  terms: readonly MatchTerm[]
  /** What is wished or called for and not met. */
  lacks: readonly Wish[]
  /** What they carry today, without and with; and what they have time for, or that it is no number. */
  before: number
  after: number
  capacity: Load['capacity']
  /** The fullest day of all that are looked at, with the young person; null where none has a number. */
  worst: LoadThen | null
  /** The first day on which it is more than there is time for; null for none. */
  overFrom: DayNumber | null
  /** Where it becomes too much: whose going on to a third caseworker would pay for itself. */
  makesRoom: { caseId: number; toId: number } | null
}

/** One caseworker who may not, and why. Which bar it is, is not told. */
export type CannotHave =
  | { staffId: number; why: 'barred' }
  | { staffId: number; why: 'away'; absence: Absence }
  | { staffId: number; why: 'ceiling'; ceiling: PassedCeiling }

interface Fitting {
  /** The best first; those whose load is no number come last. */
  fits: FitFor[]
  cannot: CannotHave[]
}

/** How many are recommended. */
export const recommended = 3

/** Who may have a young person, the best first, and who may not; whoever has them today is neither. */
export type Fitter = (asked: HeldCase) => Fitting

/** What is the same whoever is asked about is worked out once; a fitter remembers nothing of those it was asked about. */
export function fitterFor(unit: FitUnit, memory: FitMemory = fitMemory()): Fitter {
  const people = peopleOf(unit, memory)
  const inProgrammes = programmesOf(unit, memory)
  const matched = (each: HeldCase) => matchedOf(unit, inProgrammes, each)
  const solverFor = solversOf(unit, people, { memory, matched })
  return asked => {
    const details = unit.detailsOf(asked.caseId)
    const cannot: CannotHave[] = []
    const may: Person[] = []
    const others = people.filter(({ each }) => each.staffId !== asked.holderId)
    for (const one of others) {
      const why = whyNot(one.each, details, unit)
      if (why === null) may.push(one)
      else cannot.push(why)
    }
    // Whoever may not have this young person may still have one who goes on.
    const solve = solverFor(asked, others)
    const pointsOf = new Map(solve([], false).map(fit => [Number(fit.caseworkerId), fit.points]))
    const coming: Coming = {
      added: addedAt(asked, details, unit),
      about: details.about,
      matched: matched(asked),
    }
    const fits = may.map(one => fitOf(unit, coming, one, pointsOf.get(one.each.staffId) ?? null))
    const inOrder = fits.map(fit => ({ fit, place: placeOf(fit) })).toSorted(byPlace)
    const best = inOrder.slice(0, recommended).map(({ fit }) => fit)
    const rooms = roomsOf(unit, asked, best, solve)
    return {
      fits: [
        ...best.map(fit => ({ ...fit, makesRoom: rooms.get(fit.staffId) ?? null })),
        ...inOrder.slice(recommended).map(({ fit }) => fit),
      ],
      cannot,
    }
  }
}

function peopleOf({ staff, points, settings }: FitUnit, { ends }: FitMemory): Person[] {
  const days = points.map(({ day }) => day)
  return staff.flatMap((each, at) => {
    const load = points[0]?.loads[at]
    if (load === undefined || load.capacity.kind === 'notCaseworker') return []
    const weeks = points.flatMap(({ day, loads }) => {
      const then = loads[at]
      return then === undefined ? [] : [{ day, carries: carried(then), of: timeOf(then) }]
    })
    return [{ each, load, weeks, ends: onceFor(ends, each, () => endsOf(each, days, settings)) }]
  })
}

function timeOf({ capacity }: Load): number | null {
  return capacity.kind === 'available' ? capacity.minutes : capacity.kind === 'full' ? 0 : null
}

/**
 * Whoever comes above their time in no week is before all who do; those whose load is no number are last. Of either,
 * whoever will not be here or have no time comes after the rest. With room in all weeks, whoever is what the case calls
 * for, or whom the young person wishes for, is first.
 */
function placeOf({ terms, lacks, overFrom, capacity, ...fit }: FitFor): number {
  if (fit.points === null) return 6
  const over = overFrom === null ? 0 : 3
  if (isGoing(fit)) return over + 2
  const called = (each: { whose?: Wish['whose'] }) => each.whose === 'case'
  const isCalled = terms.some(term => 'whose' in term && called(term)) && !lacks.some(called)
  const isWished = terms.some(({ kind }) => kind === 'wished')
  return over + ((isCalled || isWished) && over === 0 && capacity.kind === 'available' ? 0 : 1)
}

interface Placed {
  fit: FitFor
  place: number
}

function byPlace({ fit: a, place }: Placed, { fit: b, place: other }: Placed): number {
  return (
    place - other ||
    (a.points ?? 0) - (b.points ?? 0) ||
    matchCost(a.terms) - matchCost(b.terms) ||
    // A load far below what anybody minds costs the same whoever has it.
    share(a) - share(b) ||
    a.staffId - b.staffId
  )
}

function share({ after, capacity }: FitFor): number {
  return capacity.kind === 'available' ? after / capacity.minutes : 0
}

function whyNot(
  each: StaffTime,
  details: FitDetails,
  { points, settings, watch }: FitUnit,
): CannotHave | null {
  const { staffId } = each
  if (details.barred.includes(staffId)) return { staffId, why: 'barred' }
  const absence = longAbsenceOn(each, points[0]?.day ?? 0, settings.longAbsenceDays)
  if (absence !== null) return { staffId, why: 'away', absence }
  const [ceiling] = watch.passedBy(staffId, watchedOf(details))
  return ceiling === undefined ? null : { staffId, why: 'ceiling', ceiling }
}

function watchedOf({ youthId, heldOn }: FitDetails): WatchedCase {
  return { youthId, heldOn, comes: [] }
}

/** What the young person would add on each day, and to whom nothing, since they have the work already. */
interface Added {
  minutes: number
  carriedBy: number | null
}

function addedAt(asked: HeldCase, { heldOn }: FitDetails, { staff, settings, points }: FitUnit): Added[] {
  return points.map(({ day }, week) => {
    const held = week === 0 ? asked : heldOn(day)
    const [cover] = held === null ? [] : coverOn([held], staff, day, settings)
    return { minutes: held?.minutes ?? 0, carriedBy: cover?.staffId ?? null }
  })
}

/** The young person who is asked about. */
interface Coming {
  added: readonly Added[]
  about: YouthAbout | undefined
  matched: MatchedCase
}

function fitOf(
  unit: FitUnit,
  { added, about, matched }: Coming,
  { each: { staffId }, load, weeks, ends }: Person,
  points: number | null,
): FitFor {
  const offers = unit.offers.get(staffId)
  let worst: LoadThen | null = null
  let most = Number.NEGATIVE_INFINITY
  let overFrom: DayNumber | null = null
  for (const [week, { day, of }] of weeks.entries()) {
    if (of === null) continue
    const minutes = withMore(week)
    const full = of === 0 ? Number.POSITIVE_INFINITY : minutes / of
    if (full > most) {
      most = full
      worst = { day, minutes, of }
    }
    if (minutes > of) overFrom ??= day
  }
  /** Whoever stands in for the caseworker has the work already. */
  function withMore(week: number): number {
    const more = added[week]
    return (weeks[week]?.carries ?? 0) + (more === undefined || more.carriedBy === staffId ? 0 : more.minutes)
  }
  return {
    staffId,
    points,
    terms: matchOf(matched, staffId, offers),
    lacks: about === undefined ? [] : lacking(about, staffId, offers),
    before: carried(load),
    after: withMore(0),
    capacity: load.capacity,
    worst,
    overFrom,
    ...ends,
    makesRoom: null,
  }
}

/** Whose going on would pay for itself, for those who come to have too much: else it is not worth anybody's trouble. */
function roomsOf(
  { heldBy, detailsOf, watch }: FitUnit,
  asked: HeldCase,
  best: readonly FitFor[],
  solve: Solve,
) {
  const over = best.flatMap(({ staffId, overFrom }) => (overFrom === null ? [] : [staffId]))
  const rooms = new Map<number, NonNullable<FitFor['makesRoom']>>()
  if (over.length === 0) return rooms
  const theirs = over
    .flatMap(holderId =>
      (heldBy.get(holderId) ?? none).filter(({ caseId, minutes }) => {
        if (caseId === asked.caseId || minutes <= 0) return false
        const { isPlanned, barred } = detailsOf(caseId)
        return !isPlanned && !barred.includes(holderId)
      }),
    )
    .sort((a, b) => a.caseId - b.caseId)
  for (const { caseworkerId, makesRoom } of solve(theirs, true)) {
    const staffId = Number(caseworkerId)
    if (makesRoom === null || !over.includes(staffId)) continue
    const [caseId, toId] = [Number(makesRoom.caseId), Number(makesRoom.toId)]
    // The limits are those of today; a ceiling holds later as well.
    if (watch.passedBy(toId, watchedOf(detailsOf(caseId))).length === 0) rooms.set(staffId, { caseId, toId })
  }
  return rooms
}
