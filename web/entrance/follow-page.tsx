import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { type Entrance, type Followed, followEnquiry } from '#contract/entrance.ts'
import { call } from '#web/calls/call.ts'
import { explainField } from '#web/calls/explain.ts'
import { useSay } from '#web/calls/language.tsx'
import { Button, ButtonRow } from '#web/kit/button.tsx'
import { SkeletonPage } from '#web/kit/feedback.tsx'
import { FormFrame, useForm } from '#web/kit/form.tsx'
import { Card, Columns, Page, Stack } from '#web/kit/layout.tsx'
import { focusHeading, PageHeader } from '#web/kit/page-header.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { ClearScreen } from './clear-screen.tsx'
import { isOtherNumber } from './enquiry-values.ts'
import { Failure } from './failure.tsx'
import { FollowedSteps } from './followed-steps.tsx'
import { entranceQuery } from './queries.ts'
import { useReceived } from './received.ts'
import { forgottenAfter } from './tab-vault.ts'
import { useForget } from './use-forget.ts'
import { CallInstead, WaysOut } from './ways-out.tsx'

/**
 * What has become of an enquiry. The code is typed each time and lies in no address; straight from the receipt it stands
 * there already, until the screen is cleared or nothing has happened for so long that somebody else may sit there.
 */
export function FollowPage() {
  const { data, error } = useQuery(entranceQuery)
  const received = useReceived()
  const { receipt } = received.values
  const [followed, setFollowed] = useState<Followed | null>(null)
  /** Which code is asked for: the receipt's own first. */
  const [round, setRound] = useState(0)
  const show = (next: Followed | null) => {
    setFollowed(next)
    scrollTo(0, 0)
    focusHeading()
  }
  const another = () => {
    setRound(count => count + 1)
    show(null)
  }
  const forget = () => {
    received.discard()
    another()
  }
  useForget(followed ?? receipt, forgottenAfter, forget)
  if (error && data === undefined) throw error
  if (data === undefined || !received.ready) return <SkeletonPage />
  return (
    <FollowFrame entrance={data} isShown={followed !== null}>
      {followed === null ? (
        <CodeForm
          key={round}
          entrance={data}
          known={round === 0 ? (receipt?.code ?? '') : ''}
          onShown={show}
        />
      ) : (
        <>
          <FollowedSteps followed={followed} entrance={data} />
          <Another onClick={another} />
        </>
      )}
      {receipt !== null && <ClearScreen onDone={forget} />}
    </FollowFrame>
  )
}

function FollowFrame({
  entrance,
  isShown,
  children,
}: {
  entrance: Entrance
  isShown: boolean
  children: ReactNode
}) {
  const say = useSay()
  return (
    <Page>
      <PageHeader title={say('entrance.followTitle')}>{!isShown && say('entrance.followLead')}</PageHeader>
      <Columns aside={<WaysOut entrance={entrance} />}>{children}</Columns>
    </Page>
  )
}

function CodeForm({
  entrance,
  known,
  onShown,
}: {
  entrance: Entrance
  /** The code of the receipt that lies in this tab; empty for none. */
  known: string
  onShown: (followed: Followed) => void
}) {
  const say = useSay()
  const form = useForm<{ code: string }, Followed>({
    initial: { code: known },
    check({ code }) {
      if (code.trim() === '') return [{ field: 'code', code: 'required' }]
      return isOtherNumber(code) ? [{ field: 'code', code: 'codeIsOther' }] : []
    },
    send: ({ code }) => call(followEnquiry, { code }),
    onSent: onShown,
    explain: fault => explainField(say, fault),
  })
  return (
    <FormFrame form={form} label={say('entrance.followTitle')}>
      <Card>
        <Stack gap="medium">
          <TextField
            {...form.field('code')}
            label={say('entrance.codeField')}
            hint={say('entrance.codeHint')}
            maxLength={60}
          />
          {form.failure !== null && <Failure failure={form.failure} places={entrance} />}
          <ButtonRow>
            <Button type="submit" look="primary" busy={form.sending}>
              {say('entrance.show')}
            </Button>
          </ButtonRow>
        </Stack>
      </Card>
      <div>
        <p>{say('entrance.noCode')}</p>
        <CallInstead places={entrance} phrase="entrance.callOn" />
      </div>
    </FormFrame>
  )
}

function Another({ onClick }: { onClick: () => void }) {
  const say = useSay()
  return (
    <ButtonRow>
      <Button onClick={onClick}>{say('entrance.another')}</Button>
    </ButtonRow>
  )
}
