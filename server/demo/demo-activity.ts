import type { DayNumber } from '#domain/calendar/day-number.ts'
import type { activityDescriptions } from './note-openings.ts'

export type ActivityKind = keyof typeof activityDescriptions

export interface DemoActivity {
  kind: ActivityKind
  description: string
  weeklyMinutes: number
  from: DayNumber
  to: DayNumber | null
  /** The day on which a school told that it had ended. */
  noticeDay: DayNumber | null
}
