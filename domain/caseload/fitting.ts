import type { DayNumber } from '#domain/calendar/day-number.ts'
import { baseOf } from './beside.ts'
import type { Absence, StaffTime } from './capacity.ts'
import type { Ceiling, CeilingException } from './ceiling.ts'
import { limitsUnder } from './ceiling-limits.ts'
import type { CeilingWatch, PassedCeiling, WatchedCase } from './ceiling-watch.ts'
import { type Ends, endsOf, isGoing } from './ends.ts'
import { bestFits, type Fit, standingOf } from './fit.ts'
import { carried, coverOn, type HeldCase, type Load, type LoadSettings, longAbsenceOn } from './load.ts'
import {
  holdersOf,
  lacking,
  type MatchedCase,
  type MatchTerm,
  matchCost,
  matchOf,
  pairCost,
  type StaffOffers,
  type Wish,
  type YouthAbout,
} from './match.ts'
import type { AllocationCase, AllocationCaseworker } from './problem.ts'
import { proposalCosts } from './proposing.ts'

/** What beside its weight and its programmes says who may have a case, and who fits. */
export interface FitDetails {
  youthId: number
  about?: YouthAbout
  /** Who has been the caseworker before today. */
  earlier: readonly number[]
  /** Whom a bar keeps away. */
  barred: readonly number[]
  /** Somebody else is to have the case from a later day: it is not passed on to make room. */
  isPlanned: boolean
  /** The case on a later day; null where it is closed then. */
  heldOn: (day: DayNumber) => HeldCase | null
}

