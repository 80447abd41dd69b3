import { sql } from 'kysely'
import {
  type ClosingChange,
  type changeClosing,
  longestClosing,
  type previewClosing,
} from '#contract/closings.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import { type Closing, houseCalendar } from '#domain/calendar/calendar.ts'
import { dayNumber, plainDate } from '#domain/calendar/day-number.ts'
import { workingOnOrBefore } from '#domain/calendar/working-day-numbers.ts'
import { fieldRefusal, Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { logChange } from '#server/records/change-log.ts'
import { loadRhythm } from '#server/records/rules.ts'
import { deriveForAll } from './derive-for-all.ts'
import { effectOfPart } from './effect-part.ts'
import { namesParagraph } from './succession.ts'

/** What a closing would do to the deadlines of one part of the young people, without doing it. */
export async function previewTheClosing(
  { after, names, ...change }: ParsedInputOf<typeof previewClosing>,
  scope: Scope,
): Promise<AnswerOf<typeof previewClosing>> {
  const { before, wanted } = await decide(change, scope)
  const rhythm = await loadRhythm(scope.db)
  const rows = await scope.db
    .selectFrom('closing')
    .select(['id', 'kind', 'during'])
    .where('withdrawn_at', 'is', null)
    .execute()
  const standing = rows as (Closing & { id: number })[]
  const others = standing.filter(({ id }) => id !== before?.id)
  const closings = wanted === null ? others : [...others, wanted]
  const proposed = {
    before: rhythm,
    after: { ...rhythm, calendar: houseCalendar(closings) },
    asIf: { closings },
    successors: new Map<number, number>(),
    on: scope.today,
    programmeIds: null,
  }
  return effectOfPart(proposed, { after, names }, scope)
}

/**
 * Adds, changes or takes back a closing, and derives everybody's deadlines in the same transaction: one that is ahead
 * moves what is due in it already. What was closed before stays, and so do the days that have passed.
 */
export async function changeTheClosing(
  change: ClosingChange,
  scope: Scope,
): Promise<AnswerOf<typeof changeClosing>> {
  const { db, staffId, now } = scope
  await sql`lock table closing in share row exclusive mode`.execute(db)
  const { before, wanted } = await decide(change, scope)
  const id = before === null ? await insert() : await update(before.id, before.version + 1)
  await logChange(db, {
    action: before === null ? 'closing.add' : wanted === null ? 'closing.withdraw' : 'closing.change',
    youthId: null,
    subject: 'closing',
    subjectId: id,
    ...(before === null ? {} : { before }),
    after: wanted ?? { reason: change.reason },
  })
  await deriveForAll(null, scope)
  return { id }

  async function insert(): Promise<number> {
    if (wanted === null) throw new Refusal('badInput')
    const row = await db
      .insertInto('closing')
      .values({ ...wanted, author_id: staffId })
      .returning('id')
      .executeTakeFirstOrThrow()
    return row.id
  }

  async function update(which: number, version: number): Promise<number> {
    const withdrawn = { withdrawn_at: now, withdrawn_by: staffId, withdrawn_reason: change.reason }
    await db
      .updateTable('closing')
      .set({ ...(wanted ?? withdrawn), version })
      .where('id', '=', which)
      .execute()
    return which
  }
}

/**
 * @throws Refusal where the change cannot be: at the field, or changedMeanwhile where the closing is not as it was read
 */
async function decide({ replaces, closing, reason }: ClosingChange, { db, today }: Scope) {
  const before = replaces === null ? null : await standing(replaces, db)
  const passed = (day: Temporal.PlainDate) => Temporal.PlainDate.compare(day, today) < 0
  if (closing === null) {
    if (before === null) throw new Refusal('badInput')
    if (passed(before.during.from)) throw new Refusal('refused', { reason: 'closingHasBegun' })
    if (reason === '') throw fieldRefusal('reason', 'required')
    return { before, wanted: null }
  }
  const { from, lastDay, ...content } = closing
  // One that has begun keeps its first day; only its end may still be moved.
  const begun = before !== null && passed(before.during.from)
  if (begun ? !from.equals(before.during.from) : passed(from)) throw fieldRefusal('closing.from', 'dayPassed')
  if (Temporal.PlainDate.compare(lastDay, from) < 0) throw fieldRefusal('closing.lastDay', 'periodOrder')
  if (begun && (passed(lastDay) || passed(lastDayOf(before)) || content.kind !== before.kind))
    throw fieldRefusal('closing.lastDay', 'dayPassed')
  if (content.kind === 'house') {
    // A promise moves to the working day before: on one that has passed it would be broken as soon as it is made.
    const { calendar } = await loadRhythm(db)
    const lastOpen = plainDate(workingOnOrBefore(dayNumber(from) - 1, calendar))
    if (!begun && passed(lastOpen)) throw fieldRefusal('closing.from', 'closingTooSoon')
    if (begun && Temporal.PlainDate.compare(lastDay, lastDayOf(before)) > 0)
      throw fieldRefusal('closing.lastDay', 'closingOnlyShorter')
  }
  if (from.until(lastDay).days >= longestClosing)
    throw fieldRefusal('closing.lastDay', 'closingTooLong', { most: longestClosing })
  if (content.status === 'law' && !namesParagraph(content.source))
    throw fieldRefusal('closing.source', 'paragraph')
  return { before, wanted: { ...content, during: { from, to: lastDay.add({ days: 1 }) } } }
}

async function standing({ id, version }: { id: number; version: number }, db: Scope['db']) {
  const row = await db
    .selectFrom('closing')
    .select(['id', 'kind', 'name', 'during', 'source', 'status', 'version', 'withdrawn_at'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (row === undefined) throw new Refusal('notFound')
  if (row.version !== version || row.withdrawn_at !== null) throw new Refusal('changedMeanwhile')
  return row
}

function lastDayOf({ during: { from, to } }: { during: Closing['during'] }): Temporal.PlainDate {
  return to === null ? from : to.subtract({ days: 1 })
}
