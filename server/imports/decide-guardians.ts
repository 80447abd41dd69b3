import type { ChangedField } from '#contract/imports.ts'
import { sayIn } from '#contract/language/say-in.ts'
import { searchKey } from '#domain/person/name.ts'
import type { ListedGuardian } from './case-row.ts'
import type { KnownGuardian } from './register.ts'

export interface GuardianWrites {
  insert: { name: string; phone: string | null; email: string | null }[]
  update: KnownGuardian[]
}

/** Guardians are recognised by name; a list adds them and their numbers, and never takes any away. */
export function decideGuardians(
  listed: readonly ListedGuardian[],
  known: readonly KnownGuardian[],
  changed: (field: ChangedField, before: string | null, after: string) => void,
): GuardianWrites {
  const writes: GuardianWrites = { insert: [], update: [] }
  const taken = new Set<number>()
  for (const { name, phone, email } of listed) {
    const same = known.find(guardian => !taken.has(guardian.id) && isSame(guardian, name, phone, email))
    if (!same) {
      writes.insert.push({ name: name ?? sayIn('da')('imports.guardianUnnamed'), phone, email })
      changed('guardians', null, name ?? phone ?? email ?? '')
      continue
    }
    taken.add(same.id)
    const after = { ...same, phone: phone ?? same.phone, email: email ?? same.email }
    if (after.phone === same.phone && after.email === same.email) continue
    writes.update.push(after)
    if (after.phone !== same.phone) changed('guardians', same.phone, after.phone ?? '')
    if (after.email !== same.email) changed('guardians', same.email, after.email ?? '')
  }
  return writes
}

function isSame(
  guardian: KnownGuardian,
  name: string | null,
  phone: string | null,
  email: string | null,
): boolean {
  if (name !== null) return searchKey(guardian.name) === searchKey(name)
  return phone !== null ? guardian.phone === phone : guardian.email === email
}
