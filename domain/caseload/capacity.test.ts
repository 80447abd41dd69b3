import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CapacitySettings, capacityOn, type StaffTime } from './capacity.ts'
import { numberOf } from './example.fixture.ts'

const today = numberOf('2026-11-23')
const always = { from: 0, to: Number.POSITIVE_INFINITY }
const settings: CapacitySettings = {
  fullTimeWeekly: 2220,
  fullTimeForYouths: 6300,
  onboarding: [
    { fromWeek: 0, percent: 50 },
    { fromWeek: 8, percent: 75 },
    { fromWeek: 16, percent: 100 },
  ],
}
const fullTime: StaffTime = {
  staffId: 1,
  asCaseworker: [always],
  hours: [{ weeklyMinutes: 2220, during: always }],
  duties: [],
  absences: [],
  newSince: 0,
  ownSteps: [],
}
const on = (staff: Partial<StaffTime>, day = today) => capacityOn({ ...fullTime, ...staff }, day, settings)
const minutesOf = (staff: Partial<StaffTime>, day = today) => {
  const capacity = on(staff, day)
  return capacity.kind === 'available' ? capacity.minutes : capacity.kind
}

test('full time is 6,300 minutes a month, part time its share', () => {
  expect(on({})).toEqual({
    kind: 'available',
    minutes: 6300,
    terms: [{ kind: 'hours', weeklyMinutes: 2220, minutes: 6300 }],
  })
  expect(minutesOf({ hours: [{ weeklyMinutes: 30 * 60, during: always }] })).toBe(5108)
})

test('other duties take their share of the time, and are named', () => {
  const duties = [
    { name: 'Modtagelsen', weeklyMinutes: 360, during: always },
    { name: 'Praktik', weeklyMinutes: 222, during: { from: today + 1, to: today + 9 } },
  ]
  expect(on({ duties })).toEqual({
    kind: 'available',
    minutes: 5278,
    terms: [
      { kind: 'hours', weeklyMinutes: 2220, minutes: 6300 },
      { kind: 'duty', name: 'Modtagelsen', weeklyMinutes: 360, minutes: -1022 },
    ],
  })
  expect([today, today + 1, today + 8, today + 9].map(day => minutesOf({ duties }, day))).toEqual([
    5278, 4648, 4648, 5278,
  ])
})

test('duties that take everything are full, not a zero', () => {
  const duties = [
    { name: 'Leder', weeklyMinutes: 2000, during: always },
    { name: 'Udvalg', weeklyMinutes: 600, during: always },
  ]
  const capacity = on({ duties })
  expect(capacity).toMatchObject({ kind: 'full' })
  expect(capacity.kind === 'full' && capacity.terms.map(({ minutes }) => minutes)).toEqual([
    6300, -5676, -624,
  ])
})

test('whoever is new has half the time for eight weeks, three quarters for eight more', () => {
  const began = (weeks: number) => minutesOf({ newSince: today - weeks * 7 })
  expect([0, 7, 8, 15, 16].map(began)).toEqual([3150, 3150, 4725, 4725, 6300])
  const capacity = on({ newSince: today - 22 })
  expect(capacity.kind === 'available' && capacity.terms.at(-1)).toEqual({
    kind: 'onboarding',
    percent: 50,
    since: today - 22,
    until: today - 22 + 56,
    minutes: -3150,
  })
})

test('the ramp can be overruled for a person', () => {
  expect(minutesOf({ newSince: today, ownSteps: [{ fromWeek: 0, percent: 100 }] })).toBe(6300)
  expect(minutesOf({ newSince: today, ownSteps: [{ fromWeek: 0, percent: 0 }] })).toBe('full')
})

test('away is away, from the first day to the last, with the deputy and without the reason', () => {
  const absences = [{ during: { from: today, to: today + 10 }, deputyId: 2 }]
  expect(on({ absences })).toEqual({ kind: 'away', since: today, lastDay: today + 9, deputyId: 2 })
  expect([today - 1, today + 9, today + 10].map(day => minutesOf({ absences }, day))).toEqual([
    6300,
    'away',
    6300,
  ])
  const open = [{ during: { from: today - 3, to: Number.POSITIVE_INFINITY }, deputyId: null }]
  expect(on({ absences: open })).toEqual({ kind: 'away', since: today - 3, lastDay: null, deputyId: null })
})

test('hours that nobody gave are unknown; away comes first', () => {
  expect(on({ hours: [] })).toEqual({ kind: 'unknown' })
  expect(on({ hours: [], absences: [{ during: always, deputyId: null }] })).toMatchObject({ kind: 'away' })
})

test('whoever begins later or has stopped is no caseworker on the day', () => {
  expect(on({ asCaseworker: [{ from: today + 5, to: today + 90 }] })).toEqual({
    kind: 'notCaseworker',
    from: today + 5,
    since: null,
  })
  const stopped = { from: 0, to: today }
  const gone = { kind: 'notCaseworker', from: null, since: today }
  expect(on({ asCaseworker: [stopped] })).toEqual(gone)
  expect(on({ asCaseworker: [stopped, { from: today + 5, to: today + 90 }] })).toEqual({
    ...gone,
    from: today + 5,
  })
  expect(on({ asCaseworker: [] })).toEqual({ ...gone, since: null })
})

const aStaff = fc.record({
  weekly: fc.integer({ min: 1, max: 3000 }),
  duties: fc.array(fc.integer({ min: 1, max: 2500 }), { maxLength: 4 }),
  newSince: fc.option(fc.integer({ min: today - 200, max: today }), { nil: null }),
})
const made = ({
  weekly,
  duties,
  newSince,
}: {
  weekly: number
  duties: number[]
  newSince: number | null
}) => ({
  hours: [{ weeklyMinutes: weekly, during: always }],
  duties: duties.map(weeklyMinutes => ({ name: 'x', weeklyMinutes, during: always })),
  newSince,
})
const room = (staff: Partial<StaffTime>) => {
  const capacity = on(staff)
  return capacity.kind === 'available' ? capacity.minutes : 0
}

test('terms add up; more hours give no less room, a further duty no more', () => {
  fc.assert(
    fc.property(aStaff, fc.integer({ min: 1, max: 1000 }), (drawn, more) => {
      const capacity = on(made(drawn))
      if (capacity.kind === 'available' || capacity.kind === 'full') {
        const sum = capacity.terms.reduce((total, { minutes }) => total + minutes, 0)
        expect(sum).toBe(capacity.kind === 'available' ? capacity.minutes : 0)
      }
      expect(room(made({ ...drawn, weekly: drawn.weekly + more }))).toBeGreaterThanOrEqual(room(made(drawn)))
      expect(room(made({ ...drawn, duties: [...drawn.duties, more] }))).toBeLessThanOrEqual(room(made(drawn)))
    }),
  )
})
