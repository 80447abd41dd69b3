import type {
  bookAppointment as bookUseCase,
  cancelAppointment as cancelUseCase,
  moveAppointment as moveUseCase,
} from '#contract/contacts.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import { decideAppointment, type FieldFault } from '#domain/rhythm/registering.ts'
import { Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import {
  findAppointment,
  findSameAppointment,
  insertAppointment,
  loadBookable,
  lockAppointment,
  type NewAppointment,
  type StoredAppointment,
  settleAppointment,
  updateAppointment,
} from '#server/records/appointments.ts'
import { logChange } from '#server/records/change-log.ts'
import { lockNewestCase } from '#server/records/youth-case.ts'
import { decidedOr, orTaken, refusalOf } from './faults.ts'
import { placeToStore } from './hidden-places.ts'

type Answer = AnswerOf<typeof bookUseCase>

/** Books for oneself or for somebody who follows the young person. The same booking again answers the same. */
export async function bookAppointment(
  input: ParsedInputOf<typeof bookUseCase>,
  scope: Scope,
): Promise<Answer> {
  const { db, staffId } = scope
  const period = await lockNewestCase(db, input.youthId)
  if (period === null) throw new Refusal('notFound')
  const wanted = await decideBooking(
    { ...input, staffId: input.staffId ?? staffId, bookedBy: staffId },
    { ...scope, case: period },
  )
  const same = await findSameAppointment(db, wanted)
  if (same !== null) return { appointmentId: same.id, version: same.version }
  const appointmentId = await orTaken('startsAt', insertAppointment(db, wanted))
  await logChange(db, {
    action: 'appointment.book',
    youthId: input.youthId,
    subject: 'appointment',
    subjectId: appointmentId,
    after: { kind: wanted.kind, staffId: wanted.staffId, startsAt: wanted.startsAt, minutes: wanted.minutes },
  })
  return { appointmentId, version: 1 }
}

/** Gives a booked appointment another time, place, kind or colleague. */
export async function moveAppointment(
  input: ParsedInputOf<typeof moveUseCase>,
  scope: Scope,
): Promise<Answer> {
  const { db, staffId } = scope
  const seen = await findAppointment(db, input.appointmentId)
  if (seen === null) throw new Refusal('notFound')
  const [period, before] = await Promise.all([lockNewestCase(db, seen.youthId), lockBooked(input, scope)])
  if (period === null) throw new Refusal('notFound')
  const wanted = await decideBooking(
    { ...input, youthId: before.youthId, staffId: input.staffId ?? before.staffId, bookedBy: staffId },
    { ...scope, case: period },
    before.staffId,
  )
  const place = await placeToStore(db, before.youthId, { stored: before.place, sent: wanted.place })
  await orTaken('startsAt', updateAppointment(db, before.id, { ...wanted, place }))
  await logChange(db, {
    action: 'appointment.move',
    youthId: before.youthId,
    subject: 'appointment',
    subjectId: before.id,
    before: { kind: before.kind, staffId: before.staffId, startsAt: before.startsAt, endsAt: before.endsAt },
    after: { kind: wanted.kind, staffId: wanted.staffId, startsAt: wanted.startsAt, minutes: wanted.minutes },
  })
  return { appointmentId: before.id, version: before.version + 1 }
}

/** Calls off a booked appointment: the time is free again, and no contact is written down. */
export async function cancelAppointment(
  input: ParsedInputOf<typeof cancelUseCase>,
  scope: Scope,
): Promise<Answer> {
  const before = await lockBooked(input, scope)
  await settleAppointment(scope.db, before.id, 'cancelled', input.reason ?? null)
  await logChange(scope.db, {
    action: 'appointment.cancel',
    youthId: before.youthId,
    subject: 'appointment',
    subjectId: before.id,
    before: { kind: before.kind, staffId: before.staffId, startsAt: before.startsAt },
  })
  return { appointmentId: before.id, version: before.version + 1 }
}

async function lockBooked(
  input: { appointmentId: number; version: number },
  { db }: Scope,
): Promise<StoredAppointment> {
  const before = await lockAppointment(db, input.appointmentId)
  if (before === null) throw new Refusal('notFound')
  if (before.version !== input.version || before.state !== 'booked') throw new Refusal('changedMeanwhile')
  return before
}

/** @param already the member of staff whom the appointment is with before it is moved */
async function decideBooking(
  wanted: NewAppointment,
  situation: Scope & { case: { from: Temporal.PlainDate; to: Temporal.PlainDate | null } },
  already?: number,
): Promise<NewAppointment> {
  const faults: FieldFault[] = []
  const decided = decidedOr(faults, decideAppointment(wanted.startsAt, situation))
  const { db, staffId, dayOf } = situation
  const colleague = await loadBookable(db, wanted.staffId, wanted.youthId, dayOf(wanted.startsAt))
  const mayBe = colleague?.related || wanted.staffId === staffId || wanted.staffId === already
  if (!colleague?.present || !mayBe) faults.push({ field: 'staffId', code: 'staffUnrelated' })
  if (decided === null || faults.length > 0) throw refusalOf(faults)
  return {
    youthId: wanted.youthId,
    staffId: wanted.staffId,
    kind: wanted.kind,
    place: wanted.place,
    minutes: wanted.minutes,
    startsAt: decided.startsAt,
    bookedBy: wanted.bookedBy,
  }
}
