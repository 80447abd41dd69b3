import { type AnyRow, nameOf, type Setup, sectionNames } from '#domain/setup/setup.ts'

/** What a set-up holds, by name: each thing once, however many periods it has. */
export function summaryOf(setup: Setup): { section: string; names: string[] }[] {
  return sectionNames.map(section => {
    const rows: readonly AnyRow[] = setup[section]
    return { section, names: [...new Set(rows.map(nameOf))] }
  })
}
