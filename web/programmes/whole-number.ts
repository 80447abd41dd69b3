import type { FieldFault } from '#web/kit/form.tsx'

/** A whole number as written; null for nothing, undefined for what is none. */
export function readWhole(text: string): number | null | undefined {
  const written = text.trim()
  if (written === '') return null
  return /^\d{1,6}$/.test(written) ? Number(written) : undefined
}

/** What is wrong with a whole number as written; nothing written is nothing wrong. */
export function wholeFaults(
  field: string,
  text: string,
  { min, max }: { min: number; max: number },
): FieldFault[] {
  const written = text.trim()
  if (written === '') return []
  if (!/^[-−]?\d+$/.test(written)) return [{ field, code: 'number' }]
  const number = Number(written.replace('−', '-'))
  if (number < min) return [{ field, code: 'tooSmall', params: { min } }]
  return number > max ? [{ field, code: 'tooBig', params: { max } }] : []
}
