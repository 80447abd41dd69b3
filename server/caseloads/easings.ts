import { sql } from 'kysely'
import type { readBoard } from '#contract/caseload-board.ts'
import type { AnswerOf } from '#contract/use-case.ts'
import { receiverOn, whyLeft } from '#domain/caseload/acceptance.ts'
import { ceilingWatch, passedTogether } from '#domain/caseload/ceiling-watch.ts'
import { type Easing, easingFor } from '#domain/caseload/easing.ts'
import type { ForecastPoint } from '#domain/caseload/forecast.ts'
import { holds } from '#domain/caseload/span.ts'
import type { Db } from '#server/database/connection.ts'
import type { UnitFacts } from '#server/records/caseload.ts'
import { oneByOne } from '#server/records/slices.ts'

type Answer = AnswerOf<typeof readBoard>['coming'][number]['easing']

/** For so many of those who come to have too much a few moves are looked for; the others are told without. */
const mostAsked = 6
/** So many are told with them at the most: each is worked out anew for the whole unit. */
const mostEased = 3

/**
 * A few moves from today on that would keep each of these from having too much, as trying and carrying them out would
 * take them: by the same rules on who may have whom, bars and ceilings. Keys only; nobody is named, and nothing is saved.
 *
 * @param staffIds those by most minutes first
 * @returns in the same order; null where no few moves do
 */
export async function easingsFor(
  unit: UnitFacts,
  points: readonly ForecastPoint[],
  staffIds: readonly number[],
  db: Db,
): Promise<Answer[]> {
  const { known, cases } = unit
  const asked = new Set(staffIds.slice(0, mostAsked))
  if (asked.size === 0) return []
  const heldBy = new Map(known.casesOn(known.today).map(({ caseId, holderId }) => [caseId, holderId]))
  const theirs = cases.filter(({ caseId }) => asked.has(heldBy.get(caseId) ?? 0))
  const barred = await loadBarred(
    db,
    theirs.map(({ youthId }) => youthId),
  )
  const facts = new Map(theirs.map(each => [each.caseId, each]))
  const rulesFor = rulesOf(unit, facts, barred)
  const answers = new Map<number, Answer>()
  await oneByOne([...asked], staffId => {
    if (answers.size === mostEased) return
    const found = easingFor({ staffId, known, points, ...rulesFor(staffId) })
    if (found !== null) answers.set(staffId, told(found, unit, facts))
  })
  return staffIds.map(staffId => answers.get(staffId) ?? null)
}

type Facts = ReadonlyMap<number, UnitFacts['cases'][number]>

/** Who may have whom from today on, and since when each has been whose. */
function rulesOf(
  { known, cases, staff, configuration }: UnitFacts,
  facts: Facts,
  barred: ReadonlyMap<number, ReadonlySet<number>>,
) {
  const { today } = known
  const { longAbsenceDays } = configuration.settingsOn(today)
  const watch = ceilingWatch({ ...configuration, cases, from: today })
  const receivers = new Map(staff.map(each => [each.staffId, receiverOn(each, today, longAbsenceDays)]))
  return (fromId: number) => ({
    may: (caseId: number, toId: number) => {
      const fact = facts.get(caseId)
      if (fact === undefined) return false
      const { youthId, isOpenEnded, holders } = fact
      const now = {
        isOpen: isOpenEnded,
        holderId: fromId,
        hasLaterChange: holders.some(({ during }) => during.from > today),
        barred: barred.get(youthId) ?? new Set<number>(),
      }
      return (
        whyLeft({ youthId, fromId, toId }, now, receivers.get(toId)) === null &&
        watch.passedBy(toId, fact).length === 0
      )
    },
    sinceOf: (caseId: number) =>
      facts.get(caseId)?.holders.find(({ during }) => holds(during, today))?.during.from ?? today,
  })
}

/** None where they would pass a ceiling together that none of them passes alone. */
function told(
  { moves, isForEverybody }: Easing,
  { known, cases, configuration }: UnitFacts,
  facts: Facts,
): Answer {
  const watch = ceilingWatch({ ...configuration, cases, from: known.today })
  const given = moves.flatMap(({ caseId, toId }) => {
    const fact = facts.get(caseId)
    return fact === undefined ? [] : [{ given: fact, toId }]
  })
  if (passedTogether(watch, given).length > 0) return null
  return { moves: given.map(({ given: { youthId }, toId }) => ({ youthId, toId })), isForEverybody }
}

/** Whom bars keep from these young people, now or later: not why. */
async function loadBarred(
  db: Db,
  youthIds: readonly number[],
): Promise<ReadonlyMap<number, ReadonlySet<number>>> {
  const { rows } = await sql<{ youthId: number; staffIds: number[] }>`
    select b.youth_id as "youthId", json_agg(b.staff_id) as "staffIds" from bar b
    where b.youth_id = any (${youthIds}::bigint[]) and (upper_inf(b.during) or upper(b.during) > door.today())
    group by b.youth_id`.execute(db)
  return new Map(rows.map(({ youthId, staffIds }) => [youthId, new Set(staffIds)]))
}
