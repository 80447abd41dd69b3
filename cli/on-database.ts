import type { Logger } from 'pino'
import { reachEmbedded } from '#server/database/embedded/start.ts'
import { checkDatabase } from './check-database.ts'
import { openLog } from './log.ts'
import { readSettings } from './settings.ts'

/**
 * Does a command's work on the database that the settings name: one that somebody else runs, the embedded one of a
 * Medgang that serves meanwhile, or the embedded one started for as long as it takes.
 */
export async function onDatabase<Result>(
  work: (options: { databaseUrl: string; home: string; log: Logger }) => Promise<Result>,
): Promise<Result> {
  const { databaseUrl, home } = readSettings(process.env)
  // The log goes to its file: what a command prints is for people and programs.
  const { log } = openLog(home, true)
  if (databaseUrl !== undefined) await checkDatabase(databaseUrl)
  const embedded = databaseUrl === undefined ? await reachEmbedded({ home, log }) : undefined
  try {
    return await work({ databaseUrl: databaseUrl ?? embedded?.url ?? '', home, log })
  } finally {
    await embedded?.stop()
  }
}
