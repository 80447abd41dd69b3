import { sql } from 'kysely'
import type { z } from 'zod'
import type { readYouthRecord } from '#contract/register.ts'
import { showCpr } from '#domain/person/cpr.ts'
import { showPhone } from '#domain/person/phone.ts'
import { Refusal } from '#server/door/refusal.ts'
import type { House, Scope } from '#server/door/route.ts'

/**
 * The record for whoever is about to correct it. A leader who does not follow the young person is given no CPR number
 * and no protected address, and nobody how to reach guardians from 18 on: what is hidden is null.
 */
export async function readTheRecord(
  house: Pick<House, 'cpr'>,
  youthId: number,
  { db, today }: Scope,
): Promise<z.input<(typeof readYouthRecord)['output']>> {
  const [youth, guardians, openCase] = await Promise.all([
    db
      .selectFrom('youth')
      .selectAll()
      .select([
        sql<boolean>`id = any (door.my_youth_ids())`.as('is_mine'),
        sql<boolean>`door.sees_all() or door.holds_role(id, array['caseworker'])`.as('may_close'),
        sql<boolean>`door.guardian_open(birth_date, ${today}::date)`.as('guardian_open'),
      ])
      .where('id', '=', youthId)
      // Whoever only reads along until the case is theirs corrects nothing yet.
      .where(sql<boolean>`door.follows(id)`)
      .executeTakeFirst(),
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
  const address = (text: string | null) => (youth.protected_address && !youth.is_mine ? null : (text ?? ''))
  const isGrown = !youth.guardian_open
  return {
    youthId,
    version: youth.version,
    givenName: youth.given_name,
    familyName: youth.family_name,
    birthDate: youth.birth_date.toString(),
    cpr: cprOf(house, youth),
    phone: youth.phone === null ? '' : showPhone(youth.phone),
    email: youth.email ?? '',
    address: address(youth.address),
    postalCode: address(youth.postal_code),
    city: address(youth.city),
    protectedAddress: youth.protected_address,
    language: youth.language,
    needsInterpreter: youth.needs_interpreter,
    preferredContact: youth.preferred_contact as 'call' | 'text' | 'email' | 'letter' | null,
    about: youth.about,
    guardians: guardians.map(guardian => ({
      guardianId: guardian.id,
      name: guardian.name,
      relation: guardian.relation,
      phone: guardian.phone === null ? '' : isGrown ? null : showPhone(guardian.phone),
      email: guardian.email === null ? '' : isGrown ? null : guardian.email,
      hasCustody: guardian.has_custody,
    })),
    openSince: openCase?.during.from.toString() ?? null,
    mayClose: openCase !== undefined && youth.may_close,
  }
}

function cprOf(
  house: Pick<House, 'cpr'>,
  youth: { cpr_encrypted: Buffer | null; is_mine: boolean },
): string | null {
  if (youth.cpr_encrypted === null) return ''
  return youth.is_mine ? showCpr(house.cpr.decrypt(youth.cpr_encrypted)) : null
}
