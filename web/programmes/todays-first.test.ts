import { expect, test } from 'vitest'
import { todaysFirst } from './standing-tags.tsx'

test('what holds today stands before what is ahead and what is over, otherwise as it stood', () => {
  const day = (text: string) => Temporal.PlainDate.from(text)
  const during = (from: string, lastDay: string | null) => ({
    from: day(from),
    lastDay: lastDay === null ? null : day(lastDay),
  })
  const ahead = during('2027-01-01', null)
  const over = during('2020-01-01', '2026-11-21')
  const lastDayToday = during('2026-01-01', '2026-11-22')
  const beginsToday = during('2026-11-22', null)
  const rows = [ahead, over, lastDayToday, beginsToday]
  expect(todaysFirst(rows, day('2026-11-22'), row => row)).toEqual([lastDayToday, beginsToday, ahead, over])
})
