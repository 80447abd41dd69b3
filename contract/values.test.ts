import { expect, test } from 'vitest'
import { z } from 'zod'
import { Day, Instant, requiredText, SensibleDay, text, Version } from './values.ts'

const codes = (schema: z.ZodType, value: unknown) =>
  schema.safeParse(value).error?.issues.map(issue => issue.message)

const impossible = ['2026-02-30', '2026-13-01', '0000-01-01', '1899-12-31', '2201-01-01', '-1', '26-1-1', '']

test.each(impossible)('%j is no day, and an object’s own refinement is not asked about it', day => {
  const during = z
    .object({ from: Day, to: Day })
    .refine(({ from, to }) => Temporal.PlainDate.compare(from, to) <= 0, { error: 'periodOrder' })
  expect(codes(Day, day)).toEqual(['day'])
  expect(codes(during, { from: day, to: '2026-01-01' })).toEqual(['day'])
  expect(codes(z.object({ from: SensibleDay }), { from: day })).toEqual(['day'])
})

test('a day and an instant of our time are read', () => {
  expect(Day.parse('2024-02-29').toString()).toBe('2024-02-29')
  expect(Day.parse('1900-01-01').year).toBe(1900)
  expect(Instant.parse('2026-11-21T10:00:00+01:00').toString()).toBe('2026-11-21T09:00:00Z')
})

test.each(['2026-02-30T10:00Z', '2026-11-21', '-000001-01-01T00:00Z', '+012026-01-01T00:00Z', 'now', ''])(
  '%j is no instant',
  instant => {
    expect(codes(Instant, instant)).toEqual(['instant'])
  },
)

test.each([0, -1, 1.5, 2_147_483_648, Number.NaN, '1', null])('%j is no version', version => {
  expect(Version.safeParse(version).success).toBe(false)
})

test.each(['\ud800', 'a\udc00b', 'a\u0000b', 'a\u001bb', 'a\u007fb'])('%j cannot be kept', written => {
  expect(codes(text(10), written)).toEqual(['controlCharacter'])
  expect(codes(requiredText(10), written)).toEqual(['controlCharacter'])
})

test('line breaks, tabs and characters beyond the first plane are text', () => {
  expect(text(20).parse('a\n\tæøå 😀')).toBe('a\n\tæøå 😀')
})
