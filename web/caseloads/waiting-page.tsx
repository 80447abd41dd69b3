import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import type { WaitingAnswer } from '#contract/caseload-fit.ts'
import { askProposal } from '#contract/proposals.ts'
import { call } from '#web/calls/call.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useMay } from '#web/calls/session.ts'
import { Button, LinkButton } from '#web/kit/button.tsx'
import { Failure } from '#web/kit/failure.tsx'
import { SkeletonPage } from '#web/kit/feedback.tsx'
import { Card, Page, Stack } from '#web/kit/layout.tsx'
import { PageHeader } from '#web/kit/page-header.tsx'
import { EmptyState, RowCard, RowCards } from '#web/kit/rows.tsx'
import { waitingQuery } from './fit-queries.ts'
import { nameOf } from './proposal-names.ts'
import { UnitTabs } from './unit-tabs.tsx'

/** Who waits for a caseworker, in the order of a rule that stands above, and who is to have another one. */
export function WaitingPage() {
  const { data, error } = useQuery(waitingQuery)
  if (error && !data) throw error
  return data ? <Waiting answer={data} /> : <SkeletonPage />
}

function Waiting({ answer }: { answer: WaitingAnswer }) {
  const say = useSay()
  const { total, waiting, mustChange, today } = answer
  return (
    <Page>
      <PageHeader title={say('fit.waitingTitle')}>{say('fit.waitingLead', { count: total })}</PageHeader>
      <UnitTabs />
      <Stack>
        {total === 0 ? (
          <EmptyState title={say('fit.waitingEmpty')}>{say('fit.waitingEmptyText')}</EmptyState>
        ) : (
          <>
            <Card>
              <p>{say('fit.waitingRule')}</p>
              <ProposeAll today={today} />
            </Card>
            <Card flush>
              <RowCards label={say('fit.waitingList')}>
                {waiting.map(each => (
                  <WaitingRow key={each.youthId} each={each} today={today} />
                ))}
              </RowCards>
              {total > waiting.length && (
                <p className="mg-quiet mg-card-foot">
                  {say('fit.waitingMore', { shown: waiting.length, total })}
                </p>
              )}
            </Card>
          </>
        )}
        {mustChange.length > 0 && <MustChange list={mustChange} today={today} />}
      </Stack>
    </Page>
  )
}

function FindButton({ youthId, name }: { youthId: number; name: string }) {
  const say = useSay()
  return (
    <LinkButton
      to="/unge/$youthId/raadgiver"
      params={{ youthId: String(youthId) }}
      look="primary"
      aria-label={`${say('fit.find')}: ${name}`}
    >
      {say('fit.find')}
    </LinkButton>
  )
}

function WaitingRow({ each, today }: { each: WaitingAnswer['waiting'][number]; today: Temporal.PlainDate }) {
  const say = useSay()
  const dates = useDates()
  const { reason, since, why, holder, minutes, youthId } = each
  const holderWords = {
    noCaseworker: 'fit.waitingGone',
    away: 'fit.waitingAway',
    deputyBarred: 'fit.waitingBarred',
  } as const
  const sentences = [
    ...(reason.kind === 'statutory'
      ? [
          say(
            Temporal.PlainDate.compare(reason.dueDay, today) < 0
              ? 'fit.waitingStatutoryLate'
              : 'fit.waitingStatutory',
            { rule: reason.name, day: dates.day(reason.dueDay, today) },
          ),
        ]
      : []),
    say('fit.waitingSince', { day: dates.day(since, today) }),
    ...(holder === null ? [] : [say(holderWords[why], { name: nameOf(holder) })]),
    say('fit.waitingMinutes', { minutes }),
  ]
  return (
    <RowCard
      title={
        <Link to="/unge/$youthId" params={{ youthId: String(youthId) }}>
          {say('fit.waitingPlace', { place: each.place, name: nameOf(each) })}
        </Link>
      }
      actions={<FindButton youthId={youthId} name={nameOf(each)} />}
    >
      {sentences.join(' ')}
    </RowCard>
  )
}

/** Those who wait, to those who have room: a proposal, which changes nothing by itself. */
function ProposeAll({ today }: { today: Temporal.PlainDate }) {
  const say = useSay()
  const may = useMay()
  const navigate = useNavigate()
  const ask = useMutation({
    mutationFn: () =>
      call(askProposal, {
        occasion: 'newCases',
        staffId: null,
        programmeId: null,
        effectiveOn: today.toString(),
        note: '',
      }),
    onSuccess: ({ proposalId }) =>
      navigate({ to: '/ledelse/forslag/$proposalId', params: { proposalId: String(proposalId) } }),
  })
  if (!may('caseload.propose')) return null
  return (
    <>
      <p className="mg-quiet">{say('fit.proposeAllHint')}</p>
      <Failure failure={ask.error} />
      <Button busy={ask.isPending} onClick={() => ask.mutate()}>
        {say('fit.proposeAll')}
      </Button>
    </>
  )
}

function MustChange({ list, today }: { list: WaitingAnswer['mustChange']; today: Temporal.PlainDate }) {
  const say = useSay()
  const dates = useDates()
  return (
    <Card title={say('fit.mustChange')} flush>
      <p className="mg-quiet mg-card-foot">{say('fit.mustChangeLead')}</p>
      <RowCards label={say('fit.mustChange')}>
        {list.map(each => (
          <RowCard
            key={each.youthId}
            title={
              <Link to="/unge/$youthId" params={{ youthId: String(each.youthId) }}>
                {nameOf(each)}
              </Link>
            }
            actions={<FindButton youthId={each.youthId} name={nameOf(each)} />}
          >
            {say('fit.mustChangeLine', {
              staff: nameOf(each.holder),
              day: dates.day(each.since, today),
            })}
          </RowCard>
        ))}
      </RowCards>
    </Card>
  )
}
