/** A whole number as written; null for nothing, undefined for what is none. */
export function readWhole(text: string): number | null | undefined {
  const written = text.trim()
  if (written === '') return null
  return /^\d{1,6}$/.test(written) ? Number(written) : undefined
}
