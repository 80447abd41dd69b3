import { Logger, run, runMigrations, type TaskList } from 'graphile-worker'
import pg from 'pg'
import type { House } from '#server/door/route.ts'
import { nightly } from './nightly.ts'
import { brokenSeals, sealLogs } from './seal-logs.ts'

/**
 * A slice's own background work: gets the payload that was queued with `door.enqueue`, and for what takes minutes a
 * signal that the house is being closed, which waits for whatever is being done.
 */
export type Job = (payload: unknown, house: House, closing: AbortSignal) => Promise<void>

/** Background work that is under way. */
export interface Jobs {
  /** Waits for what is being done, and lets go of the database. */
  stop(): Promise<void>
}

/**
 * In UTC, as the queue keeps it. A Danish day begins at 22 or 23: the run that comes before midnight finds nothing to
 * do. Seals are made every ten minutes, and every minute it is looked for proposals that nobody works on.
 */
const crontab = `
10 22,23 * * * deadlines:nightly
5 22,23 * * * ages:turn
50 22,23 * * * enquiries:forget
40 22,23 * * * handovers:lapse
*/10 * * * * logs:seal
30 3 * * * logs:check
20 * * * * sessions:clean
40 * * * * imports:clean
50 * * * * marks:clean
15 22,23 * * * caseload:keep
* * * * * proposals:next
`

/**
 * Runs background work until it is stopped: the house's own, and the slices' `jobs` by name. Works as the owner
 * of the database, since the queue is not the app role's to see.
 */
export async function startJobs(
  house: House,
  databaseUrl: string,
  jobs: Readonly<Record<string, Job>>,
): Promise<Jobs> {
  const log = house.app.log
  const system = (): { kind: 'system'; onBehalfOf: null; today: Temporal.PlainDate; requestId: string } => ({
    kind: 'system',
    onBehalfOf: null,
    today: house.now().toZonedDateTimeISO(house.timeZone).toPlainDate(),
    requestId: 'job',
  })
  const taskList: TaskList = {
    'deadlines:nightly': async () => {
      const { checked, differing } = await nightly(house.pool, system())
      if (differing.length > 0)
        log.error({ checked, differing: differing.length }, 'stored deadlines differed')
      else log.info({ checked }, 'deadlines derived')
    },
    'logs:seal': async () => {
      for (const seal of await sealLogs(house.pool, system())) log.info(seal, 'sealed')
    },
    'logs:check': async () => {
      const broken = await brokenSeals(house.pool, system())
      if (broken.length > 0) log.error({ broken: broken.length }, 'a log no longer fits its seal')
    },
    'tables:analyze': async (_payload, { query }) => {
      const { rows } = await query(`select from pg_stat_user_tables
        where relname = 'youth' and last_analyze is null and last_autoanalyze is null`)
      if (rows.length > 0) await query('analyze')
    },
    'sessions:clean': async () => {
      await house.pool.query('delete from session where ends_at < $1', [house.now().toString()])
    },
    'marks:clean': async () => {
      await house.pool.query('select door.forget_marks()')
    },
  }
  // Told at once: the queue's own signal comes only after seconds, and whoever closes the house may not wait so long.
  const closing = new AbortController()
  for (const [name, job] of Object.entries(jobs))
    taskList[name] = payload => job(payload, house, closing.signal)

  const pgPool = new pg.Pool({ connectionString: databaseUrl, max: 4, application_name: 'medgang jobs' })
  const lost = (error: Error) => log.error({ error: error.name }, 'the connection of the jobs was lost')
  pgPool.on('error', lost)
  pgPool.on('connect', client => client.on('error', lost))
  await runMigrations({ pgPool })
  const runner = await run({
    pgPool,
    taskList,
    crontab,
    concurrency: 2,
    noHandleSignals: true,
    logger: quietLogger(log),
  })
  // The night may have been slept through: what is of an earlier day is derived now, and birthdays are made up for.
  await runner.addJob('deadlines:nightly', {}, { jobKey: 'deadlines:nightly' })
  await runner.addJob('ages:turn', {}, { jobKey: 'ages:turn' })
  await runner.addJob('enquiries:forget', {}, { jobKey: 'enquiries:forget' })
  await runner.addJob('handovers:lapse', {}, { jobKey: 'handovers:lapse' })
  await runner.addJob('caseload:keep', {}, { jobKey: 'caseload:keep' })
  // A database that was just filled has no statistics yet, and plans badly until it has.
  await runner.addJob('tables:analyze', {}, { jobKey: 'tables:analyze' })
  return {
    async stop() {
      const stopped = runner.stop()
      closing.abort()
      await stopped
      await pgPool.end()
    },
  }
}

/** Says which task failed and never why: the messages of a database may hold values of rows. */
function quietLogger(log: House['app']['log']): Logger {
  return new Logger(scope => level => {
    if (level === 'error') log.error({ task: scope.taskIdentifier }, 'a job reported an error')
  })
}
