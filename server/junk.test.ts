import { afterAll, beforeAll, expect, test } from 'vitest'
import { allUseCases } from '#contract/all-use-cases.ts'
import { places, withAt } from './test-inputs.ts'
import { wholeForTest } from './test-whole.ts'

let whole: Awaited<ReturnType<typeof wholeForTest>>
beforeAll(async () => {
  whole = await wholeForTest()
})
afterAll(() => whole.end())

/** What nobody means, and what a program that is mistaken or ill-meaning sends all the same. */
const junk: readonly unknown[] = [
  ...[null, true, [], {}, [null], '', 'x', '-1', -1, 1.5, 1e300],
  ...[2_147_483_648, Number.MAX_SAFE_INTEGER, '9223372036854775808'],
  ...['2026-02-30', '0000-01-01', '9999-12-31', '-000001-01-01T00:00Z', '9999-12-31T23:59:59.999999999Z'],
  ...['a\u0000b', '\ud800', "%\\'", 'x'.repeat(5000)],
]

const byName = allUseCases.map(useCase => [useCase.name, useCase] as const)

test.each(byName)('%s refuses junk, and never fails of it', async (_name, useCase) => {
  const { base, send } = await whole.asker(useCase)
  const failed: unknown[] = []
  const ask = async (input: Record<string, unknown>, told: unknown) => {
    const { statusCode } = await send(input)
    if (statusCode >= 500) failed.push({ told, statusCode })
  }
  for (const place of places(base))
    for (const value of junk)
      await ask(withAt(base, place, value) as Record<string, unknown>, { place, value })
  for (const value of junk)
    await ask(Object.fromEntries(Object.keys(base).map(key => [key, value])), { everywhere: value })
  expect(failed).toEqual([])
})
