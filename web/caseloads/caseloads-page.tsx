import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type Concern, readUnit } from '#contract/caseloads.ts'
import type { OutputOf } from '#contract/use-case.ts'
import { call } from '#web/calls/call.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useToday } from '#web/calls/session.ts'
import { LinkButton } from '#web/kit/button.tsx'
import { ChoiceChips } from '#web/kit/choice-chips.tsx'
import { SkeletonPage } from '#web/kit/feedback.tsx'
import { Card, Page, Stack } from '#web/kit/layout.tsx'
import { PageHeader } from '#web/kit/page-header.tsx'
import { EmptyState } from '#web/kit/rows.tsx'
import { CaseworkersTable } from './caseworkers-table.tsx'
import { Concerns } from './concerns.tsx'
import { KeptCell } from './kept-cell.tsx'
import { UnitTabs } from './unit-tabs.tsx'
import './caseloads.css'

const route = getRouteApi('/inside/ledelse/loefter')

const periods = { month: { months: 1 }, quarter: { months: 3 }, year: { months: 12 } } as const
type Period = keyof typeof periods
const periodNames = ['month', 'quarter', 'year'] as const satisfies readonly Period[]

/** How promises and the law were kept, and what needs a leader. */
export function CaseloadsPage() {
  const today = useToday()
  const { periode } = route.useSearch()
  const period = periodNames.find(name => name === periode) ?? 'quarter'
  const from = today.subtract(periods[period])
  const { data, error } = useQuery({
    queryKey: ['unit', String(from), String(today)],
    queryFn: ({ signal }) => call(readUnit, { from: String(from), to: String(today) }, signal),
    placeholderData: before => before,
  })
  if (error && !data) throw error
  return data ? <Unit unit={data} period={period} /> : <SkeletonPage />
}

function Unit({ unit, period }: { unit: OutputOf<typeof readUnit>; period: Period }) {
  const say = useSay()
  const dates = useDates()
  const navigate = route.useNavigate()
  const { today } = unit
  const caseworkerOf = ({ caseworker }: Concern) =>
    caseworker ? `${caseworker.givenName} ${caseworker.familyName}.` : say('caseloads.noCaseworker')
  const dayOf = ({ since }: Concern) => (since ? dates.day(since, today) : '')

  if (unit.caseworkers.length === 0 && unit.youths === 0) {
    return (
      <Page>
        <PageHeader title={say('caseloads.title')} />
        <UnitTabs />
        <EmptyState
          title={say('caseloads.noStaffTitle')}
          actions={<LinkButton to="/import">{say('caseloads.importList')}</LinkButton>}
        >
          {say('caseloads.noStaffText')}
        </EmptyState>
      </Page>
    )
  }
  return (
    <Page>
      <PageHeader title={say('caseloads.title')}>
        {say('caseloads.lead', {
          caseworkers: say('caseloads.caseworkers', { count: unit.caseworkers.length }),
          youths: say('caseloads.youths', { count: unit.youths }),
          without: say('caseloads.without', { count: unit.withoutCaseworker.total }),
        })}
      </PageHeader>
      <UnitTabs />
      <Stack>
        <ChoiceChips
          id="periode"
          name="periode"
          label={say('caseloads.period')}
          hint={say('caseloads.periodDays', {
            from: dates.day(unit.from, today),
            to: dates.day(unit.to.subtract({ days: 1 }), today),
          })}
          value={period}
          onChange={chosen => navigate({ search: { periode: chosen ?? undefined }, replace: true })}
          choices={periodNames.map(value => ({ value, label: say(`caseloads.${value}`) }))}
        />
        <Card title={say('caseloads.all')}>
          <dl className="mg-kept-whole">
            {(['promise', 'statutory'] as const).map(clock => (
              <div key={clock}>
                <dt>{say(`caseloads.${clock}Kept`)}</dt>
                <dd>
                  <KeptCell kept={unit[clock]} />
                </dd>
              </div>
            ))}
          </dl>
          <p className="mg-quiet">
            {say('caseloads.howCounted')}
            {unit.unverified.length > 0 &&
              ` ${say('caseloads.unverified', { rules: dates.list(unit.unverified) })}`}
          </p>
          <Beside unit={unit} />
        </Card>
        <Concerns
          title={say('caseloads.withoutTitle')}
          empty={say('caseloads.withoutEmpty')}
          list={unit.withoutCaseworker}
          sentence={concern => say('caseloads.withoutSince', { day: dayOf(concern) })}
          action={({ youthId }) => (
            <LinkButton to="/unge/$youthId/raadgiver" params={{ youthId: String(youthId) }} look="primary">
              {say('caseloads.giveCaseworker')}
            </LinkButton>
          )}
        />
        <Card flush>
          <CaseworkersTable caseworkers={unit.caseworkers} today={today} />
        </Card>
        <Concerns
          title={say('caseloads.overdueTitle')}
          empty={say('caseloads.overdueEmpty')}
          list={unit.overdue}
          sentence={concern =>
            say('caseloads.overdueLine', {
              rule: concern.ruleName ?? '',
              day: dayOf(concern),
              caseworker: caseworkerOf(concern),
            })
          }
        />
        <Concerns
          title={say('caseloads.escalatedTitle')}
          empty={say('caseloads.escalatedEmpty')}
          list={unit.escalated}
          sentence={concern =>
            say('caseloads.escalatedLine', {
              rule: concern.ruleName ?? '',
              count: concern.attempts,
              caseworker: caseworkerOf(concern),
            })
          }
        />
      </Stack>
    </Page>
  )
}

/** What the whole unit counts besides the rows of the table, so that they add up; nothing where there is none. */
function Beside({ unit }: { unit: OutputOf<typeof readUnit> }) {
  const say = useSay()
  const dates = useDates()
  const lines = (['nobodys', 'formers'] as const).flatMap(who => {
    const { promise, statutory } = unit[who]
    const kept = [
      ...(promise.due > 0 ? [say('caseloads.keptPromise', promise)] : []),
      ...(statutory.due > 0 ? [say('caseloads.keptLaw', statutory)] : []),
    ]
    return kept.length > 0 ? [say(`caseloads.${who}`, { kept: dates.list(kept) })] : []
  })
  if (lines.length === 0) return null
  return <p className="mg-quiet">{[say('caseloads.beside'), ...lines].join(' ')}</p>
}
