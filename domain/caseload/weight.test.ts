import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bridgeWeeks, numberOf, project, steady, steadyInProject, works } from './example.fixture.ts'
import { wholeMinutes } from './frequency.ts'
import { type WeighedCase, type Work, weigh, workUnits } from './weight.ts'

const today = numberOf('2026-11-23')
const weightOf = (subject: WeighedCase, configured: readonly Work[] = works, day = today) =>
  weigh(subject, configured, day, bridgeWeeks)
const lines = (subject: WeighedCase) =>
  Object.fromEntries(weightOf(subject).terms.map(({ key, minutes }) => [key, minutes]))

test('the table of the field: 180 minutes a month in the project, 90 elsewhere', () => {
  expect(lines(steadyInProject)).toEqual({
    talk: 60,
    writing: 40,
    travel: 15,
    call: 15,
    callWriting: 5,
    along: 30,
    team: 15,
  })
  expect(weightOf(steadyInProject)).toMatchObject({ minutes: 180, programmeId: project })
  expect(lines(steady)).toEqual({ talk: 30, writing: 20, call: 8, callWriting: 2, team: 15, casework: 15 })
  expect(weightOf(steady)).toMatchObject({ minutes: 90, programmeId: null })
})

test('a rule that ended leaves the planned pace, which says so', () => {
  const said = weightOf(steady).terms.find(({ key }) => key === 'talk')
  expect(said?.why).toEqual({ kind: 'planned', timesAYear: 6 })
  const lapsed = { ...steadyInProject, meetings: { frequency: null, ruleIds: [] } }
  expect(weightOf(lapsed).minutes).toBe(180)
})

test('a rule that asks for more than is planned decides, and is named', () => {
  const asked = { ...steady, meetings: { frequency: { times: 2, months: 3 }, ruleIds: [4] } }
  const talk = weightOf(asked).terms.find(({ key }) => key === 'talk')
  expect([talk?.minutes, talk?.why]).toEqual([40, { kind: 'rules', ruleIds: [4] }])
})

test('where neither a rule nor the configuration says how often, the line stays, with nothing and its reason', () => {
  const unsaid = works.map(row => ({ ...row, timesAYear: null }))
  const terms = weightOf(steady, unsaid).terms.filter(({ per }) => per === 'meeting' || per === 'call')
  expect(terms.map(({ minutes, why }) => [minutes, why.kind])).toEqual(
    Array.from({ length: 4 }, () => [0, 'nobodySays']),
  )
})

test('the first half year counts from the case or from the programme, to the day', () => {
  const began = { ...steady, openSince: numberOf('2026-05-24') }
  expect(lines(began)['beginning']).toBe(10)
  expect(lines({ ...began, openSince: numberOf('2026-05-23') })['beginning']).toBeUndefined()
  const joined = { ...steadyInProject, programmes: [{ programmeId: project, since: today }] }
  expect(lines(joined)['beginning']).toBe(15)
})

test('an education takes time from four weeks before it begins to eight weeks after', () => {
  const starting = (days: number) => lines({ ...steady, educationStarts: [today + days] })['bridge']
  expect([29, 28, 0, -55, -56].map(starting)).toEqual([undefined, 10, 10, 10, undefined])
})

test('the first companion belongs to the team, each further one takes a little more', () => {
  expect([0, 1, 2, 4].map(companions => lines({ ...steady, companions })['seat'])).toEqual([
    undefined,
    undefined,
    5,
    15,
  ])
})

test('an interpreter makes each meeting longer', () => {
  expect(lines({ ...steady, needsInterpreter: true })['interpreter']).toBe(10)
  expect(lines({ ...steadyInProject, needsInterpreter: true })['interpreter']).toBe(20)
})

test('in two programmes a case weighs as in the heavier, not as in both', () => {
  const other = works
    .filter(({ programmeId }) => programmeId === null)
    .map(row => ({ ...row, programmeId: 8 }))
  const both = {
    ...steadyInProject,
    programmes: [{ programmeId: 8, since: numberOf('2025-01-06') }, ...steadyInProject.programmes],
  }
  expect(weightOf(both, [...works, ...other])).toMatchObject({ minutes: 180, programmeId: project })
  // A programme without minutes of its own weighs like everything else.
  const unknown = { ...steady, programmes: [{ programmeId: 9, since: 0 }] }
  expect(weightOf(unknown)).toEqual(weightOf(steady))
})

