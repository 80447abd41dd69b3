import type { DayNumber } from '#domain/calendar/day-number.ts'
import { baseOf, minutesOf } from './beside.ts'
import { type Capacity, capacityOn } from './capacity.ts'
import type { Ceiling, CeilingException } from './ceiling.ts'
import { limitsUnder } from './ceiling-limits.ts'
import { coverFor, type LoadSettings } from './load.ts'
import { holdersOf, pairCost, type StaffOffers } from './match.ts'
import type { AllocationCase, AllocationCaseworker, AllocationProblem } from './problem.ts'
import {
  type Occasion,
  type ProposalCase,
  type ProposalStaff,
  proposalCosts,
  type Scope,
} from './proposing.ts'
import { welcoming } from './welcome.ts'

/** What a proposal is asked about, as things are on the day from which it would hold. */
export interface ProposalFacts {
  day: DayNumber
  occasion: Occasion
  scope: Scope
  /** Who is hired, leaves or is ill. */
  aboutStaffId: number | null
  /** The programme that begins and who takes those in it; none named is whoever has some of them already. */
  programme: { programmeId: number; takers: readonly number[] } | null
  /** All open cases; those who are to come into the programme that begins as they weigh then. */
  cases: readonly ProposalCase[]
  staff: readonly ProposalStaff[]
  settings: LoadSettings
  ceilings: readonly Ceiling[]
  exceptions: readonly CeilingException[]
  locks: readonly Lock[]
}

interface Lock {
  youthId: number
  staffId: number
}

/** Whoever cannot take part, and why: what they have stays with them. */
export interface StaysOut {
  staffId: number
  why: 'hoursUnknown' | 'awayWithDeputy'
  cases: number
}

/** What somebody carries for colleagues who are away for long. */
export interface StandsIn {
  staffId: number
  cases: number
  minutes: number
}

/** Why a lock is not part of the question. */
export const dropReasons = ['caseClosed', 'changePlanned', 'unweighed', 'staysOut', 'receiverGone'] as const

/** A lock that is not part of the question, and why. */
export interface DroppedLock extends Lock {
  why: (typeof dropReasons)[number]
}

export interface Asked {
  problem: AllocationProblem
  staysOut: StaysOut[]
  standsIn: StandsIn[]
  /** Whose case weighs nothing: no minutes are configured, so nobody can say whether there is room. They stay. */
  unweighed: number[]
  droppedLocks: DroppedLock[]
  /** Who takes those in the programme that begins; empty with any other occasion. */
  takers: ReadonlySet<number>
}

/**
 * The question that a solver answers. Who has the work of somebody who is away follows the same rule as the board's
 * loads: short absences count nothing, a deputy who is here stands in, and without one the cases need somebody else.
 * What is not asked about (a change that is planned, whoever stays out, cases without minutes, and where only what is
 * needed may move everybody who can stay) is work that a caseworker has beside: it counts in load and in ceilings.
 */
export function askedOf(facts: ProposalFacts): Asked {
  const roles = rolesOf(facts)
  const takers = takersOf(facts)
  const known = new Set(facts.cases.map(({ youthId }) => youthId))
  const locks = new Map<number, number>()
  const droppedLocks: DroppedLock[] = []
  for (const lock of facts.locks) {
    const isHere = roles.has(lock.staffId)
    if (!known.has(lock.youthId)) droppedLocks.push({ ...lock, why: 'caseClosed' })
    else if (!isHere) droppedLocks.push({ ...lock, why: 'receiverGone' })
    else locks.set(lock.youthId, lock.staffId)
  }
  const beside = new Map<number, Beside[]>()
  const staysOut = new Map<number, StaysOut>()
  const unweighed: number[] = []
  const inside: ProposalCase[] = []
  for (const each of facts.cases) {
    const where = placeOf(each, { facts, roles, takers, lock: locks.get(each.youthId) ?? null })
    if (where.kind === 'inside') {
      inside.push(each)
      continue
    }
    const lockedTo = locks.get(each.youthId)
    if (lockedTo !== undefined && where.drops !== null)
      droppedLocks.push({ youthId: each.youthId, staffId: lockedTo, why: where.drops })
    if (where.drops === 'unweighed') unweighed.push(each.youthId)
    if (where.drops === 'staysOut' && each.holderId !== null) noteOut(staysOut, each.holderId, roles)
    if (where.carrierId !== null) {
      const isOwn = where.carrierId === each.holderId
      beside.set(where.carrierId, [...(beside.get(where.carrierId) ?? []), { ...each, isOwn }])
    }
  }
  // Somebody without hours is named also where they hold nobody.
  for (const [staffId, role] of roles)
    if (role.kind === 'out' && role.why === 'hoursUnknown' && !staysOut.has(staffId))
      staysOut.set(staffId, { staffId, why: role.why, cases: 0 })
  const caseworkers = [
    ...facts.staff.flatMap(each => workerOf(each, facts, roles, beside.get(each.time.staffId) ?? [])),
    ...strangers(inside, roles),
  ]
  const taking = new Set(caseworkers.flatMap(({ id, available }) => (available ? [Number(id)] : [])))
  const offers: Offers = new Map(facts.staff.map(each => [each.time.staffId, each.offers]))
  const cases = inside.map(each =>
    caseOf(each, { facts, taking, takers, offers, lock: locks.get(each.youthId) ?? null }),
  )
  const problem = { cases, caseworkers, loadPrice: proposalCosts.load }
  const { occasion, aboutStaffId } = facts
  return {
    problem:
      occasion === 'hired' && aboutStaffId !== null ? welcoming(problem, String(aboutStaffId)) : problem,
    staysOut: [...staysOut.values()],
    standsIn: standsInOf(beside),
    unweighed,
    droppedLocks,
    takers,
  }
}

