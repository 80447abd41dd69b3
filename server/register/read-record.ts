import { sql } from 'kysely'
import type { z } from 'zod'
import type { readYouthRecord } from '#contract/register.ts'
import { showCpr } from '#domain/person/cpr.ts'
import { showPhone } from '#domain/person/phone.ts'
import { Refusal } from '#server/door/refusal.ts'
import type { House, Scope } from '#server/door/route.ts'

/** The whole record, CPR number included, for whoever stands in a relation and is about to correct it. */
export async function readTheRecord(
  house: Pick<House, 'cpr'>,
  youthId: number,
  { db }: Scope,
): Promise<z.input<(typeof readYouthRecord)['output']>> {
  const [youth, guardians, openCase] = await Promise.all([
    db.selectFrom('youth').selectAll().where('id', '=', youthId).executeTakeFirst(),
    db
      .selectFrom('guardian')
      .selectAll()
      .where('youth_id', '=', youthId)
      .where('withdrawn_at', 'is', null)
      .orderBy('id')
      .execute(),
    db
      .selectFrom('youth_case')
      .select('during')
      .where('youth_id', '=', youthId)
      .where(sql<boolean>`upper_inf(during)`)
      .executeTakeFirst(),
    sql`select door.note_read('youth.record', array[${youthId}]::bigint[])`.execute(db),
  ])
  if (youth === undefined) throw new Refusal('notFound')
  return {
    youthId,
    version: youth.version,
    givenName: youth.given_name,
    familyName: youth.family_name,
    birthDate: youth.birth_date.toString(),
    cpr: youth.cpr_encrypted === null ? '' : showCpr(house.cpr.decrypt(youth.cpr_encrypted)),
    phone: youth.phone === null ? '' : showPhone(youth.phone),
    email: youth.email ?? '',
    address: youth.address ?? '',
    postalCode: youth.postal_code ?? '',
    city: youth.city ?? '',
    protectedAddress: youth.protected_address,
    language: youth.language,
    needsInterpreter: youth.needs_interpreter,
    preferredContact: youth.preferred_contact as 'call' | 'text' | 'email' | 'letter' | null,
    about: youth.about,
    guardians: guardians.map(guardian => ({
      name: guardian.name,
      relation: guardian.relation,
      phone: guardian.phone === null ? '' : showPhone(guardian.phone),
      email: guardian.email ?? '',
      hasCustody: guardian.has_custody,
    })),
    openSince: openCase?.during.from.toString() ?? null,
  }
}
