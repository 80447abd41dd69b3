import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Ceiling, type CeilingException, type Counted, ceilingsOf, lowestCeiling } from './ceiling.ts'
import { inOrder, type WaitingCase } from './waiting.ts'

const inProject: Ceiling = { id: 1, programmeId: 7, staffId: null, cases: 36, minutes: null, status: 'local' }
const everything: Ceiling = {
  id: 2,
  programmeId: null,
  staffId: null,
  cases: 75,
  minutes: 6800,
  status: 'local',
}
const some = (count: number, programmeIds: number[] = [7], minutes = 100): Counted[] =>
  Array.from({ length: count }, () => ({ programmeIds, minutes }))
const states = (cases: Counted[], ceilings: Ceiling[], exceptions: CeilingException[] = []) =>
  ceilingsOf(5, cases, ceilings, exceptions).map(({ ceilingId, state, cases }) => [ceilingId, state, cases])

test('a ceiling of a programme counts its young people alone', () => {
  const mixed = [...some(36), ...some(10, [8])]
  expect(states(mixed, [inProject, everything])).toEqual([
    [1, 'at', 36],
    [2, 'under', 46],
  ])
  expect(states(some(37), [inProject])).toEqual([[1, 'over', 37]])
  expect(states(some(35), [inProject])).toEqual([[1, 'under', 35]])
})

test('minutes are a ceiling too', () => {
  expect(states(some(68), [everything])).toEqual([[2, 'at', 68]])
  expect(states(some(69), [everything])).toEqual([[2, 'over', 69]])
})

test("somebody's own ceiling takes the place of everybody's, in that programme alone", () => {
  const own: Ceiling = { ...inProject, id: 3, staffId: 5, cases: 20 }
  expect(states(some(21), [inProject, own, everything])).toEqual([
    [3, 'over', 21],
    [2, 'under', 21],
  ])
  expect(states(some(21), [inProject, { ...own, staffId: 6 }])).toEqual([[1, 'under', 21]])
})

const exception: CeilingException = {
  staffId: 5,
  programmeId: 7,
  cases: 38,
  minutes: null,
  reason: 'Tager tre over, til der er ansat en ny',
  lastDay: '2026-12-31',
}

test('an exception allows more for a time, with its reason and end', () => {
  const [standing] = ceilingsOf(5, some(37), [inProject], [exception])
  expect(standing).toMatchObject({
    state: 'under',
    mostCases: 38,
    exception: { reason: 'Tager tre over, til der er ansat en ny', lastDay: '2026-12-31' },
  })
  expect(states(some(37), [inProject], [{ ...exception, staffId: 6 }])).toEqual([[1, 'over', 37]])
  expect(states(some(37), [inProject], [{ ...exception, programmeId: null }])).toEqual([[1, 'over', 37]])
  // One that allows less than everybody has changes nothing.
  expect(ceilingsOf(5, some(36), [inProject], [{ ...exception, cases: 30 }])[0]).toMatchObject({
    state: 'at',
    mostCases: 36,
    exception: null,
  })
})

test('a further case never brings anybody lower', () => {
  const rank = { under: 0, at: 1, over: 2 }
  fc.assert(
    fc.property(fc.nat(90), fc.nat(90), fc.nat(200), (inSeven, others, minutes) => {
      const cases = [...some(inSeven), ...some(others, [])]
      const before = ceilingsOf(5, cases, [inProject, everything], [exception])
      const after = ceilingsOf(5, [...cases, ...some(1, [7], minutes)], [inProject, everything], [exception])
      for (const [index, standing] of after.entries())
        expect(rank[standing.state]).toBeGreaterThanOrEqual(rank[before[index]?.state ?? 'under'])
    }),
  )
})

test('the law comes first by its day, then whoever has waited longest', () => {
  const waiting = (caseId: number, dueDay: number | null, since: number): WaitingCase => ({
    caseId,
    statutory: dueDay === null ? null : { dueDay, name: 'Første samtale' },
    since,
    why: 'noCaseworker',
  })
  const order = inOrder([
    waiting(1, null, 90),
    waiting(2, 120, 100),
    waiting(3, null, 80),
    waiting(4, 110, 100),
    waiting(5, 110, 95),
  ])
  expect(order.map(({ caseId, place }) => [place, caseId])).toEqual([
    [1, 5],
    [2, 4],
    [3, 2],
    [4, 3],
    [5, 1],
  ])
  expect(order.map(({ reason }) => reason.kind)).toEqual([
    'statutory',
    'statutory',
    'statutory',
    'since',
    'since',
  ])
})

test('the order does not depend on the order in which they come', () => {
  const aWaiting = fc.record({
    caseId: fc.nat(1000),
    statutory: fc.option(fc.record({ dueDay: fc.nat(50), name: fc.constant('x') }), { nil: null }),
    since: fc.nat(50),
    why: fc.constantFrom('noCaseworker' as const, 'away' as const),
  })
  fc.assert(
    fc.property(fc.uniqueArray(aWaiting, { selector: each => each.caseId }), cases => {
      const ids = (list: WaitingCase[]) => inOrder(list).map(({ caseId }) => caseId)
      expect(ids(cases.toReversed())).toEqual(ids(cases))
    }),
  )
})

test('an exception is held against the lowest limit of its days, and one’s own before everybody’s', () => {
  const day = (text: string) => Temporal.PlainDate.from(text)
  const during = (from: string, to: string | null = null) => ({
    from: day(from),
    to: to === null ? null : day(to),
  })
  const year = during('2026-12-01', '2027-12-01')
  const everybodys = [
    { staffId: null, cases: 40, minutes: null, during: during('2020-01-01', '2027-02-01') },
    { staffId: null, cases: 36, minutes: 6800, during: during('2027-02-01') },
  ]
  expect(lowestCeiling(everybodys, year)).toEqual({ cases: 36, minutes: 6800 })
  expect(lowestCeiling(everybodys, during('2026-12-01', '2027-02-01'))).toEqual({ cases: 40, minutes: null })
  const own = { staffId: 5, cases: 50, minutes: null, during: during('2026-01-01') }
  expect(lowestCeiling([...everybodys, own], year)).toEqual({ cases: 50, minutes: null })
  const ends = { ...own, during: during('2026-01-01', '2027-03-01') }
  expect(lowestCeiling([...everybodys, ends], year)).toEqual({ cases: 36, minutes: 6800 })
  expect(lowestCeiling([], year)).toEqual({ cases: null, minutes: null })
})
