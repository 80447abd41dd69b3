import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { phonesAmong, readPhone, showPhone } from './phone.ts'

describe('readPhone', () => {
  it.each([
    '37202233',
    '37 20 22 33',
    '+45 37 20 22 33',
    '0045 37202233',
    '4537202233',
    '37-20-22-33',
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

  it.each<[string, string[]]>([
    ['den sociale døgnvagt, 37 00 01 99', ['+4537000199']],
    ['37000199', ['+4537000199']],
    ['Vagten: 3700 0199 eller +46 70 123 45 67.', ['+4537000199', '+46701234567']],
    ['Ring på 37 000 199, hverdage 16-22', ['+4537000199']],
    ['Til 24 12 2026 er det 112', []],
    ['Sag 2026112412 og 37 00 01 99 5', []],
    ['10 11 22 33', []],
    ['', []],
  ])('finds the numbers among the words of %j', (text, phones) => {
    const pieces = phonesAmong(text)
    expect(pieces.flatMap(piece => (typeof piece === 'string' ? [] : [piece.phone]))).toEqual(phones)
  })

  it('loses no word of any text in which it looks for numbers', () => {
    const word = fc.constantFrom('37 00 01 99', '37000199', '+46 701234567', 'ring', ' ', '12', '+', '.')
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(word).map(words => words.join('')),
        ),
        text => {
          const pieces = phonesAmong(text)
          expect(pieces.map(piece => (typeof piece === 'string' ? piece : piece.written)).join('')).toBe(text)
          for (const piece of pieces)
            if (typeof piece !== 'string')
              expect(readPhone(piece.written)).toEqual({ ok: true, phone: piece.phone })
        },
      ),
    )
  })

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
