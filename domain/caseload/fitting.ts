import type { DayNumber } from '#domain/calendar/day-number.ts'
import { baseOf } from './beside.ts'
import type { Absence, StaffTime } from './capacity.ts'
import { type Ceiling, type CeilingException, type CeilingStanding, ceilingsOf } from './ceiling.ts'
import { limitsUnder } from './ceiling-limits.ts'
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
  about?: YouthAbout
  /** Who has been the caseworker before today. */
  earlier: readonly number[]
  /** Whom a bar keeps away. */
  barred: readonly number[]
  /** Somebody else is to have the case from a later day: it is not passed on to make room. */
  isPlanned: boolean
}

/** What is asked: who fits one young person, as things stand. */
export interface FitQuestion {
  asked: HeldCase
  /** The same case on a later day; null where it is closed then. */
  askedOn: (day: DayNumber) => HeldCase | null
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
  | { staffId: number; why: 'ceiling'; ceiling: CeilingStanding }

export interface Fitting {
  /** The best first; those whose load is no number come last. */
  fits: FitFor[]
  cannot: CannotHave[]
}

/** How many are recommended. */
export const recommended = 3

/** Who may have a young person, the best first, and who may not; whoever has them today is neither. */
export function fitsFor(question: FitQuestion): Fitting {
  const { asked, staff, points } = question
  const [now] = points
  const cannot: CannotHave[] = []
  const may: { each: StaffTime; load: Load; at: number }[] = []
  const workers: Worker[] = []
  const heldBy = Map.groupBy(question.cases, ({ holderId }) => holderId)
  for (const [at, each] of staff.entries()) {
    const load = now?.loads[at]
    if (load === undefined || each.staffId === asked.holderId || load.capacity.kind === 'notCaseworker')
      continue
    // Whoever may not have this young person may still have one who goes on.
    if (load.capacity.kind === 'available') workers.push({ each, load })
    const why = whyNot(each, question, heldBy.get(each.staffId) ?? [])
    if (why === null) may.push({ each, load, at })
    else cannot.push(why)
  }
  const solve = solverFor(question, workers, heldBy)
  const pointsOf = new Map(
    solve([asked], workers.length, false).map(fit => [Number(fit.caseworkerId), fit.points]),
  )
  const added = addedAt(question)
  const fits = may.map(({ each, load, at }) =>
    fitOf(question, added, { each, load, at }, pointsOf.get(each.staffId) ?? null),
  )
  const inOrder = fits.toSorted(
    (a, b) =>
      placeOf(a) - placeOf(b) ||
      (a.points ?? Number.POSITIVE_INFINITY) - (b.points ?? Number.POSITIVE_INFINITY) ||
      matchCost(a.terms) - matchCost(b.terms) ||
      // A load far below what anybody minds costs the same whoever has it.
      share(a) - share(b) ||
      a.staffId - b.staffId,
  )
  const best = inOrder.slice(0, recommended)
  const rooms = roomsOf(question, best, heldBy, solve)
  return {
    fits: [
      ...best.map(fit => ({ ...fit, makesRoom: rooms.get(fit.staffId) ?? null })),
      ...inOrder.slice(recommended),
    ],
    cannot,
  }
}

/**
 * Whoever is what the case calls for, or whom the young person wishes for, and has room in all weeks, comes before
 * anybody who is not; whoever will not be here or have no time comes after all who will; those whose load is no number
 * are last.
 */
function placeOf({ terms, lacks, overFrom, capacity, ...fit }: FitFor): number {
  if (fit.points === null) return 3
  if (isGoing(fit)) return 2
  const called = (each: { whose?: Wish['whose'] }) => each.whose === 'case'
  const isCalled = terms.some(term => 'whose' in term && called(term)) && !lacks.some(called)
  const isWished = terms.some(({ kind }) => kind === 'wished')
  return (isCalled || isWished) && overFrom === null && capacity.kind === 'available' ? 0 : 1
}

function share({ after, capacity }: FitFor): number {
  return capacity.kind === 'available' ? after / capacity.minutes : 0
}

function whyNot(
  each: StaffTime,
  { asked, detailsOf, points, settings, ceilings, exceptions }: FitQuestion,
  held: readonly HeldCase[],
): CannotHave | null {
  const { staffId } = each
  if (detailsOf(asked.caseId).barred.includes(staffId)) return { staffId, why: 'barred' }
  const absence = longAbsenceOn(each, points[0]?.day ?? 0, settings.longAbsenceDays)
  if (absence !== null) return { staffId, why: 'away', absence }
  const ceiling = ceilingsOf(staffId, [...held, asked], ceilings, exceptions).find(
    ({ state, programmeId }) =>
      state === 'over' && (programmeId === null || asked.programmeIds.includes(programmeId)),
  )
  return ceiling === undefined ? null : { staffId, why: 'ceiling', ceiling }
}

function daysOf({ points }: FitQuestion): DayNumber[] {
  return points.map(({ day }) => day)
}

/** What of one case says whom it matches. */
function matchedOf(question: FitQuestion, each: HeldCase): MatchedCase {
  const { about, earlier } = question.detailsOf(each.caseId)
  const inProgramme = holdersOf(each.programmeIds, question.cases)
  return { holderId: each.holderId, earlier, inProgramme, ...(about === undefined ? {} : { about }) }
}

/** What the young person would add on each day, and to whom nothing, since they have the work already. */
interface Added {
  minutes: number
  carriedBy: number | null
}

function addedAt({ asked, askedOn, staff, settings, points }: FitQuestion): Added[] {
  return points.map(({ day }, week) => {
    const held = week === 0 ? asked : askedOn(day)
    const [cover] = held === null ? [] : coverOn([held], staff, day, settings)
    return { minutes: held?.minutes ?? 0, carriedBy: cover?.staffId ?? null }
  })
}

function fitOf(
  question: FitQuestion,
  added: readonly Added[],
  { each, load, at }: { each: StaffTime; load: Load; at: number },
  points: number | null,
): FitFor {
  const { asked } = question
  const { staffId } = each
  const { about } = question.detailsOf(asked.caseId)
  const ahead: (LoadThen & { share: number })[] = []
  let today = { before: carried(load), after: carried(load) + asked.minutes }
  for (const [week, { day, loads }] of question.points.entries()) {
    const then = loads[at]
    const more = added[week]
    if (then === undefined || more === undefined) continue
    // Whoever stands in for the caseworker has the work already.
    const minutes = carried(then) + (more.carriedBy === staffId ? 0 : more.minutes)
    if (week === 0) today = { before: carried(then), after: minutes }
    const of =
      then.capacity.kind === 'available' ? then.capacity.minutes : then.capacity.kind === 'full' ? 0 : null
    if (of !== null)
      ahead.push({ day, minutes, of, share: of === 0 ? Number.POSITIVE_INFINITY : minutes / of })
  }
  const worst = ahead.reduce<(typeof ahead)[number] | null>(
    (most, then) => (most === null || then.share > most.share ? then : most),
    null,
  )
  const overFrom = ahead.find(({ minutes, of }) => minutes > of)?.day ?? null
  return {
    staffId,
    points,
    terms: matchOf(matchedOf(question, asked), staffId, question.offers.get(staffId)),
    lacks: about === undefined ? [] : lacking(about, staffId, question.offers.get(staffId)),
    ...today,
    capacity: load.capacity,
    worst: worst && { day: worst.day, minutes: worst.minutes, of: worst.of },
    overFrom,
    ...endsOf(each, daysOf(question), question.settings),
    makesRoom: null,
  }
}

/** Somebody with time, and their load today. */
interface Worker {
  each: StaffTime
  load: Load
}

type Held = ReadonlyMap<number | null, readonly HeldCase[]>

type Solver = (several: readonly HeldCase[], count: number, withRepair: boolean) => Fit[]

/**
 * What each would cost, by the same prices and limits as a proposal's. Only the young person is asked about, and the
 * cases of those who are looked at closer; everything else is what somebody has beside.
 */
function solverFor(question: FitQuestion, workers: readonly Worker[], heldBy: Held): Solver {
  const { asked, cases, staff, settings } = question
  const covers = coverOn(cases, staff, question.points[0]?.day ?? 0, settings)
  const workOf = Map.groupBy(cases, (_, index) => covers[index]?.staffId ?? null)
  const worker = ({ each, load }: Worker, listed: ReadonlySet<number>): AllocationCaseworker[] => {
    if (load.capacity.kind !== 'available') return []
    const beside = (workOf.get(each.staffId) ?? []).filter(one => !listed.has(one.caseId))
    const held = (heldBy.get(each.staffId) ?? []).filter(({ caseId }) => caseId !== asked.caseId)
    const standsIn = beside.filter(({ holderId }) => holderId !== each.staffId)
    return [
      {
        id: String(each.staffId),
        available: true,
        capacity: load.capacity.minutes,
        limits: limitsUnder(each.staffId, held, standsIn, question),
        base: baseOf(beside),
      },
    ]
  }
  // Nobody is to make room for a young person by going on to somebody who is soon gone.
  const going = new Set(
    staff.filter(each => isGoing(endsOf(each, daysOf(question), settings))).map(({ staffId }) => staffId),
  )
  return (several, count, withRepair) => {
    const listed = new Set(several.map(({ caseId }) => caseId))
    const caseworkers = workers.flatMap(one => worker(one, listed))
    const takers = caseworkers.map(({ id }) => Number(id))
    const problem = {
      cases: several.map(each => caseOf(question, each, takers, going)),
      caseworkers,
      loadPrice: proposalCosts.load,
    }
    const assignment = new Map(
      several.map(({ caseId, holderId }) => [
        String(caseId),
        caseId === asked.caseId || holderId === null ? null : String(holderId),
      ]),
    )
    return bestFits(standingOf(problem, assignment), String(asked.caseId), count, withRepair)
  }
}

/** Whose going on would pay for itself, for those who come to have too much: else it is not worth anybody's trouble. */
function roomsOf(question: FitQuestion, best: readonly FitFor[], heldBy: Held, solve: Solver) {
  const over = best.flatMap(({ staffId, overFrom }) => (overFrom === null ? [] : [staffId]))
  const rooms = new Map<number, NonNullable<FitFor['makesRoom']>>()
  if (over.length === 0) return rooms
  const { asked } = question
  const theirs = over.flatMap(staffId =>
    (heldBy.get(staffId) ?? []).filter(({ caseId, minutes }) => {
      const { isPlanned, barred } = question.detailsOf(caseId)
      return caseId !== asked.caseId && minutes > 0 && !isPlanned && !barred.includes(staffId)
    }),
  )
  for (const { caseworkerId, makesRoom } of solve([asked, ...theirs], question.staff.length, true)) {
    const staffId = Number(caseworkerId)
    if (makesRoom !== null && over.includes(staffId))
      rooms.set(staffId, { caseId: Number(makesRoom.caseId), toId: Number(makesRoom.toId) })
  }
  return rooms
}

function caseOf(
  question: FitQuestion,
  each: HeldCase,
  takers: readonly number[],
  going: ReadonlySet<number>,
): AllocationCase {
  const isAsked = each.caseId === question.asked.caseId
  const { barred } = question.detailsOf(each.caseId)
  const matched = matchedOf(question, each)
  return {
    id: String(each.caseId),
    minutes: Math.max(1, each.minutes),
    groups: each.programmeIds.map(String),
    current: isAsked || each.holderId === null ? null : String(each.holderId),
    lock: null,
    moveCost: proposalCosts.move,
    waitingPrice: null,
    pairs: takers.flatMap(staffId => {
      const cost = pairCost(matched, staffId, question.offers.get(staffId))
      return cost === 0 ? [] : [{ caseworkerId: String(staffId), cost }]
    }),
    forbidden: takers.flatMap(staffId =>
      barred.includes(staffId) || (!isAsked && staffId !== each.holderId && going.has(staffId))
        ? [{ caseworkerId: String(staffId), reason: 'bar' }]
        : [],
    ),
  }
}
