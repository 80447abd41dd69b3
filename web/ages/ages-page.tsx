import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import type { listAges } from '#contract/ages.ts'
import { sentenceStart } from '#contract/language/dates.ts'
import type { OutputOf } from '#contract/use-case.ts'
import { inDanishOrder } from '#domain/person/danish-order.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useMay } from '#web/calls/session.ts'
import { Button } from '#web/kit/button.tsx'
import { ChoiceChips } from '#web/kit/choice-chips.tsx'
import { Alert, SkeletonPage } from '#web/kit/feedback.tsx'
import { Card, Inline, Page, Stack } from '#web/kit/layout.tsx'
import { PageHeader } from '#web/kit/page-header.tsx'
import { EmptyState, RowCards } from '#web/kit/rows.tsx'
import { Select, TextField } from '#web/kit/text-field.tsx'
import { chosen, grouped } from './choose.ts'
import { Endings, sorted } from './endings.tsx'
import { agesQuery } from './queries.ts'
import { TurnRow } from './turn-row.tsx'
import { Waiting } from './waiting.tsx'
import './ages.css'

const route = getRouteApi('/inside/aldersskift')

/** Birthdays that change something: what happens by itself, what to do before, late ones first. */
export function AgesPage() {
  const { data, error } = useQuery(agesQuery)
  if (error && !data) throw error
  return data ? <Ages ages={data} /> : <SkeletonPage />
}

function Ages({ ages }: { ages: OutputOf<typeof listAges> }) {
  const say = useSay()
  const dates = useDates()
  const navigate = route.useNavigate()
  const seesAll = useMay()('unit.read')
  const { alder = '', raadgiver = '', ung = '' } = route.useSearch()
  // A name does not belong in an address.
  const [name, setName] = useState('')
  const { today, turns, endings, waiting } = ages
  const rows = chosen(turns, { age: alder, name, caseworker: raadgiver, youthId: ung })
  const { late, months } = grouped(rows)
  const { wrong, right } = sorted(endings)
  const [only] = ung === '' ? [] : turns.filter(turn => String(turn.youthId) === ung)
  const search = (change: Record<string, string>) =>
    navigate({
      search: before => {
        const next = { ...before, ...change }
        return Object.fromEntries(Object.entries(next).filter(([, value]) => value !== ''))
      },
      replace: true,
      resetScroll: false,
    })
  return (
    <Page>
      <PageHeader title={say('ages.title')}>
        {[
          say('ages.count', { count: rows.length }),
          ...(late.length > 0 ? [say('ages.late', { count: late.length })] : []),
          say('ages.lead'),
        ].join(' · ')}
      </PageHeader>
      <Stack>
        {turns.length > 0 && (
          <Filters
            turns={turns}
            seesAll={seesAll}
            values={{ age: alder, name, caseworker: raadgiver }}
            onName={setName}
            onChange={search}
          />
        )}
        {only !== undefined && (
          <Alert
            tone="info"
            actions={<Button onClick={() => search({ ung: '' })}>{say('ages.showAll')}</Button>}
          >
            {say('ages.onlyOne', { name: `${only.givenName} ${only.familyName}` })}
          </Alert>
        )}
        <Endings title={say('ages.wrongTitle')} endings={wrong} today={today} />
        {ages.more && <Alert tone="info">{say('ages.more')}</Alert>}
        {rows.length === 0 && (
          <EmptyState title={say(turns.length === 0 ? 'ages.emptyTitle' : 'ages.emptyFilterTitle')}>
            {say(turns.length === 0 ? 'ages.emptyText' : 'ages.emptyFilterText')}
          </EmptyState>
        )}
        {late.length > 0 && (
          <Card title={say('ages.lateTitle')} flush>
            <RowCards label={say('ages.lateTitle')}>
              {late.map(turn => (
                <TurnRow
                  key={`${turn.youthId} ${turn.age}`}
                  turn={turn}
                  today={today}
                  showsCaseworker={seesAll}
                />
              ))}
            </RowCards>
          </Card>
        )}
        {months.map(group => (
          <Card key={group.month.toString()} title={sentenceStart(dates.month(group.month))} flush>
            <RowCards label={say('ages.monthList', { month: dates.month(group.month) })}>
              {group.turns.map(turn => (
                <TurnRow
                  key={`${turn.youthId} ${turn.age}`}
                  turn={turn}
                  today={today}
                  showsCaseworker={seesAll}
                />
              ))}
            </RowCards>
          </Card>
        ))}
        <Waiting waiting={waiting} today={today} />
        <Endings title={say('ages.endedTitle')} lead={say('ages.endedLead')} endings={right} today={today} />
      </Stack>
    </Page>
  )
}

function Filters({
  turns,
  seesAll,
  values,
  onName,
  onChange,
}: {
  turns: OutputOf<typeof listAges>['turns']
  seesAll: boolean
  values: { age: string; name: string; caseworker: string }
  onName: (name: string) => void
  onChange: (change: Record<string, string>) => void
}) {
  const say = useSay()
  const dates = useDates()
  const present = [...new Set(turns.map(({ age }) => age))].sort((a, b) => a - b)
  const holders = new Map(
    turns.flatMap(({ caseworker }) =>
      caseworker === null ? [] : [[String(caseworker.staffId), caseworker.name] as const],
    ),
  )
  const byName = [...holders].sort(([, a], [, b]) => inDanishOrder(a, b))
  return (
    <Stack gap="medium">
      <ChoiceChips
        id="alder"
        name="alder"
        label={say('ages.age')}
        value={values.age}
        onChange={age => onChange({ alder: age ?? '' })}
        choices={[
          { value: '', label: say('ages.everyAge') },
          ...present.map(age => ({ value: String(age), label: dates.count(age) })),
        ]}
      />
      <Inline>
        <TextField
          id="navn"
          name="navn"
          type="search"
          label={say('ages.person')}
          value={values.name}
          maxLength={100}
          onChange={onName}
        />
        {seesAll && (
          <Select
            id="raadgiver"
            name="raadgiver"
            label={say('ages.caseworker')}
            value={values.caseworker}
            empty={say('ages.everyCaseworker')}
            onChange={caseworker => onChange({ raadgiver: caseworker })}
            choices={[
              { value: 'none', label: say('ages.noCaseworker') },
              ...byName.map(([value, label]) => ({ value, label })),
            ]}
          />
        )}
      </Inline>
    </Stack>
  )
}
