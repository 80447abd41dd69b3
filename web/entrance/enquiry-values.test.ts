import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type EnquiryValues,
  emptyEnquiry,
  faultsOf,
  isAsked,
  isOtherNumber,
  senderRoles,
  toWords,
} from './enquiry-values.ts'

const today = Temporal.PlainDate.from('2026-11-23')
const written: EnquiryValues = {
  ...emptyEnquiry,
  senderRole: 'teacher',
  senderName: 'Ole',
  senderPlace: 'Gymnasiet',
  senderPhone: '37 20 22 33',
  youthGivenName: 'Sigrid',
  youthAge: '17',
  youthPhone: '37302233',
  youthKnows: 'no',
  about: 'Hun kommer ikke.',
}

test('an empty form says what is missing, the first question first', () => {
  expect(faultsOf(emptyEnquiry, today, 'alone')).toEqual([{ field: 'senderRole', code: 'required' }])
  const begun = { ...emptyEnquiry, senderRole: 'parent' } as const
  expect(faultsOf(begun, today, 'alone').map(({ field }) => field)).toEqual([
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

test('what cannot be read in a field that another answer has taken away is in nobody’s way', () => {
  const unreadable = { ...written, youthAge: 'næsten 16' }
  expect(faultsOf(unreadable, today, 'alone')).toEqual([{ field: 'youthAge', code: 'age' }])
  const youthBirthDate = Temporal.PlainDate.from('2010-03-12')
  expect(faultsOf({ ...unreadable, youthBirthDate }, today, 'alone')).toEqual([])
  const junk = { ...written, senderName: '010203-1234', youthPhone: '12', youthEmail: 'x', senderPlace: '' }
  expect(faultsOf({ ...junk, senderRole: 'youth' }, today, 'alone')).toEqual([])
  expect(faultsOf({ ...junk, senderRole: 'youth' }, today, 'withStaff')).toEqual([])
})

test('a fault is never in a field that is not asked for', () => {
  const anything = fc.record({
    senderRole: fc.constantFrom('' as const, ...senderRoles),
    senderName: fc.constantFrom('', 'Ole', '010203-1234'),
    senderPlace: fc.constantFrom('', '010203-1234'),
    senderPhone: fc.constantFrom('', '12', '37202233'),
    youthAge: fc.constantFrom('', '16', 'sixteen'),
    youthPhone: fc.constantFrom('', '12'),
    youthEmail: fc.constantFrom('', 'x'),
    youthBirthDate: fc.constantFrom(null, Temporal.PlainDate.from('2010-03-12')),
  })
  fc.assert(
    fc.property(anything, fc.constantFrom('alone' as const, 'withStaff' as const), (over, by) => {
      const values = { ...written, ...over }
      for (const { field } of faultsOf(values, today, by)) expect(isAsked(field, values, by)).toBe(true)
    }),
  )
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

test('a reference or a telephone number is told from the code', () => {
  for (const other of ['KTR-482', 'ktr 482', 'KTR-4821', '37 31 33 44', '+4537313344'])
    expect(isOtherNumber(other)).toBe(true)
  for (const code of ['K7QM-2XPR-94TW', 'k7qm2xpr94tw', '1234-5678-9012', 'K7QM-2XPR', ''])
    expect(isOtherNumber(code)).toBe(false)
})