type Offers = ReadonlyMap<number, StaffOffers | undefined>

type Role =
  | { kind: 'in'; minutes: number }
  /** What they have goes to others, or to the waiting list. */
  | { kind: 'gone' }
  | { kind: 'out'; why: StaysOut['why']; carrierId: number }

function rolesOf({ staff, day, occasion, aboutStaffId, settings }: ProposalFacts): Map<number, Role> {
  const leaves = (staffId: number) =>
    staffId === aboutStaffId && (occasion === 'leaves' || occasion === 'ill')
  // Whoever leaves stands in for nobody either.
  const here = staff.map(({ time }) => time).filter(({ staffId }) => !leaves(staffId))
  return new Map(
    staff.map(({ time }): [number, Role] => {
      if (leaves(time.staffId)) return [time.staffId, { kind: 'gone' }]
      const { staffId, why } = coverFor(time, here, day, settings.longAbsenceDays)
      if (staffId === null) return [time.staffId, { kind: 'gone' }]
      if (why === 'standsIn')
        return [time.staffId, { kind: 'out', why: 'awayWithDeputy', carrierId: staffId }]
      const capacity: Capacity = capacityOn({ ...time, absences: [] }, day, settings)
      if (capacity.kind === 'unknown')
        return [staffId, { kind: 'out', why: 'hoursUnknown', carrierId: staffId }]
      return [
        staffId,
        capacity.kind === 'available' ? { kind: 'in', minutes: capacity.minutes } : { kind: 'gone' },
      ]
    }),
  )
}

/**
 * Who takes those in the programme: as was said, or else whoever has some of them already. Whoever only has somebody who
 * comes into it does not take it by that, unless nobody is in it yet.
 */
function takersOf({ programme, cases, staff }: ProposalFacts): Set<number> {
  if (programme === null) return new Set()
  const here = new Set(staff.map(({ time }) => time.staffId))
  if (programme.takers.length > 0) return new Set(programme.takers.filter(staffId => here.has(staffId)))
  const already = holdersOf(
    [programme.programmeId],
    cases.filter(({ beginsOn }) => beginsOn === undefined),
  )
  return new Set(already?.size ? already : holdersOf([programme.programmeId], cases))
}

/** A case that somebody has beside what is asked about. */
interface Beside extends ProposalCase {
  /** Not one of a colleague for whom they stand in: ceilings count only what is theirs. */
  isOwn: boolean
}

function standsInOf(beside: ReadonlyMap<number, readonly Beside[]>): StandsIn[] {
  return [...beside].flatMap(([staffId, cases]) => {
    const others = cases.filter(({ isOwn }) => !isOwn)
    return others.length === 0 ? [] : [{ staffId, cases: others.length, minutes: minutesOf(others) }]
  })
}

interface Around {
  facts: ProposalFacts
  takers: ReadonlySet<number>
  /** Whom the leader has decided on. */
  lock: number | null
}

type Where =
  | { kind: 'inside' }
  | {
      kind: 'beside'
      /** Who has the work; null for nobody. */
      carrierId: number | null
      /** Why a lock means nothing here; null where it is kept by itself. */
      drops: DroppedLock['why'] | null
    }

