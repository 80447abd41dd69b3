import fc from 'fast-check'
import { audit } from './audit.ts'
import type { AllocationProblem, LoadPriceStep } from './problem.ts'

const steps = fc
  .array(fc.tuple(fc.integer({ min: 5, max: 40 }), fc.integer({ min: 0, max: 3_000 })), { maxLength: 4 })
  .map(rises => {
    let fromPercent = 0
    let perPercent = 0
    return rises.map(([percent, points], at) => {
      fromPercent += at === 0 ? 0 : percent
      perPercent += points
      return { fromPercent, perPercent }
    })
  })

const groups = ['project', 'bridge']
const limit = fc.record({
  group: fc.option(fc.constantFrom(...groups)),
  mostCases: fc.option(fc.integer({ min: 0, max: 6 }), { freq: 1 }),
  mostMinutes: fc.option(fc.integer({ min: 100, max: 900 }), { freq: 1 }),
})

function wantedUpToHalf(price: readonly LoadPriceStep[], wanted: number): LoadPriceStep[] {
  const before = price.filter(({ fromPercent }) => fromPercent < 50)
  const from = before[0]?.fromPercent === 0 ? before : [{ fromPercent: 0, perPercent: 0 }, ...before]
  return [
    ...from.map(step => ({ ...step, perPercent: step.perPercent - wanted })),
    { fromPercent: 50, perPercent: before.at(-1)?.perPercent ?? 0 },
    ...price.filter(({ fromPercent }) => fromPercent > 50),
  ]
}

/**
 * Problems of a few cases and caseworkers with everything in them: own minutes, bars, locks, waiting, limits, work beside. Each
 * can be asked, though not each can be kept.
 */
export function problems(mostCases: number, mostCaseworkers: number): fc.Arbitrary<AllocationProblem> {
  return fc.integer({ min: 1, max: mostCaseworkers }).chain(count => {
    const ids = Array.from({ length: count }, (_, at) => `w${at}`)
    const worker = fc.record({
      capacity: fc.integer({ min: 50, max: 900 }),
      limits: fc.array(limit, { maxLength: 2 }),
      wanted: fc.option(fc.integer({ min: 1, max: 3_000 }), { freq: 4 }),
      base: fc.array(
        fc.record({
          minutes: fc.integer({ min: 0, max: 300 }),
          cases: fc.integer({ min: 0, max: 2 }),
          groups: fc.subarray(groups),
        }),
        { maxLength: 1 },
      ),
    })
    const pair = fc.record({
      cost: fc.integer({ min: -500, max: 4_000 }),
      minutes: fc.option(fc.integer({ min: 1, max: 300 }), { nil: undefined }),
    })
    const each = fc.record({
      minutes: fc.integer({ min: 1, max: 300 }),
      groups: fc.subarray(groups),
      current: fc.option(fc.constantFrom(...ids)),
      lock: fc.option(fc.constantFrom(...ids), { freq: 6 }),
      moveCost: fc.integer({ min: 0, max: 2_000 }),
      waitingPrice: fc.option(fc.integer({ min: 0, max: 100_000 }), { freq: 3 }),
      pairs: fc.array(fc.option(pair), { minLength: count, maxLength: count }),
      bars: fc.subarray(ids, { maxLength: Math.floor(count / 3) }),
    })
    return fc
      .record({
        loadPrice: steps,
        caseworkers: fc.array(worker, { minLength: count, maxLength: count }),
        cases: fc.array(each, { minLength: 1, maxLength: mostCases }),
      })
      .map(({ loadPrice, caseworkers, cases }) => ({
        loadPrice,
        caseworkers: caseworkers.map(({ wanted, ...one }, at) => ({
          id: `w${at}`,
          available: true,
          ...one,
          // Load with this one is wanted up to a half, and then costs what it costs with all.
          ...(wanted === null ? {} : { loadPrice: wantedUpToHalf(loadPrice, wanted) }),
        })),
        cases: cases.map(({ pairs, bars, lock, ...rest }, at) => ({
          id: `c${at}`,
          ...rest,
          lock: lock !== null && bars.includes(lock) ? null : lock,
          pairs: pairs.flatMap((one, worker) => {
            if (one === null) return []
            const { cost, minutes } = one
            return [{ caseworkerId: `w${worker}`, cost, ...(minutes === undefined ? {} : { minutes }) }]
          }),
          forbidden: bars.map(caseworkerId => ({ caseworkerId, reason: 'kinship' })),
        })),
      }))
  })
}

/** The least points of all assignments there are; infinite when none keeps the rules. */
export function leastOfAll(problem: AllocationProblem): number {
  const choices = [...problem.caseworkers.map(({ id }) => id), null]
  const assignment = new Map<string, string | null>()
  let least = Number.POSITIVE_INFINITY
  const from = (row: number): void => {
    const each = problem.cases[row]
    if (each === undefined) {
      least = Math.min(least, audit(problem, assignment) ?? Number.POSITIVE_INFINITY)
      return
    }
    for (const to of choices) {
      if (each.lock !== null && to !== each.lock) continue
      assignment.set(each.id, to)
      from(row + 1)
    }
  }
  from(0)
  return least
}
