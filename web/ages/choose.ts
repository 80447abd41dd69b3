import type { AgeTurn } from '#contract/age-words.ts'
import { searchKey } from '#domain/person/name.ts'

/** What one has chosen to see; empty texts choose nothing. */
export interface Choice {
  age: string
  name: string
  /** A staff id, `none` for those without a caseworker. */
  caseworker: string
  youthId: string
}

/** Those of the choice, in the order that they came in. A name fits by any part of it, however it is spelled. */
export function chosen(turns: readonly AgeTurn[], { age, name, caseworker, youthId }: Choice): AgeTurn[] {
  const words = searchKey(name).split(' ')
  return turns.filter(turn => {
    const full = searchKey(`${turn.givenName} ${turn.familyName}`)
    const holder = turn.caseworker === null ? 'none' : String(turn.caseworker.staffId)
    return (
      (age === '' || String(turn.age) === age) &&
      (youthId === '' || String(turn.youthId) === youthId) &&
      (caseworker === '' || holder === caseworker) &&
      words.every(word => full.includes(word))
    )
  })
}

/** Those whom somebody waits for, and the others by month. */
export function grouped(turns: readonly AgeTurn[]): {
  late: AgeTurn[]
  months: { month: Temporal.PlainYearMonth; turns: AgeTurn[] }[]
} {
  const months = new Map<string, { month: Temporal.PlainYearMonth; turns: AgeTurn[] }>()
  for (const turn of turns.filter(({ isLate }) => !isLate)) {
    const month = turn.day.toPlainYearMonth()
    const group = months.get(month.toString()) ?? { month, turns: [] }
    group.turns.push(turn)
    months.set(month.toString(), group)
  }
  return { late: turns.filter(({ isLate }) => isLate), months: [...months.values()] }
}
