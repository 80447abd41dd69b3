import { sql } from 'kysely'
import { type DayNumber, dayNumber, plainDate } from '#domain/calendar/day-number.ts'
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
  const [{ staff, configuration }, stopped] = await Promise.all([loadStaffTimes(db, today), loadStopped(db)])
  const day = dayNumber(effectiveDay(proposal, today))
  const { occasion, aboutStaffId } = proposal
  const settings = configuration.settingsOn(day)
  const staffOf = new Map(staff.map(each => [each.staffId, each]))
  return staffId => {
    const since = stopped.get(staffId)
    // Whoever has left is not of the unit any more, and is told with the day all the same.
    if (!staffOf.has(staffId) && since !== undefined)
      return told({ why: 'stopped', from: since, lastDay: null })
    return told(cannotTake(staffOf.get(staffId), { occasion, aboutStaffId, day, settings }))
  }
}

/** Who was a caseworker once and is so no more, with the first day without. */
async function loadStopped(db: Db): Promise<ReadonlyMap<number, DayNumber>> {
  const { rows } = await sql<{ staffId: number; since: DayNumber }>`
    select r.staff_id as "staffId", max(least(upper(r.during), s.left_on + 1)) - date '1970-01-01' as since
    from staff_role r join staff s on s.id = r.staff_id where r.role = 'caseworker'
    group by r.staff_id having max(least(coalesce(upper(r.during), 'infinity'), s.left_on + 1)) <= door.today()`.execute(
    db,
  )
  return new Map(rows.map(({ staffId, since }) => [staffId, since]))
}

/** The same of a reason that is known. */
export function told(cannot: CannotTake | null): ToldCannot | null {
  if (cannot === null) return null
  const { why, from, lastDay } = cannot
  const textOf = (day: number | null) => (day === null ? null : plainDate(day).toString())
  return { why, from: textOf(from), lastDay: textOf(lastDay) }
}
