import type { WatchedCase } from '#domain/caseload/ceiling-watch.ts'
import type { Db } from '#server/database/connection.ts'
import { lookAtCeilings, type ToldCeiling, tellCeiling } from '#server/records/ceilings.ts'
import type { Decision } from './decide.ts'

/** A row that gives somebody a caseworker from today on, or from a day that has passed. */
interface Giving {
  row: number
  /** Null for somebody who is made with the row. */
  youthId: number | null
  staffId: number
  /** The programme that the row lets them join. */
  programmeIds: readonly number[]
}

/**
 * The ceilings that each row takes a caseworker above, rows counted in their order. It warns: a list tells who has whom
 * already, and leaving somebody out would not make the caseworker have fewer. Caseworkers who are only made by the list
 * have no ceiling of their own yet, and nobody to be held against everybody's.
 */
export async function ceilingsPassed(
  db: Db,
  decisions: readonly Decision[],
  today: Temporal.PlainDate,
): Promise<Map<number, ToldCeiling>> {
  const givings = decisions.flatMap(givingOf)
  const above = new Map<number, ToldCeiling>()
  if (givings.length === 0) return above
  const ceilings = await lookAtCeilings(db, {
    staffIds: [...new Set(givings.map(({ staffId }) => staffId))],
    youthIds: givings.flatMap(({ youthId }) => youthId ?? []),
    from: today,
    today,
  })
  for (const { row, youthId, staffId, programmeIds } of givings) {
    // A number that no young person has, for whoever is made with the row.
    const given =
      joining(youthId === null ? undefined : ceilings.caseOf.get(youthId), programmeIds) ??
      ceilings.caseToCome(youthId ?? -row, programmeIds)
    const [passed] = ceilings.passedBy(staffId, given)
    if (passed !== undefined) above.set(row, await tellCeiling(db, staffId, passed))
    ceilings.give(given, staffId)
  }
  return above
}

function givingOf(decision: Decision): Giving[] {
  if (!('writes' in decision)) return []
  const { row, writes } = decision
  const staffId = writes.assignment?.insert.value
  if (typeof staffId !== 'number') return []
  const programmeId = writes.membership?.insert.value
  return [
    { row, youthId: writes.youthId, staffId, programmeIds: programmeId === undefined ? [] : [programmeId] },
  ]
}

/** An open case with the programme that is joined at once. */
function joining(open: WatchedCase | undefined, programmeIds: readonly number[]): WatchedCase | undefined {
  if (open === undefined || programmeIds.length === 0) return open
  return {
    ...open,
    heldOn: day => {
      const counted = open.heldOn(day)
      return counted && { ...counted, programmeIds: [...new Set([...counted.programmeIds, ...programmeIds])] }
    },
  }
}
