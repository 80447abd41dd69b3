import {
  baseMinutes,
  isIn,
  type LimitUnit,
  type NamedLimit,
  type SingleLimit,
  singleLimits,
  takenOf,
} from './limits.ts'
import type { AllocationCase, AllocationCaseworker, AllocationProblem, LoadPriceStep } from './problem.ts'

/**
 * What is wrong with a problem, and with whom. Numbers are minutes a month or cases, as `unit` says, or what was given;
 * `group` is null where a limit counts everything.
 */
export type AllocationFault =
  | { code: 'noCases' | 'noCaseworkers' | 'everybodyAway' | 'loadPriceNotRising' | 'sumsTooLarge' }
  | { code: 'duplicateCase' | 'duplicatePair' | 'nobodyMay' | 'aboveEveryCeiling'; caseId: string }
  | { code: 'duplicateCaseworker' | 'ownPriceNotRising'; caseworkerId: string }
  | { code: 'minutesOutOfRange' | 'costOutOfRange'; caseId: string; value: number }
  | { code: 'capacityOutOfRange' | 'baseOutOfRange'; caseworkerId: string; value: number }
  | { code: 'limitOutOfRange'; caseworkerId: string; group: string | null; value: number }
  | { code: 'unknownCaseworker' | 'lockedToAway'; caseId: string; caseworkerId: string }
  | { code: 'lockedToForbidden'; caseId: string; caseworkerId: string; reason: string }
  /** What somebody does beside is more than a limit of theirs already. */
  | ({ code: 'baseAboveLimit'; taken: number } & NamedLimit)
  /** The locked cases count more than a limit leaves room for: `most`, without what is taken beside. */
  | ({ code: 'locksAboveCeiling'; caseIds: readonly string[]; locked: number } & NamedLimit)
  /** Those who must have somebody need more than all the limits together leave. */
  | { code: 'notEnoughRoom'; group: string | null; unit: LimitUnit; needed: number; room: number }
  | {
      code: 'rulesConflict'
      caseIds: readonly string[]
      caseworkerIds: readonly string[]
      /** Which limits of these caseworkers; none where only whole numbers make it impossible. */
      limits: readonly NamedLimit[]
    }

export interface NumberLimits {
  /** Most minutes a month of a case. */
  minutes: number
  /** Most minutes a month of a caseworker. */
  capacity: number
}

/** A month of 31 days has so many minutes: nobody works more, and no young person needs more. */
export const PEOPLE: NumberLimits = { minutes: 44_640, capacity: 44_640 }

/** For problems that are not about people's months: what the arithmetic can carry. */
export const ANY_NUMBERS: NumberLimits = { minutes: 1_000_000, capacity: 1_000_000_000 }

/** Costs lie within this on both sides of 0. */
export const MOST_POINTS = 100_000_000

/**
 * Everything that makes a problem one that cannot be asked, each named; empty when it can. What several rules together
 * make impossible is found by solving, save the plain sums, which are here.
 */
export function checkProblem(problem: AllocationProblem, limits: NumberLimits = PEOPLE): AllocationFault[] {
  const workers = new Map(problem.caseworkers.map(worker => [worker.id, worker]))
  const available = problem.caseworkers.filter(worker => worker.available)
  const faults: AllocationFault[] = [
    ...(problem.cases.length === 0 ? [{ code: 'noCases' as const }] : []),
    ...(problem.caseworkers.length === 0 ? [{ code: 'noCaseworkers' as const }] : []),
    ...(problem.caseworkers.length > 0 && available.length === 0 ? [{ code: 'everybodyAway' as const }] : []),
    ...(isRising(problem.loadPrice) ? [] : [{ code: 'loadPriceNotRising' as const }]),
    ...twice(problem.caseworkers).map(caseworkerId => ({
      code: 'duplicateCaseworker' as const,
      caseworkerId,
    })),
    ...twice(problem.cases).map(caseId => ({ code: 'duplicateCase' as const, caseId })),
    ...available.flatMap(worker => faultsOfWorker(worker, limits)),
    ...problem.cases.flatMap(each => [
      ...numbersOf(each, limits),
      ...namesOf(each, workers),
      ...locksOf(each, workers),
    ]),
  ]
  // Who may have whom, and whether there is room, means something only when names and numbers do.
  if (faults.length > 0) return faults
  if (mostPoints(problem, available) > Number.MAX_SAFE_INTEGER) return [{ code: 'sumsTooLarge' }]
  const single = problem.cases.flatMap(each => whoMay(each, available))
  return single.length > 0 ? single : sumsOf(problem, available)
}

