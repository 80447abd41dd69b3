import { addMonths } from '#domain/calendar/months.ts'
import type { DecidableAt, Stage } from './types.ts'

/** A target group that was decided elsewhere and is brought here, as by a list. */
export interface FromElsewhere {
  /** When the group may be decided, as configured; null is at each decision. */
  decidedAt: readonly DecidableAt[] | null
  day: Temporal.PlainDate
  /** Of the case; null where nobody knows it. */
  enquiryDay: Temporal.PlainDate | null
  /** What the rows were that it stands instead of: their day was wrong. */
  replaced: readonly Stage[]
  /** What the other decisions of the case are, without work statuses. */
  standing: readonly Stage[]
}

/**
 * Which decision it counts as. A group that came within three months of the enquiry is provisional while those months
 * last: the final assessment is still owed (BEK § 6, stk. 3). Whatever else was decided elsewhere counts as final.
 * A row whose day is set right stays what it was: what was awaited is still awaited, and what was final is so.
 */
export function stageFromElsewhere(
  { decidedAt, day, enquiryDay, replaced, standing }: FromElsewhere,
  today: Temporal.PlainDate,
): 'provisional' | 'later' {
  const isFinal = (stages: readonly Stage[]) => stages.some(stage => stage === 'final' || stage === 'later')
  if (decidedAt?.some(({ stage }) => stage === 'provisional') === false) return 'later'
  if (isFinal(standing) || replaced.includes('final')) return 'later'
  if (replaced.includes('first') || replaced.includes('provisional')) return 'provisional'
  if (enquiryDay === null || Temporal.PlainDate.compare(day, enquiryDay) < 0) return 'later'
  const finalDay = addMonths(enquiryDay, 3)
  const isWithin = [day, today].every(each => Temporal.PlainDate.compare(each, finalDay) <= 0)
  return isWithin ? 'provisional' : 'later'
}
