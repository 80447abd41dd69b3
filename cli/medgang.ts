import { Command } from 'commander'
import { tellTrouble } from './terminal.ts'
import { codeOf, TerminalTrouble } from './terminal-trouble.ts'

/** Only the one that is asked for is loaded: what reads a file need not wait for all of the server. */
const commands = new Map<string, () => Promise<Command>>([
  ['serve', async () => (await import('./serve.ts')).serveCommand],
  ['import', async () => (await import('./import.ts')).importCommand],
  ['init', async () => (await import('./init.ts')).initCommand],
  ['setup', async () => (await import('./setup.ts')).setupCommand],
  ['allocate', async () => (await import('./allocate.ts')).allocateCommand],
])
const asked = commands.get(process.argv[2] ?? '')
const program = new Command('medgang').description('Medgang for the terminal')
for (const load of asked ? [asked] : commands.values()) program.addCommand(await load())

// Whoever reads no further, as `head` does, has had enough; a disk without room is told.
process.stdout.on('error', error => {
  process.exitCode = 1
  if (codeOf(error) === 'EPIPE') process.exit()
  void tellTrouble(new TerminalTrouble(say => say('terminal.cannotWrite'), error)).finally(() =>
    process.exit(),
  )
})

try {
  await program.parseAsync()
} catch (error) {
  await tellTrouble(error)
  // An open pool or a listening socket must not keep a failed command alive.
  process.exit(1)
}
