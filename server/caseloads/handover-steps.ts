import { sql } from 'kysely'
import type { meetTogether, receiveYouth, tellYouth } from '#contract/handovers.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import { timeZone } from '#domain/calendar/time-zone.ts'
import { fieldRefusal, Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { logChange } from '#server/records/change-log.ts'
import {
  addHandoverEvent,
  endWhenDone,
  lockHandover,
  type NewHandoverEvent,
  type StoredHandover,
} from '#server/records/handover.ts'

type Standing = AnswerOf<typeof tellYouth>

/** How long before the change somebody may have been told of it. */
const toldBefore = 92

/** Says that the young person has been told. */
export async function tellTheYouth(
  { handoverId, how, day }: ParsedInputOf<typeof tellYouth>,
  scope: Scope,
): Promise<Standing> {
  const handover = await lockOpen(scope, handoverId)
  if (Temporal.PlainDate.compare(day, scope.today) > 0) throw fieldRefusal('day', 'future')
  if (Temporal.PlainDate.compare(day, handover.since.subtract({ days: toldBefore })) < 0)
    throw fieldRefusal('day', 'dayOutOfRange')
  return write(scope, handover, { kind: 'told', day, how })
}

/** Names the joint meeting, or says why there is none. */
export async function meetInHandover(
  { handoverId, meeting }: ParsedInputOf<typeof meetTogether>,
  scope: Scope,
): Promise<Standing> {
  const { db, today } = scope
  const handover = await lockOpen(scope, handoverId)
  const { youthId, fromId, toId } = handover
  if (meeting.kind === 'none') {
    const { reason, note } = meeting
    if (reason === 'other' && note === '') throw fieldRefusal('meeting.note', 'required')
    return write(scope, handover, { kind: 'noMeeting', day: today, reason, note })
  }
  const two = [fromId, toId]
  if (meeting.kind === 'booked') {
    const { rows } = await sql`
      select from appointment where id = ${meeting.appointmentId} and youth_id = ${youthId} and state = 'booked'
        and kind <> 'call' and staff_id = any (${two}::bigint[])`.execute(db)
    if (rows.length === 0) throw fieldRefusal('meeting.appointmentId', 'notBooked')
    return write(scope, handover, {
      kind: 'meetingBooked',
      day: today,
      appointmentId: meeting.appointmentId,
    })
  }
  const { rows } = await sql<{ day: Temporal.PlainDate }>`
    select day from contact where id = ${meeting.contactId} and youth_id = ${youthId} and outcome = 'held'
      and kind in ('meeting', 'accompaniment') and staff_id = any (${two}::bigint[])
      and day >= ${handover.since}::date - 31`.execute(db)
  const [held] = rows
  if (held === undefined) throw fieldRefusal('meeting.contactId', 'notAMeeting')
  return write(scope, handover, { kind: 'met', day: held.day, contactId: meeting.contactId })
}

/**
 * The receiver has read the notes. It is no box to tick: the read log must say that the young person's story has been
 * opened since the handover began, and not only before the day of the change: until then not all notes can be read.
 *
 * @throws Refusal notPermitted for anybody else; refused before the day of the change, and where nothing was opened
 */
export async function receiveTheYouth(
  { handoverId }: ParsedInputOf<typeof receiveYouth>,
  scope: Scope,
): Promise<Standing> {
  const { db, staffId, today } = scope
  const handover = await lockOpen(scope, handoverId)
  if (handover.toId !== staffId) throw new Refusal('notPermitted')
  if (Temporal.PlainDate.compare(handover.since, today) > 0)
    throw new Refusal('refused', { reason: 'handoverNotYet' })
  const { rows } = await sql`
    select from read_log l join handover h on h.id = ${handoverId}
    where l.youth_ids @> array[${handover.youthId}::bigint] and l.staff_id = ${staffId}
      and l.action = 'youth.timeline'
      and l.at >= greatest(h.begun_at, h.since::timestamp at time zone ${timeZone})
    limit 1`.execute(db)
  if (rows.length === 0) throw new Refusal('refused', { reason: 'handoverNotRead' })
  return write(scope, handover, { kind: 'received', day: today })
}

/** @throws Refusal notFound out of sight; changedMeanwhile where it has ended */
async function lockOpen({ db }: Scope, handoverId: number): Promise<StoredHandover> {
  const handover = await lockHandover(db, handoverId)
  if (handover === null) throw new Refusal('notFound')
  if (handover.endedOn !== null) throw new Refusal('changedMeanwhile')
  return handover
}

const actions = {
  told: 'handover.tell',
  meetingBooked: 'handover.meet',
  met: 'handover.meet',
  noMeeting: 'handover.meet',
  received: 'handover.receive',
} as const

async function write(
  { db, today, dayOf }: Scope,
  handover: StoredHandover,
  event: NewHandoverEvent,
): Promise<Standing> {
  await addHandoverEvent(db, handover.id, event)
  const { kind, day, how, reason } = event
  await logChange(db, {
    action: actions[kind],
    youthId: handover.youthId,
    subject: 'handover',
    subjectId: handover.id,
    after: { kind, day, how: how ?? null, reason: reason ?? null },
  })
  const { next, isDone } = await endWhenDone(db, handover, today, dayOf)
  return { next: isDone ? null : next, isDone }
}
