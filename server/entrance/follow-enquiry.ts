import { sql } from 'kysely'
import type { followEnquiry as followUseCase } from '#contract/entrance.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import { follow as followed } from '#domain/entrance/followed.ts'
import type { StageDay } from '#domain/entrance/promise.ts'
import type { SenderIsYouth } from '#domain/entrance/who-wrote.ts'
import type { PublicScope } from '#server/door/public-route.ts'
import { fieldRefusal } from '#server/door/refusal.ts'
import type { MayTell, SenderRole } from '#server/records/referral.ts'
import { loadPromised } from './promised.ts'
import { codeHash } from './receipt.ts'

interface StatusRow {
  received_on: Temporal.PlainDate
  sender_role: SenderRole
  sender_is_youth: SenderIsYouth
  may_tell: MayTell
  closed: boolean
  taken_on: Temporal.PlainDate | null
  contact_on: Temporal.PlainDate | null
  own_contact_on: Temporal.PlainDate | null
  meeting_on: Temporal.PlainDate | null
  team_on: Temporal.PlainDate | null
  told_on: Temporal.PlainDate | null
  closed_on: Temporal.PlainDate | null
  tried_on: Temporal.PlainDate | null
  tried_kind: TriedKind | null
  case_open: boolean
}

type Answer = AnswerOf<typeof followUseCase>
type TriedKind = 'call' | 'meeting' | 'team' | 'text' | 'letter'

/**
 * How far an enquiry has come, for whoever holds its code: see `follow` in domain/entrance/followed.ts for what is told
 * to whom.
 *
 * @throws Refusal codeUnknown at the field where nobody was given the code
 */
export async function follow(
  { code }: ParsedInputOf<typeof followUseCase>,
  { db, today }: PublicScope,
): Promise<Answer> {
  const { rows } = await sql<StatusRow>`select * from door.referral_status(${codeHash(code)})`.execute(db)
  const [row] = rows
  if (row === undefined) throw fieldRefusal('code', 'codeUnknown')
  const { tried_on, tried_kind } = row
  const enquiry = {
    receivedOn: row.received_on,
    senderRole: row.sender_role,
    senderIsYouth: row.sender_is_youth,
    mayTell: row.may_tell,
    isClosed: row.closed,
    goesOn: row.case_open,
    takenOn: row.taken_on,
    contactOn: row.contact_on,
    ownContactOn: row.own_contact_on,
    meetingOn: row.meeting_on,
    teamOn: row.team_on,
    tried:
      tried_on === null || tried_kind === null
        ? null
        : { day: tried_on, kind: asContact(tried_kind), isTeam: tried_kind === 'team' },
    toldOn: row.told_on,
    closedOn: row.closed_on,
  }
  const { promises, calendar } = await loadPromised(db)
  const { who, takenOn, answeredOn, closedOn, stages, callBack, tellsOutcome } = followed(
    enquiry,
    promises,
    today,
    calendar,
  )
  return {
    today: today.toString(),
    receivedOn: row.received_on.toString(),
    who,
    takenOn: takenOn?.toString() ?? null,
    answeredOn: answeredOn?.toString() ?? null,
    closedOn: closedOn?.toString() ?? null,
    stages: stages?.map(toStage) ?? null,
    callBack: callBack === null ? null : toStage(callBack),
    tellsOutcome,
  }
}

/** A meeting with the team is a meeting to whoever did not come to it. */
function asContact(kind: TriedKind): Exclude<TriedKind, 'team'> {
  return kind === 'team' ? 'meeting' : kind
}

function toStage({ stage, dueDay, keptDay, state, tried }: StageDay): NonNullable<Answer['callBack']> {
  return {
    stage,
    dueDay: dueDay?.toString() ?? null,
    keptDay: keptDay?.toString() ?? null,
    state,
    tried: tried && {
      day: tried.day.toString(),
      kind: tried.kind,
      again: tried.again?.toString() ?? null,
    },
  }
}
