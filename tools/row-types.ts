import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

// As `server/database/values.ts` reads them.
const TYPES = {
  date: 'Temporal.PlainDate',
  timestamptz: 'Temporal.Instant',
  daterange: 'import("./values.ts").DayRange',
  int8: 'number',
}

/** The row types of the schema at `url`, as TypeScript. */
export async function generateRowTypes(url: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'medgang-types-'))
  try {
    const file = join(folder, 'row-types.ts')
    const program = join(import.meta.dirname, '../node_modules/kysely-codegen/dist/cli/bin.js')
    await promisify(execFile)(process.execPath, [
      ...[program, '--dialect', 'postgres', '--url', url, '--out-file', file, '--log-level', 'error'],
      ...[
        '--default-schema',
        'public',
        '--include-pattern',
        'public.*',
        '--exclude-pattern',
        'public.migration',
      ],
      ...['--type-mapping', JSON.stringify(TYPES)],
    ])
    return await readFile(file, 'utf8')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
