import { expect, test } from 'vitest'
import { readDay, readTime, writeDay, writeTime } from './written-time.ts'

test.each([
  ['5.3.2026', '2026-03-05'],
  [' 05.03.2026 ', '2026-03-05'],
  ['5/3-2026', '2026-03-05'],
  ['5. 3. 2026', '2026-03-05'],
  ['05032026', '2026-03-05'],
  ['050326', '2026-03-05'],
  ['5.3.98', '1998-03-05'],
  ['2026-03-05', '2026-03-05'],
  ['29.2.2028', '2028-02-29'],
  ['12 marts 2010', '2010-03-12'],
  ['5. juli 2011', '2011-07-05'],
  ['den 1. Maj 98', '1998-05-01'],
  ['3 sept. 2010', '2010-09-03'],
  ['12 March 2010', '2010-03-12'],
])('"%s" is the day %s', (written, day) => {
  expect(readDay(written)?.toString()).toBe(day)
})

test.each([
  '',
  '29.2.2026',
  '31.4.2026',
  '5.13.2026',
  '0.1.2026',
  '5.3',
  'i morgen',
  '5.3.20266',
  '5032026',
  '31. juni 2010',
  '5. ju 2011',
  '5 x 2011',
  'maj 2010',
])('"%s" is not a day', written => {
  expect(readDay(written)).toBeNull()
})

test.each([
  ['9', '09:00:00'],
  ['9.30', '09:30:00'],
  ['09:30', '09:30:00'],
  ['930', '09:30:00'],
  ['1430', '14:30:00'],
  ['kl. 14.05', '14:05:00'],
  ['0.00', '00:00:00'],
])('"%s" is the time %s', (written, time) => {
  expect(readTime(written)?.toString()).toBe(time)
})

test.each(['', '24.00', '9.60', '9.3', 'ni', '12345'])('"%s" is not a time', written => {
  expect(readTime(written)).toBeNull()
})

test('what is shown is read back as the same', () => {
  const day = Temporal.PlainDate.from('2026-11-09')
  const time = Temporal.PlainTime.from('14:05')
  expect(readDay(writeDay(day))).toEqual(day)
  expect(readTime(writeTime(time))).toEqual(time)
})
