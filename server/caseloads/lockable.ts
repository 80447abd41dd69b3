import { dayNumber, plainDate } from '#domain/calendar/day-number.ts'
import { type CannotTake, cannotTake } from '#domain/caseload/cannot-take.ts'
import type { Db } from '#server/database/connection.ts'
import { loadStaffTimes } from '#server/records/caseload.ts'
import { effectiveDay } from './proposal-facts.ts'
import type { StoredProposal, ToldCannot } from './proposal-store.ts'

/**
 * Who can be given nobody on the day of a proposal, as things are now, and why; null for whoever can.
 */
export async function loadCannot(
  db: Db,
  proposal: Pick<StoredProposal, 'occasion' | 'aboutStaffId' | 'effectiveOn'>,
  today: Temporal.PlainDate,
): Promise<(staffId: number) => ToldCannot | null> {
  const { staff, configuration } = await loadStaffTimes(db, today)
  const day = dayNumber(effectiveDay(proposal, today))
  const { occasion, aboutStaffId } = proposal
  const settings = configuration.settingsOn(day)
  const staffOf = new Map(staff.map(each => [each.staffId, each]))
  return staffId => told(cannotTake(staffOf.get(staffId), { occasion, aboutStaffId, day, settings }))
}

/** The same of a reason that is known. */
export function told(cannot: CannotTake | null): ToldCannot | null {
  if (cannot === null) return null
  const { why, from, lastDay } = cannot
  const textOf = (day: number | null) => (day === null ? null : plainDate(day).toString())
  return { why, from: textOf(from), lastDay: textOf(lastDay) }
}
