import { Command, Option } from 'commander'
import { type TemplateName, templateNames } from '#domain/setup/templates/templates.ts'
import { AlreadySetUpError, initMedgang } from '#server/main.ts'
import { onDatabase } from './on-database.ts'
import { tell } from './terminal.ts'
import { TerminalTrouble } from './terminal-trouble.ts'

/** `medgang init`: begins an installation with a template, before it is started for the first time. */
export const initCommand = new Command('init')
  .description('begin an empty installation with a template: its programmes, rules, competences and words')
  .addOption(new Option('--template <name>', 'which one').choices(templateNames).makeOptionMandatory())
  .option('--name <name>', 'the municipality’s name; MUNICIPALITY_NAME unless told')
  .action(init)

async function init({ template, name }: { template: TemplateName; name?: string }): Promise<void> {
  const called = name?.trim()
  if (called !== undefined && (called.length < 1 || called.length > 100))
    throw new TerminalTrouble(say => say('setup.cliInitName'))
  await onDatabase(async options => {
    try {
      await initMedgang({ ...options, template, name: called })
    } catch (error) {
      if (error instanceof AlreadySetUpError)
        throw new TerminalTrouble(say => say('setup.cliInitTaken'), error)
      throw error
    }
  })
  await tell(say =>
    say('setup.cliInitDone', { name: called ?? 'Medgang', template: within(say(`setup.${template}`)) }),
  )
}

/** A name as it stands in a sentence. */
function within(name: string): string {
  return `${name.charAt(0).toLocaleLowerCase('da')}${name.slice(1)}`
}
