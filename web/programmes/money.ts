import type { Say } from '#contract/language/say.ts'

/** "6.754" and "6.754,50", from øre. */
export function kroner(say: Say, oere: number): string {
  const digits = oere % 100 === 0 ? 0 : 2
  return new Intl.NumberFormat(say.locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(oere / 100)
}

/** Øre from kroner as people write them: "6754", "6.754", "6.754,50"; undefined for what is no amount. */
export function readKroner(text: string): number | undefined {
  const match = /^(\d{1,3}(?:\.\d{3})+|\d{1,7})(?:,(\d{1,2}))?$/.exec(text.trim())
  const [, whole = '', parts = ''] = match ?? []
  if (match === null) return undefined
  return Number(whole.replaceAll('.', '')) * 100 + Number(parts.padEnd(2, '0'))
}

/** What is written in a field for an amount. */
export function writeKroner(oere: number): string {
  const [whole, parts] = [Math.trunc(oere / 100), oere % 100]
  return parts === 0 ? String(whole) : `${whole},${String(parts).padStart(2, '0')}`
}
