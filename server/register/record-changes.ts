import type { Selectable } from 'kysely'
import type { Youth } from '#server/database/row-types.ts'
import type { CprVault } from '#server/records/cpr-vault.ts'
import { type GuardianChange, type YouthRecord, youthColumns } from '#server/records/youth.ts'

/** Told as changed and not with their values: the log is read by more people than may see them. */
const addressColumns = ['address', 'postal_code', 'city']

/** Every column of the record that becomes another, and the guardians who came and went, for the change log. */
export function recordChanges(
  before: Selectable<Youth>,
  record: YouthRecord,
  guardians: GuardianChange,
  vault: CprVault,
): { before: Record<string, unknown>; after: Record<string, unknown> } {
  const { search_name, cpr_encrypted, cpr_index, ...columns } = youthColumns(record, vault)
  const was: Record<string, unknown> = {}
  const is: Record<string, unknown> = {}
  if (before.cpr_index?.toString('hex') !== cpr_index?.toString('hex')) Object.assign(is, { cpr: 'changed' })
  const isProtected = before.protected_address || record.protectedAddress
  for (const [name, value] of Object.entries(columns)) {
    const earlier: unknown = Reflect.get(before, name)
    if (JSON.stringify(earlier) === JSON.stringify(value)) continue
    if (isProtected && addressColumns.includes(name)) is[name] = 'changed'
    else {
      was[name] = earlier
      is[name] = value
    }
  }
  if (guardians.before.length > 0 || guardians.after.length > 0) {
    Object.assign(was, { guardians: guardians.before })
    Object.assign(is, { guardians: guardians.after })
  }
  return { before: was, after: is }
}
