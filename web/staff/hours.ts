import type { Say } from '#contract/language/say.ts'

/** "29,6" or "37" hours a week as whole minutes; null for nothing written, undefined for what is no such number. */
export function readHours(text: string): number | null | undefined {
  const written = text.trim().replace(',', '.')
  if (written === '') return null
  if (!/^\d{1,2}(\.\d{1,2})?$/.test(written)) return undefined
  const minutes = Math.round(Number(written) * 60)
  return minutes >= 1 && minutes <= 3600 ? minutes : undefined
}

/** "37 timer om ugen"; what is not given is said, never 0. */
export function hoursInWords(say: Say, weeklyMinutes: number | null): string {
  if (weeklyMinutes === null) return say('staff.hoursMissing')
  return say('staff.hours', { hours: Math.round((weeklyMinutes / 60) * 100) / 100 })
}
