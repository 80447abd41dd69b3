import { queryOptions } from '@tanstack/react-query'
import { readBoard, readCasesOf, readCaseWeight } from '#contract/caseload-board.ts'
import { tryMoves } from '#contract/caseload-tries.ts'
import type { OutputOf } from '#contract/use-case.ts'
import { call } from '#web/calls/call.ts'
import { idIn } from '#web/calls/id-in.ts'

export type Board = OutputOf<typeof readBoard>
export type CasesOf = OutputOf<typeof readCasesOf>
export type CaseWeight = OutputOf<typeof readCaseWeight>
export type Tried = OutputOf<typeof tryMoves>

/* All under one key, which is forgotten when somebody gets another caseworker: see forgetAssignments. */

export const boardQuery = queryOptions({
  queryKey: ['caseload', 'board'],
  queryFn: ({ signal }) => call(readBoard, {}, signal),
})

/** @param staffId as in the address */
export function casesQuery(staffId: string) {
  return queryOptions({
    queryKey: ['caseload', 'cases', staffId],
    queryFn: ({ signal }) => call(readCasesOf, { staffId: idIn(staffId) }, signal),
  })
}

export function caseWeightQuery(youthId: number) {
  return queryOptions({
    queryKey: ['caseload', 'weight', youthId],
    queryFn: ({ signal }) => call(readCaseWeight, { youthId }, signal),
  })
}

/** @param from ISO text of the day from which the moves would hold */
export function triedQuery(from: string, moves: readonly { youthId: number; toId: number }[]) {
  return queryOptions({
    queryKey: ['caseload', 'tried', from, moves],
    queryFn: ({ signal }) => call(tryMoves, { from, moves: [...moves] }, signal),
    enabled: moves.length > 0,
    placeholderData: before => (moves.length > 0 ? before : undefined),
  })
}
