import { keepPreviousData, queryOptions } from '@tanstack/react-query'
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

/** The answer before stays while another is asked for, so that nothing jumps while one chooses. */
export function previewQuery(question: InputOf<typeof previewAssessment>) {
  return queryOptions({
    queryKey: ['assessment-preview', question],
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
