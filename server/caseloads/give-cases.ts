import { sql } from 'kysely'
import type { giveCases } from '#contract/caseload-tries.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import type { Db } from '#server/database/connection.ts'
import { fieldRefusal, Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { type LockedCeilings, lockCeilings, tellCeiling } from '#server/records/ceilings.ts'
import { logChange } from '#server/records/change-log.ts'
import { addDatedRow, withdrawDatedRow } from '#server/records/dated-rows.ts'
import { lockCases } from '#server/records/youth-case.ts'
import { checkFrom, lookAtMoves } from './try-moves.ts'

type Given = ParsedInputOf<typeof giveCases>

/**
 * Gives young people other caseworkers from a day on: all of them or none, since a leader has seen what they do
 * together. The handovers begin by themselves with the rows. Deadlines stay as they are: they follow from the young
 * person's history, and not from who holds the case.
 *
 * @throws Refusal badInput at `from` outside of the forecast, at `moves` where a ceiling would be passed; conflict where
 *   one of the moves cannot be done: trying them again says which and why
 */
export async function giveTheCases(
  { from, moves, note }: Given,
  { db, today }: Scope,
): Promise<AnswerOf<typeof giveCases>> {
  checkFrom(from, today)
  const youthIds = moves.map(({ youthId }) => youthId)
  await lockCases(db, youthIds)
  // Locks the receivers too: of two who give somebody cases at once, the second counts the first one's.
  const staffIds = [...new Set(moves.map(({ toId }) => toId))]
  const ceilings = await lockCeilings(db, { staffIds, youthIds, from, today })
  const { looked } = await lookAtMoves(db, moves, from, today)
  if (looked.some(({ cannot }) => cannot !== null))
    throw new Refusal('conflict', { reason: 'movesNotPossible' })
  await checkCeilings(db, moves, ceilings)
  for (const move of moves) await give(db, move, from, note)
  return { given: moves.length }
}

/** Whoever hands somebody on in the same breath has room for another. */
async function checkCeilings(db: Db, moves: Given['moves'], ceilings: LockedCeilings): Promise<void> {
  const cases = moves.flatMap(({ youthId, toId }) => {
    const given = ceilings.caseOf.get(youthId)
    return given === undefined ? [] : [{ given, toId }]
  })
  for (const { given } of cases) ceilings.give(given, null)
  for (const { given, toId } of cases) {
    const [passed] = ceilings.passedBy(toId, given)
    if (passed !== undefined) {
      const { name, programme, unit, has, most } = await tellCeiling(db, toId, passed)
      const code = unit === 'cases' ? 'ceilingOfCases' : 'ceilingOfMinutes'
      throw programme === null
        ? fieldRefusal('moves', code, { name, has, most })
        : fieldRefusal('moves', `${code}In`, { name, has, most, programme })
    }
    ceilings.give(given, toId)
  }
}

/** Ends the relation that was and begins the new one; a row that would begin on the very day never came to be. */
async function give(
  db: Db,
  { youthId, toId }: Given['moves'][number],
  from: Temporal.PlainDate,
  note: string,
): Promise<void> {
  // Also one that was to end later anyway.
  const { rows: held } = await sql<{ id: number }>`
    update assignment set during = daterange(lower(during), ${from}::date)
    where youth_id = ${youthId} and role = 'caseworker' and withdrawn_at is null
      and during @> ${from}::date and lower(during) < ${from}::date
    returning id`.execute(db)
  for (const { id: ended } of held)
    await logChange(db, {
      action: 'assignment.end',
      youthId,
      subject: 'assignment',
      subjectId: ended,
      after: { lastDay: from.subtract({ days: 1 }) },
    })
  const { rows } = await sql<{ id: number }>`
    select id from assignment where youth_id = ${youthId} and role = 'caseworker' and withdrawn_at is null
      and lower(during) = ${from}::date`.execute(db)
  for (const { id } of rows) {
    await withdrawDatedRow(db, 'assignment', id, note)
    await logChange(db, {
      action: 'assignment.withdraw',
      youthId,
      subject: 'assignment',
      subjectId: id,
      after: { reason: note },
    })
  }
  const during = { from, to: null }
  const particulars = { staff_id: toId, role: 'caseworker', reason: note }
  const id = await addDatedRow(db, 'assignment', youthId, during, particulars)
  await logChange(db, {
    action: 'assignment.begin',
    youthId,
    subject: 'assignment',
    subjectId: id,
    after: { during, row: { staffId: toId, role: 'caseworker', note } },
  })
}
