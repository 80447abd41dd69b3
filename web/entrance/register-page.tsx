import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Registered, registerEnquiry } from '#contract/entrance.ts'
import { call } from '#web/calls/call.ts'
import { explainField } from '#web/calls/explain.ts'
import { useSay } from '#web/calls/language.tsx'
import { useToday } from '#web/calls/session.ts'
import { Button, ButtonRow, LinkButton } from '#web/kit/button.tsx'
import { Checkbox } from '#web/kit/checkbox.tsx'
import { ChoiceChips } from '#web/kit/choice-chips.tsx'
import { DateField } from '#web/kit/date-field.tsx'
import { Alert, SkeletonPage, useAnnounce } from '#web/kit/feedback.tsx'
import { FormFrame, useForm } from '#web/kit/form.tsx'
import { Card, Page, Stack } from '#web/kit/layout.tsx'
import { BackLink, focusHeading, PageHeader } from '#web/kit/page-header.tsx'
import { StickyActions } from '#web/kit/sticky-actions.tsx'
import { type Draft, useDraft } from '#web/kit/use-draft.tsx'
import { AboutField, ReachFields, RoleField, SenderFields, YouthFields } from './enquiry-fields.tsx'
import { type EnquiryValues, emptyEnquiry, faultsOf, isAsked, toWords } from './enquiry-values.ts'
import { Failure } from './failure.tsx'
import { ReceiptCard } from './receipt-card.tsx'
import './entrance.css'

const channels = ['walkIn', 'call', 'letter', 'mail'] as const

interface Taken extends EnquiryValues {
  clientKey: string
  channel: (typeof channels)[number] | null
  receivedOn: Temporal.PlainDate | null
  mayTell: 'receipt' | 'outcome' | null
  wantsCode: boolean
}

/** What came by the door, the telephone, a letter or an e-mail, on one screen. */
export function RegisterPage() {
  const say = useSay()
  const [round, setRound] = useState(0)
  const [registered, setRegistered] = useState<Registered | null>(null)
  if (registered === null)
    return (
      <TakeDown
        key={round}
        onSaved={saved => {
          setRegistered(saved)
          scrollTo(0, 0)
          focusHeading()
        }}
      />
    )
  const { reference } = registered
  return (
    <Page width="reading">
      <PageHeader title={say('entrance.registeredTitle', { reference })}>
        {say('entrance.registeredLead')}
      </PageHeader>
      <Stack>
        <ReceiptCard receipt={registered} title={say('entrance.handOver')} />
        <ButtonRow>
          <LinkButton to="/henvendelser">{say('entrance.toQueue')}</LinkButton>
          <Button
            look="primary"
            onClick={() => {
              setRegistered(null)
              setRound(count => count + 1)
              focusHeading()
            }}
          >
            {say('entrance.registerAnother')}
          </Button>
        </ButtonRow>
      </Stack>
    </Page>
  )
}

function TakeDown({ onSaved }: { onSaved: (registered: Registered) => void }) {
  const say = useSay()
  const today = useToday()
  const [initial] = useState<Taken>(() => ({
    ...emptyEnquiry,
    clientKey: crypto.randomUUID(),
    channel: null,
    receivedOn: today,
    mayTell: 'receipt',
    wantsCode: false,
  }))
  const draft = useDraft('enquiry.new', initial)
  if (!draft.ready) return <SkeletonPage />
  return (
    <Page width="reading">
      <PageHeader
        title={say('entrance.newTitle')}
        back={<BackLink to="/henvendelser">{say('entrance.toQueue')}</BackLink>}
      >
        {say('entrance.newLead')}
      </PageHeader>
      <TakenForm draft={draft} initial={initial} onSaved={onSaved} />
    </Page>
  )
}

function TakenForm({
  draft,
  initial,
  onSaved,
}: {
  draft: Draft<Taken>
  initial: Taken
  onSaved: (registered: Registered) => void
}) {
  const say = useSay()
  const today = useToday()
  const announce = useAnnounce()
  const queries = useQueryClient()
  const form = useForm<Taken, Registered>({
    initial,
    state: draft,
    check: values => [
      ...(values.channel === null ? [{ field: 'channel', code: 'required' }] : []),
      ...(values.receivedOn === null ? [{ field: 'receivedOn', code: 'required' }] : []),
      ...faultsOf(values, today, 'withStaff'),
    ],
    asks: (field, values) => isAsked(field, values, 'withStaff'),
    explain: fault => explainField(say, fault),
    send(values) {
      const { channel, receivedOn, clientKey, wantsCode } = values
      if (channel === null || receivedOn === null) throw new Error('how and when it came is missing')
      // What happens is the young person's own to know.
      const mayTell = values.senderRole === 'youth' ? 'outcome' : (values.mayTell ?? 'receipt')
      const how = { channel, receivedOn: receivedOn.toString(), clientKey, wantsCode, mayTell }
      return call(registerEnquiry, { ...toWords(values), ...how })
    },
    onSent(registered) {
      draft.discard()
      void queries.invalidateQueries({ refetchType: 'none' })
      announce(say('entrance.registered'))
      onSaved(registered)
    },
  })
  return (
    <FormFrame form={form} label={say('entrance.newTitle')}>
      {draft.restored && (
        <Alert
          tone="info"
          live
          actions={<Button onClick={draft.discard}>{say('entrance.beginAnew')}</Button>}
        >
          {say('entrance.draftRestored')}
        </Alert>
      )}
      <Card>
        <Stack gap="medium">
          <ChoiceChips
            {...form.field('channel')}
            label={say('entrance.channel')}
            look="row"
            choices={channels.map(channel => ({ value: channel, label: say(`entrance.channel_${channel}`) }))}
          />
          <DateField
            {...form.field('receivedOn')}
            label={say('entrance.receivedOn')}
            max={today}
            min={today.subtract({ days: 90 })}
          />
          <RoleField form={form} by="staff" />
          <SenderFields form={form} by="staff" />
        </Stack>
      </Card>
      <YouthFields form={form} today={today} by="staff" />
      <Card>
        <AboutField form={form} by="staff" />
      </Card>
      <ReachFields form={form} by="staff" />
      <Card>
        <Stack gap="medium">
          {form.values.senderRole !== 'youth' && (
            <ChoiceChips
              {...form.field('mayTell')}
              label={say('entrance.mayTell')}
              hint={say('entrance.mayTellHint')}
              choices={[
                { value: 'receipt', label: say('entrance.mayTell_receipt') },
                { value: 'outcome', label: say('entrance.mayTell_outcome') },
              ]}
            />
          )}
          <Checkbox
            {...form.field('wantsCode')}
            label={say('entrance.wantsCode')}
            hint={say('entrance.wantsCodeHint')}
          />
        </Stack>
      </Card>
      {form.failure !== null && <Failure failure={form.failure} />}
      <p className="mg-quiet">{say(draft.kept ? 'entrance.draftKept' : 'entrance.draftNotKept')}</p>
      <StickyActions>
        <Button type="submit" look="primary" busy={form.sending}>
          {say('entrance.register')}
        </Button>
      </StickyActions>
    </FormFrame>
  )
}
