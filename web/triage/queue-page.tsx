import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { sentenceStart } from '#contract/language/dates.ts'
import { type QueuedReferral, type ReferralClock, takeReferral } from '#contract/triage.ts'
import { call } from '#web/calls/call.ts'
import { explainError } from '#web/calls/explain.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useMay, useSession } from '#web/calls/session.ts'
import { Button, LinkButton } from '#web/kit/button.tsx'
import { SkeletonPage, useAnnounce } from '#web/kit/feedback.tsx'
import { Page, Stack } from '#web/kit/layout.tsx'
import { PageHeader, TabLink, Tabs } from '#web/kit/page-header.tsx'
import { EmptyState, RowCard, RowCards } from '#web/kit/rows.tsx'
import { CountTile, CountTiles, Tag } from '#web/kit/tag.tsx'
import { inFilter, type QueueFilter, queueFilters } from './filters.ts'
import { queueQuery } from './queries.ts'
import { actBy, explanationOf, nameOf, receivedIn, senderOf, standingOf, waitedFor, whyNow } from './words.ts'

const route = getRouteApi('/inside/henvendelser')

/** What came in through the one entrance: what hurries most first, and what is done. */
export function QueuePage() {
  const { vis } = route.useSearch()
  const show = vis === 'afsluttede' ? 'done' : 'open'
  const { data, error, isPlaceholderData } = useQuery(queueQuery(show))
  if (error && !data) throw error
  if (!data || isPlaceholderData) return <SkeletonPage />
  return <Queue show={show} queue={data} />
}

function Queue({
  show,
  queue: { today, referrals, more },
}: {
  show: 'open' | 'done'
  queue: { today: Temporal.PlainDate; referrals: readonly QueuedReferral[]; more: boolean }
}) {
  const say = useSay()
  const dates = useDates()
  const may = useMay()
  const { staff } = useSession()
  const { kun } = route.useSearch()
  const navigate = route.useNavigate()
  const filter = show === 'open' ? (queueFilters.find(name => name === kun) ?? null) : null
  const shown = referrals.filter(referral => inFilter(referral, filter, staff.id))
  const count = (name: QueueFilter) => referrals.filter(referral => inFilter(referral, name, staff.id)).length
  return (
    <Page>
      <PageHeader
        title={say('triage.title')}
        actions={
          may('referral.write') && <LinkButton to="/henvendelser/ny">{say('triage.write')}</LinkButton>
        }
      >
        {show === 'open' &&
          say('triage.lead', {
            news: say('triage.news', { count: count('new') }),
            overdue: say('triage.overdueCount', { count: count('overdue') }),
          })}
      </PageHeader>
      <Tabs label={say('triage.views')}>
        <TabLink to="/henvendelser" search={{}} activeOptions={{ exact: true, includeSearch: true }}>
          {say('triage.open')}
        </TabLink>
        <TabLink to="/henvendelser" search={{ vis: 'afsluttede' }}>
          {say('triage.done')}
        </TabLink>
      </Tabs>
      <Stack>
        {show === 'open' && referrals.length > 0 && (
          <CountTiles label={say('triage.filters')}>
            {queueFilters.map(name => (
              <CountTile
                key={name}
                count={dates.count(count(name))}
                label={say(`triage.filter_${name}`)}
                pressed={filter === name}
                tone={name === 'overdue' && count(name) > 0 ? 'danger' : 'neutral'}
                onPress={() =>
                  navigate({
                    search: { kun: filter === name ? undefined : name },
                    replace: true,
                    resetScroll: false,
                  })
                }
              />
            ))}
          </CountTiles>
        )}
        {shown.length === 0 ? (
          <Nothing show={show} filtered={filter !== null} />
        ) : (
          <RowCards label={say(show === 'open' ? 'triage.list' : 'triage.listDone')}>
            {shown.map(referral => (
              <QueueRow key={referral.referralId} referral={referral} today={today} me={staff.id} />
            ))}
          </RowCards>
        )}
        {more && <p className="mg-quiet">{say('triage.more')}</p>}
      </Stack>
    </Page>
  )
}

