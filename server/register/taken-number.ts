import { sql } from 'kysely'
import { Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import type { Change } from '#server/records/change-log.ts'

/** Slips of the hand in one hour; whoever has more is trying numbers. */
const refusalsAnHour = 10

/**
 * Whether a CPR number is in the register, out of sight or not, is told by the refusal to store it twice. So each such
 * refusal is written down, without the number.
 *
 * @returns the line for the change log, or null where something else was refused
 */
export function takenNumber(error: unknown, action: string, youthId: number | null): Change | null {
  const isTaken = error instanceof Error && 'constraint' in error && error.constraint === 'youth_cpr_unique'
  return isTaken ? { action, youthId, subject: 'youth', subjectId: youthId } : null
}

/** @throws Refusal tooMany for whoever has tried numbers that others have again and again */
export async function checkTries(db: Scope['db']): Promise<void> {
  const { rows } = await sql<{ tries: number }>`select door.numbers_refused() as tries`.execute(db)
  if ((rows[0]?.tries ?? 0) >= refusalsAnHour) throw new Refusal('tooMany')
}
