/** Hours as written ("18", "18,5") in minutes; null for nothing, undefined for what is none. */
export function readHours(text: string): number | null | undefined {
  const written = text.trim().replace(',', '.')
  if (written === '') return null
  if (!/^\d{1,3}(\.\d{1,2})?$/.test(written)) return undefined
  const minutes = Math.round(Number(written) * 60)
  return minutes >= 1 && minutes <= 6000 ? minutes : undefined
}

export function writeHours(minutes: number | null): string {
  return minutes === null ? '' : String(Math.round((minutes / 60) * 100) / 100).replace('.', ',')
}
