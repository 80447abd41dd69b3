import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { type Referral, takeReferral } from '#contract/triage.ts'
import { asksWhoWrote } from '#domain/entrance/who-wrote.ts'
import { call } from '#web/calls/call.ts'
import { explainError } from '#web/calls/explain.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useMay, useSession } from '#web/calls/session.ts'
import { Button, ButtonRow, LinkButton } from '#web/kit/button.tsx'
import { Alert, Dialog, SkeletonPage, useAnnounce } from '#web/kit/feedback.tsx'
import { Card, Columns, Page } from '#web/kit/layout.tsx'
import { BackLink, PageHeader } from '#web/kit/page-header.tsx'
import { useColumnsRoom } from '#web/kit/use-wide.ts'
import { ClocksCard } from './clocks-card.tsx'
import { DoublesCard } from './doubles-card.tsx'
import { referralQuery } from './queries.ts'
import { Stayed } from './stayed.tsx'
import { CloseStep, PassOnStep, ReleaseStep, ReopenStep, UndoStep } from './steps.tsx'
import { StoryCard } from './story-card.tsx'
import { SenderTalkForm, TalkCard } from './talk-form.tsx'
import { TellingCard } from './telling-card.tsx'
import { ToldCard } from './told-card.tsx'
import { TakeStep } from './who-wrote.tsx'
import { nameOf, receivedIn, senderOf, sendersOf, standingOf } from './words.ts'
import './triage.css'

const route = getRouteApi('/inside/henvendelser/$referralId')

/** One enquiry: what was told, what is owed, what one can do, and what has happened. */
export function ReferralPage() {
  const { referralId } = route.useParams()
  const { data, error } = useQuery(referralQuery(referralId))
  if (data === undefined) {
    if (error) throw error
    return <SkeletonPage />
  }
  return <OneReferral key={referralId} referral={data} />
}

function OneReferral({ referral }: { referral: Referral }) {
  const say = useSay()
  const may = useMay()
  const { staff } = useSession()
  const isOpen = referral.state === 'new' || referral.state === 'taken'
  const mayWrite = may('referral.write')
  // Where there is one column alone, what was told comes first, and what is due before what one writes.
  const isWide = useColumnsRoom()
  const { age, today } = referral
  return (
    <Page>
      <PageHeader
        title={nameOf(referral)}
        aside={age === null ? null : say('common.years', { count: age })}
        back={<BackLink to="/henvendelser">{say('triage.back')}</BackLink>}
        actions={isOpen && mayWrite && <MainActions referral={referral} me={staff.id} />}
      >
        {[
          referral.reference,
          senderOf(say, referral),
          receivedIn(say, referral, today),
          standingOf(say, referral, staff.id),
        ].join(' · ')}
      </PageHeader>
      <Columns
        aside={
          <>
            {isWide && <ClocksCard referral={referral} />}
            <TellingCard referral={referral} />
            <Readings referral={referral} />
          </>
        }
      >
        <Whose referral={referral} />
        <Stayed referral={referral} />
        {isOpen && <DoublesCard referral={referral} />}
        <ToldCard referral={referral} />
        {!isWide && <ClocksCard referral={referral} />}
        {isOpen && mayWrite && <TalkCard referral={referral} />}
        <StoryCard referral={referral} />
      </Columns>
    </Page>
  )
}

type Step = 'passOn' | 'close' | 'release' | 'take'

