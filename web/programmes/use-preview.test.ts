import { expect, test } from 'vitest'
import type { Effect } from '#contract/rules.ts'
import { foundIn, named } from './use-preview.ts'

const counts = { youths: 2, earlier: 1, later: 1, begun: 0, ended: 0 }
const person = (youthId: number) => ({ youthId, name: `Ung ${youthId}`, moves: [] })
const part = (more: Partial<Effect>): Effect => ({
  ...counts,
  total: 1500,
  looked: 1000,
  next: null,
  caseworkers: [{ staffId: 1, name: 'Ole', ...counts }],
  people: [person(1), person(2)],
  notes: [],
  ...more,
})

test('parts add up: counts, one line a caseworker, everybody who is named, and how many are not', () => {
  const first = foundIn(null, part({ next: 1000 }))
  expect(first).toMatchObject({ done: false, looked: 1000, unnamed: 0 })
  const other = { staffId: null, name: '', ...counts }
  const both = foundIn(
    first,
    part({ looked: 500, people: [], caseworkers: [{ staffId: 1, name: 'Ole', ...counts }, other] }),
  )
  expect(both).toMatchObject({ done: true, looked: 1500, unnamed: 2 })
  expect(both.effect).toMatchObject({ youths: 4, earlier: 2, later: 2 })
  expect(both.effect.caseworkers).toEqual([
    { staffId: 1, name: 'Ole', youths: 4, earlier: 2, later: 2, begun: 0, ended: 0 },
    other,
  ])
  expect(both.effect.people.map(({ youthId }) => youthId)).toEqual([1, 2])
})

test('naming others adds their names, and no count', () => {
  const first = foundIn(null, part({ youths: 4 }))
  const all = named(first, [person(3), person(4)])
  expect(first.unnamed).toBe(2)
  expect(all.unnamed).toBe(0)
  expect(all.effect.people.map(({ youthId }) => youthId)).toEqual([1, 2, 3, 4])
  expect({ ...all.effect, people: [] }).toEqual({ ...first.effect, people: [] })
})
