import type { Say } from '#contract/language/say.ts'

/** Fields that people have written: their words mean what they say. */
const written: readonly string[] = [
  'name',
  'description',
  'definition',
  'source',
  'forWhom',
  'legalBasis',
  'text',
]

/** A value of the file, with the words that it is written in there said as people say them. */
export function inWords(say: Say, field: string, value: string): string {
  if (value === '') return say('setup.empty')
  if (written.includes(field)) return value
  const [, length, unit] = /^(\d+) (months|days|workingDays)$/.exec(value) ?? []
  if (length !== undefined) return interval(say, Number(length), unit)
  return value
    .split(/([ ,;]+)/)
    .map(part => say.known(`setup.value_${part}`) ?? part)
    .join('')
}

function interval(say: Say, count: number, unit: string | undefined): string {
  if (unit === 'months') return say('programmes.intervalMonths', { count })
  return unit === 'days'
    ? say('programmes.intervalDays', { count })
    : say('programmes.intervalWorkingDays', { count })
}