const aWork: fc.Arbitrary<Work> = fc.record({
  key: fc.string({ minLength: 1, maxLength: 5 }),
  name: fc.constant('arbejde'),
  programmeId: fc.constantFrom(null, project, 8),
  per: fc.constantFrom(...workUnits),
  minutes: fc.integer({ min: 0, max: 10_000 }),
  timesAYear: fc.option(fc.integer({ min: 0, max: 366 }), { nil: null }),
  source: fc.constant('Prøve'),
  status: fc.constant('local'),
})
const aPace = fc.option(
  fc.record({ times: fc.integer({ min: 1, max: 20_000 }), months: fc.integer({ min: 1, max: 150_000 }) }),
  {
    nil: null,
  },
)
const aCase: fc.Arbitrary<WeighedCase> = fc.record({
  meetings: aPace.map(frequency => ({ frequency, ruleIds: frequency ? [1] : [] })),
  calls: aPace.map(frequency => ({ frequency, ruleIds: frequency ? [2] : [] })),
  programmes: fc
    .subarray([project, 8, 9])
    .map(ids => ids.map(programmeId => ({ programmeId, since: today - 300 }))),
  openSince: fc.integer({ min: today - 1000, max: today }),
  companions: fc.integer({ min: 0, max: 8 }),
  needsInterpreter: fc.boolean(),
  educationStarts: fc.array(fc.integer({ min: today - 100, max: today + 100 }), { maxLength: 3 }),
})

test('a weight is the sum of its terms, whole and never negative', () => {
  fc.assert(
    fc.property(aCase, fc.array(aWork, { maxLength: 12 }), (subject, configured) => {
      const { minutes, terms } = weightOf(subject, configured)
      expect(terms.reduce((sum, term) => sum + term.minutes, 0)).toBe(minutes)
      for (const term of terms) {
        expect(Number.isSafeInteger(term.minutes) && term.minutes >= 0).toBe(true)
        const exact = (term.minutesEach * term.frequency.times) / term.frequency.months
        expect(Math.abs(term.minutes - exact)).toBeLessThan(1 + 1e-6)
      }
    }),
  )
})

test('more minutes, a further colleague, an interpreter or one more programme never make a case lighter', () => {
  fc.assert(
    fc.property(aCase, fc.array(aWork, { maxLength: 12 }), (subject, configured) => {
      const { minutes } = weightOf(subject, configured)
      const longer = configured.map(row => ({ ...row, minutes: row.minutes + 1 }))
      expect(weightOf(subject, longer).minutes).toBeGreaterThanOrEqual(minutes)
      expect(
        weightOf({ ...subject, companions: subject.companions + 1 }, configured).minutes,
      ).toBeGreaterThanOrEqual(minutes)
      expect(weightOf({ ...subject, needsInterpreter: true }, configured).minutes).toBeGreaterThanOrEqual(
        minutes,
      )
      const programmes = [...subject.programmes, { programmeId: 99, since: today - 300 }]
      const also = [...configured, ...configured.map(row => ({ ...row, programmeId: 99 }))]
      if (
        subject.programmes.length > 0 &&
        configured.some(row => subject.programmes.some(p => p.programmeId === row.programmeId))
      )
        expect(weightOf({ ...subject, programmes }, also).minutes).toBeGreaterThanOrEqual(minutes)
    }),
  )
})

test('lines are whole minutes that add up to the exact sum, rounded once', () => {
  const half = { times: 1, months: 2 }
  expect(wholeMinutes([15, 5].map(minutesEach => ({ minutesEach, frequency: half })))).toEqual([8, 2])
  expect(wholeMinutes([{ minutesEach: 5, frequency: half }])).toEqual([3])
  const third = { times: 1, months: 3 }
  expect(wholeMinutes([100, 100, 100].map(minutesEach => ({ minutesEach, frequency: third })))).toEqual([
    33, 34, 33,
  ])
  expect(wholeMinutes([])).toEqual([])
})
