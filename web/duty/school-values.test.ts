import { expect, test } from 'vitest'
import { emptyMessage, isBornOn, oddAge, schoolFaults } from './school-values.ts'

const today = Temporal.PlainDate.from('2026-11-22')
const day = (text: string) => Temporal.PlainDate.from(text)
const written = {
  ...emptyMessage(today, 'key'),
  givenName: 'Mikkel',
  familyName: 'Bæk',
  birthDate: day('2010-03-01'),
  school: 'FGU Nord',
  lastDay: today,
}

test('an age outside 15-17 is asked about, to the day', () => {
  expect(oddAge(day('2011-11-22'), today)).toBeNull()
  expect(oddAge(day('2011-11-23'), today)).toBe(14)
  expect(oddAge(day('2008-11-23'), today)).toBeNull()
  expect(oddAge(day('2008-11-22'), today)).toBe(18)
  expect(oddAge(day('2000-03-01'), today)).toBe(26)
  // A day ahead is refused by itself.
  expect(oddAge(day('2026-11-23'), today)).toBeNull()
})

test('days ahead are refused, and an odd age until it is said to be right', () => {
  const faults = (more: object) =>
    schoolFaults({ ...written, ...more }, today).map(({ field, code }) => `${field} ${code}`)
  expect(faults({})).toEqual([])
  expect(faults({ lastDay: day('2026-11-23') })).toEqual(['lastDay future'])
  expect(faults({ birthDate: day('2026-11-23') })).toEqual(['birthDate future'])
  expect(faults({ birthDate: day('2000-03-01') })).toEqual(['birthDate unsure'])
  expect(faults({ birthDate: day('2000-03-01'), ageIsRight: true })).toEqual([])
})

test('somebody who was found is told apart by the birth date', () => {
  const mikkel = {
    youthId: 1,
    givenName: 'Mikkel',
    familyName: 'Bæk',
    birthDate: day('2010-03-01'),
    running: [],
  }
  expect(isBornOn(mikkel, day('2010-03-01'))).toBe(true)
  expect(isBornOn(mikkel, day('2010-03-02'))).toBe(false)
  expect(isBornOn(undefined, day('2010-03-01'))).toBe(false)
})
