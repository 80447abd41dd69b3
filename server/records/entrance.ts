import { sql } from 'kysely'
import type { EntrancePromise } from '#domain/entrance/promise.ts'
import type { Db } from '#server/database/connection.ts'

/** What is promised at the entrance, past and present. */
export async function loadEntrancePromises(db: Db): Promise<EntrancePromise[]> {
  const rows = await db.selectFrom('entrance_promise').selectAll().orderBy('id').execute()
  return rows.map(row => ({
    id: row.id,
    // The database's own check constraints hold these columns to the words of the domain.
    stage: row.stage as EntrancePromise['stage'],
    interval: {
      unit: row.interval_unit as EntrancePromise['interval']['unit'],
      length: row.interval_length,
    },
    during: row.during,
    status: row.status as EntrancePromise['status'],
    source: row.source,
  }))
}

/** What the municipality tells at its entrance; empty where it has not said. */
export interface EntranceSetting {
  phone: string
  openingHours: string
  outOfHours: string
  notificationPlace: string
  notificationUrl: string
}

/** The settings and their version. */
export async function loadEntranceSetting(db: Db): Promise<EntranceSetting & { version: number }> {
  const { rows } = await sql<EntranceSetting & { version: number }>`
    select phone, opening_hours as "openingHours", out_of_hours as "outOfHours",
      notification_place as "notificationPlace", notification_url as "notificationUrl", version
    from entrance_setting`.execute(db)
  const [row] = rows
  if (row === undefined) throw new Error('the entrance has no settings')
  return row
}

/** Saves the settings if their version is still `version`. @returns whether they were saved */
export async function saveEntranceSetting(
  db: Db,
  version: number,
  setting: EntranceSetting,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('entrance_setting')
    .set({
      phone: setting.phone,
      opening_hours: setting.openingHours,
      out_of_hours: setting.outOfHours,
      notification_place: setting.notificationPlace,
      notification_url: setting.notificationUrl,
      version: version + 1,
    })
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
