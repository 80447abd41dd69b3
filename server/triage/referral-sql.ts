import { familyOf, heldBy, saysItIsTheirs } from '#server/records/referral-sql.ts'

/** Parts of the statements that read enquiries; `r` is the alias of the enquiry's row. */

/** The name of a member of staff, or null. */
export function staffName(column: string): string {
  return `(select s.given_name || ' ' || s.family_name from staff s where s.id = ${column})`
}

/** Who it is about and who wrote: `head` of contract/triage.ts. */
export function headFields(r: string): string {
  const { state, handlerId } = heldBy(r)
  return `'referralId', ${r}.id, 'version', ${r}.version, 'reference', ${r}.reference,
    'receivedAt', ${r}.received_at, 'receivedOn', ${r}.received_on, 'channel', ${r}.channel,
    'senderRole', ${r}.sender_role, 'senderIsYouth', ${r}.sender_is_youth, 'senderName', ${r}.sender_name,
    'givenName', ${r}.youth_given_name, 'familyName', ${r}.youth_family_name, 'birthDate', ${r}.youth_birth_date,
    'age', coalesce(extract(year from age(door.today(), ${r}.youth_birth_date))::int, ${r}.youth_age),
    'state', ${state}, 'handler', (select json_build_object('staffId', h.id, 'name', h.given_name || ' ' || h.family_name)
      from staff h where h.id = ${handlerId})`
}

/** How to reach the young person: whoever writes about themselves says it as the sender. */
export function youthPhone(r: string): string {
  return `case when ${saysItIsTheirs(r)} then coalesce(${r}.sender_phone, ${r}.youth_phone) else ${r}.youth_phone end`
}
export function youthEmail(r: string): string {
  return `case when ${saysItIsTheirs(r)} then coalesce(${r}.sender_email, ${r}.youth_email) else ${r}.youth_email end`
}

/** Who an enquiry is about, as it is compared with others. */
export function personJson(r: string): string {
  return `json_build_object('givenName', ${r}.youth_given_name, 'familyName', ${r}.youth_family_name,
    'birthDate', ${r}.youth_birth_date, 'phone', ${youthPhone(r)}, 'email', ${youthEmail(r)},
    'home', ${homePhones(r)}, 'senders', case when not ${saysItIsTheirs(r)} then
      array_remove(array[nullif(${r}.sender_phone, ''), lower(nullif(${r}.sender_email, ''))], null) else '{}' end)`
}

/** Those in the register whom an enquiry is already known to be about, who are no doubles of it: after `not in`. */
export function linkedTo(key: string): string {
  return `(select l.youth_id from referral l where l.youth_id is not null and l.id in ${familyOf(key)})`
}

/** Telephone numbers of whoever wrote about somebody else. */
export function homePhones(r: string): string {
  return `case when not ${saysItIsTheirs(r)} and ${r}.sender_phone is not null then array[${r}.sender_phone]
    else '{}'::text[] end`
}