/** The unit as things stand, of which one asks who fits whom. */
export interface FitUnit {
  /** All cases that are open today. */
  cases: readonly HeldCase[]
  detailsOf: (caseId: number) => FitDetails
  staff: readonly StaffTime[]
  offers: ReadonlyMap<number, StaffOffers>
  /** Everybody's load today and on later days, in the order of the staff. */
  points: readonly { day: DayNumber; loads: readonly Load[] }[]
  settings: LoadSettings
  ceilings: readonly Ceiling[]
  exceptions: readonly CeilingException[]
  /** The watch that giving holds cases against, of all cases from today on. */
  watch: Pick<CeilingWatch, 'passedBy'>
}

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
export function fitterFor(unit: FitUnit): Fitter {
  const people = peopleOf(unit)
  const solverFor = solversOf(unit, people)
  return asked => {
    const cannot: CannotHave[] = []
    const may: Person[] = []
    const others = people.filter(({ each }) => each.staffId !== asked.holderId)
    for (const one of others) {
      const why = whyNot(one.each, asked, unit)
      if (why === null) may.push(one)
      else cannot.push(why)
    }
    // Whoever may not have this young person may still have one who goes on.
    const solve = solverFor(asked, others)
    const pointsOf = new Map(solve([], false).map(fit => [Number(fit.caseworkerId), fit.points]))
    const added = addedAt(asked, unit)
    const fits = may.map(one => fitOf(unit, asked, added, one, pointsOf.get(one.each.staffId) ?? null))
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

/** A caseworker of today, and what is the same whoever is asked about. */
interface Person {
  each: StaffTime
  load: Load
  ends: Ends
  /** What they carry on each day, of how many minutes; null where that is no number. */
  weeks: readonly { day: DayNumber; carries: number; of: number | null }[]
}

function peopleOf({ staff, points, settings }: FitUnit): Person[] {
  const days = points.map(({ day }) => day)
  return staff.flatMap((each, at) => {
    const load = points[0]?.loads[at]
    if (load === undefined || load.capacity.kind === 'notCaseworker') return []
    const weeks = points.flatMap(({ day, loads }) => {
      const then = loads[at]
      return then === undefined ? [] : [{ day, carries: carried(then), of: timeOf(then) }]
    })
    return [{ each, load, weeks, ends: endsOf(each, days, settings) }]
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
  asked: HeldCase,
  { detailsOf, points, settings, watch }: FitUnit,
): CannotHave | null {
  const { staffId } = each
  const details = detailsOf(asked.caseId)
  if (details.barred.includes(staffId)) return { staffId, why: 'barred' }
  const absence = longAbsenceOn(each, points[0]?.day ?? 0, settings.longAbsenceDays)
  if (absence !== null) return { staffId, why: 'away', absence }
  const [ceiling] = watch.passedBy(staffId, watchedOf(details))
  return ceiling === undefined ? null : { staffId, why: 'ceiling', ceiling }
}

function watchedOf({ youthId, heldOn }: FitDetails): WatchedCase {
  return { youthId, heldOn, comes: [] }
}

/** What of one case says whom it matches. */
function matchedOf(unit: FitUnit, each: HeldCase): MatchedCase {
  const { about, earlier } = unit.detailsOf(each.caseId)
  const inProgramme = holdersOf(each.programmeIds, unit.cases)
  return { holderId: each.holderId, earlier, inProgramme, ...(about === undefined ? {} : { about }) }
}

/** What the young person would add on each day, and to whom nothing, since they have the work already. */
interface Added {
  minutes: number
  carriedBy: number | null
}

function addedAt(asked: HeldCase, { detailsOf, staff, settings, points }: FitUnit): Added[] {
  const { heldOn } = detailsOf(asked.caseId)
  return points.map(({ day }, week) => {
    const held = week === 0 ? asked : heldOn(day)
    const [cover] = held === null ? [] : coverOn([held], staff, day, settings)
    return { minutes: held?.minutes ?? 0, carriedBy: cover?.staffId ?? null }
  })
}

function fitOf(
  unit: FitUnit,
  asked: HeldCase,
  added: readonly Added[],
  { each: { staffId }, load, weeks, ends }: Person,
  points: number | null,
): FitFor {
  const { about } = unit.detailsOf(asked.caseId)
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
    terms: matchOf(matchedOf(unit, asked), staffId, offers),
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

/** Prices the young person who is asked about, and the going on of those others whose cases are given. */
type Solve = (several: readonly HeldCase[], withRepair: boolean) => Fit[]

/**
 * What each would cost, by the same prices and limits as a proposal's. Only the young person is asked about, and the
 * cases of those who are looked at closer; everything else is what somebody has beside.
 */
function solversOf(unit: FitUnit, people: readonly Person[]) {
  const { cases, staff, settings, points } = unit
  const day = points[0]?.day ?? 0
  const covers = coverOn(cases, staff, day, settings)
  const heldBy = Map.groupBy(cases, ({ holderId }) => holderId)
  const workOf = Map.groupBy(cases, (_, index) => covers[index]?.staffId ?? null)
  const worker = (
    { each: { staffId }, load: { capacity } }: Person,
    askedId: number,
    listed: ReadonlySet<number>,
  ): AllocationCaseworker | null => {
    if (capacity.kind !== 'available') return null
    const beside = (workOf.get(staffId) ?? []).filter(one => !listed.has(one.caseId))
    const held = (heldBy.get(staffId) ?? []).filter(({ caseId }) => caseId !== askedId)
    const standsIn = beside.filter(({ holderId }) => holderId !== staffId)
    return {
      id: String(staffId),
      available: true,
      capacity: capacity.minutes,
      limits: limitsUnder(staffId, held, standsIn, unit),
      base: baseOf(beside),
    }
  }
  const asIs = new Map(people.map(one => [one, worker(one, 0, new Set())]))
  // Nobody is to make room for a young person by going on to somebody who is soon gone.
  const going = new Set(people.flatMap(({ each, ends }) => (isGoing(ends) ? [each.staffId] : [])))
  return (asked: HeldCase, others: readonly Person[]): Solve =>
    (several, withRepair) => {
      const all = [asked, ...several]
      const listed = new Set(all.map(({ caseId }) => caseId))
      // Only with those who hold one of the cases, or have the work of one, anything is another than without them.
      const touched = new Set([
        ...all.map(({ holderId }) => holderId),
        ...coverOn(all, staff, day, settings).map(({ staffId }) => staffId),
      ])
      const caseworkers = others.flatMap(
        one => (touched.has(one.each.staffId) ? worker(one, asked.caseId, listed) : asIs.get(one)) ?? [],
      )
      const takers = caseworkers.map(({ id }) => Number(id))
      const problem = {
        cases: all.map(each => caseOf(unit, each, { isAsked: each === asked, takers, going })),
        caseworkers,
        loadPrice: proposalCosts.load,
      }
      const assignment = new Map(
        all.map(each => [
          String(each.caseId),
          each === asked || each.holderId === null ? null : String(each.holderId),
        ]),
      )
      return bestFits(standingOf(problem, assignment), String(asked.caseId), takers.length, withRepair)
    }
}

/** Whose going on would pay for itself, for those who come to have too much: else it is not worth anybody's trouble. */
function roomsOf(
  { cases, detailsOf, watch }: FitUnit,
  asked: HeldCase,
  best: readonly FitFor[],
  solve: Solve,
) {
  const over = best.flatMap(({ staffId, overFrom }) => (overFrom === null ? [] : [staffId]))
  const rooms = new Map<number, NonNullable<FitFor['makesRoom']>>()
  if (over.length === 0) return rooms
  const theirs = cases.filter(({ caseId, holderId, minutes }) => {
    if (holderId === null || !over.includes(holderId) || caseId === asked.caseId || minutes <= 0) return false
    const { isPlanned, barred } = detailsOf(caseId)
    return !isPlanned && !barred.includes(holderId)
  })
  for (const { caseworkerId, makesRoom } of solve(theirs, true)) {
    const staffId = Number(caseworkerId)
    if (makesRoom === null || !over.includes(staffId)) continue
    const [caseId, toId] = [Number(makesRoom.caseId), Number(makesRoom.toId)]
    // The limits are those of today; a ceiling holds later as well.
    if (watch.passedBy(toId, watchedOf(detailsOf(caseId))).length === 0) rooms.set(staffId, { caseId, toId })
  }
  return rooms
}

interface Asking {
  isAsked: boolean
  takers: readonly number[]
  going: ReadonlySet<number>
}

function caseOf(unit: FitUnit, each: HeldCase, { isAsked, takers, going }: Asking): AllocationCase {
  const { barred } = unit.detailsOf(each.caseId)
  const matched = matchedOf(unit, each)
  return {
    id: String(each.caseId),
    minutes: Math.max(1, each.minutes),
    groups: each.programmeIds.map(String),
    current: isAsked || each.holderId === null ? null : String(each.holderId),
    lock: null,
    moveCost: proposalCosts.move,
    waitingPrice: null,
    pairs: takers.flatMap(staffId => {
      const cost = pairCost(matched, staffId, unit.offers.get(staffId))
      return cost === 0 ? [] : [{ caseworkerId: String(staffId), cost }]
    }),
    forbidden: takers.flatMap(staffId =>
      barred.includes(staffId) || (!isAsked && staffId !== each.holderId && going.has(staffId))
        ? [{ caseworkerId: String(staffId), reason: 'bar' }]
        : [],
    ),
  }
}
