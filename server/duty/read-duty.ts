import { sql } from 'kysely'
import { dutyGroups, type readDuty } from '#contract/duty.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import type { DutyRule } from '#domain/duty/cover.ts'
import { periodOf } from '#domain/duty/spans.ts'
import { daysToConfirm } from '#domain/duty/standing.ts'
import { inDanishOrder } from '#domain/person/danish-order.ts'
import { fieldRefusal } from '#server/door/refusal.ts'
import type { House, Scope } from '#server/door/route.ts'
import { loadRhythm } from '#server/records/rules.ts'
import { dutyQuery } from './duty.query.ts'
import { DutyBody, type StoredRule } from './duty-body.ts'
import { loadDutyTalks, readDutyDetails } from './duty-details.query.ts'
import { type DutyDay, knownOf, rowOf, type Standing, standOf } from './duty-row.ts'

type Question = Pick<
  ParsedInputOf<typeof readDuty>,
  'day' | 'adviserId' | 'caseworkerId' | 'school' | 'weeksAhead'
>

/**
 * The weekly overview: this week as of today, an earlier week as of its Sunday and as it was known then. Everybody
 * who is shown is in the read log.
 *
 * @throws Refusal badInput for a week that has not begun
 */
export async function readTheDuty(
  house: Pick<House, 'timeZone'>,
  question: Question,
  scope: Scope,
  { most, action }: Showing = onPage,
): Promise<AnswerOf<typeof readDuty>> {
  const { db, today } = scope
  const week = weekOf(question.day ?? today)
  if (Temporal.PlainDate.compare(week.monday, today) > 0) throw fieldRefusal('day', 'future')
  const isThisWeek = Temporal.PlainDate.compare(week.sunday, today) >= 0
  const day = isThisWeek ? today : week.sunday
  const horizon = day.add({ weeks: question.weeksAhead })
  const { text, values } = dutyQuery({
    day,
    knownBefore: isThisWeek ? null : day.add({ days: 1 }).toZonedDateTime(house.timeZone).toInstant(),
    since: day.subtract({ days: daysToConfirm }),
    horizon,
    adviserId: question.adviserId ?? null,
    caseworkerId: question.caseworkerId ?? null,
    school: question.school || null,
  })
  const [{ rules, calendar }, answer] = await Promise.all([
    loadRhythm(db),
    db.executeQuery<{ body: string }>({ ...sql``.compile(db), sql: text, parameters: values }),
  ])
  const body = DutyBody.parse(JSON.parse(answer.rows[0]?.body ?? ''))
  const dutyDay: DutyDay = {
    day,
    horizon,
    dutyRules: body.rules.map(toDutyRule),
    rhythmRules: rules.filter(({ anchor }) => anchor === 'offPlan' || anchor === 'offPlanContact'),
    closings: calendar.closed(['school']).map(periodOf),
    calendar,
  }
  const known = body.people.map(person => knownOf(person, dutyDay))
  const talks = await loadDutyTalks(
    db,
    known.map(({ person, offPlan }) => ({ youthId: person.youthId, known: offPlan?.known ?? null })),
    day,
  )
  const found = known.flatMap(each => standOf(each, talks.get(each.person.youthId) ?? [], dutyDay) ?? [])
  const groups = Map.groupBy(found.sort(byUrgency), standing => standing.group)
  const shown = dutyGroups.flatMap(group => groups.get(group)?.slice(0, most) ?? [])
  const youthIds = shown.map(({ person }) => person.youthId)
  const details = await readDutyDetails(db, action, youthIds, day)
  const rows = shown.flatMap(standing => {
    const told = details.get(standing.person.youthId)
    return told === undefined ? [] : [rowOf(standing, told, dutyDay)]
  })
  return {
    today: today.toString(),
    week: { ...week, monday: week.monday.toString(), sunday: week.sunday.toString() },
    asOf: day.toString(),
    isThisWeek,
    total: body.total,
    onPlan: body.total - found.length,
    counts: {
      new: groups.get('new')?.length ?? 0,
      waiting: groups.get('waiting')?.length ?? 0,
      begins: groups.get('begins')?.length ?? 0,
      ends: groups.get('ends')?.length ?? 0,
      paused: groups.get('paused')?.length ?? 0,
    },
    rows,
    rules: body.rules.map(({ during, ...rule }) => ({
      ...rule,
      during: { from: during.from.toString(), lastDay: during.to?.subtract({ days: 1 }).toString() ?? null },
    })),
    choices: { advisers: body.advisers, caseworkers: body.caseworkers, schools: body.schools },
  }
}

interface Showing {
  /** So many of a group: who is not urgent waits until those who are have been helped. */
  most: number
  /** As what it stands in the read log. */
  action: 'duty.read' | 'duty.export'
}

const onPage: Showing = { most: 200, action: 'duty.read' }

/** What is most urgent first: the sooner it is due, begins or ends; then by name. */
function byUrgency(a: Standing, b: Standing): number {
  if (a.urgency !== b.urgency) return a.urgency < b.urgency ? -1 : 1
  return inDanishOrder(nameOf(a), nameOf(b))
}

function nameOf({ person }: Standing): string {
  return `${person.familyName} ${person.givenName}`
}

function toDutyRule({ activityKind, weeklyMinutes, countsInPart, during }: StoredRule): DutyRule {
  return { activityKind, weeklyMinutes, countsInPart, during }
}

/** The week by ISO 8601, as people in Denmark count them: Monday to Sunday. */
function weekOf(day: Temporal.PlainDate) {
  const monday = day.subtract({ days: day.dayOfWeek - 1 })
  // The ISO calendar has weeks; others of Temporal's may have none.
  const { yearOfWeek: year = day.year, weekOfYear: number = 0 } = day
  return { year, number, monday, sunday: monday.add({ days: 6 }) }
}
