import { sql } from 'kysely'
import type { readDuty } from '#contract/duty.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import type { DutyRule } from '#domain/duty/cover.ts'
import { periodOf } from '#domain/duty/spans.ts'
import { daysToConfirm } from '#domain/duty/standing.ts'
import { fieldRefusal } from '#server/door/refusal.ts'
import type { House, Scope } from '#server/door/route.ts'
import { loadRhythm } from '#server/records/rules.ts'
import { dutyQuery } from './duty.query.ts'
import { DutyBody, type DutyPerson, type StoredRule } from './duty-body.ts'
import { type DutyDay, rowOf } from './duty-row.ts'

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
  noteRead: (db: Scope['db'], youthIds: number[]) => Promise<unknown> = noteOverview,
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
  const rows = body.people.flatMap((person: DutyPerson) => rowOf(person, dutyDay) ?? [])
  await noteRead(
    db,
    rows.map(({ youthId }) => youthId),
  )
  return {
    today: today.toString(),
    week: { ...week, monday: week.monday.toString(), sunday: week.sunday.toString() },
    asOf: day.toString(),
    isThisWeek,
    total: body.total,
    onPlan: body.total - rows.length,
    rows,
    rules: body.rules.map(({ during, ...rule }) => ({
      ...rule,
      during: { from: during.from.toString(), lastDay: during.to?.subtract({ days: 1 }).toString() ?? null },
    })),
    choices: { advisers: body.advisers, caseworkers: body.caseworkers, schools: body.schools },
  }
}

function noteOverview(db: Scope['db'], youthIds: number[]): Promise<unknown> {
  return sql`select door.note_read('duty.read', ${youthIds}::bigint[])`.execute(db)
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
