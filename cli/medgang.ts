import { Command } from 'commander'
import { allocateCommand } from './allocate.ts'
import { importCommand } from './import.ts'
import { initCommand } from './init.ts'
import { serveCommand } from './serve.ts'
import { setupCommand } from './setup.ts'
import { tellTrouble } from './terminal.ts'
import { codeOf, TerminalTrouble } from './trouble.ts'

const program = new Command('medgang')
  .description('Medgang for the terminal')
  .addCommand(serveCommand)
  .addCommand(importCommand)
  .addCommand(initCommand)
  .addCommand(setupCommand)
  .addCommand(allocateCommand)

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