function faultsOfWorker(worker: AllocationCaseworker, limits: NumberLimits): AllocationFault[] {
  const { id, capacity, base } = worker
  const caseworkerId = id
  const faults: AllocationFault[] = []
  if (!isWhole(capacity, 1, limits.capacity))
    faults.push({ code: 'capacityOutOfRange', caseworkerId, value: capacity })
  const fixed = [...base.flatMap(({ minutes, cases }) => [minutes, cases]), baseMinutes(worker)]
  for (const value of fixed.filter(number => !isWhole(number, 0, limits.capacity)).slice(0, 1))
    faults.push({ code: 'baseOutOfRange', caseworkerId, value })
  const single = singleLimits(worker.limits)
  for (const { group, most: value } of single.filter(({ most }) => !isWhole(most, 0, limits.capacity)))
    faults.push({ code: 'limitOutOfRange', caseworkerId, group, value })
  if (worker.loadPrice && !isRising(worker.loadPrice))
    faults.push({ code: 'ownPriceNotRising', caseworkerId })
  if (faults.length > 0) return faults
  return single.flatMap(limit => {
    const taken = takenOf(worker, limit)
    return taken > limit.most ? [{ code: 'baseAboveLimit' as const, caseworkerId, taken, ...limit }] : []
  })
}

function numbersOf(each: AllocationCase, limits: NumberLimits): AllocationFault[] {
  const caseId = each.id
  const minutes = [each.minutes, ...each.pairs.flatMap(pair => pair.minutes ?? [])]
  const prices = [each.moveCost, ...(each.waitingPrice === null ? [] : [each.waitingPrice])]
  const costs = each.pairs.map(pair => pair.cost)
  return [
    ...minutes
      .filter(value => !isWhole(value, 1, limits.minutes))
      .map(value => ({ code: 'minutesOutOfRange' as const, caseId, value })),
    ...[
      ...prices.filter(value => !isWhole(value, 0, MOST_POINTS)),
      ...costs.filter(value => !isWhole(value, -MOST_POINTS, MOST_POINTS)),
    ].map(value => ({ code: 'costOutOfRange' as const, caseId, value })),
  ].slice(0, 1)
}

function namesOf(each: AllocationCase, workers: ReadonlyMap<string, unknown>): AllocationFault[] {
  const caseId = each.id
  const named = [
    ...each.pairs.map(pair => pair.caseworkerId),
    ...each.forbidden.map(bar => bar.caseworkerId),
    ...[each.lock, each.current].filter(id => id !== null),
  ]
  const unknown = [...new Set(named.filter(id => !workers.has(id)))]
  const pairs = new Set(each.pairs.map(pair => pair.caseworkerId))
  return [
    ...unknown.map(caseworkerId => ({ code: 'unknownCaseworker' as const, caseId, caseworkerId })),
    ...(pairs.size < each.pairs.length ? [{ code: 'duplicatePair' as const, caseId }] : []),
  ]
}

function locksOf(
  each: AllocationCase,
  workers: ReadonlyMap<string, AllocationCaseworker>,
): AllocationFault[] {
  const worker = each.lock === null ? undefined : workers.get(each.lock)
  if (!worker) return []
  const bar = each.forbidden.find(({ caseworkerId }) => caseworkerId === worker.id)
  const both = { caseId: each.id, caseworkerId: worker.id }
  return [
    ...(worker.available ? [] : [{ code: 'lockedToAway' as const, ...both }]),
    ...(bar ? [{ code: 'lockedToForbidden' as const, ...both, reason: bar.reason }] : []),
  ]
}

/** Those who may have a case at all: nobody is a fault, unless the young person may wait. */
function whoMay(each: AllocationCase, available: readonly AllocationCaseworker[]): AllocationFault[] {
  if (each.waitingPrice !== null || each.lock !== null) return []
  const barred = new Set(each.forbidden.map(bar => bar.caseworkerId))
  const may = available.filter(({ id }) => !barred.has(id))
  if (may.length === 0) return [{ code: 'nobodyMay', caseId: each.id }]
  const fits = may.some(worker =>
    singleLimits(worker.limits).every(
      limit => takenOf(worker, limit) + amountOf(each, worker.id, limit) <= limit.most,
    ),
  )
  return fits ? [] : [{ code: 'aboveEveryCeiling', caseId: each.id }]
}

/** What a case counts against a limit of a caseworker. */
function amountOf(
  each: AllocationCase,
  caseworkerId: string,
  { group, unit }: Pick<SingleLimit, 'group' | 'unit'>,
): number {
  if (!isIn(each, group)) return 0
  return unit === 'cases' ? 1 : minutesWith(each, caseworkerId)
}

function sumsOf(problem: AllocationProblem, available: readonly AllocationCaseworker[]): AllocationFault[] {
  const lockedTo = Map.groupBy(
    problem.cases.filter(({ lock }) => lock !== null),
    ({ lock }) => lock,
  )
  const faults = available.flatMap(worker => locksAbove(worker, lockedTo.get(worker.id) ?? []))
  return faults.length > 0 ? faults : roomOf(problem, available)
}