/** The likeliest thing is last and filled: to take it, and once one has it, to register the young person. */
function MainActions({ referral, me }: { referral: Referral; me: number }) {
  const say = useSay()
  const announce = useAnnounce()
  const queries = useQueryClient()
  const { referralId, version } = referral
  const [step, setStep] = useState<Step | null>(null)
  const end = () => setStep(null)
  const isMine = referral.handler?.staffId === me
  const taking = useMutation({
    mutationFn: () => call(takeReferral, { referralId, version }),
    onSuccess: () => announce(say('triage.taken')),
    onError: error => announce(explainError(say, error), 'error'),
    onSettled: () => queries.invalidateQueries({ queryKey: ['referral'] }),
  })
  return (
    <>
      <Button onClick={() => setStep('close')}>{say('triage.close')}</Button>
      <Button onClick={() => setStep('passOn')}>{say('triage.passOn')}</Button>
      {referral.state === 'taken' && (
        <Button onClick={() => setStep('release')}>{say('triage.release')}</Button>
      )}
      {!isMine && (
        <Button
          look={referral.state === 'new' ? 'primary' : 'secondary'}
          busy={taking.isPending}
          onClick={() => (asksWhoWrote(referral) ? setStep('take') : taking.mutate())}
        >
          {say(referral.state === 'new' ? 'triage.takeIt' : 'triage.takeOver')}
        </Button>
      )}
      <LinkButton
        to="/unge/ny"
        search={{ henvendelse: String(referralId) }}
        look={isMine ? 'primary' : 'secondary'}
      >
        {say('triage.becomeYouth')}
      </LinkButton>
      <Dialog open={step === 'take'} onClose={end} title={say('triage.takeIt')}>
        <TakeStep referral={referral} onEnd={end} />
      </Dialog>
      <Dialog open={step === 'close'} onClose={end} title={say('triage.closeTitle')}>
        <CloseStep referral={referral} onEnd={end} />
      </Dialog>
      <Dialog open={step === 'passOn'} onClose={end} title={say('triage.passOnTitle')}>
        <PassOnStep referral={referral} onEnd={end} />
      </Dialog>
      <Dialog open={step === 'release'} onClose={end} title={say('triage.releaseTitle')}>
        <ReleaseStep referral={referral} onEnd={end} />
      </Dialog>
    </>
  )
}

/** Where it has come to when it is no longer open, and the way back. */
function Whose({ referral }: { referral: Referral }) {
  const say = useSay()
  const may = useMay()
  const [step, setStep] = useState<'undo' | 'reopen' | 'talk' | null>(null)
  const end = () => setStep(null)
  const { youth, mergedInto, state, mayUndo } = referral
  if (state === 'new' || state === 'taken') return null
  const mayReopen = state === 'closed' && youth === null
  return (
    <>
      <Alert
        tone="info"
        actions={
          <ButtonRow>
            {youth?.mayOpen && (
              <LinkButton to="/unge/$youthId" params={{ youthId: String(youth.youthId) }} look="primary">
                {say('triage.openYouth')}
              </LinkButton>
            )}
            {mergedInto && (
              <LinkButton
                to="/henvendelser/$referralId"
                params={{ referralId: String(mergedInto.referralId) }}
              >
                {say('triage.openOther', { reference: mergedInto.reference })}
              </LinkButton>
            )}
            {may('referral.write') && youth !== null && sendersOf(referral).length > 0 && (
              <Button onClick={() => setStep('talk')}>{say('triage.senderTalk')}</Button>
            )}
            {may('referral.write') && mayUndo && (
              <Button onClick={() => setStep('undo')}>{say('triage.undo')}</Button>
            )}
            {may('referral.write') && mayReopen && (
              <Button onClick={() => setStep('reopen')}>{say('triage.reopen')}</Button>
            )}
          </ButtonRow>
        }
      >
        {youth !== null
          ? `${say('triage.ofYouth')} ${youth.mayOpen ? '' : say('triage.notYours')}`
          : mergedInto !== null
            ? say('triage.isMerged', { reference: mergedInto.reference })
            : [
                say('triage.state_closed', {
                  reason: say(`triage.reason_${referral.closeReason ?? 'answered'}`),
                }),
                referral.closeNote,
              ]
                .filter(Boolean)
                .join('. ')}
      </Alert>
      <Dialog open={step === 'talk'} onClose={end} title={say('triage.senderTalk')}>
        <SenderTalkForm referral={referral} onEnd={end} />
      </Dialog>
      <Dialog open={step === 'undo'} onClose={end} title={say('triage.undoTitle')}>
        <UndoStep referral={referral} onEnd={end} />
      </Dialog>
      <Dialog open={step === 'reopen'} onClose={end} title={say('triage.reopenTitle')}>
        <ReopenStep referral={referral} onEnd={end} />
      </Dialog>
    </>
  )
}

/** For a leader: who has looked. */
function Readings({ referral: { readings, today } }: { referral: Referral }) {
  const say = useSay()
  const dates = useDates()
  if (readings === null) return null
  return (
    <Card title={say('triage.readings')}>
      {readings.length === 0 ? (
        <p className="mg-quiet">{say('triage.readingsNone')}</p>
      ) : (
        <ul>
          {readings.map(({ day, name, times }) => (
            <li key={`${day} ${name}`}>
              {say('triage.reading', { name, count: times })}{' '}
              <span className="mg-quiet">{dates.relativeDay(day, today)}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
