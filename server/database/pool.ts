import pg from 'pg'
import { resultTypes } from './values.ts'
import { writeTogether } from './write-together.ts'

export interface PoolOptions {
  url: string
  /** The role to work as; null keeps the role of the address, as migrations need. */
  role: 'medgang_app' | null
  max: number
  onError: (error: Error) => void
}

/**
 * Connections that work as `role`. Queries given to one connection at once are pipelined, so that opening the
 * transaction, entering it and reading take one round trip.
 */
export function createPool({ url, role, max, onError }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types: resultTypes,
    pipeline: true,
    application_name: 'medgang',
    connectionTimeoutMillis: 15_000,
    // Compiling a plan takes longer than running it: these are all over in milliseconds. Nobody waits for a lock so
    // long that everybody else comes to wait for a connection.
    ...(role === null
      ? {}
      : {
          options: `-c role=${role} -c jit=off -c lock_timeout=10s -c idle_in_transaction_session_timeout=120s`,
        }),
  })
  pool.on('error', onError)
  pool.on('connect', writeTogether)
  // A connection that is lost between two statements of a transaction would otherwise end the process.
  pool.on('connect', client => client.on('error', onError))
  return pool
}
