import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Command } from 'commander'
import { setupFileSchema } from '#contract/setup-file.ts'
import { rowName, setupFaultSentence } from '#contract/setup-words.ts'
import { exportSetup, importSetup, SetupFileError } from '#server/main.ts'
import { onDatabase } from './on-database.ts'
import { tell } from './terminal.ts'
import { TerminalTrouble } from './terminal-trouble.ts'

/** `medgang setup`: hands the set-up from one municipality to another, as a file without persons. */
export const setupCommand = new Command('setup').description('the set-up as a file, without persons')

setupCommand
  .command('export')
  .description('write the set-up as JSON, to the file or to standard output')
  .argument('[file]', 'where to')
  .action(exportIt)

setupCommand
  .command('import')
  .description('bring a set-up file in: all of it, or nothing. Ends with one line of JSON')
  .argument('<file>', 'a file that "setup export" or the web has made')
  .option('--dry-run', 'say what would be added, changed and ended, and write nothing', false)
  .action(importIt)

setupCommand
  .command('schema')
  .description('print the JSON Schema of a set-up file')
  .action(() => void process.stdout.write(`${JSON.stringify(setupFileSchema(), null, 2)}\n`))

async function exportIt(file: string | undefined): Promise<void> {
  const content = await onDatabase(exportSetup)
  if (file === undefined) {
    process.stdout.write(content)
    return
  }
  await writeFile(resolve(file), content)
  await tell(say => say('setup.cliWritten', { path: file }))
}

async function importIt(file: string, { dryRun }: { dryRun: boolean }): Promise<void> {
  const content = await readFile(resolve(file), 'utf8').catch((error: unknown) => {
    throw new TerminalTrouble(say => say('setup.cliFileMissing', { path: file }), error)
  })
  try {
    const report = await onDatabase(options => importSetup({ ...options, content, dryRun }))
    const counts = {
      added: report.added.length,
      changed: report.changed.length,
      ended: report.ended.length,
      unchanged: report.unchanged,
    }
    await tell(say => [say('setup.cliDone', counts), ...(dryRun ? [say('setup.cliDryRun')] : [])].join('\n'))
    process.stdout.write(`${JSON.stringify(report)}\n`)
  } catch (error) {
    throw error instanceof SetupFileError ? explained(error) : error
  }
}

function explained(error: SetupFileError): TerminalTrouble {
  return new TerminalTrouble(
    say =>
      [
        say('setup.cliFaults'),
        ...error.faults.map(fault => setupFaultSentence(say, fault)),
        ...error.conflicts.map(({ id, name, conflict }) =>
          say('setup.cliConflict', {
            name: rowName(say, id.split('/')[0] ?? '', name),
            why: say(`setup.conflict_${conflict}`),
          }),
        ),
      ].join('\n'),
    error,
  )
}
