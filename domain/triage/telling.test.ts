import { describe, expect, it } from 'vitest'
import { consentFault, consentNeeded } from './telling.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const today = day('2026-11-23')

describe('whose consent is needed', () => {
  it.each([
    ['2011-11-24', null, 'guardian'],
    ['2011-11-23', null, 'youth'],
    ['2000-01-01', 12, 'youth'],
    [null, 14, 'guardian'],
    [null, 15, 'youth'],
    [null, null, null],
  ] as const)('born %s, said to be %s: %s', (birth, age, needed) => {
    expect(consentNeeded(birth === null ? null : day(birth), age, today)).toBe(needed)
  })

  it.each([
    ['youth', 'youth', null],
    ['youth', 'guardian', 'consentFromYouth'],
    ['guardian', 'youth', 'consentFromGuardian'],
    ['guardian', 'guardian', null],
    [null, 'youth', null],
    [null, 'guardian', null],
    [null, null, 'required'],
    ['youth', null, 'required'],
  ] as const)('needed of %s, given by %s: %s', (needed, given, fault) => {
    expect(consentFault(needed, given)).toBe(fault)
  })
})
