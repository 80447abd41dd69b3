import { useQueryClient } from '@tanstack/react-query'
import type { DatedRowKind } from '#contract/register.ts'
import { type PeriodRow, rowsIn, type YouthRows } from './period-rows.ts'
import { rowsQuery } from './queries.ts'

/** What became of a row that somebody else changed meanwhile; null where it was taken back. */
export interface Successor {
  row: PeriodRow | null
}

/** Fetches the rows anew and finds the one that stands where another stood in `before`. */
export function useSuccessor(youthId: number, kind: DatedRowKind): (before: YouthRows) => Promise<Successor> {
  const queries = useQueryClient()
  return async before => {
    const after = await queries.fetchQuery({ ...rowsQuery(String(youthId)), staleTime: 0 })
    return { row: successorIn(rowsIn(kind, before), rowsIn(kind, after)) }
  }
}

/** A correction is a row with a key that was not there before. */
export function successorIn(before: readonly PeriodRow[], after: readonly PeriodRow[]): PeriodRow | null {
  const known = new Set(before.map(({ id }) => id))
  return after.find(({ id }) => !known.has(id)) ?? null
}
