import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { createPool } from '#server/database/pool.ts'
import { freshDatabase } from '#server/database/test-database.ts'
import { type Entry, inTransaction } from '#server/database/transaction.ts'
import { createCprVault } from '#server/records/cpr-vault.ts'
import { operator } from './asker.ts'
import { guessTable } from './columns.ts'
import { importRows } from './import-rows.ts'
import type { Cell } from './sheet.ts'
import { today } from './test-lists.ts'

/** A database with two target groups, one programme with a meeting a month, and one caseworker, Mette Holm. */
export async function testRegister() {
  const database = await freshDatabase()
  const pool = createPool({ url: database.url, role: 'medgang_app', max: 4, onError: () => undefined })
  const owner = new pg.Pool({ connectionString: database.url, max: 2 })
  // The database is dropped under connections that are on their way out.
  owner.on('connect', client => client.on('error', () => undefined))
  const cpr = createCprVault({
    encryption: new Map([[1, randomBytes(32)]]),
    current: 1,
    index: randomBytes(32),
  })
  const context = { cpr, today, timeZone: 'Europe/Copenhagen', asker: operator }
  const entry: Entry = { kind: 'system', onBehalfOf: null, today, requestId: 'test' }
  return {
    url: database.url,
    pool,
    owner,
    cpr,
    context,
    entry,
    /** As it is when new. */
    async reset() {
      await owner.query(configuration)
    },
    /** Brings rows in under these headings. */
    bring(rows: Cell[][], headings: readonly string[], asker = operator) {
      return inTransaction(pool, { ...entry, onBehalfOf: asker.staffId }, db =>
        importRows(db, tableOf(rows, headings), { ...context, asker }, async () => undefined),
      )
    },
    async ask(sql: string): Promise<unknown[][]> {
      return (await owner.query({ text: sql, rowMode: 'array' })).rows
    },
    async end() {
      await pool.end()
      await owner.end()
      await database.drop()
    },
  }
}

export function tableOf(rows: Cell[][], headings: readonly string[]) {
  const guessed = guessTable([{ rows: [[...headings], ...rows], epoch: 1900 }])
  return {
    sheet: guessed.sheet,
    headerRow: guessed.headerRow,
    fields: guessed.columns.map(({ field }) => field),
  }
}

// Logs are append-only, and a truncation would reach them.
const configuration = `
  set session_replication_role = replica;
  truncate youth, staff, target_group, programme, rule restart identity cascade;
  set session_replication_role = origin;
  insert into target_group (code, name, definition, during, source, status, position) values
    ('educationReady', 'Uddannelsesparat', '', '[2014-01-01,)', 'test', 'law', 1),
    ('activityReady', 'Aktivitetsparat', '', '[2014-01-01,)', 'test', 'law', 2);
  insert into programme (key, name, during) values ('mod-til-uddannelse', 'Mod til uddannelse', '[2017-01-01,)');
  insert into staff (given_name, family_name, profession) values ('Mette', 'Holm', 'Socialrådgiver');
  insert into staff_role (staff_id, role, during) values (1, 'caseworker', '[2020-01-01,)');
  insert into rule (key, name, clock, status, source, during, programme_id, anchor, pattern, fulfilled_by,
    interval_unit, interval_length, non_working_days, stops_in_pause)
  values ('meeting', 'Møde hver måned', 'promise', 'local', 'test', '[2017-01-01,)', 1, 'membership', 'every',
    '{meeting}', 'months', 1, 'dayBefore', true)`
