import type { readBoard } from '#contract/caseload-board.ts'
import type { AnswerOf } from '#contract/use-case.ts'
import { type Cover, coverOn, longAbsenceOn } from '#domain/caseload/load.ts'
import { inOrder, type WaitingCase } from '#domain/caseload/waiting.ts'
import type { Db } from '#server/database/connection.ts'
import type { CaseFacts, StaffFacts, UnitFacts } from '#server/records/caseload.ts'
import { loadStatutoryDue, readNames } from '#server/records/caseload-reads.ts'
import { dayText, peopleOf, waitingReason } from './board-words.ts'

type Waiting = AnswerOf<typeof readBoard>['waiting']

/** How many of those who wait are shown; the total says how many there are. */
const shown = 100

/** Whose work nobody has, in the order in which they should get somebody; those shown by name are in the read log. */
export async function waitingOf(
  { known, cases, staff }: UnitFacts,
  db: Db,
  where: 'board' | 'waiting',
): Promise<Waiting> {
  const { today } = known
  const held = known.casesOn(today)
  const settings = known.settingsOn(today)
  const covers = coverOn(held, known.staff, today, settings)
  const facts = new Map(cases.map(each => [each.caseId, each]))
  const person = peopleOf(staff)
  const alone = held.flatMap((each, index) => {
    const [cover, fact] = [covers[index], facts.get(each.caseId)]
    return cover === undefined || fact === undefined || cover.staffId !== null ? [] : [{ each, cover, fact }]
  })
  const due = new Map(
    (
      await loadStatutoryDue(
        db,
        alone.map(({ fact }) => fact.youthId),
      )
    ).map(row => [row.youthId, row]),
  )
  const list = inOrder(
    alone.map(({ each, cover, fact }) => {
      const statutory = due.get(fact.youthId)
      const holder = staff.find(({ staffId }) => staffId === each.holderId) ?? null
      return {
        caseId: each.caseId,
        youthId: fact.youthId,
        minutes: each.minutes,
        holder,
        statutory: statutory === undefined ? null : { dueDay: statutory.due, name: statutory.name },
        since: sinceWhen(fact, holder, cover, today, settings.longAbsenceDays),
        why: cover.why === 'away' || cover.why === 'deputyBarred' ? cover.why : 'noCaseworker',
      } satisfies WaitingCase & Record<string, unknown>
    }),
  )
  const names = await readNames(
    db,
    list.slice(0, shown).map(({ youthId }) => youthId),
    where,
  )
  return {
    total: list.length,
    minutes: list.reduce((sum, { minutes }) => sum + minutes, 0),
    first: list.slice(0, shown).map(({ place, youthId, minutes, since, why, holder, reason }) => ({
      place,
      youthId,
      givenName: names.get(youthId)?.givenName ?? '',
      familyName: names.get(youthId)?.familyName ?? '',
      minutes,
      since: dayText(since),
      why,
      holder: person(holder?.staffId ?? null),
      reason: waitingReason(reason),
    })),
  }
}

/** Since when nobody has had the work: the caseworker went away, stopped or handed it on, or the case began. */
function sinceWhen(
  { holders, openFrom }: CaseFacts,
  holder: StaffFacts | null,
  { why }: Cover,
  today: number,
  longAbsenceDays: number,
): number {
  if ((why === 'away' || why === 'deputyBarred') && holder !== null)
    return longAbsenceOn(holder, today, longAbsenceDays)?.during.from ?? today
  const ended = [
    ...(holder?.asCaseworker ?? []),
    ...(holder === null ? holders.map(({ during }) => during) : []),
  ]
    .map(({ to }) => to)
    .filter(to => to <= today)
  return Math.max(openFrom, ...ended)
}
