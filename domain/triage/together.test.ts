import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type SaidOfYouth, together } from './together.ts'

const mother: SaidOfYouth = {
  reference: 'THH-416',
  senderRole: 'parent',
  senderIsYouth: 'unknown',
  givenName: 'Tobias',
  familyName: 'Prøve',
  birthDate: Temporal.PlainDate.from('2009-05-04'),
  youthPhone: '+4537202233',
  youthEmail: null,
  senderPhone: '+4537302233',
  senderEmail: 'gitte@example.dk',
  youthKnows: false,
}
const teacher: SaidOfYouth = {
  ...mother,
  reference: 'BGD-891',
  senderRole: 'teacher',
  familyName: '',
  birthDate: null,
  youthPhone: null,
  youthKnows: true,
}

describe('enquiries that became one', () => {
  test('fill what the one that goes on does not know, and say from which', () => {
    const { name, birthDate, phones, emails } = together(teacher, [mother])
    expect(name).toEqual({ value: 'Tobias Prøve', from: 'THH-416' })
    expect([birthDate?.value.toString(), birthDate?.from]).toEqual(['2009-05-04', 'THH-416'])
    expect(phones).toEqual([{ value: '+4537202233', from: 'THH-416' }])
    expect(emails).toEqual([])
  })

  test('are as confidential as the strictest of them', () => {
    expect(together(teacher, [mother]).knows).toEqual({ value: false, from: 'THH-416' })
    expect(together(mother, [teacher]).knows).toEqual({ value: false, from: null })
    expect(together(teacher, [{ ...mother, youthKnows: null }]).knows).toEqual({
      value: null,
      from: 'THH-416',
    })
  })

  test('of which the young person wrote one have the number that they wrote from, and no sender who must be kept from them', () => {
    const own = { ...mother, senderRole: 'youth', youthPhone: null, youthKnows: null }
    expect(together(own, []).phones).toEqual([{ value: '+4537302233', from: null }])
    expect(together(own, []).knows).toBeNull()
    expect(together(own, [mother]).knows).toEqual({ value: false, from: 'THH-416' })
  })

  test('never tell that the young person knows where any sender did not say so', () => {
    const said = fc.record({
      youthKnows: fc.constantFrom(true, false, null),
      senderRole: fc.constantFrom('parent', 'youth'),
    })
    fc.assert(
      fc.property(said, fc.array(said, { maxLength: 4 }), (first, rest) => {
        const { knows } = together(
          { ...mother, ...first },
          rest.map(each => ({ ...mother, ...each })),
        )
        const senders = [first, ...rest].filter(({ senderRole }) => senderRole !== 'youth')
        expect(knows?.value === true).toBe(
          senders.length > 0 && senders.every(({ youthKnows }) => youthKnows === true),
        )
      }),
    )
  })
})
