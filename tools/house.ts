import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { da } from '../contract/language/da.ts'
import { en } from '../contract/language/en.ts'
import { TEMPLATE } from '../server/database/test-database.ts'
import { checkImports } from './check-imports.ts'
import { checkLanguage } from './check-language.ts'
import { checkSize } from './check-size.ts'
import { checkSchemaHabits, dumpSchema } from './dump-schema.ts'
import { generateRowTypes } from './row-types.ts'
import { readSources } from './sources.ts'
import { makeTemplate, startTestServer } from './test-server.ts'

/*
 * The house's own checks, each by its name:
 *     node tools/house.ts imports | size | language | schema [--write]
 * Prints what is to be mended and exits with 1, or says nothing and exits with 0.
 */

const root = resolve(import.meta.dirname, '..')
const SCHEMA = join(root, 'server/database/schema.sql')
const ROW_TYPES = join(root, 'server/database/row-types.ts')

/** Compares schema.sql and row-types.ts with what the migrations make, or writes them. */
async function checkSchema(write: boolean): Promise<string[]> {
  const { server, stop } = await startTestServer()
  try {
    await makeTemplate(server)
    const url = `${server}/${TEMPLATE}`
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    try {
      const made: [string, string][] = [
        [SCHEMA, await dumpSchema(client)],
        [ROW_TYPES, await generateRowTypes(url)],
      ]
      const habits = await checkSchemaHabits(client)
      if (write) {
        for (const [path, text] of made) await writeFile(path, text)
        return habits
      }
      const stale: string[] = []
      for (const [path, text] of made) {
        const kept = await readFile(path, 'utf8').catch(() => '')
        if (kept !== text)
          stale.push(`${path}: not what the migrations make; run: node tools/house.ts schema --write`)
      }
      return [...habits, ...stale]
    } finally {
      await client.end()
    }
  } finally {
    await stop()
  }
}

const CHECKS: Record<string, (write: boolean) => string[] | Promise<string[]>> = {
  imports: () => checkImports(readSources(root)),
  size: () => checkSize(readSources(root)),
  language: () => checkLanguage(da, en, readSources(root)),
  schema: checkSchema,
}

const [name = '', option] = process.argv.slice(2)
const check = CHECKS[name]
if (!check) throw new Error(`a check is one of ${Object.keys(CHECKS).join(', ')}`)
const problems = await check(option === '--write')
for (const problem of problems) process.stderr.write(`${problem}\n`)
process.exitCode = problems.length > 0 ? 1 : 0
