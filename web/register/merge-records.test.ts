import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isChanged, mergeRecords, recordFields, takeField } from './merge-records.ts'
import { emptyPerson, type PersonValues } from './person-values.ts'

const today = Temporal.PlainDate.from('2026-11-21')
const base: PersonValues = {
  ...emptyPerson(today),
  givenName: 'Storm',
  phone: '37 20 22 33',
  city: 'Åstrup',
}

describe('two people at once', () => {
  test('what only they changed is taken, what only I changed stays, what both changed is told', () => {
    const mine = { ...base, city: 'Ørby', email: 'storm@eksempel.dk' }
    const theirs = { ...base, city: 'Tøndersø', address: 'Vestergade 1' }
    const merged = mergeRecords(base, mine, theirs)
    expect(merged).toMatchObject({ taken: ['address'], clashing: ['city'] })
    expect(merged.values).toMatchObject({
      city: 'Ørby',
      email: 'storm@eksempel.dk',
      address: 'Vestergade 1',
    })
    expect(takeField(merged.values, theirs, 'city').city).toBe('Tøndersø')
  })

  test('what is hidden from both is the same, and is not what is empty', () => {
    const hidden = { ...base, cpr: null, address: null }
    expect(isChanged(hidden, { ...hidden })).toBe(false)
    expect(isChanged(hidden, { ...hidden, cpr: '', address: '' })).toBe(true)
  })

  test('the same written differently is no clash', () => {
    const merged = mergeRecords(base, { ...base, phone: '37402233' }, { ...base, phone: '37 40 22 33' })
    expect(merged).toMatchObject({ taken: [], clashing: [] })
    expect(isChanged(base, { ...base, phone: '37202233', city: ' Åstrup ' })).toBe(false)
    expect(isChanged(base, { ...base, about: 'Mormor' })).toBe(true)
  })

  test('nothing of mine is lost without being told, and nothing of theirs', () => {
    const value = fc.record({
      givenName: fc.constantFrom('Storm', 'Sigrid', 'Åse'),
      city: fc.constantFrom('Åstrup', 'Ørby'),
      protectedAddress: fc.boolean(),
      phone: fc.constantFrom('37 20 22 33', '37202233', ''),
    })
    const person = value.map((over): PersonValues => ({ ...base, ...over }))
    fc.assert(
      fc.property(person, person, person, (from, mine, theirs) => {
        const { values, taken, clashing } = mergeRecords(from, mine, theirs)
        for (const field of recordFields) {
          if (taken.includes(field)) {
            expect(values[field]).toEqual(theirs[field])
            expect(isChanged(from, takeField(from, mine, field))).toBe(false)
          } else {
            expect(values[field]).toEqual(mine[field])
            const theyChanged = isChanged(from, takeField(from, theirs, field))
            const weDiffer = isChanged(mine, takeField(mine, theirs, field))
            expect(clashing.includes(field)).toBe(
              theyChanged && weDiffer && isChanged(from, takeField(from, mine, field)),
            )
          }
        }
      }),
    )
  })
})
