import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDay } from './day.ts'
import type { Cell } from './sheet.ts'

const today = Temporal.PlainDate.from('2026-11-21')

function read(cell: Cell, epoch: 1900 | 1904 = 1900): string | null {
  return readDay(cell, { epoch, today })?.toString() ?? null
}

describe('readDay', () => {
  it.each([
    '1-2-2003',
    '01.02.03',
    '1/2 2003',
    '1/2/2003',
    '01-02-2003 00:00:00',
    '1. februar 2003',
    '1. feb. 2003',
    '1 feb 03',
    'lørdag den 1. februar 2003',
    'd. 1/2-2003',
    '2003-02-01',
    '2003/02/01',
    '2003-02-01T00:00:00.000Z',
    '01-02-2003 kl. 10.30',
    '20030201',
    '01022003',
    '010203',
    '37653',
    37653,
    37653.75,
    20030201,
    1022003,
    Temporal.PlainDate.from('2003-02-01'),
  ])('reads %s as 1 February 2003', cell => {
    expect(read(cell)).toBe('2003-02-01')
  })

  it('counts from 1904 where the workbook does', () => {
    expect(read(37653 - 1462, 1904)).toBe('2003-02-01')
    expect(read(37653 - 1462, 1900)).toBe('1999-01-31')
  })

  it('takes two digits of a year to lie at most two years ahead', () => {
    expect(read('1.1.28')).toBe('2028-01-01')
    expect(read('1.1.29')).toBe('1929-01-01')
  })

  it.each([
    '',
    'i morgen',
    '2/13/2003',
    '29.2.2003',
    '31-04-2020',
    '1/2',
    '32',
    12,
    true,
    null,
    '0000-00-00',
    '1. foo 2003',
  ])('does not take %j for a day', cell => {
    expect(read(cell)).toBeNull()
  })

  it('reads back every day in every way of writing it', () => {
    const day = fc
      .integer({ min: 0, max: 50_000 })
      .map(days => Temporal.PlainDate.from('1930-01-01').add({ days }))
    fc.assert(
      fc.property(day, written => {
        const { year, month, day: dayOfMonth } = written
        const two = (number: number) => String(number).padStart(2, '0')
        for (const text of [
          written.toString(),
          `${dayOfMonth}-${month}-${year}`,
          `${two(dayOfMonth)}.${two(month)}.${year}`,
          `${dayOfMonth}/${month} ${year}`,
          written.toLocaleString('da', { day: 'numeric', month: 'long', year: 'numeric' }),
          written.toLocaleString('da', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
          Temporal.PlainDate.from('1899-12-30').until(written).days,
        ]) {
          expect(read(text)).toBe(written.toString())
        }
      }),
    )
  })
})
