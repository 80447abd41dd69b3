import { setImmediate } from 'node:timers/promises'

/** So many take some milliseconds: nobody else's question waits longer than that for its turn. */
const atOnce = 100

/** The same as `map`, with a pause after each slice in which other questions are answered. */
export async function inSlices<Row, T>(rows: readonly Row[], make: (row: Row) => T): Promise<T[]> {
  const made: T[] = []
  for (const [index, row] of rows.entries()) {
    if (index > 0 && index % atOnce === 0) await setImmediate()
    made.push(make(row))
  }
  return made
}

/** One after the other, with a pause after each. */
export async function oneByOne<Row>(rows: readonly Row[], work: (row: Row) => unknown): Promise<void> {
  for (const row of rows) {
    work(row)
    await setImmediate()
  }
}
