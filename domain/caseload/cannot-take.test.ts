import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ProposalFacts } from './asked.ts'
import { askedOf } from './asked.ts'
import { cannotReasons, cannotTake } from './cannot-take.ts'
import type { StaffTime } from './capacity.ts'

const day = 100
const always = { from: 0, to: Number.POSITIVE_INFINITY }
const settings = { fullTimeWeekly: 2220, fullTimeForYouths: 6300, longAbsenceDays: 28, onboarding: [] }
const evenOut = { occasion: 'evenOut', aboutStaffId: null, day, settings } as const
const full: StaffTime = {
  staffId: 1,
  asCaseworker: [always],
  hours: [{ weeklyMinutes: 2220, during: always }],
  duties: [],
  absences: [],
  newSince: null,
  ownSteps: [],
}
const project = (from: number, weeklyMinutes = 2220) => ({
  ...{ name: 'Projekt', weeklyMinutes, during: { from, to: Number.POSITIVE_INFINITY } },
})

test('whoever is here with time can be given young people, also on a day off', () => {
  expect(cannotTake(full, evenOut)).toBeNull()
  const off = { ...full, absences: [{ deputyId: null, during: { from: 99, to: 105 } }] }
  expect(cannotTake(off, evenOut)).toBeNull()
})

test.each([
  ['nobody of the unit', undefined, ['notCaseworker', null, null]],
  ['never a caseworker', { ...full, asCaseworker: [] }, ['notCaseworker', null, null]],
  ['until a day', { ...full, asCaseworker: [{ from: 0, to: 90 }] }, ['stopped', 90, null]],
  ['from a later day', { ...full, asCaseworker: [{ from: 120, to: 900 }] }, ['notYet', 120, null]],
  [
    'away with a last day',
    { ...full, absences: [{ deputyId: 2, during: { from: 80, to: 140 } }] },
    ['away', 80, 139],
  ],
  [
    'away for nobody knows how long',
    { ...full, absences: [{ deputyId: null, during: { from: 80, to: Number.POSITIVE_INFINITY } }] },
    ['away', 80, null],
  ],
  ['hours never given', { ...full, hours: [] }, ['hoursUnknown', null, null]],
  [
    'hours that end',
    { ...full, hours: [{ weeklyMinutes: 2220, during: { from: 0, to: 95 } }] },
    ['hoursUnknown', 95, null],
  ],
  ['other duties', { ...full, duties: [project(60)] }, ['noTime', 60, null]],
  [
    'several duties that take it all together',
    { ...full, duties: [project(40, 1000), project(70, 1220), project(90, 60)] },
    ['noTime', 70, null],
  ],
] as const)('since when not: %s', (_, staff, expected) => {
  const why = cannotTake(staff, evenOut)
  expect(why && [why.why, why.from, why.lastDay]).toEqual(expected)
})

test('whoever the proposal is about takes nobody from its day', () => {
  const about = { ...evenOut, aboutStaffId: 1 }
  expect(cannotTake(full, { ...about, occasion: 'leaves' })).toEqual({
    why: 'stopped',
    from: day,
    lastDay: null,
  })
  expect(cannotTake(full, { ...about, occasion: 'ill' })).toEqual({ why: 'away', from: day, lastDay: null })
  expect(cannotTake(full, { ...about, occasion: 'hired' })).toBeNull()
})

test('it is said of those who are no place in the question, and of nobody else', () => {
  const spanned = fc
    .record({ from: fc.integer({ min: 0, max: 200 }), days: fc.integer({ min: 1, max: 120 }) })
    .map(({ from, days }) => ({ from, to: from + days }))
  const drawn = fc.record({
    asCaseworker: fc.array(spanned, { maxLength: 1 }),
    hours: fc.array(fc.record({ weeklyMinutes: fc.constantFrom(600, 2220), during: spanned }), {
      maxLength: 1,
    }),
    duties: fc.array(
      fc.record({ name: fc.constant('x'), weeklyMinutes: fc.constantFrom(300, 2220), during: spanned }),
      { maxLength: 2 },
    ),
    absences: fc.array(fc.record({ deputyId: fc.constantFrom(null, 2), during: spanned }), { maxLength: 1 }),
  })
  fc.assert(
    fc.property(drawn, fc.constantFrom('evenOut', 'leaves', 'ill'), (time, occasion) => {
      const staff = { ...full, ...time }
      const about = { ...evenOut, occasion, aboutStaffId: occasion === 'evenOut' ? null : 1 }
      const facts: ProposalFacts = {
        ...about,
        scope: 'all',
        programme: null,
        cases: [],
        staff: [{ time: staff }, { time: { ...full, staffId: 2 } }],
        ceilings: [],
        exceptions: [],
        locks: [],
      }
      const isPlace = askedOf(facts).problem.caseworkers.some(({ id, available }) => id === '1' && available)
      const why = cannotTake(staff, about)
      expect(why === null).toBe(isPlace)
      if (why === null) return
      expect(cannotReasons).toContain(why.why)
      if (why.from !== null && why.why !== 'notYet') expect(why.from).toBeLessThanOrEqual(day)
    }),
  )
})
