import { setImmediate as breathe } from 'node:timers/promises'
import { sql } from 'kysely'
import type { ImportField } from '#contract/imports.ts'
import type { Db } from '#server/database/connection.ts'
import type { ToldCeiling } from '#server/records/ceilings.ts'
import type { CprVault } from '#server/records/cpr-vault.ts'
import type { Asker } from './asker.ts'
import type { ReadRow } from './case-row.ts'
import { ceilingsPassed } from './ceilings-passed.ts'
import { convertRow } from './convert-row.ts'
import { type Decision, decideRows } from './decide.ts'
import { type Configuration, loadConfiguration, loadRegister } from './register.ts'
import { type SavedPerson, saveDeadlines, savePeople, saveStaff, type WrittenDecision } from './save.ts'
import { isBlank, type Sheet } from './sheet.ts'
import { type NewStaff, StaffBook } from './staff-book.ts'

/** A sheet with where its rows begin and what its columns hold. */
export interface MappedTable {
  sheet: Sheet
  headerRow: number
  fields: readonly (ImportField | null)[]
}

export interface ImportContext {
  asker: Asker
  cpr: CprVault
  today: Temporal.PlainDate
  timeZone: string
}

export interface Outcome {
  /** One for each row that is not blank, in the order of the file. */
  decisions: Decision[]
  newStaff: NewStaff[]
  configuration: Configuration
  /** Youth ids of the rows that were written. */
  written: ReadonlyMap<number, number>
  /** By row: the ceiling that it takes a caseworker above. */
  above: ReadonlyMap<number, ToldCeiling>
}

/** Serialises imports: two at once would each create the people that both lists have. */
const importLock = 4_710_230_025

/** So many rows are understood or written before others get their turn. */
const batch = 500

/** What would become of every row, from the register as it is now. Writes nothing. */
export async function previewRows(db: Db, table: MappedTable, context: ImportContext): Promise<Outcome> {
  const { today } = context
  const configuration = await loadConfiguration(db, today)
  const read = await readRows(table, configuration, today)
  const understood = read.flatMap(row => (row.ok ? [row.row] : []))
  const register = await loadRegister(db, understood, context.cpr, today)
  const staff = new StaffBook(register.staff)
  const decisionContext = {
    today,
    asker: context.asker,
    decidedAt: configuration.decidedAt,
    cprIndexOf: (digits: string) => context.cpr.indexOf(digits).toString('hex'),
  }
  const decided = new Map(
    decideRows(understood, register, staff, decisionContext).map(decision => [decision.row, decision]),
  )
  const decisions = read.flatMap(row => {
    // What is not understood is not looked up.
    if (!row.ok) {
      return [{ verdict: 'refused' as const, row: row.row, name: row.name, faults: row.faults, youthIds: [] }]
    }
    return decided.get(row.row.row) ?? []
  })
  const above = await ceilingsPassed(db, decisions, today)
  return { decisions, newStaff: neededStaff(decisions, staff), configuration, written: new Map(), above }
}

/**
 * Brings a list in: decides as {@link previewRows} does, behind a lock that lets one import at a time through, and
 * writes everything in the transaction that it is given. Whoever gives the transaction decides about all or nothing.
 *
 * @param progress told after each batch how many rows are done
 */
export async function importRows(
  db: Db,
  table: MappedTable,
  context: ImportContext,
  progress: (done: number, total: number) => Promise<void>,
): Promise<Outcome> {
  // An import has time: it waits for the one before it, and for whoever is registering something just now.
  await sql`select set_config('lock_timeout', '0', true)`.execute(db)
  await sql`select pg_advisory_xact_lock(${importLock})`.execute(db)
  const outcome = await previewRows(db, table, context)
  const writing = outcome.decisions.filter((decision): decision is WrittenDecision => 'writes' in decision)
  const total = outcome.decisions.length
  const settled = total - writing.length
  await progress(settled, total)
  const newStaff = await saveStaff(db, outcome.newStaff)
  const written = new Map<number, number>()
  let steps = 0
  // Two steps for each row: writing, deadlines.
  const step = (rows: number) => {
    steps += rows
    return progress(settled + Math.floor(steps / 2), total)
  }
  // Nobody can wait for people who are only just made. The others' cases are locked last, in the order of their keys.
  const made = writing.filter(({ writes }) => writes.youthId === null)
  const known = writing
    .filter(({ writes }) => writes.youthId !== null)
    .sort((one, other) => keyOf(one) - keyOf(other))
  for (const decisions of [made, known]) {
    const saved: SavedPerson[] = []
    for (const part of inBatches(decisions)) {
      saved.push(...(await savePeople(db, part, { ...context, newStaff })))
      await step(part.length)
    }
    for (const part of inBatches(saved)) {
      await saveDeadlines(db, part, context.today)
      await step(part.length)
    }
    for (const { row, youthId } of saved) written.set(row, youthId)
  }
  return { ...outcome, written }
}

function keyOf({ writes }: WrittenDecision): number {
  return writes.youthId ?? 0
}

function inBatches<Item>(items: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / batch) }, (_, index) =>
    items.slice(index * batch, (index + 1) * batch),
  )
}

async function readRows(
  { sheet, headerRow, fields }: MappedTable,
  { vocabulary }: Configuration,
  today: Temporal.PlainDate,
): Promise<ReadRow[]> {
  const context = { mapping: fields, epoch: sheet.epoch, today, vocabulary }
  const header = JSON.stringify(sheet.rows[headerRow] ?? null)
  const read: ReadRow[] = []
  for (const [index, cells] of sheet.rows.entries()) {
    if (index <= headerRow) continue
    if (index % batch === 0) await breathe()
    const blank = fields.every((field, column) => field === null || isBlank(cells[column]))
    // Printed lists repeat their headings on every page.
    if (!blank && JSON.stringify(cells) !== header) read.push(convertRow(cells, index + 1, context))
  }
  return read
}

/** Those caseworkers of the book whom an accepted row names: a refused row creates nobody. */
function neededStaff(decisions: readonly Decision[], staff: StaffBook): NewStaff[] {
  const named = new Set(
    decisions.flatMap(decision => ('writes' in decision ? [decision.writes.assignment?.insert.value] : [])),
  )
  return staff.created().filter(({ key }) => named.has(`new:${key}`))
}
