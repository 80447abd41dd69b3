import { type AnyRow, nameOf, type Setup, sectionNames } from '#domain/setup/setup.ts'

/** What a set-up holds, by name: each thing once, however many periods it has. */
export function summaryOf(setup: Setup): { section: string; names: string[] }[] {
  const kinds = new Map(setup.rateKinds.map(row => [row.key, `${row.name}, ${row.forWhom}`]))
  return sectionNames.map(section => {
    const rows: readonly AnyRow[] = setup[section]
    const names = rows.map(row => ('amount' in row ? (kinds.get(row.rate) ?? row.rate) : nameOf(row)))
    return { section, names: [...new Set(names)] }
  })
}
