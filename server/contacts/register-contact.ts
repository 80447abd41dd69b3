import type { registerContact as useCase } from '#contract/contacts.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import {
  decideAppointment,
  decideContact,
  type FieldFault,
  mayBeSettled,
  stateAfter,
} from '#domain/rhythm/registering.ts'
import { Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { lockAppointment, settleAppointment } from '#server/records/appointments.ts'
import { logChange } from '#server/records/change-log.ts'
import {
  findContactByKey,
  insertContact,
  type StoredContact,
  subjectAreaExists,
} from '#server/records/contacts.ts'
import { recomputeDeadlines } from '#server/records/deadlines.ts'
import { noteMeetingHeld } from '#server/records/handover.ts'
import { lockNewestCase } from '#server/records/youth-case.ts'
import { decidedOr, orTaken, refusalOf } from './faults.ts'
import { owedNext } from './owed.ts'

type Input = ParsedInputOf<typeof useCase>
type Answer = AnswerOf<typeof useCase>

/**
 * Writes down a contact or an attempt. The contact, its note, what became of its appointment, the next
 * appointment, the deadlines and the change log are stored together or not at all.
 */
export async function registerContact(input: Input, scope: Scope): Promise<Answer> {
  const { db, staffId, today } = scope
  // Sent together, answered in order: the key is looked up behind the lock, so a retry that waited finds it.
  const [period, known, appointment, areaExists] = await Promise.all([
    lockNewestCase(db, input.youthId),
    findContactByKey(db, input.clientKey),
    input.appointmentId === null ? null : lockAppointment(db, input.appointmentId),
    input.subjectArea === null ? false : subjectAreaExists(db, input.subjectArea),
  ])
  if (period === null) throw new Refusal('notFound')
  if (known !== null) return answerAgain(known, input, scope)
  if (input.appointmentId !== null && appointment?.youthId !== input.youthId) throw new Refusal('notFound')

  const situation = { now: scope.now, dayOf: scope.dayOf, case: period, subjectAreaExists: areaExists }
  const faults: FieldFault[] = []
  if (appointment !== null && appointment.state !== 'booked') {
    faults.push({ field: 'appointmentId', code: 'notBooked' })
  } else if (appointment !== null && !mayBeSettled(scope.dayOf(appointment.startsAt), input.outcome, today)) {
    faults.push({ field: 'appointmentId', code: 'notYet' })
  }
  const contact = decidedOr(faults, decideContact(input, situation))
  const next =
    input.next === null ? null : decidedOr(faults, decideAppointment(input.next.startsAt, situation), 'next.')
  if (faults.length > 0 || contact === null) throw refusalOf(faults)

  // The appointment is settled first, since its time may be booked anew in the same step.
  const settling =
    appointment === null ? null : settleAppointment(db, appointment.id, stateAfter[input.outcome])
  const storing = insertContact(
    db,
    {
      kind: input.kind,
      outcome: input.outcome,
      place: input.place,
      minutes: input.minutes,
      isTeam: input.isTeam,
      ...contact,
    },
    {
      youthId: input.youthId,
      staffId,
      clientKey: input.clientKey,
      appointmentId: input.appointmentId,
      next:
        input.next === null || next === null
          ? null
          : { ...input.next, ...next, youthId: input.youthId, staffId, bookedBy: staffId },
    },
  )
  const recomputing = recomputeDeadlines(db, [input.youthId], today, contact.day)
  // The log leaves with the deadlines, and not one answer later.
  const logging = storing.then(({ contactId, nextAppointmentId }) =>
    logChange(db, {
      action: 'contact.register',
      youthId: input.youthId,
      subject: 'contact',
      subjectId: contactId,
      after: {
        kind: input.kind,
        outcome: input.outcome,
        day: contact.day,
        ...(input.isTeam ? { isTeam: true } : {}),
        subjectArea: contact.note?.subjectArea ?? null,
        appointmentId: input.appointmentId,
        nextAppointmentId,
      },
    }),
  )
  const noting = appointment === null ? null : noteMeetingHeld(db, appointment.id, today, scope.dayOf)
  const [, stored, recomputed] = await orTaken(
    'next.startsAt',
    Promise.all([settling, storing, recomputing, logging, noting]),
  )
  return {
    ...stored,
    version: 1,
    registeredOtherwise: false,
    owed: owedNext(recomputed.deadlines.get(input.youthId) ?? [], recomputed, today).owed,
  }
}

/** The answer to a key that was used before: the same as the first time, whatever was sent now. */
async function answerAgain(known: StoredContact, input: Input, scope: Scope): Promise<Answer> {
  if (known.youthId !== input.youthId || known.staffId !== scope.staffId) {
    throw new Refusal('conflict', { reason: 'contact_client_key_unique' })
  }
  const recomputed = await recomputeDeadlines(scope.db, [input.youthId], scope.today, known.day)
  return {
    contactId: known.id,
    version: known.version,
    nextAppointmentId: known.nextAppointmentId,
    registeredOtherwise: !saysTheSame(known, input),
    owed: owedNext(recomputed.deadlines.get(input.youthId) ?? [], recomputed, scope.today).owed,
  }
}

/** A lost answer lets people go on writing, so the second time they may send more than was stored. */
function saysTheSame(known: StoredContact, input: Input): boolean {
  return (
    known.kind === input.kind &&
    known.outcome === input.outcome &&
    known.place === input.place &&
    known.minutes === input.minutes &&
    known.isTeam === input.isTeam &&
    known.appointmentId === input.appointmentId &&
    (known.note ?? '') === input.note &&
    (input.note === '' || known.subjectArea === input.subjectArea) &&
    (known.nextAppointmentId === null) === (input.next === null) &&
    // Stored in whole minutes, and never later than the moment of registering.
    Math.abs(known.startsAt.epochMilliseconds - input.startsAt.epochMilliseconds) < 6 * 60_000
  )
}