function Nothing({ show, filtered }: { show: 'open' | 'done'; filtered: boolean }) {
  const say = useSay()
  if (show === 'done') return <EmptyState title={say('triage.emptyDone')} />
  return (
    <EmptyState title={say(filtered ? 'triage.emptyFilterTitle' : 'triage.emptyTitle')}>
      {say(filtered ? 'triage.emptyFilterText' : 'triage.emptyText')}
    </EmptyState>
  )
}

function QueueRow({
  referral,
  today,
  me,
}: {
  referral: QueuedReferral
  today: Temporal.PlainDate
  me: number
}) {
  const say = useSay()
  const dates = useDates()
  const may = useMay()
  const { clocks, attempts, lastTalkOn } = referral
  const [first] = clocks
  const isOpen = referral.state === 'new' || referral.state === 'taken'
  const age = referral.age === null ? null : say('common.years', { count: referral.age })
  return (
    <RowCard
      title={
        <Link to="/henvendelser/$referralId" params={{ referralId: String(referral.referralId) }}>
          {nameOf(referral)}
        </Link>
      }
      aside={[age, senderOf(say, referral)].filter(Boolean).join(' · ')}
      actions={
        referral.state === 'new' &&
        may('referral.write') && <TakeButton referral={referral} name={nameOf(referral)} />
      }
    >
      {isOpen && first && <DueTag clock={first} today={today} />}{' '}
      {referral.maybeDouble && <Tag tone="info">{say('triage.maybeDouble')}</Tag>}{' '}
      {isOpen && (first ? whyNow(say, first, today) : say('triage.noClock'))}{' '}
      {isOpen && clocks.length > 1 && say('triage.otherClocks', { count: clocks.length - 1 })}{' '}
      {isOpen && attempts > 0 && lastTalkOn && first?.attempts === 0 && (
        <>{say('triage.attempts', { count: attempts, day: dates.day(lastTalkOn, today) })} </>
      )}
      <span className="mg-quiet">
        {[
          standingOf(say, referral, me),
          receivedIn(say, referral, today),
          isOpen && waitedFor(say, referral.receivedOn, today),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </RowCard>
  )
}

/** How it stands in two words: "4 dage over", "I dag", "Torsdag". */
function DueTag({ clock, today }: { clock: ReferralClock; today: Temporal.PlainDate }) {
  const say = useSay()
  const dates = useDates()
  const { daysOver } = explanationOf(say, clock, today)
  if (daysOver > 0) return <Tag tone="danger">{say('triage.daysOver', { count: daysOver })}</Tag>
  const day = actBy(clock)
  const isNow =
    Temporal.PlainDate.compare(day, today) <= 0 ||
    Temporal.PlainDate.compare(clock.lastWorkingDay, today) <= 0
  if (isNow) return <Tag tone="warning">{say('triage.dueToday')}</Tag>
  return <Tag>{sentenceStart(dates.relativeDay(day, today))}</Tag>
}

function TakeButton({ referral: { referralId, version }, name }: { referral: QueuedReferral; name: string }) {
  const say = useSay()
  const announce = useAnnounce()
  const queries = useQueryClient()
  const taking = useMutation({
    mutationFn: () => call(takeReferral, { referralId, version }),
    onSuccess: () => announce(say('triage.taken')),
    onError: error => announce(explainError(say, error), 'error'),
    onSettled: () => queries.invalidateQueries({ queryKey: ['referrals'] }),
  })
  return (
    <Button
      look="primary"
      busy={taking.isPending}
      aria-label={say('triage.takeName', { name })}
      onClick={() => taking.mutate()}
    >
      {say('triage.take')}
    </Button>
  )
}
