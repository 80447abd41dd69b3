import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskCpr, readCpr, showCpr } from './cpr.ts'

function read(text: string) {
  const reading = readCpr(text)
  if (!reading.ok) throw new Error(reading.fault)
  return reading.cpr
}

describe('readCpr', () => {
  it.each([
    '0101050002',
    '010105-0002',
    ' 010105 - 0002 ',
    '010105 0002',
    '10105-0002',
    '10105 0002',
    '101050002',
    '010105–0002',
  ])('reads %j as the same ten digits', text => {
    expect(read(text).digits).toBe('0101050002')
  })

  // The table of CPR-kontoret, at each of its borders.
  it.each([
    ['0101000000', '1900-01-01'],
    ['0101993999', '1999-01-01'],
    ['0101364000', '2036-01-01'],
    ['0101374000', '1937-01-01'],
    ['0101994999', '1999-01-01'],
    ['0101005000', '2000-01-01'],
    ['0101575000', '2057-01-01'],
    ['0101585000', '1858-01-01'],
    ['0101998999', '1899-01-01'],
    ['0101369000', '2036-01-01'],
    ['0101379000', '1937-01-01'],
    ['2902004000', '2000-02-29'],
  ])('%s was born %s', (digits, day) => {
    expect(read(digits).birthDate.toString()).toBe(day)
  })

  it('knows that 29 February depends on the century', () => {
    expect(readCpr('2902000000')).toEqual({ ok: false, fault: 'cpr.date' })
    expect(readCpr('2902034000')).toEqual({ ok: false, fault: 'cpr.date' })
  })

  it('tells a number that fails modulus 11, without refusing it', () => {
    expect(read('0707614285').modulus11).toBe(true)
    expect(read('0707614286').modulus11).toBe(false)
  })

  it('reads an administrative number, whose day is 60 higher', () => {
    const cpr = read('6101054000')
    expect(cpr.administrative).toBe(true)
    expect(cpr.birthDate.toString()).toBe('2005-01-01')
  })

  it.each([
    ['', 'cpr.characters'],
    ['ukendt', 'cpr.characters'],
    ['010105-00O2', 'cpr.characters'],
    ['12345678', 'cpr.length'],
    ['01010500021', 'cpr.length'],
    ['3213050002', 'cpr.date'],
    ['0000000000', 'cpr.date'],
    ['1,01050E+08', 'cpr.rounded'],
  ])('refuses %j: %s', (text, fault) => {
    expect(readCpr(text)).toEqual({ ok: false, fault })
  })

  it('reads back what it shows, for every day and serial number', () => {
    const day = fc.date({ min: new Date('1937-01-01'), max: new Date('1999-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 3999 }), (date, serial) => {
        const [year = '', month = '', dayOfMonth = ''] = date.toISOString().slice(0, 10).split('-')
        const digits = `${dayOfMonth}${month}${year.slice(2)}${String(serial).padStart(4, '0')}`
        const cpr = read(showCpr(digits))
        expect(cpr.digits).toBe(digits)
        expect(cpr.birthDate.toString()).toBe(`${year}-${month}-${dayOfMonth}`)
        expect(read(String(Number(digits)).padStart(9, '0')).digits).toBe(digits)
      }),
    )
  })

  it('finds every single wrong digit by modulus 11', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3999 }),
        fc.nat({ max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        (serial, place, by) => {
          const digits = `150585${String(serial).padStart(4, '0')}`
          fc.pre(read(digits).modulus11)
          const wrong = [...digits]
          wrong[place] = String((Number(wrong[place]) + by) % 10)
          const reading = readCpr(wrong.join(''))
          expect(reading.ok && reading.cpr.modulus11).toBe(false)
        },
      ),
    )
  })
})

it('masks the serial number', () => {
  expect(maskCpr('0101050002')).toBe('010105-xxxx')
})
