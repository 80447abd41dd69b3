import { sql } from 'kysely'
import type pg from 'pg'
import { readSetupFile, type SetupFileFault } from '#contract/setup-file.ts'
import { compareSetups, type Proposal } from '#domain/setup/compare.ts'
import { type AnyRow, identityOf, type SectionName, type Setup, sectionNames } from '#domain/setup/setup.ts'
import type { Db } from '#server/database/connection.ts'
import { inTransaction } from '#server/database/transaction.ts'
import { logChange } from '#server/records/change-log.ts'
import { bringIn, lockSetup } from './bring-in.ts'
import { setupText } from './export-setup.ts'
import { readSetup } from './read-setup.ts'
import { isAnybodyRegistered, replaceSetup } from './starting-point.ts'

export interface SetupImport {
  /** The file's text. */
  content: string
  /** Say what would become of it, and write nothing. */
  dryRun: boolean
}

/** What was brought in, by section and key; `conflicts` only in a dry run, since nothing is changed where there are any. */
export interface SetupReport {
  added: string[]
  changed: string[]
  ended: string[]
  unchanged: number
  conflicts: { id: string; name: string; conflict: NonNullable<Proposal['conflict']> }[]
  /** How many young people got other open deadlines; null where they are so many that theirs follow later. */
  youths: number | null
}

/** Why a file is not brought in: faults of its own, or rows that contradict what stands here. */
export class SetupFileError extends Error {
  readonly faults: readonly SetupFileFault[]
  readonly conflicts: SetupReport['conflicts']

  constructor(faults: readonly SetupFileFault[], conflicts: SetupReport['conflicts'] = []) {
    super('the set-up file cannot be brought in')
    this.faults = faults
    this.conflicts = conflicts
  }
}

const systemOn = (today: Temporal.PlainDate) =>
  ({ kind: 'system', onBehalfOf: null, today, requestId: 'setup' }) as const

/** The text of a set-up file. */
export function exportSetupFile(pool: pg.Pool, today: Temporal.PlainDate): Promise<string> {
  return inTransaction(pool, systemOn(today), setupText)
}

/**
 * Brings a file in as the system itself: all of it, or nothing.
 *
 * @throws SetupFileError
 */
export function importSetupFile(
  pool: pg.Pool,
  today: Temporal.PlainDate,
  { content, dryRun }: SetupImport,
): Promise<SetupReport> {
  const read = readSetupFile(content)
  if (read.setup === undefined) throw new SetupFileError(read.faults)
  const { setup } = read
  return inTransaction(pool, systemOn(today), async db => {
    await lockSetup(db)
    const here = await readSetup(db)
    const isOpen = await db
      .selectFrom('municipality')
      .select('id')
      .where('setup_chosen', '=', false)
      .execute()
    const report =
      isOpen.length > 0 && !(await isAnybodyRegistered(db))
        ? await asTheWhole(db, here, setup, today, dryRun)
        : await asProposals(db, here, setup, today, dryRun)
    return report
  })
}

async function asTheWhole(
  db: Db,
  here: Setup,
  setup: Setup,
  today: Temporal.PlainDate,
  dryRun: boolean,
): Promise<SetupReport> {
  const report: SetupReport = { added: [], changed: [], ended: [], unchanged: 0, conflicts: [], youths: 0 }
  for (const section of sectionNames) {
    const old = new Map(rowsById(section, here[section]))
    const fresh = new Map(rowsById(section, setup[section]))
    for (const [id, row] of fresh) {
      if (!old.has(id)) report.added.push(id)
      else if (old.get(id) !== row) report.changed.push(id)
      else report.unchanged += 1
    }
    report.ended.push(...[...old.keys()].filter(id => !fresh.has(id) && isReplaced(section, setup)))
  }
  if (dryRun) return report
  await replaceSetup(db, setup, today)
  await db.updateTable('municipality').set({ template: null, setup_chosen: true }).execute()
  await log(db, report)
  return report
}

/** What stays where a file has none of its own: see door.clear_setup and the others that clear. */
function isReplaced(section: SectionName, setup: Setup): boolean {
  const keeping: readonly SectionName[] = [
    'closings',
    'entrancePromises',
    'dutyRules',
    'orderRules',
    'ageChanges',
    'enquiryRetention',
    'timeSettings',
    'newcomerSteps',
  ]
  if (section === 'entranceTexts') return false
  if (keeping.includes(section)) return setup[section].length > 0
  return section === 'rates' || section === 'rateKinds' ? setup.rateKinds.length > 0 : true
}

function rowsById(section: string, rows: readonly AnyRow[]): [id: string, row: string][] {
  return rows.map(row => {
    const day = 'during' in row ? [row.during.from] : []
    return [[section, identityOf(row), ...day].join('/'), JSON.stringify(row)]
  })
}

async function asProposals(
  db: Db,
  here: Setup,
  setup: Setup,
  today: Temporal.PlainDate,
  dryRun: boolean,
): Promise<SetupReport> {
  const { proposals, same } = compareSetups(here, setup, today)
  const conflicts = proposals.flatMap(({ id, name, conflict }) =>
    conflict === null ? [] : [{ id, name, conflict }],
  )
  if (conflicts.length > 0 && !dryRun) throw new SetupFileError([], conflicts)
  const taken = proposals.filter(({ kind }) => kind !== 'conflict')
  const { youths } = await bringIn(db, here, taken, { from: today, today, dryRun })
  const idsOf = (kind: Proposal['kind']) => taken.filter(one => one.kind === kind).map(({ id }) => id)
  const report = {
    added: idsOf('new'),
    changed: idsOf('changed'),
    ended: idsOf('ended'),
    unchanged: same,
    conflicts,
    youths,
  }
  if (!dryRun) {
    await sql`update municipality set setup_chosen = true`.execute(db)
    await log(db, report)
  }
  return report
}

async function log(db: Db, { added, changed, ended }: SetupReport): Promise<void> {
  await logChange(db, {
    action: 'setup.import',
    youthId: null,
    subject: 'municipality',
    subjectId: 1,
    after: { added, changed, ended },
  })
}
