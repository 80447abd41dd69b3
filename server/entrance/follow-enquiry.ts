import { sql } from 'kysely'
import type { followEnquiry as followUseCase } from '#contract/entrance.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import type { StageDay } from '#domain/entrance/promise.ts'
import type { PublicScope } from '#server/door/public-route.ts'
import { fieldRefusal } from '#server/door/refusal.ts'
import type { MayTell, SenderRole } from '#server/records/referral.ts'
import { followPromise, loadPromised } from './promised.ts'
import { codeHash } from './receipt.ts'

interface StatusRow {
  received_on: Temporal.PlainDate
  sender_role: SenderRole
  may_tell: MayTell
  closed: boolean
  taken_on: Temporal.PlainDate | null
  contact_on: Temporal.PlainDate | null
  meeting_on: Temporal.PlainDate | null
  team_on: Temporal.PlainDate | null
  told_on: Temporal.PlainDate | null
  closed_on: Temporal.PlainDate | null
}

/**
 * How far an enquiry has come, for whoever holds its code. The young person sees the clock of the promise. Everybody
 * else sees that it was received and that somebody is on it, by when they are called themselves, and whether it was
 * answered only where that may be told: when the young person meets whom is not for others to know.
 *
 * What became somebody's case is closed without a day. What is done there is not told here, so that nobody who has long
 * been met is told that we are late.
 */
export async function follow(
  { code }: ParsedInputOf<typeof followUseCase>,
  { db, today }: PublicScope,
): Promise<AnswerOf<typeof followUseCase>> {
  const { rows } = await sql<StatusRow>`select * from door.referral_status(${codeHash(code)})`.execute(db)
  const [row] = rows
  if (row === undefined) throw fieldRefusal('code', 'codeUnknown')
  const tellsOutcome = row.may_tell === 'outcome'
  const told = (day: Temporal.PlainDate | null) => (tellsOutcome ? (day?.toString() ?? null) : null)
  const reached = { contact: row.contact_on, meeting: row.meeting_on, team: row.team_on }
  const promised = followPromise(await loadPromised(db), row.received_on, reached, today)
  const stages = row.sender_role === 'youth' && tellsOutcome ? promised : null
  const isCase = row.closed && row.closed_on === null
  const shown = stages?.filter(({ state }) => !(isCase && state === 'overdue'))
  return {
    today: today.toString(),
    receivedOn: row.received_on.toString(),
    takenOn: (row.taken_on ?? row.contact_on)?.toString() ?? null,
    answeredOn: told(row.told_on),
    closedOn: told(row.closed_on),
    stages:
      shown?.map(({ stage, dueDay, keptDay, state }) => ({
        stage,
        dueDay: dueDay?.toString() ?? null,
        keptDay: keptDay?.toString() ?? null,
        state,
      })) ?? null,
    callBack: row.sender_role === 'youth' || row.closed ? null : callBackOf(promised),
    tellsOutcome,
  }
}

/** The day on which whoever wrote was promised a call, while nobody has been called. */
function callBackOf(promised: readonly StageDay[]): { dueDay: string; state: 'waiting' | 'overdue' } | null {
  const contact = promised.find(({ stage }) => stage === 'contact')
  if (contact === undefined || contact.dueDay === null || contact.keptDay !== null) return null
  return { dueDay: contact.dueDay.toString(), state: contact.state === 'overdue' ? 'overdue' : 'waiting' }
}
