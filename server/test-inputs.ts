import type { z } from 'zod'
import type { AnyUseCase } from '#contract/use-case.ts'

/** A part of a use case's input as JSON Schema. */
export type Schema = z.core.JSONSchema.BaseSchema
/** Where in an input: `['next', 'minutes']`. */
export type Place = readonly (string | number)[]

/** What a schema alone does not tell. */
const meant: Readonly<Record<string, unknown>> = {
  after: '2026-11-01T10:00:00Z~contact~1',
  competences: [],
  clientKey: 'f3b0c442-98fc-4c14-9afb-f4c8996fb924',
  content: Buffer.from('Navn;CPR\nUng Prøve;010207-4000\n').toString('base64'),
  cpr: '',
  email: '',
  startsAt: '2026-11-20T10:00:00Z',
  targetGroup: 'activityReady',
  targetGroups: ['activityReady'],
}

/** Of several shapes the one that is tried: the first that is more than nothing. */
function variantOf(schema: Schema): Schema | undefined {
  const variants = schema.anyOf ?? schema.oneOf ?? []
  return variants.find(one => one.type !== undefined && one.type !== 'null') ?? variants[0]
}

/** Something that a schema allows. */
export function sample(schema: Schema, name = ''): unknown {
  if (name in meant && schema.type !== undefined && schema.type !== 'integer') return meant[name]
  if (schema.const !== undefined) return schema.const
  if (schema.enum !== undefined) return schema.enum[0]
  const variant = variantOf(schema)
  if (variant !== undefined) return sample(variant)
  switch (schema.type) {
    case 'object': {
      const fields = Object.entries(schema.properties ?? {})
      return Object.fromEntries(fields.map(([key, field]) => [key, sample(field as Schema, key)]))
    }
    case 'array':
      return schema.items === undefined ? [] : [sample(schema.items as Schema)]
    case 'boolean':
      return false
    case 'string':
      if (schema.pattern?.includes('{4}')) return '2026-11-23'
      return (schema.maxLength ?? 0) > 250 ? 'noget' : '20000001'
    default:
      return Math.max(1, schema.minimum ?? 1)
  }
}

/** Every place in a value, the inner ones too. */
export function places(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => [
    [key],
    ...places(inner).map(place => [key, ...place]),
  ])
}

/** The schema of each place of a sample: as deep as the sample goes. */
export function schemasIn(
  schema: Schema,
  value: unknown,
  at: Place = [],
): { place: Place; schema: Schema }[] {
  const shape = schema.type === undefined ? (variantOf(schema) ?? schema) : schema
  const here = at.length === 0 ? [] : [{ place: at, schema: shape }]
  if (typeof value !== 'object' || value === null) return here
  const inner = Object.entries(value).flatMap(([key, part]) => {
    const items = Array.isArray(value) ? shape.items : shape.properties?.[key]
    return items === undefined
      ? []
      : schemasIn(items as Schema, part, [...at, Array.isArray(value) ? Number(key) : key])
  })
  return [...here, ...inner]
}

/** The value with something else at a place. */
export function withAt(value: unknown, [key, ...rest]: Place, put: unknown): unknown {
  if (key === undefined) return put
  const inner = Reflect.get(value as object, key)
  if (Array.isArray(value)) return value.with(Number(key), withAt(inner, rest, put))
  return { ...(value as object), [key]: withAt(inner, rest, put) }
}

/** An input as it is sent. */
export function requestOf({ method, path }: AnyUseCase, input: Record<string, unknown>) {
  const rest = { ...input }
  const written = (value: unknown) => {
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
    return text.isWellFormed() ? encodeURIComponent(text) : '%ED%A0%80'
  }
  const url = path.replace(/:(\w+)/g, (_all, name: string) => {
    const value = rest[name]
    delete rest[name]
    return written(value)
  })
  if (method !== 'GET') return { method, url, payload: rest }
  const query = Object.entries(rest).map(([name, value]) => `${name}=${written(value)}`)
  return { method, url: `${url}?${query.join('&')}` }
}
