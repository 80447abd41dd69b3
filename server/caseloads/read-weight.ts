import type { readCaseWeight } from '#contract/caseload-board.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import { dayNumber } from '#domain/calendar/day-number.ts'
import { Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { loadCase } from '#server/records/caseload.ts'
import { readLogged } from '#server/records/caseload-reads.ts'
import { dayText, whyAnswer } from './board-words.ts'

/** How far back logged minutes are counted. */
const months = 3

/**
 * One case's weight, opened.
 *
 * @throws Refusal notFound out of sight, and where there is no open case
 */
export async function readTheCaseWeight(
  { youthId }: ParsedInputOf<typeof readCaseWeight>,
  { db, today }: Scope,
): Promise<AnswerOf<typeof readCaseWeight>> {
  const loaded = await loadCase(db, youthId, today)
  if (loaded === null) throw new Refusal('notFound')
  const { facts, rules, configuration } = loaded
  const day = dayNumber(today)
  const from = Math.max(facts.openFrom, dayNumber(today.subtract({ months })))
  const read = await readLogged(db, youthId, Temporal.PlainDate.from(dayText(from)))
  if (read === null) throw new Refusal('notFound')
  const { minutes, programmeId, terms } = facts.weightOn(day)
  const named = new Set(terms.flatMap(({ why }) => ('ruleIds' in why ? why.ruleIds : [])))
  return {
    today: today.toString(),
    youthId,
    givenName: read.givenName,
    familyName: read.familyName,
    minutes,
    programme: configuration.programmes.find(({ id }) => id === programmeId)?.name ?? null,
    fullTime: configuration.settingsOn(day).fullTimeForYouths,
    terms: terms.map(({ why, ...term }) => ({ ...term, why: whyAnswer(why) })),
    rules: rules
      .filter(({ id }) => named.has(id))
      .map(({ id, name, clock, status }) => ({ id, name, clock, status })),
    logged: { from: dayText(from), days: day - from, kinds: read.logged },
  }
}
