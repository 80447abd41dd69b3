import { useQuery } from '@tanstack/react-query'
import { useId, useRef, useState } from 'react'
import { type Entrance, type Receipt, sendEnquiry } from '#contract/entrance.ts'
import { call } from '#web/calls/call.ts'
import { explainField } from '#web/calls/explain.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { Button, ButtonRow, LinkButton } from '#web/kit/button.tsx'
import { Alert, SkeletonPage, useAnnounce } from '#web/kit/feedback.tsx'
import { FormFrame, useForm } from '#web/kit/form.tsx'
import { Card, Columns, Page, Stack } from '#web/kit/layout.tsx'
import { focusHeading, PageHeader } from '#web/kit/page-header.tsx'
import { type Draft, useDraft } from '#web/kit/use-draft.tsx'
import { ClearScreen } from './clear-screen.tsx'
import { AboutField, ReachFields, RoleField, SenderFields, YouthFields } from './enquiry-fields.tsx'
import { type EnquiryValues, emptyEnquiry, faultsOf, isAsked, toWords } from './enquiry-values.ts'
import { Failure } from './failure.tsx'
import { isAllDecided, PromiseList } from './promise-list.tsx'
import { entranceQuery } from './queries.ts'
import { ReceiptCard } from './receipt-card.tsx'
import { useReceived } from './received.ts'
import { forgottenAfter, keepsInTab } from './tab-vault.ts'
import { useForget } from './use-forget.ts'
import { Urgent, WaysOut } from './ways-out.tsx'

type OnSent = (receipt: Receipt, isOwn: boolean) => void

/** The public page: one short form, and afterwards its receipt. */
export function EnquiryPage() {
  const { data, error } = useQuery(entranceQuery)
  const received = useReceived()
  const [round, setRound] = useState(0)
  if (error && data === undefined) throw error
  if (data === undefined || !received.ready) return <SkeletonPage />
  const { receipt, isOwn } = received.values
  if (receipt !== null)
    return (
      <ReceiptPage
        receipt={receipt}
        isOwn={isOwn}
        entrance={data}
        onDone={() => {
          received.discard()
          setRound(count => count + 1)
          focusHeading()
        }}
      />
    )
  return (
    <WritePage
      key={round}
      entrance={data}
      onSent={(sent, own) => {
        received.set(() => ({ receipt: sent, isOwn: own }))
        scrollTo(0, 0)
        focusHeading()
      }}
    />
  )
}

interface Written extends EnquiryValues {
  clientKey: string
  leftEmpty: string
}

function WritePage({ entrance, onSent }: { entrance: Entrance; onSent: OnSent }) {
  const say = useSay()
  const [initial] = useState<Written>(() => ({
    ...emptyEnquiry,
    clientKey: crypto.randomUUID(),
    leftEmpty: '',
  }))
  const draft = useDraft('enquiry', initial)
  if (!draft.ready) return <SkeletonPage />
  return (
    <Page>
      <PageHeader title={say('entrance.title')}>
        {say('entrance.lead')} {say('entrance.leadTime')}
      </PageHeader>
      <Columns aside={<WaysOut entrance={entrance} />}>
        <Urgent />
        <EnquiryForm draft={draft} initial={initial} entrance={entrance} onSent={onSent} />
      </Columns>
    </Page>
  )
}

