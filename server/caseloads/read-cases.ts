import type { readCasesOf } from '#contract/caseload-board.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import { dayNumber } from '#domain/calendar/day-number.ts'
import { coverOn } from '#domain/caseload/load.ts'
import { holds } from '#domain/caseload/span.ts'
import { inDanishOrder } from '#domain/person/danish-order.ts'
import { Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { readNames } from '#server/records/caseload-reads.ts'
import type { UnitKeeper } from '#server/records/kept-unit.ts'
import { dayText, peopleOf } from './board-words.ts'

/**
 * One caseworker's young people as the board counts them: their own, those for whom they stand in, and those whom they
 * hold while they are away. Everybody shown is in the read log.
 *
 * @throws Refusal notFound for somebody who is no caseworker and has nobody
 */
export async function readTheCasesOf(
  keeper: UnitKeeper,
  { staffId }: ParsedInputOf<typeof readCasesOf>,
  { db, today }: Scope,
): Promise<AnswerOf<typeof readCasesOf>> {
  const { known, cases, staff, configuration } = (await keeper(db, today)).unit
  const person = peopleOf(staff)
  const caseworker = person(staffId)
  if (caseworker === null) throw new Refusal('notFound')
  const day = dayNumber(today)
  const held = known.casesOn(day)
  const covers = coverOn(held, staff, day, known.settingsOn(day))
  const facts = new Map(cases.map(each => [each.caseId, each]))
  const names = new Map(configuration.programmes.map(({ id, name }) => [id, name]))
  const theirs = held.flatMap(({ caseId, minutes, programmeIds, holderId }, index) => {
    const [cover, fact] = [covers[index], facts.get(caseId)]
    const works = cover?.staffId === staffId
    if (fact === undefined || (!works && holderId !== staffId)) return []
    const since = fact.holders.find(each => each.staffId === holderId && holds(each.during, day))?.during.from
    return [
      {
        youthId: fact.youthId,
        minutes,
        programmes: programmeIds.map(id => names.get(id) ?? ''),
        since: dayText(since ?? fact.openFrom),
        as: !works ? ('away' as const) : cover.why === 'standsIn' ? ('standsIn' as const) : ('own' as const),
        holder: person(holderId),
      },
    ]
  })
  const read = await readNames(
    db,
    theirs.map(({ youthId }) => youthId),
    'cases',
  )
  return {
    today: today.toString(),
    caseworker,
    cases: theirs
      .map(each => ({
        ...each,
        givenName: read.get(each.youthId)?.givenName ?? '',
        familyName: read.get(each.youthId)?.familyName ?? '',
      }))
      .sort((a, b) => inDanishOrder(`${a.familyName} ${a.givenName}`, `${b.familyName} ${b.givenName}`)),
  }
}
