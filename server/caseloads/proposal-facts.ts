import { sql } from 'kysely'
import { dayNumber } from '#domain/calendar/day-number.ts'
import { ceilingsOf } from '#domain/caseload/ceiling.ts'
import type { ProposalCase, ProposalFacts } from '#domain/caseload/proposing.ts'
import { inOrder } from '#domain/caseload/waiting.ts'
import type { Db } from '#server/database/connection.ts'
import { type CaseFacts, loadUnit, type UnitFacts } from '#server/records/caseload.ts'
import type { StoredProposal } from './proposal-store.ts'

interface BarRow {
  youth_id: number
  staff_id: number
  reason: string
}

interface OwedRow {
  youth_id: number
  due_day: Temporal.PlainDate
}

/**
 * What a proposal is asked about: every case that is open on the day from which it would hold, each as it weighs then,
 * with the time that everybody has then. To be read as the system, which sees all.
 */
export async function loadProposalFacts(
  db: Db,
  proposal: StoredProposal,
  today: Temporal.PlainDate,
): Promise<ProposalFacts> {
  const from = effectiveDay(proposal, today)
  const [unit, bars, owed, locks] = await Promise.all([
    loadUnit(db, today),
    sql<BarRow>`
      select youth_id, staff_id, reason from bar
      where upper_inf(during) or upper(during) > ${from}::date order by youth_id, staff_id`.execute(db),
    sql<OwedRow>`
      select youth_id, min(due_day) as due_day from deadline
      where state = 'open' and clock = 'statutory' group by youth_id`.execute(db),
    sql<{ youthId: number; staffId: number }>`
      select youth_id as "youthId", staff_id as "staffId" from proposal_lock
      where proposal_id = ${proposal.id} order by youth_id`.execute(db),
  ])
  const day = dayNumber(from)
  const settings = unit.configuration.settingsOn(day)
  const barsOf = Map.groupBy(bars.rows, row => row.youth_id)
  const cases = unit.cases.flatMap(each => caseOn(each, day, barsOf.get(each.youthId) ?? []))
  const dueOf = new Map(owed.rows.map(row => [row.youth_id, dayNumber(row.due_day)]))
  const [ceilings, exceptions] = [unit.configuration.ceilingsOn(day), unit.configuration.exceptionsOn(day)]
  const open = new Set(cases.map(({ youthId }) => youthId))
  return {
    day,
    occasion: proposal.occasion,
    aboutStaffId: proposal.aboutStaffId,
    cases: urgent(cases, unit, dueOf),
    staff: unit.staff.map(time => ({
      time,
      ceiling:
        ceilingsOf(time.staffId, [], ceilings, exceptions).find(({ programmeId }) => programmeId === null)
          ?.mostMinutes ?? null,
    })),
    settings,
    // Whose case is closed needs no lock any more.
    locks: locks.rows.filter(({ youthId }) => open.has(youthId)),
  }
}

/** The day from which the moves are to hold: the one that was asked for, or today when that has passed. */
export function effectiveDay(
  { effectiveOn }: Pick<StoredProposal, 'effectiveOn'>,
  today: Temporal.PlainDate,
): Temporal.PlainDate {
  return Temporal.PlainDate.compare(effectiveOn, today) < 0 ? today : effectiveOn
}

function caseOn(each: CaseFacts, day: number, bars: readonly BarRow[]): ProposalCase[] {
  const held = each.heldOn(day)
  if (held === null) return []
  const earlier = each.holders.flatMap(({ staffId, during }) =>
    during.to <= day && staffId !== held.holderId ? [staffId] : [],
  )
  return [
    {
      ...held,
      youthId: each.youthId,
      earlier: [...new Set(earlier)],
      barred: bars.map(({ staff_id: staffId, reason }) => ({ staffId, reason })),
      urgency: 0,
      isPlanned: each.holders.some(({ during }) => during.from > day),
    },
  ]
}

/** With everybody's place in the order in which those without a caseworker should get one. */
function urgent(
  cases: readonly ProposalCase[],
  { cases: facts, known }: UnitFacts,
  dueOf: ReadonlyMap<number, number>,
): ProposalCase[] {
  const sinceOf = new Map(
    facts.map(({ caseId, holders }) => [caseId, Math.max(0, ...holders.map(({ during }) => during.to))]),
  )
  const list = inOrder(
    cases.map(each => {
      const dueDay = dueOf.get(each.youthId)
      const since = sinceOf.get(each.caseId) ?? 0
      return {
        caseId: each.caseId,
        statutory: dueDay === undefined ? null : { dueDay, name: '' },
        since: Number.isFinite(since) ? since : known.today,
        why: 'noCaseworker' as const,
      }
    }),
  )
  const placeOf = new Map(list.map(({ caseId, place }) => [caseId, place]))
  return cases.map(each => ({ ...each, urgency: placeOf.get(each.caseId) ?? 0 }))
}
