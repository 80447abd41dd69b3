import type { FieldError } from '#contract/errors.ts'
import type { addStaff, updateStaff } from '#contract/staff.ts'
import type { ParsedInputOf } from '#contract/use-case.ts'
import { isEmail } from '#domain/person/email.ts'
import { readPhone } from '#domain/person/phone.ts'
import { fieldRefusal, Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { logChange } from '#server/records/change-log.ts'
import { checkGiving, checkLeaderUntouched, lockStaff, newVersion } from './guard.ts'

type Add = ParsedInputOf<typeof addStaff>
type Update = ParsedInputOf<typeof updateStaff>
type Written = Pick<Add, 'givenName' | 'familyName' | 'email' | 'phone' | 'profession' | 'competences'>

/** Somebody new, with roles and working time from a day on, in one step. */
export async function addTheStaff(input: Add, scope: Scope): Promise<{ staffId: number }> {
  const { db } = scope
  for (const role of input.roles) await checkGiving(scope, null, role, 'roles')
  const columns = checked(input)
  await checkEmailFree(scope, columns.email, null)
  const { id: staffId } = await db
    .insertInto('staff')
    .values(columns)
    .returning('id')
    .executeTakeFirstOrThrow()
  await replaceCompetences(scope, staffId, input.competences)
  const reached = await replaceReach(scope, staffId, input)
  const during = { from: input.from, to: null }
  const roles = [...new Set(input.roles)]
  if (roles.length > 0)
    await db
      .insertInto('staff_role')
      .values(roles.map(role => ({ staff_id: staffId, role, during })))
      .execute()
  if (input.weeklyMinutes !== null)
    await db
      .insertInto('staff_hours')
      .values({ staff_id: staffId, weekly_minutes: input.weeklyMinutes, during })
      .execute()
  await logChange(db, {
    action: 'staff.add',
    youthId: null,
    subject: 'staff',
    subjectId: staffId,
    after: {
      ...columns,
      competences: input.competences,
      ...reached.after,
      roles,
      weeklyMinutes: input.weeklyMinutes,
      during,
    },
  })
  return { staffId }
}

export async function updateTheStaff(input: Update, scope: Scope): Promise<{ version: number }> {
  const { db } = scope
  const before = await lockStaff(scope, input.staffId, input.version)
  const columns = checked(input)
  if (columns.email !== before.email) {
    await checkLeaderUntouched(scope, input.staffId)
    await checkEmailFree(scope, columns.email, input.staffId)
  }
  const told = await db
    .selectFrom('staff')
    .select(['given_name', 'family_name', 'email', 'phone', 'profession'])
    .where('id', '=', input.staffId)
    .executeTakeFirstOrThrow()
  await db.updateTable('staff').set(columns).where('id', '=', input.staffId).execute()
  const competences = await replaceCompetences(scope, input.staffId, input.competences)
  const reached = await replaceReach(scope, input.staffId, input)
  await logChange(db, {
    action: 'staff.update',
    youthId: null,
    subject: 'staff',
    subjectId: input.staffId,
    before: { ...told, competences, ...reached.before },
    after: { ...columns, competences: input.competences, ...reached.after },
  })
  return newVersion(scope, before)
}

/** A competence that staff can have; the same name in other letters is the same competence. */
export async function addTheCompetence(
  { name }: { name: string },
  { db }: Scope,
): Promise<{ code: string; name: string }> {
  const all = await db.selectFrom('competence').select(['code', 'name']).execute()
  const known = all.find(each => sameWord(each.name, name))
  if (known !== undefined) return known
  const code = codeOf(name, new Set(all.map(each => each.code)))
  const added = await db
    .insertInto('competence')
    .values({ code, name })
    .onConflict(conflict => conflict.column('code').doNothing())
    .returning(['code', 'name'])
    .executeTakeFirst()
  // Somebody added it at the same time.
  if (added === undefined) throw new Refusal('changedMeanwhile')
  await logChange(db, {
    action: 'competence.add',
    youthId: null,
    subject: 'competence',
    subjectId: null,
    after: added,
  })
  return added
}

/** What is written as columns; empty text is not known. */
function checked(written: Written) {
  const errors: FieldError[] = []
  const email = written.email === '' ? null : written.email.toLowerCase()
  if (email !== null && !isEmail(email)) errors.push({ field: 'email', code: 'email' })
  const reading = written.phone === '' ? null : readPhone(written.phone)
  if (reading !== null && !reading.ok) errors.push({ field: 'phone', code: 'phone' })
  if (errors.length > 0) throw new Refusal('badInput', { fields: errors })
  return {
    given_name: written.givenName,
    family_name: written.familyName,
    email,
    phone: reading?.ok ? reading.phone : null,
    profession: written.profession,
  }
}

async function checkEmailFree({ db }: Scope, email: string | null, own: number | null): Promise<void> {
  if (email === null) return
  const holder = await db.selectFrom('staff').select('id').where('email', '=', email).executeTakeFirst()
  if (holder !== undefined && holder.id !== own) throw fieldRefusal('email', 'emailTaken')
}

/** @returns those from before */
async function replaceCompetences(
  { db }: Scope,
  staffId: number,
  wanted: readonly string[],
): Promise<string[]> {
  const rows = await db
    .selectFrom('staff_competence')
    .select('competence')
    .where('staff_id', '=', staffId)
    .orderBy('competence')
    .execute()
  const before = rows.map(row => row.competence)
  const gone = before.filter(code => !wanted.includes(code))
  const added = [...new Set(wanted)].filter(code => !before.includes(code))
  if (gone.length > 0)
    await db
      .deleteFrom('staff_competence')
      .where('staff_id', '=', staffId)
      .where('competence', 'in', gone)
      .execute()
  if (added.length > 0) {
    const known = await db.selectFrom('competence').select('code').where('code', 'in', added).execute()
    if (known.length < added.length) throw fieldRefusal('competences', 'invalid')
    await db
      .insertInto('staff_competence')
      .values(added.map(competence => ({ staff_id: staffId, competence })))
      .execute()
  }
  return before
}

type Reach = Partial<Record<'languages' | 'postalCodes', readonly string[]>>

/** Languages and places, where they are given. Danish is spoken by everybody and stands nowhere. */
async function replaceReach(
  { db }: Scope,
  staffId: number,
  { languages, postalCodes }: Pick<Add, 'languages' | 'postalCodes'>,
): Promise<{ before: Reach; after: Reach }> {
  const [before, after]: [Reach, Reach] = [{}, {}]
  if (languages !== null) {
    const wanted = [...new Set(languages)].filter(language => language !== 'da').sort()
    const rows = await db
      .deleteFrom('staff_language')
      .where('staff_id', '=', staffId)
      .returning('language')
      .execute()
    before.languages = rows.map(({ language }) => language).sort()
    after.languages = wanted
    if (wanted.length > 0)
      await db
        .insertInto('staff_language')
        .values(wanted.map(language => ({ staff_id: staffId, language })))
        .execute()
  }
  if (postalCodes !== null) {
    const wanted = [...new Set(postalCodes)].sort()
    const rows = await db
      .deleteFrom('staff_place')
      .where('staff_id', '=', staffId)
      .returning('postal_code')
      .execute()
    before.postalCodes = rows.map(row => row.postal_code).sort()
    after.postalCodes = wanted
    if (wanted.length > 0)
      await db
        .insertInto('staff_place')
        .values(wanted.map(postal_code => ({ staff_id: staffId, postal_code })))
        .execute()
  }
  return { before, after }
}

function sameWord(a: string, b: string): boolean {
  return a.localeCompare(b, 'da', { sensitivity: 'accent' }) === 0
}

function codeOf(name: string, taken: ReadonlySet<string>): string {
  const plain = name
    .toLowerCase()
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'oe')
    .replaceAll('å', 'aa')
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  const base = plain || 'kompetence'
  if (!taken.has(base)) return base
  let number = 2
  while (taken.has(`${base}-${number}`)) number += 1
  return `${base}-${number}`
}
