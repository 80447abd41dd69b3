import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { proposeNextContact, readContact, readContactForm } from '#contract/contacts.ts'
import type { InputOf } from '#contract/use-case.ts'
import { call } from '#web/calls/call.ts'

export function formQuery(youthId: string) {
  return queryOptions({
    queryKey: ['contact-form', youthId],
    queryFn: ({ signal }) => call(readContactForm, { youthId: Number(youthId) }, signal),
  })
}

/** The answer before stays while another is asked for, so that nothing jumps under the thumb. */
export function nextQuery(question: InputOf<typeof proposeNextContact>) {
  return queryOptions({
    queryKey: ['next-contact', question],
    queryFn: ({ signal }) => call(proposeNextContact, question, signal),
    placeholderData: keepPreviousData,
  })
}

export function contactQuery(contactId: string) {
  return queryOptions({
    queryKey: ['contact', contactId],
    queryFn: ({ signal }) => call(readContact, { contactId: Number(contactId) }, signal),
    // Somebody who is writing is told of a change when saving, not while thinking.
    refetchOnWindowFocus: false,
  })
}
