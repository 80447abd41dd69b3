import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { readYouthRecord, updateYouth } from '#contract/register.ts'
import { CallError, call } from '#web/calls/call.ts'
import { explainField } from '#web/calls/explain.ts'
import { useSay } from '#web/calls/language.tsx'
import { useToday } from '#web/calls/session.ts'
import { Button, LinkButton } from '#web/kit/button.tsx'
import { DraftNote } from '#web/kit/draft-note.tsx'
import { Failure } from '#web/kit/failure.tsx'
import { useAnnounce } from '#web/kit/feedback.tsx'
import { FormFrame, useForm } from '#web/kit/form.tsx'
import { Card } from '#web/kit/layout.tsx'
import { StickyActions } from '#web/kit/sticky-actions.tsx'
import type { Draft } from '#web/kit/use-draft.tsx'
import { GuardianFields } from './guardian-fields.tsx'
import { Meanwhile } from './meanwhile.tsx'
import { isChanged, mergeRecords, type Theirs, takeField } from './merge-records.ts'
import { MattersField, ReachFields, WhoFields } from './person-fields.tsx'
import { atFields } from './person-form.ts'
import {
  isMinor,
  type PersonValues,
  personFaults,
  personOf,
  toParticulars,
  type YouthRecord,
} from './person-values.ts'
import { recordQuery } from './queries.ts'

/** What is written, and what it was begun from, so that two people's corrections can be brought together. */
export interface RecordValues {
  version: number
  base: PersonValues
  person: PersonValues
}

export function RecordForm({ record, draft }: { record: YouthRecord; draft: Draft<RecordValues> }) {
  const say = useSay()
  const announce = useAnnounce()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { youthId } = record
  const params = { youthId: String(youthId) }
  const [theirs, setTheirs] = useState<Theirs | null>(null)
  const sent = useRef(false)

  const form = useForm<PersonValues, 'nothing' | { cprDoubtful: boolean }>({
    initial: draft.values.person,
    state: {
      values: draft.values.person,
      set: change => draft.set(all => ({ ...all, person: change(all.person) })),
    },
    check: personFaults,
    explain: fault => explainField(say, fault),
    async send(values) {
      const { version, base } = draft.values
      if (!isChanged(base, values)) return 'nothing'
      try {
        return await call(updateYouth, { youthId, version, ...toParticulars(values) })
      } catch (error) {
        if (error instanceof CallError && error.code === 'changedMeanwhile') await fetchTheirs()
        throw atFields(error, values)
      }
    },
    onSent(result, { cpr }) {
      sent.current = true
      draft.discard()
      void queries.invalidateQueries({ refetchType: 'none' })
      if (result === 'nothing') announce(say('register.unchanged'), 'info')
      else announce(say('register.updated'))
      if (result !== 'nothing' && result.cprDoubtful && cpr !== record.cpr)
        announce(say('register.cprDoubtfulSaved'), 'warning')
      void navigate({ to: '/unge/$youthId', params })
    },
  })

  async function fetchTheirs(): Promise<void> {
    const newest = await call(readYouthRecord, { youthId })
    queries.setQueryData(recordQuery(String(youthId)).queryKey, newest)
  }

  // What is newer than the draft is brought in: when saving was refused, or at once when an old draft is found.
  useEffect(() => {
    const { version, base, person } = draft.values
    if (version >= record.version || sent.current) return
    const values = personOf(record)
    const merged = mergeRecords(base, person, values)
    draft.set(() => ({ version: record.version, base: values, person: merged.values }))
    setTheirs({ version: record.version, values, taken: merged.taken, clashing: merged.clashing })
  }, [record, draft])

  const minor = isMinor(form.values, useToday())
  const meanwhile = form.failure instanceof CallError && form.failure.code === 'changedMeanwhile'
  return (
    <FormFrame form={form} label={say('register.correctTitle', { name: record.givenName })}>
      {theirs === null ? (
        <DraftNote draft={draft} />
      ) : (
        <Meanwhile
          key={theirs.version}
          theirs={theirs}
          mine={form.values}
          onTake={field => {
            form.set(all => takeField(all, theirs.values, field))
            announce(say('register.theirsUsed'), 'info')
          }}
        />
      )}
      <WhoFields form={form} storedCpr={record.cpr ?? ''} />
      {minor && <GuardianFields form={form} />}
      <ReachFields form={form} />
      {!minor && <GuardianFields form={form} />}
      <Card>
        <MattersField form={form} />
      </Card>
      {form.failure !== null && !meanwhile && <Failure failure={form.failure} />}
      <p className="mg-quiet">{say(draft.kept ? 'register.draftKept' : 'register.draftNotKept')}</p>
      <StickyActions>
        <LinkButton to="/unge/$youthId" params={params}>
          {say('common.cancel')}
        </LinkButton>
        <Button type="submit" look="primary" busy={form.sending}>
          {say('common.save')}
        </Button>
      </StickyActions>
    </FormFrame>
  )
}
