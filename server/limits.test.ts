import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allUseCases } from '#contract/all-use-cases.ts'
import type { AnyUseCase } from '#contract/use-case.ts'
import { type Place, type Schema, sample, schemasIn, withAt } from './test-inputs.ts'
import { wholeForTest } from './test-whole.ts'

let whole: Awaited<ReturnType<typeof wholeForTest>>
beforeAll(async () => {
  whole = await wholeForTest()
})
afterAll(() => whole.end())

/** `fits`: may be refused, but not for being too long, too big or missing. `refused`: with a 400 that names the field. */
interface Tried {
  value: unknown
  expects: 'fits' | 'refused'
}

/** Files travel as text: how long they may be is for the tests of imports and set-ups. */
const longestTried = 100_000

const refused = (value: unknown): Tried => ({ value, expects: 'refused' })
const fits = (value: unknown): Tried => ({ value, expects: 'fits' })

/** Letters that a text may hold; no blanks, which are cut off at the ends, and of one unit each, as limits count. */
const letter = fc.constantFrom(...'abcæøåÆØÅéü0123456789-.@')
const textOf = (length: number) => fc.string({ unit: letter, minLength: length, maxLength: length })

/** What lies at the limits of a part of an input, and just beyond them. */
function limits(schema: Schema, isText: boolean): fc.Arbitrary<Tried>[] {
  const wrong = (...values: unknown[]) => fc.constantFrom(...values.map(refused))
  if (schema.enum !== undefined || schema.const !== undefined)
    return [wrong('noget andet', '', '\u0000', '\ud800')]
  switch (schema.type) {
    case 'string':
      return ofText(schema, isText)
    case 'integer':
    case 'number':
      return ofNumber(schema)
    case 'array': {
      const { minItems = 0, maxItems } = schema
      const one = () => sample((schema.items ?? {}) as Schema)
      const list = (length: number) => Array.from({ length }, one)
      return [
        wrong(...(minItems > 0 ? [list(minItems - 1)] : []), 'x', 7),
        ...(maxItems === undefined || maxItems > 1000 ? [] : [wrong(list(maxItems + 1))]),
        fc.constant(fits(list(minItems))),
        ...(maxItems === undefined || maxItems > 1000 ? [] : [fc.constant(fits(list(maxItems)))]),
      ]
    }
    case 'boolean':
      // In an address everything is text, and "1" may well mean yes.
      return isText ? [wrong('måske')] : [wrong('true', 1, 0, 'x', [])]
    default:
      return []
  }
}

function ofText(schema: Schema, isText: boolean): fc.Arbitrary<Tried>[] {
  const { minLength = 0, maxLength, pattern } = schema
  if (pattern?.includes('\\d{4}-')) {
    const day = (year: number) => `${String(year).padStart(4, '0')}-01-01`
    const years = fc.oneof(fc.integer({ min: 0, max: 1899 }), fc.integer({ min: 2201, max: 9999 }))
    const impossible = [
      '2026-02-29',
      '2026-02-30',
      '2026-13-01',
      '2026-00-10',
      '2026-04-31',
      '26-1-1',
      'x',
      '',
    ]
    return [
      fc.constantFrom(...impossible, '2026-01-01T00:00Z', '2026-01-0\u0000').map(refused),
      years.map(year => refused(day(year))),
    ]
  }
  // Half a character cannot be written in an address.
  const halves = isText ? [] : ['\ud800', 'x\udfff']
  const broken = fc.constantFrom('a\u0000b', '\u0007', ...halves).map(refused)
  // What is no text at all is so only in a body: an address holds nothing else.
  const typed = isText ? [] : [fc.constantFrom<unknown>(7, true, {}, ['x']).map(refused)]
  if (maxLength === undefined || pattern !== undefined) return [broken, ...typed]
  if (maxLength > longestTried) return typed
  return [
    broken,
    ...typed,
    ...(minLength > 0 && !isText ? [fc.constant(refused('')), fc.constant(refused(' '))] : []),
    textOf(Math.max(minLength, 1)).map(fits),
    textOf(maxLength).map(fits),
    textOf(maxLength + 1).map(refused),
    fc
      .integer({ min: maxLength + 2, max: maxLength + 2000 })
      .chain(textOf)
      .map(refused),
  ]
}

