import type { DayNumber } from '#domain/calendar/day-number.ts'
import { type Capacity, capacityOn, type StaffTime } from './capacity.ts'
import { atMostMinutes } from './limits.ts'
import { type HeldCase, type LoadSettings, longAbsenceOn } from './load.ts'
import type { AllocationCase, AllocationCaseworker, AllocationProblem } from './problem.ts'

export const occasions = ['hired', 'leaves', 'ill', 'newCases', 'programme', 'evenOut'] as const
export type Occasion = (typeof occasions)[number]

/** What a proposal is asked about, as things are on the day from which it would hold. */
export interface ProposalFacts {
  day: DayNumber
  occasion: Occasion
  /** Who is hired, leaves or is ill. */
  aboutStaffId: number | null
  cases: readonly ProposalCase[]
  staff: readonly ProposalStaff[]
  settings: LoadSettings
  locks: readonly { youthId: number; staffId: number }[]
}

export interface ProposalCase extends HeldCase {
  youthId: number
  /** Who has been the caseworker before. */
  earlier: readonly number[]
  barred: readonly { staffId: number; reason: string }[]
  /** Somebody else is to have the case from a later day: that is decided, and not asked about. */
  isPlanned: boolean
  /** Place in the order in which those without a caseworker should get one; the smallest first. */
  urgency: number
}

export interface ProposalStaff {
  time: StaffTime
  /** Minutes a month that they may not be given more than; null: no ceiling. */
  ceiling: number | null
}

/** Whoever cannot take part, and why: what they have stays with them. */
export interface StaysOut {
  staffId: number
  why: 'hoursUnknown' | 'awayWithDeputy'
  cases: number
}

export interface Asked {
  problem: AllocationProblem
  staysOut: StaysOut[]
  /** Minutes a month that somebody has beside what is asked about, as a deputy or until a change that is planned. */
  standsIn: ReadonlyMap<number, number>
}

/**
 * What weighs how much, in points. Our own inference, found by trying: a new colleague is filled while few relations
 * are broken. See decisions/0030 and 0031.
 */
export const proposalCosts = {
  /** For a change of caseworker that nobody is forced to. */
  move: 20_000,
  /** Somebody who has had the young person before is nearly as good as staying. */
  knownBefore: -12_000,
  /** A programme that has caseworkers of its own stays with them. */
  otherProgramme: 16_000,
  /** The longer down the list, the less it costs to wait; all of it above any load. */
  waiting: { most: 8_000_000, least: 4_000_000, aPlace: 500 },
  /** For each percent of somebody's time from there on. Above 95 % it soon costs more than any wish is worth. */
  load: [
    { fromPercent: 0, perPercent: 1_000 },
    { fromPercent: 50, perPercent: 2_000 },
    { fromPercent: 60, perPercent: 4_000 },
    { fromPercent: 70, perPercent: 7_000 },
    { fromPercent: 80, perPercent: 12_000 },
    { fromPercent: 85, perPercent: 18_000 },
    { fromPercent: 90, perPercent: 26_000 },
    { fromPercent: 95, perPercent: 40_000 },
    { fromPercent: 100, perPercent: 70_000 },
    { fromPercent: 110, perPercent: 200_000 },
  ],
} as const

/**
 * The question that a solver answers. Short absences count nothing, as in the forecast. Whoever is away for long with a
 * deputy keeps the cases, and the deputy has less room; without a deputy they need somebody else. Whoever has no hours
 * given takes no part: they are no zero, and no room either. What is decided already is not asked about.
 */
export function askedOf(facts: ProposalFacts): Asked {
  const roles = new Map(facts.staff.map(each => [each.time.staffId, roleOf(each, facts)]))
  const staysOut = new Map<number, StaysOut>()
  const standsIn = new Map<number, number>()
  const inside: ProposalCase[] = []
  for (const each of facts.cases) {
    if (each.isPlanned) {
      if (each.holderId !== null) add(standsIn, each.holderId, each.minutes)
      continue
    }
    const role = each.holderId === null ? undefined : roles.get(each.holderId)
    if (role?.kind !== 'out' || each.holderId === null) {
      inside.push(each)
      continue
    }
    const { cases } = staysOut.get(each.holderId) ?? { cases: 0 }
    staysOut.set(each.holderId, { staffId: each.holderId, why: role.why, cases: cases + 1 })
    if (role.deputyId !== null) standsIn.set(role.deputyId, (standsIn.get(role.deputyId) ?? 0) + each.minutes)
  }
  for (const [staffId, role] of roles)
    if (role.kind === 'out' && role.why === 'hoursUnknown' && !staysOut.has(staffId))
      staysOut.set(staffId, { staffId, why: role.why, cases: 0 })
  const caseworkers = [
    ...facts.staff.flatMap(each => workerOf(each, roles, standsIn, inside)),
    ...strangers(inside, roles),
  ]
  const taking = new Set(caseworkers.flatMap(({ id, available }) => (available ? [Number(id)] : [])))
  const cases = inside.map(each => caseOf(each, facts, inside, taking))
  return {
    problem: { cases, caseworkers, loadPrice: proposalCosts.load },
    staysOut: [...staysOut.values()],
    standsIn,
  }
}

