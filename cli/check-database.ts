import pg from 'pg'
import { codeOf, TerminalTrouble } from './terminal-trouble.ts'

const NEEDED = 15

/**
 * Asks a database that someone else runs whether it can be used, before anything is done with it.
 *
 * @throws TerminalTrouble when it does not answer, refuses, is missing or is older than PostgreSQL 15
 */
export async function checkDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  try {
    await client.connect()
    const { rows } = await client.query<{ server_version_num: string }>('show server_version_num')
    const found = Math.floor(Number(rows[0]?.server_version_num) / 10_000)
    if (found < NEEDED) {
      const versions = { found: String(found), needed: String(NEEDED) }
      throw new TerminalTrouble(say => say('terminal.databaseTooOld', versions))
    }
  } catch (error) {
    throw explain(error, client)
  } finally {
    await client.end().catch(() => undefined)
  }
}

// PostgreSQL's error codes, appendix A: invalid password, invalid authorization, database that does not exist.
const REFUSED = ['28P01', '28000']
const MISSING = '3D000'

function explain(error: unknown, client: pg.Client): unknown {
  if (error instanceof TerminalTrouble) return error
  const code = codeOf(error) ?? ''
  if (REFUSED.includes(code)) return new TerminalTrouble(say => say('terminal.databaseRefuses'), error)
  if (code === MISSING) {
    const name = client.database ?? ''
    return new TerminalTrouble(say => say('terminal.databaseMissing', { name }), error)
  }
  const host = `${client.host}:${client.port}`
  return new TerminalTrouble(say => say('terminal.databaseUnreachable', { host }), error)
}
