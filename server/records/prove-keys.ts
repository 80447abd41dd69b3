import type { Db } from '#server/database/connection.ts'
import { type CprVault, CprVaultError } from './cpr-vault.ts'

/**
 * Opens one stored CPR number, so that keys that do not belong to this database are found before anybody works:
 * with other keys everyone in a list that is brought in would be taken for somebody new.
 *
 * @throws CprVaultError when the keys do not fit
 */
export async function proveKeys(db: Db, vault: CprVault): Promise<void> {
  const stored = await db
    .selectFrom('youth')
    .select(['cpr_encrypted', 'cpr_index'])
    .where('cpr_encrypted', 'is not', null)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (stored === undefined || stored.cpr_encrypted === null || stored.cpr_index === null) return
  const fits = vault.indexOf(vault.decrypt(stored.cpr_encrypted)).equals(stored.cpr_index)
  if (!fits) throw new CprVaultError('the index key is another than the one the database was filled with')
}
