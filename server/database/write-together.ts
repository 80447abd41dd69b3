import type { Duplex } from 'node:stream'
import type pg from 'pg'

/**
 * Lets the queries that are sent in one turn of the event loop leave in one write. Without it each of a pipeline's
 * queries is a system call here and a wake-up of the database's process there, before the next one has come.
 */
export function writeTogether(client: pg.ClientBase): void {
  const { stream } = (client as pg.Client).connection as unknown as { stream: Duplex }
  const cork = stream.cork.bind(stream)
  let holding = false
  // `pg` corks around each query; the outer cork held here makes its uncorking wait for the others.
  stream.cork = () => {
    if (!holding) {
      holding = true
      cork()
      process.nextTick(() => {
        holding = false
        stream.uncork()
      })
    }
    cork()
  }
}
