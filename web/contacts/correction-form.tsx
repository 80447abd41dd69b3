import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { correctContact, type ReadContact, readContact } from '#contract/contacts.ts'
import { CallError, call } from '#web/calls/call.ts'
import { explainField } from '#web/calls/explain.ts'
import { useSay } from '#web/calls/language.tsx'
import { Button } from '#web/kit/button.tsx'
import { Checkbox } from '#web/kit/checkbox.tsx'
import { ChoiceChips } from '#web/kit/choice-chips.tsx'
import { DateField, TimeField } from '#web/kit/date-field.tsx'
import { DraftNote } from '#web/kit/draft-note.tsx'
import { Alert, useAnnounce } from '#web/kit/feedback.tsx'
import { FormFrame, useForm } from '#web/kit/form.tsx'
import { Card, Inline } from '#web/kit/layout.tsx'
import { StickyActions } from '#web/kit/sticky-actions.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import type { Draft } from '#web/kit/use-draft.tsx'
import { useReveal } from '#web/kit/use-reveal.ts'
import { ContactText } from './contact-history.tsx'
import { type CorrectionValues, correctionFaults, toCorrection, withTheirs } from './correction-values.ts'
import { Failure } from './failure.tsx'
import { useForgetAnswers, useLeave } from './leave.ts'
import { NoteFields } from './note-fields.tsx'
import { contactQuery } from './queries.ts'
import { hasLength, hasPlace, mayBeTeam, whats } from './what.ts'
import './contacts.css'

interface Props {
  contact: ReadContact
  draft: Draft<CorrectionValues>
  initial: CorrectionValues
}

export function CorrectionForm({ contact, draft, initial }: Props) {
  const say = useSay()
  const announce = useAnnounce()
  const queries = useQueryClient()
  const leave = useLeave(contact.youthId)
  const forgetAnswers = useForgetAnswers()
  // A draft from before somebody else's correction is told of it at once, not when it is saved.
  const [theirs, setTheirs] = useState(() => (draft.values.version < contact.version ? contact : null))

  const form = useForm<CorrectionValues, unknown>({
    initial,
    state: draft,
    check: correctionFaults,
    explain: fault => (fault.code === 'minutes' ? say('contacts.minutesInvalid') : explainField(say, fault)),
    async send(values) {
      const version = theirs?.version ?? values.version
      try {
        return await call(correctContact, { ...toCorrection(values, contact), version })
      } catch (error) {
        if (error instanceof CallError && error.code === 'changedMeanwhile') await fetchTheirs()
        throw error instanceof CallError ? atOurFields(error) : error
      }
    },
    onSent() {
      draft.discard()
      void forgetAnswers()
      announce(say('contacts.corrected'))
      leave()
    },
  })

  async function fetchTheirs(): Promise<void> {
    const newest = await call(readContact, { contactId: contact.contactId })
    queries.setQueryData(contactQuery(String(contact.contactId)).queryKey, newest)
    setTheirs(newest)
  }

  const { values } = form
  const meanwhile = form.failure instanceof CallError && form.failure.code === 'changedMeanwhile'
  return (
    <FormFrame form={form} label={say('contacts.correctTitle', { name: contact.givenName })}>
      {theirs === null && <DraftNote draft={draft} />}
      <div className="mg-contact-what">
        <ChoiceChips
          {...form.field('what')}
          look="row"
          label={say('contacts.what')}
          onChange={value => value !== null && form.field('what').onChange(value)}
          choices={whats.map(value => ({ value, label: say(`contacts.${value}`) }))}
        />
      </div>
      <Inline>
        <DateField {...form.field('day')} label={say('contacts.day')} max={contact.today} />
        <TimeField {...form.field('time')} label={say('contacts.time')} />
        {hasLength(values.what) && (
          <TextField
            {...form.field('minutes')}
            label={say('contacts.minutes')}
            optional
            inputMode="numeric"
            size="short"
            maxLength={4}
          />
        )}
      </Inline>
      {hasPlace(values.what) && (
        <TextField
          {...form.field('place')}
          label={say('contacts.where')}
          {...(contact.placeHidden ? { hint: say('contacts.placeHidden') } : {})}
          optional
          maxLength={200}
        />
      )}
      {(contact.teamPromised || contact.isTeam) && mayBeTeam(values.what) && (
        <Checkbox
          {...form.field('isTeam')}
          label={say('contacts.isTeam')}
          hint={say('contacts.isTeamHint', { name: contact.givenName })}
        />
      )}
      {theirs && (
        <Theirs
          theirs={theirs}
          mine={values.note}
          onTake={() => form.set(all => ({ ...all, note: withTheirs(all.note, theirs.note) }))}
        />
      )}
      <NoteFields
        subjectArea={form.field('subjectArea')}
        note={form.field('note')}
        subjectAreas={contact.subjectAreas}
        name={contact.givenName}
        below={say(draft.kept ? 'contacts.draftKept' : 'contacts.draftNotKept')}
      />
      <TextField
        {...form.field('reason')}
        label={say('contacts.reason')}
        hint={say('contacts.reasonHint')}
        size="full"
        maxLength={500}
      />
      {form.failure !== null && !meanwhile && <Failure failure={form.failure} />}
      <StickyActions>
        <Button onClick={leave}>{say('common.cancel')}</Button>
        <Button type="submit" look="primary" busy={form.sending}>
          {say('contacts.correct')}
        </Button>
      </StickyActions>
    </FormFrame>
  )
}

/** Both texts beside each other, and a press that brings theirs into mine. */
function Theirs({ theirs, mine, onTake }: { theirs: ReadContact; mine: string; onTake: () => void }) {
  const say = useSay()
  const box = useReveal(theirs)
  const by = theirs.earlier[0]?.replacedBy ?? null
  return (
    <div ref={box} tabIndex={-1} className="mg-stack-small">
      <Alert tone="warning" live title={say('contacts.conflictTitle')}>
        <p>{say('contacts.conflictText')}</p>
        <div className="mg-contact-both">
          <Card title={by === null ? say('contacts.theirsSomebody') : say('contacts.theirs', { name: by })}>
            <ContactText content={theirs} contact={theirs} />
            <Button onClick={onTake}>{say('contacts.takeTheirs')}</Button>
            <p role="status" className="mg-quiet">
              {withTheirs(mine, theirs.note) === mine && theirs.note !== '' && say('contacts.taken')}
            </p>
          </Card>
          <Card title={say('contacts.mine')}>
            <p style={{ whiteSpace: 'pre-wrap' }}>{mine || say('contacts.withoutNote')}</p>
          </Card>
        </div>
      </Alert>
    </div>
  )
}

function atOurFields(error: CallError): CallError {
  if (error.fields.length === 0) return error
  const names: Readonly<Record<string, string>> = { startsAt: 'day', kind: 'what', outcome: 'what' }
  return new CallError(error.code, {
    fields: error.fields.map(fault => ({ ...fault, field: names[fault.field] ?? fault.field })),
  })
}
