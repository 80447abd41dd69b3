import { sql } from 'kysely'
import type { correctContact as useCase } from '#contract/contacts.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import { decideContact, type FieldFault, stateAfter } from '#domain/rhythm/registering.ts'
import type { Db } from '#server/database/connection.ts'
import { Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { settleAppointment } from '#server/records/appointments.ts'
import { logChange } from '#server/records/change-log.ts'
import {
  findContact,
  replaceContact,
  type StoredContact,
  subjectAreaExists,
} from '#server/records/contacts.ts'
import { recomputeDeadlines } from '#server/records/deadlines.ts'
import { noteMeetingHeld } from '#server/records/handover.ts'
import { lockNewestCase } from '#server/records/youth-case.ts'
import { decidedOr, refusalOf } from './faults.ts'
import { placeToStore } from './hidden-places.ts'

type Input = ParsedInputOf<typeof useCase>

/**
 * Corrects a contact. Its author, the young person's caseworker and a leader may; the earlier wording is kept.
 * Whoever corrects an older version than the stored one is told, and nothing is stored.
 */
export async function correctContact(input: Input, scope: Scope): Promise<AnswerOf<typeof useCase>> {
  const { db, staffId, today } = scope
  const seen = await findContact(db, input.contactId)
  if (seen === null) throw new Refusal('notFound')
  const [period, before, mayAsCaseworker, areaExists] = await Promise.all([
    lockNewestCase(db, seen.youthId),
    findContact(db, input.contactId),
    isCaseworkerOf(db, seen.youthId, today),
    input.subjectArea === null ? false : subjectAreaExists(db, input.subjectArea),
  ])
  if (period === null || before === null) throw new Refusal('notFound')
  if (before.staffId !== staffId && !mayAsCaseworker && !scope.roles.includes('leader')) {
    throw new Refusal('notPermitted')
  }
  if (before.version !== input.version) throw new Refusal('changedMeanwhile')

  // What happened in an earlier case stays there; only what lies in the newest one is held to it.
  const inEarlierCase = Temporal.PlainDate.compare(before.day, period.from) < 0
  const faults: FieldFault[] = []
  const contact = decidedOr(
    faults,
    decideContact(input, {
      now: scope.now,
      dayOf: scope.dayOf,
      case: inEarlierCase ? { from: before.day, to: period.from } : period,
      subjectAreaExists: areaExists,
    }),
  )
  if (contact === null) throw refusalOf(faults)

  const place = await placeToStore(db, before.youthId, { stored: before.place, sent: input.place })
  const since = Temporal.PlainDate.compare(before.day, contact.day) < 0 ? before.day : contact.day
  await Promise.all([
    replaceContact(
      db,
      before,
      {
        kind: input.kind,
        outcome: input.outcome,
        place,
        minutes: input.minutes,
        isTeam: input.isTeam,
        ...contact,
      },
      { staffId, reason: input.reason },
    ),
    before.appointmentId === null
      ? null
      : settleAppointment(db, before.appointmentId, stateAfter[input.outcome]),
    logChange(db, {
      action: 'contact.correct',
      youthId: before.youthId,
      subject: 'contact',
      subjectId: before.id,
      before: { version: before.version, ...toldOf(before) },
      after: { version: before.version + 1, ...toldOf({ ...input, day: contact.day }) },
    }),
  ])
  await recomputeDeadlines(db, [before.youthId], today, since)
  if (before.appointmentId !== null) await noteMeetingHeld(db, before.appointmentId, today, scope.dayOf)
  return { contactId: before.id, version: before.version + 1 }
}

/** What of a contact stands in the change log: never its words. */
function toldOf({ kind, outcome, day, isTeam }: Pick<StoredContact, 'kind' | 'outcome' | 'day' | 'isTeam'>) {
  return { kind, outcome, day, isTeam }
}

async function isCaseworkerOf(db: Db, youthId: number, today: Temporal.PlainDate): Promise<boolean> {
  const { rows } = await sql`
    select from assignment where youth_id = ${youthId} and staff_id = door.staff_id()
      and role = 'caseworker' and withdrawn_at is null and during @> ${today}::date`.execute(db)
  return rows.length > 0
}
