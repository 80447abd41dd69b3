import { expect, test } from 'vitest'
import { endsOf, firstEnd, isGoing } from './ends.ts'
import { endless, fullTime, settings, today } from './test-units.ts'

const days = [0, 7, 14].map(later => today + later)
const duty = (from: number) => ({ name: 'Projekt', weeklyMinutes: 2220, during: { from, to: endless } })
const absence = (from: number, to: number) => ({ during: { from, to }, deputyId: null })

test('what ends somebody’s time is told with its very day, and the first of it', () => {
  const busy = endsOf(fullTime(1, { duties: [duty(today + 10)] }), days, settings)
  expect(firstEnd(busy)).toEqual({ why: 'noTime', day: today + 10 })
  const leaving = fullTime(1, {
    absences: [absence(today + 9, today + 60)],
    asCaseworker: [{ from: 0, to: today + 12 }],
  })
  const ends = endsOf(leaving, days, settings)
  expect(ends).toMatchObject({ stops: today + 12, off: null })
  expect(isGoing(ends)).toBe(true)
  expect(firstEnd(ends)).toEqual({ why: 'away', day: today + 9 })
})

test('a short absence, and whatever comes after the days that are looked at, ends nothing', () => {
  const each = fullTime(1, {
    duties: [duty(today + 15)],
    absences: [absence(today, today + 3), absence(today + 15, today + 90)],
    asCaseworker: [{ from: 0, to: today + 15 }],
  })
  const ends = endsOf(each, days, settings)
  expect(ends.off).not.toBeNull()
  expect(isGoing(ends)).toBe(false)
  expect(firstEnd(ends)).toBeNull()
})

test('of several long absences the next one is told, in whichever order they were written down', () => {
  const [soon, later] = [absence(today + 3, today + 40), absence(today + 11, today + 70)]
  for (const absences of [
    [soon, later],
    [later, soon],
  ])
    expect(endsOf(fullTime(1, { absences }), days, settings).away).toEqual(soon)
})
