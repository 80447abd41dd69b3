import type pg from 'pg'
import { type Db, queriesOn } from './connection.ts'
import { toParameter } from './values.ts'

/** Whom a transaction runs for. A session is checked by the database itself, in the same round trip. */
export type Entry =
  | {
      kind: 'session'
      tokenHash: Buffer
      roles: readonly string[]
      at: Temporal.Instant
      today: Temporal.PlainDate
      requestId: string
    }
  | { kind: 'system'; onBehalfOf: number | null; today: Temporal.PlainDate; requestId: string }
  /** Somebody without a log-in: row-level security shows nothing. */
  | { kind: 'nobody'; today: Temporal.PlainDate; requestId: string }

/** Who entered: null for the system itself and for somebody without a log-in. */
export interface Entered {
  staffId: number | null
  roles: readonly string[]
}

/** One SQL statement; the name lets every connection keep its plan. */
export interface Statement {
  name: string
  text: string
  values: readonly unknown[]
}

/** Named, so that they are planned once and leave together with what stands beside them. */
const begin = { name: 'begin', text: 'begin' }
const commit = { name: 'commit', text: 'commit' }

interface EnterRow {
  staff_id: number
  roles: string[]
}

function enter(client: pg.ClientBase, entry: Entry): Promise<Entered> {
  if (entry.kind === 'system') {
    return client
      .query({
        name: 'door.enter_as_system',
        text: 'select door.enter_as_system($1, $2, $3)',
        values: [entry.today.toString(), entry.requestId, entry.onBehalfOf],
      })
      .then(() => ({ staffId: entry.onBehalfOf, roles: [] }))
  }
  if (entry.kind === 'nobody') {
    return client
      .query({
        name: 'door.enter_as_nobody',
        text: 'select door.enter_as_nobody($1, $2)',
        values: [entry.today.toString(), entry.requestId],
      })
      .then(() => ({ staffId: null, roles: [] }))
  }
  return client
    .query<EnterRow>({
      name: 'door.enter',
      text: 'select staff_id, roles from door.enter($1, $2, $3, $4, $5)',
      values: [entry.tokenHash, entry.at.toString(), entry.today.toString(), entry.requestId, entry.roles],
    })
    .then(({ rows: [row] }) => {
      if (row === undefined) throw new Error('door.enter gave no row')
      return { staffId: row.staff_id, roles: row.roles }
    })
}

/**
 * Opens a transaction, enters it, runs one statement and commits, all in one round trip: an entry that is
 * refused fails the statement behind it too, so nothing is read without a session and a role. Gives who entered
 * beside the rows.
 */
export async function readOnce<Row extends pg.QueryResultRow>(
  pool: pg.Pool,
  entry: Entry,
  statement: Statement,
): Promise<{ staffId: number | null; rows: Row[] }> {
  const client = await take(pool)
  try {
    const [, entered, result, committed] = await Promise.allSettled([
      client.query(begin),
      enter(client, entry),
      client.query<Row>({
        name: statement.name,
        text: statement.text,
        values: statement.values.map(toParameter),
      }),
      client.query(commit),
    ])
    if (entered.status === 'rejected') throw entered.reason
    if (result.status === 'rejected') throw result.reason
    if (committed.status === 'rejected') throw committed.reason
    client.release()
    return { staffId: entered.value.staffId, rows: result.value.rows }
  } catch (error) {
    // A refusal leaves the connection sound (the commit became a rollback); only a broken one is thrown away.
    client.release(isRefusal(error) ? undefined : true)
    throw error
  }
}

/** Runs `work` in one transaction; a throw rolls everything back. */
export async function inTransaction<T>(
  pool: pg.Pool,
  entry: Entry,
  work: (db: Db, entered: Entered) => Promise<T>,
): Promise<T> {
  const client = await take(pool)
  try {
    const [begun, entered] = await Promise.allSettled([client.query(begin), enter(client, entry)])
    if (begun.status === 'rejected') throw begun.reason
    if (entered.status === 'rejected') throw entered.reason
    const output = await work(queriesOn(client), entered.value)
    await client.query(commit)
    client.release()
    return output
  } catch (error) {
    const broken = await client.query('rollback').then(
      () => false,
      () => true,
    )
    client.release(broken)
    throw error
  }
}

/**
 * Holds a session for as long as `work` lasts, and gives the number of its process in the database: when this process
 * dies, however it does, the database ends the session, and others see by it that nobody is there any more.
 */
export async function holdingSession<T>(pool: pg.Pool, work: (process: number) => Promise<T>): Promise<T> {
  const client = await take(pool)
  try {
    const { rows } = await client.query<{ process: number }>('select pg_backend_pid() as process')
    const [row] = rows
    if (row === undefined) throw new Error('a session has a process')
    return await work(row.process)
  } finally {
    client.release()
  }
}

/** No connection became free in time. Carries the code that a connection in trouble has. */
class NoConnectionError extends Error {
  readonly code = 'ETIMEDOUT'
}

async function take(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect()
  } catch (error) {
    // The pool's own time-out is the one error here that has no code.
    if (error instanceof Error && 'code' in error) throw error
    throw new NoConnectionError('no connection became free in time', { cause: error })
  }
}

function isRefusal(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'severity' in error && error.severity === 'ERROR'
}
