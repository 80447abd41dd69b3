import type { dates as danish } from '../da/dates.ts'
import type { Translated } from '../translated.ts'

export const dates = {
  daysOver_one: '{{count}} day over',
  daysOver_other: '{{count}} days over',
  dayAtTime: '{{day}} at {{time}}',
  since: 'since {{day}}',
} satisfies Translated<typeof danish>
