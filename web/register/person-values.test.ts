import { describe, expect, test } from 'vitest'
import {
  atWrittenGuardian,
  emptyGuardian,
  emptyPerson,
  isBlank,
  newParticulars,
  newPersonFaults,
  type PersonValues,
  personFaults,
  readWholeCpr,
  toParticulars,
  withBirthDate,
} from './person-values.ts'

const today = Temporal.PlainDate.from('2026-11-21')
const day = (text: string) => Temporal.PlainDate.from(text)

function person(over: Partial<PersonValues>): PersonValues {
  return {
    ...emptyPerson(today),
    givenName: 'Storm',
    familyName: 'Prøve',
    birthDate: day('2007-02-01'),
    ...over,
  }
}

const codes = (over: Partial<PersonValues>) =>
  personFaults(person(over)).map(({ field, code }) => `${field} ${code}`)

describe('what is wrong before it is sent', () => {
  test.each<[string, Partial<PersonValues>, string[]]>([
    ['nothing', {}, []],
    [
      'nothing is written',
      { givenName: ' ', familyName: '', birthDate: null },
      ['birthDate required', 'givenName required', 'familyName required'],
    ],
    ['a digit is missing', { cpr: '010207-400' }, ['cpr cprlength']],
    ['letters', { cpr: '010207-40xx' }, ['cpr cprcharacters']],
    ['no such day', { cpr: '310207-4000' }, ['cpr cprdate']],
    ['somebody else’s birth date', { cpr: '020207-4000' }, ['cpr cprBirthDate']],
    ['a number that fits', { cpr: '010207-4000' }, []],
    ['telephone and e-mail', { phone: '12', email: 'ikke en adresse' }, ['phone phone', 'email email']],
    [
      'the second guardian',
      { guardians: [emptyGuardian, { ...emptyGuardian, phone: '1' }] },
      ['guardians.1.name required', 'guardians.1.phone phone'],
    ],
  ])('%s', (_name, over, expected) => {
    expect(codes(over)).toEqual(expected)
  })
})

test.each<[string, Partial<PersonValues>, string[]]>([
  ['asks who has custody of somebody under 18', {}, ['guardiansUnknown guardianMissing']],
  [
    'takes an empty guardian for nobody',
    { guardians: [emptyGuardian] },
    ['guardiansUnknown guardianMissing'],
  ],
  ['takes one who is written', { guardians: [emptyGuardian, { ...emptyGuardian, name: 'Mor' }] }, []],
  ['takes that it is not known', { guardiansUnknown: true }, []],
  ['asks nobody of 18', { birthDate: day('2008-11-21') }, []],
])('somebody new %s', (_name, over, expected) => {
  const values = person({ birthDate: day('2008-11-22'), cpr: '', ...over })
  expect(newPersonFaults(values, today).map(({ field, code }) => `${field} ${code}`)).toEqual(expected)
})

test('a number tells nothing before all ten digits are there', () => {
  expect(readWholeCpr('110203456')).toBeNull()
  expect(readWholeCpr('010207-4000')).toMatchObject({ ok: true, cpr: { digits: '0102074000' } })
})

describe('a birth date', () => {
  test('of somebody under 18 asks for a guardian, until the day of the eighteenth birthday', () => {
    expect(withBirthDate(person({}), day('2008-11-22'), today).guardians).toEqual([emptyGuardian])
    expect(withBirthDate(person({}), day('2008-11-21'), today).guardians).toEqual([])
  })

  test('never takes away a guardian who is written', () => {
    const mother = { ...emptyGuardian, name: 'Mor Prøve' }
    const written = person({ guardians: [mother, emptyGuardian] })
    expect(withBirthDate(written, day('2008-11-21'), today).guardians).toEqual([mother])
    expect(withBirthDate(written, day('2010-01-01'), today).guardians).toEqual([mother])
  })
})

test('what is sent leaves blank guardians out, and a fault finds its way back to the right one', () => {
  const mother = { ...emptyGuardian, name: 'Mor Prøve', phone: '12' }
  const guardians = [emptyGuardian, mother]
  expect(toParticulars(person({ guardians })).guardians).toEqual([mother])
  expect(atWrittenGuardian('guardians.0.phone', guardians)).toBe('guardians.1.phone')
  expect(atWrittenGuardian('phone', guardians)).toBe('phone')
})

describe('what is hidden', () => {
  const hidden = person({
    cpr: null,
    address: null,
    postalCode: null,
    city: null,
    guardians: [{ ...emptyGuardian, guardianId: 7, name: 'Mor', phone: null, email: null }],
  })

  test('is no fault, and is sent back as null, so that it stays', () => {
    expect(personFaults(hidden)).toEqual([])
    expect(toParticulars(hidden)).toMatchObject({
      cpr: null,
      address: null,
      postalCode: null,
      city: null,
      guardians: [{ guardianId: 7, phone: null, email: null }],
    })
  })

  test('is not blank in a guardian, and does not exist of somebody new', () => {
    expect(isBlank({ ...emptyGuardian, phone: null })).toBe(false)
    expect(newParticulars(hidden)).toMatchObject({ cpr: '', address: '', postalCode: '', city: '' })
  })
})
