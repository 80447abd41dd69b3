import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readPhone, showPhone } from './phone.ts'

describe('readPhone', () => {
  it.each([
    '37202233',
    '37 20 22 33',
    '+45 37 20 22 33',
    '0045 37202233',
    '4520112233',
    '20-11-22-33',
    'Tlf: 37 20 22 33',
    '(+45) 3720 2233',
  ])('reads %j', text => {
    expect(readPhone(text)).toEqual({ ok: true, phone: '+4537202233' })
  })

  it('keeps a foreign number with its country code', () => {
    expect(readPhone('+46 70-123 45 67')).toEqual({ ok: true, phone: '+46701234567' })
    expect(showPhone('+46701234567')).toBe('+46 701234567')
  })

  it.each(['', '2011223', '201122334', '10112233', '0011', '+45 1234', 'har ingen', '37202233 / 37302233'])(
    'refuses %j',
    text => {
      expect(readPhone(text)).toEqual({ ok: false, fault: 'phone.invalid' })
    },
  )

  it('reads back what it shows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20_000_000, max: 99_999_999 }), number => {
        const shown = showPhone(`+45${number}`)
        expect(shown).toMatch(/^\d\d \d\d \d\d \d\d$/u)
        expect(readPhone(shown)).toEqual({ ok: true, phone: `+45${number}` })
      }),
    )
  })
})
