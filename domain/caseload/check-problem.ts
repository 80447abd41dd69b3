import type { AllocationCase, AllocationCaseworker, AllocationProblem, LoadPriceStep } from './problem.ts'

/** What is wrong with a problem, and with whom. Numbers are minutes a month, or what was given. */
export type AllocationFault =
  | { code: 'noCases' | 'noCaseworkers' | 'everybodyAway' | 'loadPriceNotRising' }
  | { code: 'duplicateCase' | 'duplicatePair' | 'nobodyMay' | 'aboveEveryCeiling'; caseId: string }
  | { code: 'duplicateCaseworker'; caseworkerId: string }
  | { code: 'minutesOutOfRange' | 'costOutOfRange'; caseId: string; value: number }
  | { code: 'capacityOutOfRange' | 'ceilingOutOfRange'; caseworkerId: string; value: number }
  | { code: 'unknownCaseworker' | 'lockedToAway'; caseId: string; caseworkerId: string }
  | { code: 'lockedToForbidden'; caseId: string; caseworkerId: string; reason: string }
  | { code: 'locksAboveCeiling'; caseworkerId: string; minutes: number; ceiling: number }
  | { code: 'notEnoughRoom'; minutes: number; ceiling: number }
  | { code: 'rulesConflict'; caseIds: readonly string[]; caseworkerIds: readonly string[] }

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

/** Costs lie within this on both sides of 0, so that sums stay exact. */
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
  const single = problem.cases.flatMap(each => whoMay(each, available))
  return single.length > 0 ? single : sumsOf(problem, available)
}

function faultsOfWorker(
  { id, capacity, ceiling }: AllocationCaseworker,
  limits: NumberLimits,
): AllocationFault[] {
  const faults: AllocationFault[] = []
  if (!isWhole(capacity, 1, limits.capacity))
    faults.push({ code: 'capacityOutOfRange', caseworkerId: id, value: capacity })
  if (ceiling !== null && !isWhole(ceiling, 0, limits.capacity))
    faults.push({ code: 'ceilingOutOfRange', caseworkerId: id, value: ceiling })
  return faults
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
  if (each.waitingPrice !== null) return []
  const barred = new Set(each.forbidden.map(bar => bar.caseworkerId))
  const may = available.filter(({ id }) => !barred.has(id) && (each.lock === null || each.lock === id))
  if (may.length === 0) return [{ code: 'nobodyMay', caseId: each.id }]
  const fits = may.some(({ id, ceiling }) => ceiling === null || minutesWith(each, id) <= ceiling)
  return fits ? [] : [{ code: 'aboveEveryCeiling', caseId: each.id }]
}

function sumsOf(problem: AllocationProblem, available: readonly AllocationCaseworker[]): AllocationFault[] {
  const faults: AllocationFault[] = []
  for (const { id, ceiling } of available) {
    if (ceiling === null) continue
    const locked = problem.cases.filter(each => each.lock === id && each.waitingPrice === null)
    const minutes = locked.reduce((sum, each) => sum + minutesWith(each, id), 0)
    if (minutes > ceiling) faults.push({ code: 'locksAboveCeiling', caseworkerId: id, minutes, ceiling })
  }
  if (faults.length > 0 || available.some(({ ceiling }) => ceiling === null)) return faults
  const room = available.reduce((sum, worker) => sum + (worker.ceiling ?? 0), 0)
  const least = problem.cases
    .filter(each => each.waitingPrice === null)
    .reduce((sum, each) => sum + leastMinutes(each, available), 0)
  return least > room ? [{ code: 'notEnoughRoom', minutes: least, ceiling: room }] : []
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

function minutesWith(each: AllocationCase, caseworkerId: string): number {
  return each.pairs.find(pair => pair.caseworkerId === caseworkerId)?.minutes ?? each.minutes
}

function isRising(steps: readonly LoadPriceStep[]): boolean {
  return steps.every(({ fromPercent, perPercent }, at) => {
    const before = steps[at - 1]
    return (
      isWhole(fromPercent, 0, 10_000) &&
      isWhole(perPercent, 0, MOST_POINTS) &&
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
