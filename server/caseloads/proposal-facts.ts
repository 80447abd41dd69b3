import { sql } from 'kysely'
import { dayNumber } from '#domain/calendar/day-number.ts'
import type { ProposalFacts } from '#domain/caseload/asked.ts'
import { forecastWeeks } from '#domain/caseload/forecast.ts'
import type { ProposalCase } from '#domain/caseload/proposing.ts'
import { inOrder } from '#domain/caseload/waiting.ts'
import type { Db } from '#server/database/connection.ts'
import { type CaseFacts, loadUnit, type UnitFacts } from '#server/records/caseload.ts'
import { loadOffers, loadYouthMatches, type YouthMatch } from '#server/records/match-facts.ts'
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
  const [unit, bars, owed, locks, takers, matches, offers] = await Promise.all([
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
    sql<{ staffId: number }>`
      select staff_id as "staffId" from proposal_taker where proposal_id = ${proposal.id} order by staff_id`.execute(
      db,
    ),
    loadYouthMatches(db, null),
    loadOffers(db),
  ])
  const day = dayNumber(from)
  const { settingsOn, ceilingsOn, exceptionsOn } = unit.configuration
  const barsOf = Map.groupBy(bars.rows, row => row.youth_id)
  const begins = proposal.aboutProgrammeId
  const cases = unit.cases.flatMap(each =>
    caseOn(each, {
      day,
      today: unit.known.today,
      known: unit.known.today + forecastWeeks * 7,
      begins,
      match: matches.get(each.youthId),
      bars: barsOf.get(each.youthId) ?? [],
    }),
  )
  const dueOf = new Map(owed.rows.map(row => [row.youth_id, dayNumber(row.due_day)]))
  return {
    day,
    occasion: proposal.occasion,
    scope: proposal.scope,
    aboutStaffId: proposal.aboutStaffId,
    programme:
      begins === null ? null : { programmeId: begins, takers: takers.rows.map(({ staffId }) => staffId) },
    cases: urgent(cases, unit, dueOf),
    staff: unit.staff.map(time => {
      const offered = offers.get(time.staffId)
      return offered === undefined ? { time } : { time, offers: offered }
    }),
    settings: settingsOn(day),
    ceilings: ceilingsOn(day),
    exceptions: exceptionsOn(day),
    locks: locks.rows,
  }
}

/** The day from which the moves are to hold: the one that was asked for, or today when that has passed. */
export function effectiveDay(
  { effectiveOn }: Pick<StoredProposal, 'effectiveOn'>,
  today: Temporal.PlainDate,
): Temporal.PlainDate {
  return Temporal.PlainDate.compare(effectiveOn, today) < 0 ? today : effectiveOn
}

interface About {
  day: number
  today: number
  /** The last day of which anything is known. */
  known: number
  /** The programme that begins: those who are known to come into it weigh as they will then. */
  begins: number | null
  match: YouthMatch | undefined
  bars: readonly BarRow[]
}

function caseOn(each: CaseFacts, { day, today, known, begins, match, bars }: About): ProposalCase[] {
  const held = each.heldOn(day)
  if (held === null) return []
  const earlier = (match?.caseworkers ?? []).flatMap(([staffId, , to]) =>
    to !== null && to <= day && staffId !== held.holderId ? [staffId] : [],
  )
  const joined = begins === null ? null : firstDayIn(each, begins, { day, known })
  const beginsOn = begins === null ? null : beginningOf(each, begins, { day: today, known })
  return [
    {
      ...held,
      ...(joined === null ? {} : { minutes: joined.minutes, programmeIds: joined.programmeIds }),
      ...(beginsOn === null ? {} : { beginsOn }),
      youthId: each.youthId,
      earlier: [...new Set(earlier)],
      ...(match === undefined ? {} : { about: match.about }),
      barred: bars.map(({ staff_id: staffId, reason }) => ({ staffId, reason })),
      urgency: 0,
      isPlanned: each.holders.some(({ during }) => during.from > day),
    },
  ]
}

/** The first of some days on which a case is known to be in the programme, and how it is then; null where it never comes. */
function firstDayIn(
  { heldOn }: CaseFacts,
  programmeId: number,
  { day, known }: Pick<About, 'day' | 'known'>,
): (Pick<ProposalCase, 'minutes' | 'programmeIds'> & { on: number }) | null {
  for (let on = day; on <= known; on += 1) {
    const held = heldOn(on)
    if (held?.programmeIds.includes(programmeId)) return { ...held, on }
  }
  return null
}

/** When somebody comes into the programme, from a day on; null for whoever does not, or was in it the day before. */
function beginningOf(
  each: CaseFacts,
  programmeId: number,
  days: Pick<About, 'day' | 'known'>,
): number | null {
  const wasIn = each.heldOn(days.day - 1)?.programmeIds.includes(programmeId) === true
  return wasIn ? null : (firstDayIn(each, programmeId, days)?.on ?? null)
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
