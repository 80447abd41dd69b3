import type { readCaseWeight, readWeights } from '#contract/caseload-board.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import { dayNumber } from '#domain/calendar/day-number.ts'
import { proposeMinutes } from '#domain/caseload/adjust.ts'
import { Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { loadCase, loadCaseloadSettings } from '#server/records/caseload.ts'
import { loadLoggedSums, readLogged, type SpokenKind } from '#server/records/caseload-reads.ts'
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

/** The kinds of work whose minutes are those of the contact itself, which are written down. */
const loggedAs: Readonly<Record<string, SpokenKind>> = {
  moede: 'meeting',
  opkald: 'call',
  ledsagelse: 'accompaniment',
}

/** Assumed and logged, side by side; nothing adjusts by itself. */
export async function readTheWeights(
  _input: object,
  { db, today }: Scope,
): Promise<AnswerOf<typeof readWeights>> {
  const from = today.subtract({ months })
  const [configuration, { sums, openDays }] = await Promise.all([
    loadCaseloadSettings(db),
    loadLoggedSums(db, from, today),
  ])
  return {
    today: today.toString(),
    from: from.toString(),
    to: today.toString(),
    rows: configuration.worksOn(dayNumber(today)).map(work => {
      const { programmeId } = work
      const kind = work.per === loggedAs[work.key] ? loggedAs[work.key] : undefined
      const logged = sums.find(row => row.programmeId === programmeId && row.kind === kind)
      const days = openDays.find(row => row.programmeId === programmeId)?.days ?? 0
      return {
        id: work.id,
        programmeId,
        key: work.key,
        name: work.name,
        programme: configuration.programmes.find(({ id }) => id === programmeId)?.name ?? null,
        per: work.per,
        minutes: work.minutes,
        timesAYear: work.timesAYear,
        source: work.source,
        status: work.status,
        logged:
          kind === undefined
            ? null
            : {
                held: logged?.held ?? 0,
                withMinutes: logged?.count ?? 0,
                meanMinutes: logged === undefined || logged.count === 0 ? null : logged.sum / logged.count,
                timesAYear: days === 0 ? null : ((logged?.held ?? 0) * 365) / days,
              },
        proposal: logged === undefined ? null : proposeMinutes(work.minutes, logged),
      }
    }),
  }
}