function placeOf(
  each: ProposalCase,
  { facts, roles, takers, lock }: Around & { roles: ReadonlyMap<number, Role> },
): Where {
  const role = each.holderId === null ? undefined : roles.get(each.holderId)
  const carrierId =
    role === undefined || role.kind === 'gone' ? null : role.kind === 'out' ? role.carrierId : each.holderId
  if (each.isPlanned) return { kind: 'beside', carrierId, drops: 'changePlanned' }
  if (each.minutes <= 0) return { kind: 'beside', carrierId, drops: 'unweighed' }
  // A deputy whom a bar keeps away stands in for the others only.
  const isHeld = role?.kind === 'out' && !each.barred.some(({ staffId }) => staffId === role.carrierId)
  if (isHeld) return { kind: 'beside', carrierId, drops: 'staysOut' }
  const canStay =
    role?.kind === 'in' &&
    (lock === null || lock === each.holderId) &&
    !each.barred.some(({ staffId }) => staffId === each.holderId) &&
    !(isInProgramme(each, facts) && each.holderId !== null && !takers.has(each.holderId))
  return facts.scope === 'needed' && canStay ? { kind: 'beside', carrierId, drops: null } : { kind: 'inside' }
}

function isInProgramme({ programmeIds }: ProposalCase, { programme }: ProposalFacts): boolean {
  return programme !== null && programmeIds.includes(programme.programmeId)
}

function noteOut(staysOut: Map<number, StaysOut>, staffId: number, roles: ReadonlyMap<number, Role>): void {
  const role = roles.get(staffId)
  if (role?.kind !== 'out') return
  const { cases } = staysOut.get(staffId) ?? { cases: 0 }
  staysOut.set(staffId, { staffId, why: role.why, cases: cases + 1 })
}

/** Whoever holds a case that is asked about, and is none of the staff any more, or stays out with the others. */
function strangers(cases: readonly ProposalCase[], roles: ReadonlyMap<number, Role>): AllocationCaseworker[] {
  const ids = cases.flatMap(({ holderId }) =>
    holderId === null || ['in', 'gone'].includes(roles.get(holderId)?.kind ?? '') ? [] : [holderId],
  )
  return [...new Set(ids)].map(unavailable)
}

function unavailable(staffId: number): AllocationCaseworker {
  return { id: String(staffId), available: false, capacity: 1, limits: [], base: [] }
}

function workerOf(
  { time: { staffId } }: ProposalStaff,
  facts: ProposalFacts,
  roles: ReadonlyMap<number, Role>,
  beside: readonly Beside[],
): AllocationCaseworker[] {
  const role = roles.get(staffId)
  if (role === undefined || role.kind === 'out') return []
  if (role.kind === 'gone') return [unavailable(staffId)]
  return [
    {
      id: String(staffId),
      available: true,
      capacity: role.minutes,
      limits: limitsUnder(
        staffId,
        facts.cases.filter(({ holderId }) => holderId === staffId),
        beside.filter(({ isOwn }) => !isOwn),
        facts,
      ),
      base: baseOf(beside),
    },
  ]
}

function caseOf(
  each: ProposalCase,
  { facts, taking, takers, lock, offers }: Around & { taking: ReadonlySet<number>; offers: Offers },
): AllocationCase {
  const { youthId, minutes, holderId, barred, urgency, programmeIds } = each
  const begins = isInProgramme(each, facts) && takers.size > 0
  const inProgramme = begins ? null : holdersOf(programmeIds, facts.cases)
  const { most, least, aPlace } = proposalCosts.waiting
  const pairs = [...taking].flatMap(staffId => {
    const outside = begins && !takers.has(staffId) ? proposalCosts.outsideProgramme : 0
    const cost = outside + pairCost({ ...each, inProgramme }, staffId, offers.get(staffId))
    return cost === 0 ? [] : [{ caseworkerId: String(staffId), cost }]
  })
  return {
    id: String(youthId),
    minutes,
    groups: programmeIds.map(String),
    current: holderId === null ? null : String(holderId),
    lock: lock === null ? null : String(lock),
    moveCost: proposalCosts.move,
    waitingPrice: Math.max(least, most - urgency * aPlace),
    pairs,
    // Why is nothing that a solver needs to know, or anybody who tries it again.
    forbidden: barred.flatMap(({ staffId }) =>
      taking.has(staffId) ? [{ caseworkerId: String(staffId), reason: 'bar' }] : [],
    ),
  }
}
