import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Rate, RateKind } from '#contract/rates.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useMay, useToday } from '#web/calls/session.ts'
import { Button } from '#web/kit/button.tsx'
import { SkeletonPage } from '#web/kit/feedback.tsx'
import { Card, Page, Stack } from '#web/kit/layout.tsx'
import { PageHeader } from '#web/kit/page-header.tsx'
import { EmptyState, RowCard, RowCards } from '#web/kit/rows.tsx'
import { Tag } from '#web/kit/tag.tsx'
import { kroner } from './money.ts'
import { ratesQuery } from './queries.ts'
import { CorrectRateDialog, SetRateDialog } from './rate-dialogs.tsx'
import { type Gap, gapsIn } from './rate-gaps.ts'
import { SetupTabs } from './setup-tabs.tsx'
import { isStanding, StandingTags, StatusTag, todaysFirst, usePeriodInWords } from './standing-tags.tsx'
import { matches, useWhen, WhenFilter } from './when-filter.tsx'

/** The amounts, year by year, with those that were not found. */
export function RatesPage() {
  const { data, error } = useQuery(ratesQuery)
  if (data) return <Rates kinds={data.kinds} />
  if (error) throw error
  return <SkeletonPage />
}

function Rates({ kinds }: { kinds: readonly RateKind[] }) {
  const say = useSay()
  const today = useToday()
  const [sought, setSought] = useState('')
  const { vis, shows } = useWhen()
  const sorted = vis === 'nu' ? todaysFirst(kinds, today, kind => kind.during) : kinds
  const shown = sorted
    // What has ended is still asked for when a year is counted, so that the newest stands here without being sought.
    .filter(kind => vis === 'nu' || shows(kind.during))
    .filter(kind => matches(sought, kind.name, kind.forWhom, kind.source))
  return (
    <Page>
      <PageHeader title={say('rules.rates')}>{say('rules.ratesLead')}</PageHeader>
      <SetupTabs />
      <Stack>
        <WhenFilter sought={sought} onSearch={setSought} />
        {shown.length === 0 && <EmptyState title={say('rules.noneFound')} />}
        {shown.map(kind => (
          <KindCard key={kind.key} kind={kind} shows={vis === 'nu' ? null : shows} />
        ))}
      </Stack>
    </Page>
  )
}

type Line = { from: Temporal.PlainDate } & ({ rate: Rate } | { gap: Gap })

/** The newest first: amounts, and between them what is missing. */
function linesOf(kind: RateKind, shows: (during: Gap) => boolean = () => true): Line[] {
  return [
    ...kind.rates.filter(rate => shows(rate.during)).map(rate => ({ from: rate.during.from, rate })),
    ...gapsIn(kind)
      .filter(shows)
      .map(gap => ({ from: gap.from, gap })),
  ].toSorted((a, b) => Temporal.PlainDate.compare(b.from, a.from))
}

const daysOf = (line: Line) => ('rate' in line ? line.rate.during : line.gap)

/** So many stand there before one asks for all. */
const newest = 2

/** `shows` picks the days that are asked for; null is the newest, and all when one asks for them. */
function KindCard({ kind, shows }: { kind: RateKind; shows: ((during: Gap) => boolean) | null }) {
  const say = useSay()
  const [all, setAll] = useState(false)
  const today = useToday()
  const newestFirst = linesOf(kind, shows ?? undefined)
  const lines = shows === null ? todaysFirst(newestFirst, today, daysOf) : newestFirst
  const shown = all || shows !== null ? lines : lines.slice(0, newest)
  const periodInWords = usePeriodInWords()
  const name = say('rules.rateName', { name: kind.name, forWhom: kind.forWhom })
  return (
    <Card title={name}>
      <p className="mg-quiet">
        <StatusTag status={kind.status} /> {periodInWords(kind.during)}.{' '}
        {say('programmes.source', { source: kind.source })}
      </p>
      <RowCards label={name}>
        {shown.map(line =>
          'rate' in line ? (
            <RateRow key={`rate ${line.rate.id}`} kind={kind} rate={line.rate} />
          ) : (
            <GapRow key={`gap ${line.gap.from}`} kind={kind} gap={line.gap} />
          ),
        )}
      </RowCards>
      {shown.length < lines.length && (
        <Button
          look="plain"
          onClick={() => setAll(true)}
          aria-label={say('rules.allYearsOf', { name, count: lines.length })}
        >
          {say('rules.allYears', { count: lines.length })}
        </Button>
      )}
    </Card>
  )
}

function RateRow({ kind, rate }: { kind: RateKind; rate: Rate }) {
  const say = useSay()
  const today = useToday()
  const mayWrite = useMay()('setup.write')
  const [doing, setDoing] = useState<'correct' | 'replace' | null>(null)
  const amount = say(`rules.per_${kind.unit}`, { amount: kroner(say, rate.amount) })
  return (
    <RowCard
      title={amount}
      actions={
        mayWrite && (
          <>
            <Button
              look="plain"
              onClick={() => setDoing('correct')}
              aria-label={say(
                rate.status === 'unverified' ? 'rules.confirmOrCorrectNamed' : 'rules.correctNamed',
                { name: amount },
              )}
            >
              {say(rate.status === 'unverified' ? 'rules.confirmOrCorrect' : 'rules.correct')}
            </Button>
            {isStanding(rate.during, today) && (
              <Button look="plain" onClick={() => setDoing('replace')}>
                {say('rules.newAmount')}
              </Button>
            )}
          </>
        )
      }
    >
      <StandingTags status={rate.status} during={rate.during} />
      <div className="mg-quiet">{say('programmes.source', { source: rate.source })}</div>
      {doing === 'correct' && (
        <CorrectRateDialog rate={rate} unit={kind.unit} onClose={() => setDoing(null)} />
      )}
      {doing === 'replace' && (
        <SetRateDialog kind={kind} replaces={rate} gap={null} onClose={() => setDoing(null)} />
      )}
    </RowCard>
  )
}

function GapRow({ kind, gap }: { kind: RateKind; gap: Gap }) {
  const say = useSay()
  const dates = useDates()
  const today = useToday()
  const mayWrite = useMay()('setup.write')
  const [entering, setEntering] = useState(false)
  const from = dates.day(gap.from, today)
  const period =
    gap.lastDay === null
      ? say('programmes.runsSince', { day: from })
      : say('programmes.period', { from, to: dates.day(gap.lastDay, today) })
  return (
    <RowCard
      title={say('rules.rateMissing')}
      actions={
        mayWrite && (
          <Button
            look="plain"
            onClick={() => setEntering(true)}
            aria-label={say('rules.enterFor', { name: kind.forWhom, period })}
          >
            {say('rules.enter')}
          </Button>
        )
      }
    >
      <Tag tone="warning">{say('rules.missing')}</Tag> <span className="mg-quiet">{period}</span>
      {entering && <SetRateDialog kind={kind} replaces={null} gap={gap} onClose={() => setEntering(false)} />}
    </RowCard>
  )
}
