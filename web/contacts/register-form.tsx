import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ContactForm, NextContact } from '#contract/contacts.ts'
import { bookAppointment, correctContact, registerContact } from '#contract/contacts.ts'
import type { InputOf, OutputOf } from '#contract/use-case.ts'
import { CallError, call } from '#web/calls/call.ts'
import { explainField } from '#web/calls/explain.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { Button } from '#web/kit/button.tsx'
import { DraftNote } from '#web/kit/draft-note.tsx'
import { useAnnounce } from '#web/kit/feedback.tsx'
import { FormFrame, useForm } from '#web/kit/form.tsx'
import { StickyActions } from '#web/kit/sticky-actions.tsx'
import type { Draft } from '#web/kit/use-draft.tsx'
import type { ContactValues } from './answers.ts'
import { chosenNext, faultsIn, questionOf, startOf, toInput } from './contact-values.ts'
import { Failure } from './failure.tsx'
import { useForgetAnswers, useLeave } from './leave.ts'
import { NextFields } from './next-fields.tsx'
import { NoteFields } from './note-fields.tsx'
import { nextQuery } from './queries.ts'
import { WhatFields } from './what-fields.tsx'
import { useWhenSaid } from './when-said.ts'

type Registered = OutputOf<typeof registerContact>

interface Props {
  form: ContactForm
  draft: Draft<ContactValues>
  initial: ContactValues
}

export function RegisterForm({ form: data, draft, initial }: Props) {
  const say = useSay()
  const dates = useDates()
  const announce = useAnnounce()
  const queries = useQueryClient()
  const forgetAnswers = useForgetAnswers()
  const leave = useLeave(data.youthId)
  const { when } = useWhenSaid(data.timeZone, data.today)
  const { values } = draft
  const next = useQuery({ ...nextQuery(questionOf(values, data)), enabled: startOf(values, data) !== null })
  const proposal: NextContact | undefined = next.data

  const form = useForm<ContactValues, { answer: Registered; bookedAt: string | null }>({
    initial,
    state: draft,
    check: faultsIn,
    explain: fault => (fault.code === 'minutes' ? say('contacts.minutesInvalid') : explainField(say, fault)),
    async send(current) {
      const input = toInput(current, data, proposal)
      // From here on the draft says exactly what was sent, so that sending it again is the same.
      draft.set(all => ({
        ...all,
        next: chosenNext(all, proposal),
        nextKind: input.next?.kind ?? all.nextKind,
      }))
      try {
        const answer = await call(registerContact, input)
        if (answer.registeredOtherwise) await catchUp(answer, input, say('contacts.sentAgainReason'))
        return { answer, bookedAt: input.next?.startsAt ?? null }
      } catch (error) {
        throw atOurFields(error, current)
      }
    },
    onSent({ answer, bookedAt }) {
      draft.discard()
      void forgetAnswers()
      const saved =
        bookedAt === null
          ? say('contacts.saved')
          : say('contacts.savedBooked', { when: when(Temporal.Instant.from(bookedAt)) })
      const { owed } = answer
      announce(
        owed === null
          ? say('contacts.savedNothingOwed', { saved })
          : say('contacts.savedOwed', {
              saved,
              rule: owed.ruleName.toLocaleLowerCase(say.locale),
              day: dates.day(owed.retryDay ?? owed.windowTo, data.today),
            }),
      )
      leave()
    },
  })

  /** The time was taken or the appointment settled meanwhile: what is chosen from is asked for again. */
  function atOurFields(error: unknown, { next: chosen }: ContactValues): unknown {
    if (!(error instanceof CallError) || error.fields.length === 0) return error
    void queries.invalidateQueries({ queryKey: ['next-contact'] })
    void queries.invalidateQueries({ queryKey: ['contact-form'] })
    return new CallError(error.code, {
      fields: error.fields.map(fault => ({ ...fault, field: ourField(fault.field, chosen) })),
    })
  }

  const books = chosenNext(values, proposal) !== 'none'
  return (
    <FormFrame form={form} label={say('contacts.title', { name: `${data.givenName} ${data.familyName}` })}>
      <DraftNote draft={draft} />
      <WhatFields form={form} data={data} opened={initial} />
      <NoteFields
        subjectArea={form.field('subjectArea')}
        note={form.field('note')}
        subjectAreas={data.subjectAreas}
        name={data.givenName}
        below={say(draft.kept ? 'contacts.draftKept' : 'contacts.draftNotKept')}
      />
      <NextFields
        form={form}
        data={data}
        proposal={proposal}
        asking={next.isFetching}
        failed={next.isError}
      />
      <Failure failure={form.failure} />
      <StickyActions>
        <Button onClick={leave}>{say('common.cancel')}</Button>
        <Button type="submit" look="primary" busy={form.sending}>
          {say(books ? 'contacts.saveAndBook' : 'contacts.save')}
        </Button>
      </StickyActions>
    </FormFrame>
  )
}

/**
 * The first sending came through although its answer was lost, and more was written since: the new wording is
 * stored as a correction, and a booking that was added is made.
 */
async function catchUp(
  { contactId, version, nextAppointmentId }: Registered,
  { youthId, clientKey: _, appointmentId: __, next, ...fields }: InputOf<typeof registerContact>,
  reason: string,
): Promise<void> {
  await call(correctContact, { contactId, version, reason, ...fields })
  if (next !== null && nextAppointmentId === null) await call(bookAppointment, { youthId, ...next })
}

/** The server's fields by the names that they have on this page. */
function ourField(field: string, chosenNext: string | null): string {
  if (field === 'kind' || field === 'outcome') return 'what'
  if (field === 'appointmentId') return 'startsAt'
  if (field === 'next.startsAt' && chosenNext === 'other') return 'nextTime'
  return field
}