function add(minutes: Map<number, number>, staffId: number, more: number): void {
  minutes.set(staffId, (minutes.get(staffId) ?? 0) + more)
}

/** Whoever holds a case, and is none of the staff any more. */
function strangers(cases: readonly ProposalCase[], roles: ReadonlyMap<number, Role>): AllocationCaseworker[] {
  const ids = cases.flatMap(({ holderId }) => (holderId === null || roles.has(holderId) ? [] : [holderId]))
  return [...new Set(ids)].map(id => ({
    id: String(id),
    available: false,
    capacity: 1,
    limits: [],
    base: [],
  }))
}

type Role =
  | { kind: 'in'; minutes: number }
  /** What they have goes to others, or to the waiting list. */
  | { kind: 'gone' }
  | { kind: 'out'; why: StaysOut['why']; deputyId: number | null }

function roleOf({ time }: ProposalStaff, { day, occasion, aboutStaffId, settings }: ProposalFacts): Role {
  const isAbout = time.staffId === aboutStaffId
  if (isAbout && (occasion === 'leaves' || occasion === 'ill')) return { kind: 'gone' }
  const absence = longAbsenceOn(time, day, settings.longAbsenceDays)
  if (absence !== null)
    return absence.deputyId === null
      ? { kind: 'gone' }
      : { kind: 'out', why: 'awayWithDeputy', deputyId: absence.deputyId }
  const capacity: Capacity = capacityOn({ ...time, absences: [] }, day, settings)
  if (capacity.kind === 'unknown') return { kind: 'out', why: 'hoursUnknown', deputyId: null }
  return capacity.kind === 'available' ? { kind: 'in', minutes: capacity.minutes } : { kind: 'gone' }
}

function workerOf(
  { time: { staffId }, ceiling }: ProposalStaff,
  roles: ReadonlyMap<number, Role>,
  standsIn: ReadonlyMap<number, number>,
  cases: readonly ProposalCase[],
): AllocationCaseworker[] {
  const role = roles.get(staffId)
  if (role === undefined || role.kind === 'out') return []
  if (role.kind === 'gone')
    return [{ id: String(staffId), available: false, capacity: 1, limits: [], base: [] }]
  const taken = standsIn.get(staffId) ?? 0
  const held = cases.reduce((sum, each) => sum + (each.holderId === staffId ? each.minutes : 0), 0)
  return [
    {
      id: String(staffId),
      available: true,
      capacity: Math.max(1, role.minutes - taken),
      // Nobody is sent away because of a ceiling; above it nobody gets more.
      limits: ceiling === null ? [] : [atMostMinutes(Math.max(held, ceiling - taken, 1))],
      base: [],
    },
  ]
}

/** @param taking the keys of those who can be given a case */
function caseOf(
  each: ProposalCase,
  { locks }: ProposalFacts,
  cases: readonly ProposalCase[],
  taking: ReadonlySet<number>,
): AllocationCase {
  const { youthId, minutes, holderId, earlier, barred, urgency, programmeIds } = each
  const lock = locks.find(one => one.youthId === youthId)
  const inProgramme = programmeIds.length === 0 ? null : holdersOf(programmeIds, cases)
  const { most, least, aPlace } = proposalCosts.waiting
  const pairs = [...taking].flatMap(staffId => {
    let cost = 0
    if (staffId !== holderId && earlier.includes(staffId)) cost += proposalCosts.knownBefore
    if (inProgramme !== null && inProgramme.size > 1 && !inProgramme.has(staffId))
      cost += proposalCosts.otherProgramme
    return cost === 0 ? [] : [{ caseworkerId: String(staffId), cost }]
  })
  return {
    id: String(youthId),
    minutes: Math.max(1, minutes),
    groups: programmeIds.map(String),
    current: holderId === null ? null : String(holderId),
    lock: lock === undefined ? null : String(lock.staffId),
    moveCost: proposalCosts.move,
    waitingPrice: Math.max(least, most - urgency * aPlace),
    pairs,
    forbidden: barred.flatMap(({ staffId, reason }) =>
      taking.has(staffId) ? [{ caseworkerId: String(staffId), reason }] : [],
    ),
  }
}

const holders = new WeakMap<readonly ProposalCase[], Map<number, Set<number>>>()

/** Who has cases in one of these programmes. */
function holdersOf(programmeIds: readonly number[], cases: readonly ProposalCase[]): Set<number> {
  let known = holders.get(cases)
  if (known === undefined) {
    known = new Map()
    for (const each of cases)
      for (const programmeId of each.programmeIds) {
        const those = known.get(programmeId) ?? new Set()
        if (each.holderId !== null) those.add(each.holderId)
        known.set(programmeId, those)
      }
    holders.set(cases, known)
  }
  return new Set(programmeIds.flatMap(programmeId => [...(known.get(programmeId) ?? [])]))
}
