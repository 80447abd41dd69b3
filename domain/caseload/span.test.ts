import fc from 'fast-check'
import { expect, test } from 'vitest'
import { betweenTurns, holds, type Span } from './span.ts'

const day = fc.integer({ min: -20, max: 120 })
const spans = fc.array(fc.record({ from: day, to: fc.oneof(day, fc.constant(Number.POSITIVE_INFINITY)) }), {
  maxLength: 8,
})

test('what is made once for each stretch is what each day has, in whatever order days are asked for', () => {
  fc.assert(
    fc.property(spans, fc.array(fc.integer({ min: 0, max: 120 })), (all: Span[], days) => {
      let made = 0
      const turns = all.flatMap(({ from, to }) => [from, to])
      const on = (asked: number) => all.map(span => holds(span, asked))
      const known = betweenTurns(0, turns, asked => {
        made += 1
        return on(asked)
      })
      for (const asked of days) expect(known(asked)).toEqual(on(asked))
      const stretches = new Set(days.map(asked => known(asked)))
      expect(made).toBe(stretches.size)
      expect(made).toBeLessThanOrEqual(1 + new Set(turns).size)
    }),
  )
})

test('what is nothing is made once, too', () => {
  let made = 0
  const known = betweenTurns(0, [5], () => {
    made += 1
    return null
  })
  expect([known(0), known(4), known(5), known(9), known(-3)]).toEqual([null, null, null, null, null])
  expect(made).toBe(2)
})
