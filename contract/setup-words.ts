import type { Say } from './language/say.ts'
import type { SetupFileFault } from './setup-file.ts'

/** What is wrong with a set-up file, and where in it: one sentence for people. */
export function setupFaultSentence(
  say: Say,
  { code, section, number, name, field, value }: Omit<SetupFileFault, 'code'> & { code: string },
): string {
  const why = say.known(`setup.fault_${code}`, { value }) ?? say('setup.fault_invalid')
  const list = section === null ? '' : sectionName(say, section)
  if (section === null || number === null) return field === '' ? why : say('setup.faultTop', { field, why })
  const place = { section: list, number, why }
  const named = { ...place, name: rowName(say, section, name) }
  if (field === '') return say('setup.faultRow', named)
  return name === ''
    ? say('setup.faultNameless', { ...place, field })
    : say('setup.faultAt', { ...named, field })
}

/** A list of the file as people call it. */
export function sectionName(say: Say, section: string): string {
  return say.known(`setup.${section}`) ?? section
}

/** A row as people call it: most have a name of their own, the others one of Medgang's words. */
export function rowName(say: Say, section: string, name: string): string {
  if (section === 'newcomerSteps') return say('setup.fromWeek', { week: name })
  return say.known(`setup.${name}_${section}`) ?? name
}
