import { useState } from 'react'
import { findForSchool, takeSchoolMessage } from '#contract/duty.ts'
import type { OutputOf } from '#contract/use-case.ts'
import { call } from '#web/calls/call.ts'
import { explainField } from '#web/calls/explain.ts'
import { useSay } from '#web/calls/language.tsx'
import { useToday } from '#web/calls/session.ts'
import { Button, ButtonRow, LinkButton } from '#web/kit/button.tsx'
import { Checkbox } from '#web/kit/checkbox.tsx'
import { DateField } from '#web/kit/date-field.tsx'
import { DraftNote } from '#web/kit/draft-note.tsx'
import { Failure } from '#web/kit/failure.tsx'
import { Alert, SkeletonPage } from '#web/kit/feedback.tsx'
import { FormFrame, useForm } from '#web/kit/form.tsx'
import { Card, Inline, Page, Stack } from '#web/kit/layout.tsx'
import { BackLink, PageHeader } from '#web/kit/page-header.tsx'
import { TextArea, TextField } from '#web/kit/text-field.tsx'
import { type Draft, useDraft } from '#web/kit/use-draft.tsx'
import { useForgetDuty } from './queries.ts'
import {
  emptyMessage,
  type Found,
  isBornOn,
  oddAge,
  type SchoolValues,
  schoolFaults,
} from './school-values.ts'
import { required } from './values.ts'
import { WhoFields } from './who-fields.tsx'

type Answer = { found: Found } | { taken: OutputOf<typeof takeSchoolMessage>; name: string }

/** A school tells that somebody dropped out: who it is, when it was, and when it told. */
export function SchoolPage() {
  const say = useSay()
  const today = useToday()
  const [round, setRound] = useState(0)
  return (
    <Page width="reading">
      <PageHeader
        title={say('duty.schoolTitle')}
        back={<BackLink to="/unge-15-17">{say('duty.toOverview')}</BackLink>}
      >
        {say('duty.schoolLead')}
      </PageHeader>
      <Message key={round} today={today} onAnother={() => setRound(round + 1)} />
    </Page>
  )
}

function Message({ today, onAnother }: { today: Temporal.PlainDate; onAnother: () => void }) {
  const [initial] = useState(() => emptyMessage(today, crypto.randomUUID()))
  const draft = useDraft('duty.school', initial)
  return draft.ready ? <Drafted draft={draft} onAnother={onAnother} /> : <SkeletonPage />
}

