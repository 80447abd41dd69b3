import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addMonths } from '#domain/calendar/months.ts'
import { activityReady, clearlyReady, educationReady, notAssessed, on } from './example.fixture.ts'
import { type FromElsewhere, stageFromElsewhere } from './from-elsewhere.ts'

const brought: FromElsewhere = {
  decidedAt: educationReady.decidedAt,
  day: on('2026-10-05'),
  enquiryDay: on('2026-09-30'),
  replaced: [],
  standing: [],
}
const stage = (change: Partial<FromElsewhere>, today = '2026-11-20') =>
  stageFromElsewhere({ ...brought, ...change }, on(today))

test('a group within three months of the enquiry awaits the final decision until the day on which it is due', () => {
  expect(stage({})).toBe('provisional')
  expect(stage({ day: on('2026-09-30') })).toBe('provisional')
  expect(stage({}, '2026-12-30')).toBe('provisional')
  expect(stage({}, '2026-12-31')).toBe('later')
  // Clipped to the month, as the deadline itself.
  expect(stage({ enquiryDay: on('2026-11-30') }, '2027-02-28')).toBe('later')
  const november = { enquiryDay: on('2026-11-30'), day: on('2026-12-01') }
  expect(stage(november, '2027-02-28')).toBe('provisional')
  expect(stage(november, '2027-03-01')).toBe('later')
})

test('nobody owes a final decision from an enquiry that nobody knows, or that came after the group', () => {
  expect(stage({ enquiryDay: null })).toBe('later')
  expect(stage({ day: on('2026-09-29') })).toBe('later')
})

test('a group that is never provisional is final when it comes', () => {
  for (const { decidedAt } of [activityReady, clearlyReady, notAssessed]) {
    expect(stage({ decidedAt })).toBe('later')
  }
  expect(stage({ decidedAt: null })).toBe('provisional')
})

test('what was decided in the case before counts', () => {
  expect(stage({ standing: ['first'] })).toBe('provisional')
  expect(stage({ standing: ['first', 'final'] })).toBe('later')
  expect(stage({ standing: ['later'] })).toBe('later')
})

test('a row whose day is set right stays what it was', () => {
  expect(stage({ replaced: ['first'] }, '2027-05-01')).toBe('provisional')
  expect(stage({ replaced: ['provisional'], enquiryDay: null })).toBe('provisional')
  expect(stage({ replaced: ['final'] })).toBe('later')
  // Brought in before, without what is known now.
  expect(stage({ replaced: ['later'] })).toBe('provisional')
})

test('it is provisional just as long as both days lie within the three months', () => {
  const days = fc.integer({ min: -10, max: 200 })
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2_400 }), days, days, (begun, came, passed) => {
      const enquiryDay = on('2020-01-01').add({ days: begun })
      const [day, today] = [enquiryDay.add({ days: came }), enquiryDay.add({ days: passed })]
      const last = enquiryDay.until(addMonths(enquiryDay, 3)).days
      const isWithin = came >= 0 && came <= last && passed <= last
      expect(stage({ enquiryDay, day }, String(today))).toBe(isWithin ? 'provisional' : 'later')
    }),
  )
})
