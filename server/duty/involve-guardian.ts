import { sql } from 'kysely'
import type { involveGuardian } from '#contract/duty.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import { Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { logChange } from '#server/records/change-log.ts'
import { findContact } from '#server/records/contacts.ts'

/** Notes that a parent or guardian took part in a contact, or in the plan made there, or takes it back. */
export async function involveTheGuardian(
  { contactId, guardianId, involved }: ParsedInputOf<typeof involveGuardian>,
  { db }: Scope,
): Promise<AnswerOf<typeof involveGuardian>> {
  const contact = await findContact(db, contactId)
  const guardian = await db
    .selectFrom('guardian')
    .select('youth_id')
    .where('id', '=', guardianId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  if (contact === null || guardian?.youth_id !== contact.youthId) throw new Refusal('notFound')
  const { numAffectedRows = 0n } = involved
    ? await sql`
        insert into guardian_involved (contact_id, guardian_id, youth_id)
        values (${contactId}, ${guardianId}, ${contact.youthId})
        on conflict on constraint guardian_involved_once do nothing`.execute(db)
    : await sql`
        delete from guardian_involved
        where contact_id = ${contactId} and guardian_id = ${guardianId}`.execute(db)
  if (numAffectedRows > 0n) {
    await logChange(db, {
      action: 'guardian.involve',
      youthId: contact.youthId,
      subject: 'contact',
      subjectId: contactId,
      before: { guardianId, involved: !involved },
      after: { guardianId, involved },
    })
  }
  return { involved }
}
