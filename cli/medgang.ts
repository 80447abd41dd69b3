import { Command } from 'commander'
import { allocateCommand } from './allocate.ts'
import { importCommand } from './import.ts'
import { initCommand } from './init.ts'
import { serveCommand } from './serve.ts'
import { setupCommand } from './setup.ts'
import { tellTrouble } from './terminal.ts'

const program = new Command('medgang')
  .description('Medgang for the terminal')
  .addCommand(serveCommand)
  .addCommand(importCommand)
  .addCommand(initCommand)
  .addCommand(setupCommand)
  .addCommand(allocateCommand)

try {
  await program.parseAsync()
} catch (error) {
  await tellTrouble(error)
  // An open pool or a listening socket must not keep a failed command alive.
  process.exit(1)
}
