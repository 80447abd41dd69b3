import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { type ImportView, listImports, readImport, readImportRows, type Verdict } from '#contract/imports.ts'
import { call } from '#web/calls/call.ts'

/** So many rows are fetched at a time. */
const pageOfRows = 200

export function isUnderWay({ state }: Pick<ImportView, 'state'>): boolean {
  return state === 'queued' || state === 'running'
}

export const importsQuery = queryOptions({
  queryKey: ['imports'],
  queryFn: ({ signal }) => call(listImports, {}, signal),
})

export function importQuery(importId: number) {
  return queryOptions({
    queryKey: ['imports', importId],
    queryFn: ({ signal }) => call(readImport, { importId }, signal),
    refetchInterval: query => (query.state.data && isUnderWay(query.state.data) ? 800 : false),
  })
}

/** Rows in the order of the file; anew for each version, since changing the columns changes them all. */
export function rowsQuery({ importId, version }: ImportView, verdict: Verdict | null) {
  return infiniteQueryOptions({
    queryKey: ['imports', importId, 'rows', version, verdict],
    queryFn: ({ pageParam, signal }) =>
      call(
        readImportRows,
        { importId, from: pageParam, count: pageOfRows, ...(verdict ? { verdict } : {}) },
        signal,
      ),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const shown = pages.reduce((sum, { rows }) => sum + rows.length, 0)
      return shown < last.total ? shown : undefined
    },
  })
}