/** A lock is kept whatever it costs, also by whoever could have waited. */
function locksAbove(worker: AllocationCaseworker, cases: readonly AllocationCase[]): AllocationFault[] {
  const caseworkerId = worker.id
  return singleLimits(worker.limits).flatMap(limit => {
    const counted = cases.filter(each => isIn(each, limit.group))
    const locked = counted.reduce((sum, each) => sum + amountOf(each, caseworkerId, limit), 0)
    const most = limit.most - takenOf(worker, limit)
    const caseIds = counted.map(({ id }) => id)
    return locked > most
      ? [{ code: 'locksAboveCeiling' as const, caseworkerId, caseIds, locked, ...limit, most }]
      : []
  })
}

/** Whether those who must have somebody fit under all limits of a kind together, where everybody has such a limit. */
function roomOf(problem: AllocationProblem, available: readonly AllocationCaseworker[]): AllocationFault[] {
  const kinds = new Map(
    available
      .flatMap(({ limits }) => singleLimits(limits))
      .map(({ group, unit }) => [JSON.stringify([group, unit]), { group, unit }]),
  )
  const must = problem.cases.filter(each => each.waitingPrice === null || each.lock !== null)
  return [...kinds.values()].flatMap(({ group, unit }) => {
    const room = available.reduce((sum, worker) => sum + leftOf(worker, group, unit), 0)
    if (room === Number.POSITIVE_INFINITY) return []
    const counted = must.filter(each => isIn(each, group))
    const needed =
      unit === 'cases'
        ? counted.length
        : counted.reduce((sum, each) => sum + leastMinutes(each, available), 0)
    return needed > room ? [{ code: 'notEnoughRoom' as const, group, unit, needed, room }] : []
  })
}

/** What is left for somebody of one kind of limit; infinite where they have none such. */
function leftOf(worker: AllocationCaseworker, group: string | null, unit: LimitUnit): number {
  const most = singleLimits(worker.limits)
    .filter(limit => limit.group === group && limit.unit === unit)
    .reduce((least, limit) => Math.min(least, limit.most), Number.POSITIVE_INFINITY)
  return most - takenOf(worker, { group, unit })
}

function leastMinutes(each: AllocationCase, available: readonly AllocationCaseworker[]): number {
  // Never more than what is asked for, and without a map for each of thousands.
  const anybody = each.pairs.length < available.length ? each.minutes : Number.POSITIVE_INFINITY
  const simple = each.pairs.reduce((least, pair) => Math.min(least, pair.minutes ?? each.minutes), anybody)
  if (each.lock === null && each.forbidden.length === 0) return simple
  const other = new Map(each.pairs.map(pair => [pair.caseworkerId, pair.minutes]))
  const barred = new Set(each.forbidden.map(bar => bar.caseworkerId))
  return available
    .filter(({ id }) => !barred.has(id) && (each.lock === null || each.lock === id))
    .reduce((least, { id }) => Math.min(least, other.get(id) ?? each.minutes), Number.POSITIVE_INFINITY)
}

/**
 * No assignment can cost more, on either side of 0: every minute at the dearest price of all. Above what is exact the
 * same allocation would be worth one thing when it is found and another when it is checked.
 */
function mostPoints(
  { cases, loadPrice }: AllocationProblem,
  available: readonly AllocationCaseworker[],
): number {
  let minutes = available.reduce((sum, worker) => sum + baseMinutes(worker), 0)
  let points = 0
  for (const each of cases) {
    minutes += each.pairs.reduce((most, pair) => Math.max(most, pair.minutes ?? 0), each.minutes)
    const cost = each.pairs.reduce((most, pair) => Math.max(most, Math.abs(pair.cost)), 0)
    points += Math.max(each.waitingPrice ?? 0, cost) + each.moveCost
  }
  const aMinute = available.reduce((most, worker) => {
    const percents = (worker.loadPrice ?? loadPrice).map(({ perPercent }) => Math.abs(perPercent))
    return Math.max(most, (Math.max(0, ...percents) * 100) / worker.capacity)
  }, 0)
  return points + minutes * aMinute
}

function minutesWith(each: AllocationCase, caseworkerId: string): number {
  return each.pairs.find(pair => pair.caseworkerId === caseworkerId)?.minutes ?? each.minutes
}

function isRising(steps: readonly LoadPriceStep[]): boolean {
  return steps.every(({ fromPercent, perPercent }, at) => {
    const before = steps[at - 1]
    return (
      isWhole(fromPercent, 0, 10_000) &&
      // Nothing is paid for load before the first step, so that only from 0 percent on it may be less.
      isWhole(perPercent, fromPercent === 0 || before ? -MOST_POINTS : 0, MOST_POINTS) &&
      (before === undefined || (before.fromPercent < fromPercent && before.perPercent <= perPercent))
    )
  })
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most
}

function twice(named: readonly { id: string }[]): string[] {
  const seen = new Set<string>()
  const found = new Set<string>()
  for (const { id } of named) {
    if (seen.has(id)) found.add(id)
    seen.add(id)
  }
  return [...found]
}
