import { join, resolve } from 'node:path'
import { TerminalTrouble } from './terminal-trouble.ts'

/** What the environment decides. `databaseUrl` is missing where the embedded database is to be used. */
export type Settings = { databaseUrl: string | undefined; port: number; host: string; home: string }

const CHECKOUT = resolve(import.meta.dirname, '..')

/**
 * Reads DATABASE_URL, PORT (default 8080), HOST (default localhost) and MEDGANG_HOME (default `.medgang` in the checkout).
 *
 * @throws TerminalTrouble when PORT or DATABASE_URL cannot be what they should
 */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const port = Number(env['PORT'] || 8080)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new TerminalTrouble(say => say('terminal.portInvalid', { port: env['PORT'] ?? '' }))
  }
  const databaseUrl = env['DATABASE_URL'] || undefined
  if (databaseUrl !== undefined && !/^postgres(ql)?:/.test(URL.parse(databaseUrl)?.protocol ?? '')) {
    throw new TerminalTrouble(say => say('terminal.databaseUrlInvalid'))
  }
  return {
    databaseUrl,
    port,
    host: env['HOST'] || 'localhost',
    home: resolve(env['MEDGANG_HOME'] || join(CHECKOUT, '.medgang')),
  }
}