function EnquiryForm({
  draft,
  initial,
  entrance,
  onSent,
}: {
  draft: Draft<Written>
  initial: Written
  entrance: Entrance
  onSent: OnSent
}) {
  const say = useSay()
  const announce = useAnnounce()
  const tried = useRef<{ clientKey: string; words: string } | null>(null)
  const form = useForm<Written, Receipt>({
    initial,
    state: draft,
    check: values => faultsOf(values, entrance.today, 'alone'),
    asks: (field, values) => isAsked(field, values, 'alone'),
    explain: fault => explainField(say, fault),
    async send(values) {
      const words = toWords(values)
      const written = JSON.stringify(words)
      // Changed since an attempt whose answer was lost, it is another enquiry: under the same key the change would be.
      const again = tried.current?.clientKey === values.clientKey && tried.current.words !== written
      const clientKey = again ? crypto.randomUUID() : values.clientKey
      if (again) form.set(all => ({ ...all, clientKey }))
      tried.current = { clientKey, words: written }
      return call(sendEnquiry, { ...words, clientKey, language: say.language, leftEmpty: values.leftEmpty })
    },
    onSent(receipt, { senderRole: role }) {
      draft.discard()
      onSent(receipt, role === 'youth')
    },
  })
  const [isKept] = useState(keepsInTab)
  const { senderRole } = form.values
  const isBegun = senderRole !== ''
  useForget(isBegun ? form.values : null, forgottenAfter, () => {
    draft.discard()
    announce(say('entrance.cleared'), 'info')
  })
  return (
    <FormFrame form={form} label={say('entrance.title')}>
      {draft.restored && (
        <Alert
          tone="info"
          live
          actions={
            <Button
              onClick={() => {
                draft.discard()
                announce(say('entrance.cleared'))
              }}
            >
              {say('entrance.clear')}
            </Button>
          }
        >
          {say('entrance.restored')}
        </Alert>
      )}
      <Card>
        <Stack gap="medium">
          <RoleField form={form} by="sender" />
          <SenderFields form={form} by="sender" />
        </Stack>
      </Card>
      {isBegun && (
        <>
          <YouthFields form={form} today={entrance.today} by="sender" />
          <Card>
            <AboutField form={form} by="sender" />
          </Card>
          <ReachFields form={form} by="sender" />
          <Unseen value={form.values.leftEmpty} onChange={form.field('leftEmpty').onChange} />
          <div>
            <p>{say(isAllDecided(entrance.promise) ? 'entrance.promiseNow' : 'entrance.aimNow')}</p>
            <PromiseList promise={entrance.promise} today={entrance.today} />
          </div>
          {form.failure !== null && <Failure failure={form.failure} places={entrance} />}
          <ButtonRow>
            <Button type="submit" look="primary" wide busy={form.sending}>
              {say('entrance.send')}
            </Button>
          </ButtonRow>
          <p className="mg-quiet">{say(isKept ? 'entrance.keptHere' : 'entrance.notKeptHere')}</p>
        </>
      )}
    </FormFrame>
  )
}

/** What a person neither sees nor reaches by keyboard; programs that fill in everything fill it in. */
function Unseen({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const say = useSay()
  const id = useId()
  return (
    <div className="mg-entrance-unseen" aria-hidden="true">
      <label htmlFor={id}>{say('entrance.hidden')}</label>
      <input
        id={id}
        name="mg-q7"
        type="text"
        tabIndex={-1}
        autoComplete="off"
        value={value}
        onChange={event => onChange(event.target.value)}
      />
    </div>
  )
}

function ReceiptPage({
  receipt,
  isOwn,
  entrance,
  onDone,
}: {
  receipt: Receipt
  isOwn: boolean
  entrance: Entrance
  onDone: () => void
}) {
  const say = useSay()
  const dates = useDates()
  useForget(receipt, forgottenAfter, onDone)
  return (
    <Page>
      <PageHeader title={say('entrance.receiptTitle')}>
        {say('entrance.receiptLead', { day: dates.weekdayAndDay(receipt.receivedOn, entrance.today) })}
      </PageHeader>
      <Columns aside={<WaysOut entrance={entrance} />}>
        <ReceiptCard receipt={receipt} />
        {!isOwn && <p>{say('entrance.outcomeOther')}</p>}
        <div className="mg-no-print">
          <p>{say('entrance.finishHint')}</p>
          <ClearScreen onDone={onDone}>
            <LinkButton to="/henvendelse/svar">{say('entrance.seeNow')}</LinkButton>
          </ClearScreen>
        </div>
      </Columns>
    </Page>
  )
}
