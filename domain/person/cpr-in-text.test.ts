import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hasCprNumber } from './cpr-in-text.ts'

test.each([
  '0102034567',
  'Hans nummer er 010203-4567.',
  '(010203 4567)',
  'cpr:01 02 03 4567',
  '01.02.03-4567',
  '010203 - 4567',
  '010203–4567',
  '610203-4567 er et erstatningsnummer',
  'linje\n010203-4567\nlinje',
])('%j has one', text => {
  expect(hasCprNumber(text)).toBe(true)
})

test.each([
  '',
  'Ring på 37 20 22 33',
  'Ring på +45 3720 2233 eller 004537202233',
  '+4537202233',
  'født 01.02.2003',
  'født 1. februar 2003',
  '991399-1234',
  '123456789012',
  'uge 47-48, klasse 9.b, 8700 Åstrup',
])('%j has none', text => {
  expect(hasCprNumber(text)).toBe(false)
})

test('every number of every day is found in any text around it that is no digit', () => {
  const day = fc.date({ min: new Date('1937-01-01'), max: new Date('1999-12-31'), noInvalidDate: true })
  const around = fc.string().map(text => text.replace(/[\d+]/g, ''))
  fc.assert(
    fc.property(
      day,
      fc.integer({ min: 0, max: 3999 }),
      fc.constantFrom('', '-', ' '),
      around,
      (at, serial, between, words) => {
        const [year = '', month = '', date = ''] = at.toISOString().slice(0, 10).split('-')
        const number = `${date}${month}${year.slice(2)}${between}${String(serial).padStart(4, '0')}`
        expect(hasCprNumber(`${words} ${number} ${words}`)).toBe(true)
      },
    ),
  )
})
