import { describe, expect, test } from 'vitest'
import { datesIn, sentenceStart } from './dates.ts'
import { loadSay, sayIn } from './say-in.ts'

const today = Temporal.PlainDate.from('2026-11-23')
const on = (day: string) => Temporal.PlainDate.from(day)
const danish = datesIn(sayIn('da'))

describe('days in Danish', () => {
  test('the year is said only when it is another year', () => {
    expect(danish.day(on('2026-11-19'), today)).toBe('19. november')
    expect(danish.day(on('2027-01-04'), today)).toBe('4. januar 2027')
    expect(danish.shortDay(on('2026-11-16'), today)).toBe('16. nov.')
    expect(danish.weekdayAndDay(on('2026-12-02'), today)).toBe('onsdag 2. december')
  })

  test.each([
    ['2026-11-21', '21. november'],
    ['2026-11-22', 'i går'],
    ['2026-11-23', 'i dag'],
    ['2026-11-24', 'i morgen'],
    ['2026-11-26', 'torsdag'],
    ['2026-11-29', 'søndag'],
    ['2026-11-30', '30. november'],
    ['2025-11-23', '23. november 2025'],
  ])('%s is said as "%s"', (day, said) => {
    expect(danish.relativeDay(on(day), today)).toBe(said)
  })

  test('a due day that has passed says by how many days', () => {
    expect(danish.due(on('2026-11-22'), today)).toBe('1 dag over')
    expect(danish.due(on('2026-11-19'), today)).toBe('4 dage over')
    expect(danish.due(on('2025-11-23'), today)).toBe('365 dage over')
    expect(danish.due(today, today)).toBe('i dag')
    expect(danish.due(on('2026-11-26'), today)).toBe('torsdag')
  })

  test('spans of days', () => {
    expect(danish.days(on('2026-11-24'), on('2026-11-28'), today)).toBe('24.–28. november')
    expect(danish.days(on('2026-12-28'), on('2027-01-03'), today)).toContain('2027')
  })

  test('times, months and counts', () => {
    expect(danish.time(Temporal.PlainTime.from('09:00'))).toBe('9.00')
    expect(danish.time(Temporal.PlainTime.from('14:05'))).toBe('14.05')
    expect(danish.dayAtTime(Temporal.PlainDateTime.from('2026-12-02T10:00'), today)).toBe(
      'onsdag 2. december kl. 10.00',
    )
    expect(danish.dayAtTime(Temporal.PlainDateTime.from('2026-11-23T09:00'), today)).toBe('i dag kl. 9.00')
    expect(danish.month(Temporal.PlainYearMonth.from('2026-11'))).toBe('november 2026')
    expect(danish.numeric(on('2026-11-09'))).toBe('9.11.2026')
    expect(danish.count(1234)).toBe('1.234')
    expect(danish.percent(0.974)).toBe('97\u00a0%')
    expect(danish.list(['mor', 'far', 'mentor'])).toBe('mor, far og mentor')
    expect(sentenceStart('i dag')).toBe('I dag')
  })
})

test('days in English', async () => {
  const english = datesIn(await loadSay('en'))
  expect(english.day(on('2026-11-19'), today)).toBe('19 November')
  expect(english.relativeDay(on('2026-11-22'), today)).toBe('yesterday')
  expect(english.due(on('2026-11-19'), today)).toBe('4 days over')
  expect(english.time(Temporal.PlainTime.from('09:00'))).toBe('9:00')
})
