import { expect, test } from 'vitest'
import { fullestDuties, mostDuties } from './duties.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const weekly = (weeklyMinutes: number, from: string, to: string | null = null) => ({
  weeklyMinutes,
  during: { from: day(from), to: to === null ? null : day(to) },
})
const fullTime = weekly(2220, '2020-01-01')

test('duties of the same time are summed, and others are not', () => {
  const others = [weekly(600, '2026-01-01', '2026-12-01'), weekly(900, '2027-01-01')]
  expect(fullestDuties(weekly(300, '2026-11-01', '2026-12-15'), others, [fullTime])).toEqual({
    duties: 900,
    hours: 2220,
  })
  expect(fullestDuties(weekly(300, '2026-12-01', '2027-01-01'), others, [fullTime])?.duties).toBe(300)
  expect(fullestDuties(weekly(300, '2026-12-01'), others, [fullTime])?.duties).toBe(1200)
})

test('the day with least left decides, also where the hours become fewer', () => {
  const hours = [weekly(2220, '2020-01-01', '2027-02-01'), weekly(1200, '2027-02-01')]
  expect(fullestDuties(weekly(1300, '2026-12-01'), [], hours)).toEqual({ duties: 1300, hours: 1200 })
})

test('without hours there is nothing to hold them against', () => {
  expect(fullestDuties(weekly(3600, '2026-12-01'), [], [])).toBeNull()
})

test('of a period the day with most duties counts, and neither those before nor those after', () => {
  const duties = [
    weekly(600, '2026-01-01', '2026-12-01'),
    weekly(300, '2026-11-15', '2027-01-01'),
    weekly(2000, '2027-02-01'),
  ]
  const period = (from: string, to: string | null) => ({ from: day(from), to: to === null ? null : day(to) })
  expect(mostDuties(period('2026-11-01', '2026-11-15'), duties)).toBe(600)
  expect(mostDuties(period('2026-11-01', '2027-02-01'), duties)).toBe(900)
  expect(mostDuties(period('2026-12-01', '2027-02-01'), duties)).toBe(300)
  expect(mostDuties(period('2027-01-01', '2027-02-01'), duties)).toBe(0)
  expect(mostDuties(period('2026-12-01', null), duties)).toBe(2000)
})
