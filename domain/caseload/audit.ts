import type { AllocationCase, AllocationCaseworker, AllocationProblem, Assignment } from './problem.ts'

/**
 * What an assignment costs, worked out from the problem itself and from nothing that a search has laid out, so that a
 * mistake there cannot pass. Null for an assignment that breaks a rule or leaves somebody out.
 */
export function audit(problem: AllocationProblem, assignment: Assignment): number | null {
  const workers = new Map(problem.caseworkers.map(worker => [worker.id, worker]))
  const held = new Map<string, AllocationCase[]>()
  let points = 0
  for (const each of problem.cases) {
    const to = assignment.get(each.id)
    if (to === undefined || !mayBeWith(each, to, workers)) return null
    points += stayingPoints(each, to, workers)
    if (to === null) points += each.waitingPrice ?? 0
    else {
      points += pairOf(each, to)?.cost ?? 0
      const those = held.get(to)
      if (those) those.push(each)
      else held.set(to, [each])
    }
  }
  for (const worker of problem.caseworkers) {
    if (!worker.available) continue
    const cases = held.get(worker.id) ?? []
    if (!keepsLimits(worker, cases)) return null
    points += loadPoints(worker, cases, worker.loadPrice ?? problem.loadPrice)
  }
  return points
}

type Workers = ReadonlyMap<string, AllocationCaseworker>

function mayBeWith(each: AllocationCase, to: string | null, workers: Workers): boolean {
  if (each.lock !== null && each.lock !== to) return false
  if (to === null) return each.waitingPrice !== null
  return workers.get(to)?.available === true && !isBarred(each, to)
}

/** What it costs that somebody changes who could have stayed. */
function stayingPoints(each: AllocationCase, to: string | null, workers: Workers): number {
  const { current } = each
  if (current === null || current === to) return 0
  return workers.get(current)?.available === true && !isBarred(each, current) ? each.moveCost : 0
}

function keepsLimits({ id, limits, base }: AllocationCaseworker, cases: readonly AllocationCase[]): boolean {
  return limits.every(({ group, mostCases, mostMinutes }) => {
    const counts = ({ groups }: { groups: readonly string[] }) => group === null || groups.includes(group)
    let number = 0
    let minutes = 0
    for (const fixed of base.filter(counts)) {
      number += fixed.cases
      minutes += fixed.minutes
    }
    for (const each of cases.filter(counts)) {
      number += 1
      minutes += minutesWith(each, id)
    }
    return number <= (mostCases ?? number) && minutes <= (mostMinutes ?? minutes)
  })
}

/** The price of somebody's load, step by step. */
function loadPoints(
  { id, capacity, base }: AllocationCaseworker,
  cases: readonly AllocationCase[],
  price: AllocationProblem['loadPrice'],
): number {
  const load =
    base.reduce((sum, { minutes }) => sum + minutes, 0) +
    cases.reduce((sum, each) => sum + minutesWith(each, id), 0)
  let points = 0
  for (const [at, step] of price.entries()) {
    const next = price[at + 1]
    const from = Math.round((step.fromPercent * capacity) / 100)
    const to = next ? Math.round((next.fromPercent * capacity) / 100) : Number.POSITIVE_INFINITY
    const aMinute = Math.round((step.perPercent * 100) / capacity)
    points += Math.max(0, Math.min(load, to) - from) * aMinute
  }
  return points
}

function minutesWith(each: AllocationCase, caseworkerId: string): number {
  return pairOf(each, caseworkerId)?.minutes ?? each.minutes
}

function pairOf(each: AllocationCase, caseworkerId: string) {
  return each.pairs.find(pair => pair.caseworkerId === caseworkerId)
}

function isBarred({ forbidden }: AllocationCase, caseworkerId: string): boolean {
  return forbidden.some(bar => bar.caseworkerId === caseworkerId)
}