function Drafted({ draft, onAnother }: { draft: Draft<SchoolValues>; onAnother: () => void }) {
  const say = useSay()
  const today = useToday()
  const forget = useForgetDuty()
  const [found, setFound] = useState<Found | null>(null)
  const [taken, setTaken] = useState<Extract<Answer, { taken: unknown }> | null>(null)
  const form = useForm<SchoolValues, Answer>({
    initial: draft.values,
    state: draft,
    check: values => [...schoolFaults(values, today), ...(found === null ? [] : required('who', values.who))],
    explain: fault => (fault.code === 'unsure' ? say('duty.ageUnsure') : explainField(say, fault)),
    async send(values) {
      const { birthDate, lastDay, noticeDay, givenName, familyName } = values
      if (birthDate === null || lastDay === null || noticeDay === null)
        throw new Error('a day is missing behind the check')
      const who = { givenName, familyName, birthDate: birthDate.toString() }
      if (found === null) return call(findForSchool, who)
      const youthId = values.who === 'none' ? null : Number(values.who)
      const person = found.find(each => each.youthId === youthId)
      const message = await call(takeSchoolMessage, {
        ...who,
        clientKey: values.clientKey,
        youthId: person?.youthId ?? null,
        activityId: person === undefined || values.activityId === '' ? null : Number(values.activityId),
        school: values.school,
        lastDay: lastDay.toString(),
        noticeDay: noticeDay.toString(),
        senderName: values.senderName,
        senderPhone: values.senderPhone,
        about: values.about,
      })
      return { taken: message, name: person?.givenName ?? '' }
    },
    onSent(answer, values) {
      if ('found' in answer) {
        const [nearest] = answer.found
        // Whoever only has the name is not chosen beforehand.
        const first = isBornOn(nearest, values.birthDate) ? nearest : undefined
        setFound(answer.found)
        draft.set(written => ({
          ...written,
          who: nearest === undefined ? 'none' : String(first?.youthId ?? ''),
          activityId: String(first?.running[0]?.activityId ?? ''),
        }))
        return
      }
      draft.discard()
      setTaken(answer)
      void forget()
    },
  })
  if (taken !== null) return <Taken {...taken} onAnother={onAnother} />
  const isEnquiry = found !== null && form.values.who === 'none'
  const birthDate = form.field('birthDate')
  const ageIsRight = form.field('ageIsRight')
  const age = oddAge(form.values.birthDate, today)
  return (
    <FormFrame form={form}>
      <Stack>
        <DraftNote draft={draft} />
        <Card>
          <Stack gap="medium">
            <Inline>
              <TextField
                {...form.field('givenName')}
                disabled={found !== null}
                label={say('duty.givenName')}
                maxLength={100}
              />
              <TextField
                {...form.field('familyName')}
                disabled={found !== null}
                label={say('duty.familyName')}
                maxLength={100}
              />
            </Inline>
            <DateField
              {...birthDate}
              onChange={day => {
                birthDate.onChange(day)
                // What was said of another day is not said of this one.
                ageIsRight.onChange(false)
              }}
              disabled={found !== null}
              label={say('duty.birthDate')}
              max={today}
              example={today.subtract({ years: 16 })}
            />
            {age !== null && (
              <Alert tone="warning" live title={say('duty.ageAsked', { age })}>
                <Checkbox
                  {...ageIsRight}
                  onChange={is => {
                    ageIsRight.onChange(is)
                    // The fault stands at the day that is asked about, and is answered here.
                    birthDate.onChange(birthDate.value)
                  }}
                  disabled={found !== null}
                  label={say('duty.ageIsRight')}
                />
              </Alert>
            )}
            <TextField {...form.field('school')} label={say('duty.schoolName')} size="full" maxLength={200} />
            <Inline>
              <DateField {...form.field('lastDay')} label={say('duty.endedLastDay')} max={today} />
              <DateField
                {...form.field('noticeDay')}
                label={say('duty.noticeDay')}
                hint={say('duty.noticeHint')}
                max={today}
              />
            </Inline>
            <Inline>
              <TextField
                {...form.field('senderName')}
                label={say('duty.senderName')}
                optional
                maxLength={200}
              />
              <TextField
                {...form.field('senderPhone')}
                label={say('duty.senderPhone')}
                type="tel"
                optional
                maxLength={30}
              />
            </Inline>
            <TextArea {...form.field('about')} label={say('duty.about')} optional rows={3} maxLength={2000} />
          </Stack>
        </Card>
        {found !== null && <WhoFields form={form} found={found} onChange={() => setFound(null)} />}
        <Failure failure={form.failure} />
        <ButtonRow end>
          <Button type="submit" look="primary" busy={form.sending}>
            {say(found === null ? 'duty.findYouth' : isEnquiry ? 'duty.makeEnquiry' : 'duty.saveMessage')}
          </Button>
        </ButtonRow>
      </Stack>
    </FormFrame>
  )
}

function Taken({ taken, name, onAnother }: Extract<Answer, { taken: unknown }> & { onAnother: () => void }) {
  const say = useSay()
  return (
    <Alert
      tone="success"
      live
      actions={
        <>
          {taken.referralId === null ? (
            <LinkButton to="/unge-15-17" look="primary">
              {say('duty.toOverview')}
            </LinkButton>
          ) : (
            <LinkButton
              to="/henvendelser/$referralId"
              params={{ referralId: String(taken.referralId) }}
              look="primary"
            >
              {say('duty.toEnquiry')}
            </LinkButton>
          )}
          <Button onClick={onAnother}>{say('duty.another')}</Button>
        </>
      }
    >
      {taken.reference === null
        ? say('duty.savedFor', { name })
        : say('duty.savedEnquiry', { reference: taken.reference })}
    </Alert>
  )
}
