import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { Command } from 'commander'
import { faultSentence, refusalText } from '#contract/import-words.ts'
import type { ImportRow } from '#contract/imports.ts'
import type { Say } from '#contract/language/say.ts'
import { sayIn } from '#contract/language/say-in.ts'
import { importCaseList } from '#server/main.ts'
import { onDatabase } from './on-database.ts'
import { TerminalTrouble } from './terminal-trouble.ts'

/** `medgang import`: brings a case list in, also while Medgang serves the same database. */
export const importCommand = new Command('import')
  .description('bring a case list in (.xlsx or .csv): all of it is written, or nothing')
  .argument('<file>', 'the case list')
  .option('--dry-run', 'say what would become of each row, and write nothing', false)
  .option(
    '--json',
    'end with one line {created, changed, unchanged, refused: [{row, column, reason}]}',
    false,
  )
  .action(bringIn)

async function bringIn(file: string, { dryRun, json }: { dryRun: boolean; json: boolean }): Promise<void> {
  const bytes = await readFile(resolve(file)).catch((error: unknown) => {
    throw new TerminalTrouble(say => say('imports.fileMissing', { path: file }), error)
  })
  try {
    const rows = await onDatabase(options =>
      importCaseList({ ...options, bytes, dryRun, progress: showProgress }),
    )
    if (json) process.stdout.write(`${JSON.stringify(reportOf(rows))}\n`)
    else process.stdout.write(`${summary(sayIn('da'), basename(file), rows, dryRun).join('\n')}\n`)
  } catch (error) {
    throw fileTrouble(error) ?? error
  }
}

/** Counts, and one entry for each refused row: its first column that is wrong, and all the reasons. */
export function reportOf(rows: readonly ImportRow[]) {
  const count = (verdict: ImportRow['verdict']) => rows.filter(row => row.verdict === verdict).length
  return {
    created: count('created'),
    changed: count('changed'),
    unchanged: count('unchanged'),
    refused: rows
      .filter(({ verdict }) => verdict === 'refused')
      .map(({ row, faults }) => ({
        row,
        column: faults[0]?.column ?? '',
        reason: reasonOf(faults),
      })),
  }
}

/** The first reason stands beside its column already; the others name theirs. */
function reasonOf([first, ...others]: ImportRow['faults']): string {
  const say = sayIn('da')
  return [
    ...(first ? [faultSentence(say, first)] : []),
    ...(others.length > 0 ? [refusalText(say, others)] : []),
  ].join(' ')
}

function summary(say: Say, file: string, rows: readonly ImportRow[], dryRun: boolean): string[] {
  const { created, changed, unchanged, refused } = reportOf(rows)
  const refusals = rows.filter(({ verdict }) => verdict === 'refused')
  return [
    say('imports.cliTitle', { file }),
    ...refusals.map(({ row, faults }) =>
      say('imports.cliRefused', { row: String(row), reason: refusalText(say, faults) }),
    ),
    say('imports.cliDone', { created, changed, unchanged, refused: refused.length }),
    ...(dryRun ? [say('imports.cliDryRun')] : []),
  ]
}

function showProgress(done: number, total: number): void {
  if (!process.stderr.isTTY) return
  process.stderr.write(`\r${sayIn('da')('imports.progress', { done, total })}${done === total ? '\n' : ''}`)
}

/** A file that cannot be read is something that whoever chose it can put right. */
function fileTrouble(error: unknown): TerminalTrouble | undefined {
  const fault =
    error instanceof Error && 'fault' in error && typeof error.fault === 'string' ? error.fault : undefined
  if (fault === undefined) return undefined
  const key = `imports.file${fault.charAt(0).toUpperCase()}${fault.slice(1)}`
  return new TerminalTrouble(say => say.known(key) ?? say('imports.fileBroken'), error)
}
