import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkProblem } from './check-problem.ts'
import { packerOf } from './knapsack.ts'
import { layOut, NEVER, priceOf } from './tableau.ts'
import { problems } from './test-problems.ts'

test('the pattern of a place is the best of all there are, whatever its load costs', () => {
  const asked = problems(7, 3).filter(
    problem =>
      checkProblem(problem).length === 0 &&
      [problem.loadPrice, ...problem.caseworkers.map(({ loadPrice }) => loadPrice ?? [])].every(steps =>
        steps.every(({ perPercent }) => perPercent >= 0),
      ),
  )
  const worth = fc.array(fc.integer({ min: 0, max: 6_000 }), { minLength: 7, maxLength: 7 })
  fc.assert(
    fc.property(asked, worth, (problem, worths) => {
      const tableau = layOut(problem)
      const { cases, places, cost, minutes, ceiling } = tableau
      const packer = packerOf(tableau, cost)
      const rows = [...Array(cases).keys()]
      for (let place = 0; place < places; place++) {
        const earnsOf = (chosen: readonly number[]): number => {
          let [load, earns] = [0, 0]
          for (const row of chosen) {
            const pair = row * places + place
            if (minutes[pair] === NEVER) return Number.NEGATIVE_INFINITY
            load += minutes[pair] ?? 0
            earns += (worths[row] ?? 0) - (cost[pair] ?? 0)
          }
          if (load > (ceiling[place] ?? 0)) return Number.NEGATIVE_INFINITY
          return earns - priceOf(tableau, place, load) + priceOf(tableau, place, 0)
        }
        let best = 0
        for (let set = 0; set < 2 ** cases; set++)
          best = Math.max(best, earnsOf(rows.filter(row => ((set >> row) & 1) === 1)))
        const packed = packer.pack(place, Float64Array.from(worths), rows)
        expect(packed.earns).toBe(best)
        expect(earnsOf(packed.rows)).toBe(best)
      }
    }),
    { numRuns: 150 },
  )
})