function ofNumber(schema: Schema): fc.Arbitrary<Tried>[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema
  const least = typeof exclusiveMinimum === 'number' ? exclusiveMinimum + 1 : minimum
  const most = typeof exclusiveMaximum === 'number' ? exclusiveMaximum - 1 : maximum
  const beyond = [
    ...(least === undefined || least <= Number.MIN_SAFE_INTEGER ? [] : [least - 1, least - 1000]),
    ...(most === undefined || most >= Number.MAX_SAFE_INTEGER
      ? [2 ** 53 + 2, 1e300]
      : [most + 1, most + 1000]),
  ]
  return [
    fc.constantFrom(...beyond).map(refused),
    fc
      .constantFrom<unknown>(
        'x',
        '',
        {},
        [1, 2],
        '9223372036854775808',
        ...(schema.type === 'integer' ? [1.5] : []),
      )
      .map(refused),
    ...(least === undefined ? [] : [fc.constant(fits(least))]),
    ...(most === undefined ? [] : [fc.constant(fits(most))]),
    ...(least === undefined || most === undefined ? [] : [fc.integer({ min: least, max: most }).map(fits)]),
  ]
}

interface FieldError {
  field: string
  code: string
}

const ofLength = new Set(['tooLong', 'tooBig', 'tooSmall', 'required'])

/** Whether a refusal names the place, something in it, or what it is a part of. */
function names(fields: readonly FieldError[], place: Place): boolean {
  const path = place.join('.')
  return fields.some(
    ({ field }) => field !== '' && (`${path}.`.startsWith(`${field}.`) || field.startsWith(`${path}.`)),
  )
}

/** Undefined when the answer is as it should be, otherwise what is wrong with it. */
function fault(
  { expects }: Tried,
  place: Place,
  status: number,
  body: string,
  inPath: boolean,
): string | undefined {
  if (status >= 500) return `answers ${status}`
  if (status === 413) return 'is too large for the door, and not for the field'
  const fields: FieldError[] = status === 400 ? (JSON.parse(body).error.fields ?? []) : []
  if (expects === 'refused') {
    // An address that leads nowhere is not found.
    if (inPath && (status === 404 || status === 400)) return undefined
    if (status !== 400) return `is let in (${status})`
    return names(fields, place) ? undefined : `is refused without the field: ${JSON.stringify(fields)}`
  }
  const path = place.join('.')
  const tooLong = fields.find(({ field, code }) => field === path && ofLength.has(code))
  return tooLong === undefined ? undefined : `is refused as ${tooLong.code}`
}

const shown = (value: unknown) => {
  const text = JSON.stringify(value) ?? 'undefined'
  return text.length > 60 ? `${text.slice(0, 40)}… (${text.length})` : text
}

const byName = allUseCases.map(useCase => [useCase.name, useCase] as const)

test.each(byName)('%s holds its limits and names the field', async (_name, useCase: AnyUseCase) => {
  const { schema, base, send } = await whole.asker(useCase)
  const inAddress = (place: Place) => useCase.path.includes(`:${place[0]}`)
  const faults = new Set<string>()
  for (const { place, schema: part } of schemasIn(schema, base)) {
    const isText = useCase.method === 'GET' || inAddress(place)
    for (const [index, arbitrary] of limits(part, isText).entries()) {
      for (const tried of fc.sample(arbitrary, { numRuns: 3, seed: index + 1 })) {
        const input = withAt(base, place, tried.value) as Record<string, unknown>
        const { statusCode, body } = await send(input)
        const wrong = fault(tried, place, statusCode, body, inAddress(place))
        if (wrong !== undefined) faults.add(`${place.join('.')} ${shown(tried.value)} ${wrong}`)
      }
    }
  }
  expect([...faults]).toEqual([])
})
