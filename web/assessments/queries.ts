import { keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query'
import { previewAssessment, readAssessments, readEducationOrders } from '#contract/assessments.ts'
import type { InputOf } from '#contract/use-case.ts'
import { call } from '#web/calls/call.ts'

export function assessmentsQuery(youthId: string) {
  return queryOptions({
    queryKey: ['assessments', youthId],
    queryFn: ({ signal }) => call(readAssessments, { youthId: Number(youthId) }, signal),
    // Somebody who is writing is told of a change when saving, not while thinking.
    refetchOnWindowFocus: false,
  })
}

const preview = 'assessment-preview'

/** The answer before stays while another is asked for, so that nothing jumps while one chooses. */
export function previewQuery(question: InputOf<typeof previewAssessment>) {
  return queryOptions({
    queryKey: [preview, question],
    queryFn: ({ signal }) => call(previewAssessment, question, signal),
    placeholderData: keepPreviousData,
  })
}

export function ordersQuery(youthId: string) {
  return queryOptions({
    queryKey: ['education-orders', youthId],
    queryFn: ({ signal }) => call(readEducationOrders, { youthId: Number(youthId) }, signal),
    refetchOnWindowFocus: false,
  })
}

/**
 * After a decision everything on the page is read anew, but for what would have followed from it: what is asked about the
 * state before has no answer any more, and is asked again when somebody decides next.
 */
export function readAnew(queries: QueryClient): void {
  void queries.invalidateQueries({ queryKey: [preview], refetchType: 'none' })
  void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== preview })
}
