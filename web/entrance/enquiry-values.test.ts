import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type EnquiryValues, emptyEnquiry, faultsOf, senderRoles, toWords } from './enquiry-values.ts'

const today = Temporal.PlainDate.from('2026-11-23')
const written: EnquiryValues = {
  ...emptyEnquiry,
  senderRole: 'teacher',
  senderName: 'Ole',
  senderPlace: 'Gymnasiet',
  senderPhone: '20 11 22 33',
  youthGivenName: 'Sigrid',
  youthAge: '17',
  youthPhone: '30112233',
  youthKnows: 'no',
  about: 'Hun kommer ikke.',
}

test('an empty form says what is missing, the first question first', () => {
  expect(faultsOf(emptyEnquiry, today, 'alone').map(({ field }) => field)).toEqual([
    'senderRole',
    'youthGivenName',
    'about',
    'senderName',
    'senderPhone',
  ])
  expect(faultsOf(emptyEnquiry, today, 'withStaff').map(({ field }) => field)).toEqual([
    'senderRole',
    'youthGivenName',
    'about',
  ])
})

test('what another answer has hidden is not sent', () => {
  expect(toWords({ ...written, senderRole: 'youth' })).toMatchObject({
    senderName: '',
    senderPlace: '',
    youthPhone: '',
    youthKnows: null,
  })
  expect(toWords({ ...written, senderRole: 'parent' })).toMatchObject({ senderName: 'Ole', senderPlace: '' })
  const youthBirthDate = Temporal.PlainDate.from('2009-03-05')
  expect(toWords({ ...written, youthBirthDate })).toMatchObject({
    youthBirthDate: '2009-03-05',
    youthAge: null,
  })
})

test('yes, no and not knowing are three answers, and none is a fourth', () => {
  const sent = ([null, 'yes', 'no', 'unknown'] as const).map(
    youthKnows => toWords({ ...written, youthKnows }).youthKnows,
  )
  expect(sent).toEqual([null, true, false, null])
})

test('whatever stands as an age is sent as a whole number from 0 to 99, or is a fault', () => {
  const text = fc.oneof(
    fc.string(),
    fc.integer({ min: -9, max: 120 }).map(String),
    fc.constantFrom(' 17 ', '1e1', '１７'),
  )
  fc.assert(
    fc.property(text, fc.constantFrom(...senderRoles), (youthAge, senderRole) => {
      const values = { ...written, senderRole, youthAge }
      const isFault = faultsOf(values, today, 'alone').some(({ field }) => field === 'youthAge')
      const age = toWords(values).youthAge
      const plain = youthAge.trim()
      expect(isFault).toBe(plain !== '' && !/^\d{1,2}$/.test(plain))
      expect(age).toBe(isFault || plain === '' ? null : Number(plain))
    }),
  )
})
