import type { OtherRules, Setup } from '#contract/programmes.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useMay } from '#web/calls/session.ts'
import { LinkButton } from '#web/kit/button.tsx'
import { Card } from '#web/kit/layout.tsx'
import { EmptyState, RowCard, RowCards } from '#web/kit/rows.tsx'
import { StandingTags } from './standing-tags.tsx'
import { matches, useWhen } from './when-filter.tsx'

interface Row {
  id: number
  title: string
  text: string
  during: Setup['rules'][number]['during']
  status: Setup['rules'][number]['status']
  source: string
}

interface Props {
  others: OtherRules
  sought: string
  /** Whether nothing else is found, so that it must be said where these are not found either. */
  isAlone: boolean
}

/** Entrance promises, the duty's rules, what changes on birthdays and whom an order can be given: to be read here. */
export function OtherRuleCards({ others, sought, isAlone }: Props) {
  const say = useSay()
  const dates = useDates()
  const { shows } = useWhen()
  const mayWrite = useMay()('setup.write')
  const hours = new Intl.NumberFormat(say.locale, { maximumFractionDigits: 1 })
  const promises = others.entrancePromises.map(row => ({
    ...row,
    title: say(`rules.${row.stage}_stage`),
    text: say('rules.stageWithin', {
      interval: say(row.unit === 'days' ? 'programmes.intervalDays' : 'programmes.intervalWorkingDays', {
        count: row.length,
      }),
    }),
  }))
  const duty = others.dutyRules.map(row => ({
    ...row,
    title: say(`rules.${row.activityKind}_duty`),
    text: [
      row.weeklyMinutes === null
        ? say('rules.dutyWhatever')
        : say('rules.dutyFrom', { hours: hours.format(row.weeklyMinutes / 60) }),
      ...(row.countsInPart ? [say('rules.dutyTogether')] : []),
    ].join(' '),
  }))
  const ages = others.ageChanges.map(row => ({ ...row, title: say('rules.atAge', row) }))
  const orders = others.orderRules.map(row => ({
    ...row,
    title: say('rules.orderTitle'),
    text:
      row.groups.length === 0
        ? say('rules.orderNobody')
        : say('rules.orderFor', { from: row.ageFrom, to: row.ageTo, groups: dates.list(row.groups) }),
  }))
  const fromFile = (name: string) =>
    mayWrite && (
      <LinkButton to="/opsaetning/udgangspunkt" aria-label={say('rules.fromFileNamed', { name })}>
        {say('rules.fromFile')}
      </LinkButton>
    )
  const entrance = mayWrite && <LinkButton to="/opsaetning/indgang">{say('rules.entranceEdit')}</LinkButton>
  const parts = [
    { title: say('rules.entrancePromises'), rows: promises, actions: entrance },
    { title: say('rules.dutyRules'), rows: duty, actions: fromFile(say('rules.dutyRules')) },
    { title: say('rules.ageChanges'), rows: ages, actions: null },
    { title: say('rules.orderRules'), rows: orders, actions: fromFile(say('rules.orderRules')) },
  ]
  const found = parts
    .map(({ title, rows, actions }) => ({
      title,
      actions,
      rows: rows.filter(
        (row: Row) => shows(row.during) && matches(sought, title, row.title, row.text, row.source),
      ),
    }))
    .filter(({ rows }) => rows.length > 0)
  if (isAlone && found.length === 0) return <EmptyState title={say('rules.noneFound')} />
  return found.map(({ title, rows, actions }) => (
    <Card key={title} title={title} flush actions={actions}>
      <RowCards label={title}>
        {rows.map(row => (
          <RowCard key={row.id} title={row.title}>
            <p>{row.text}</p>
            <StandingTags status={row.status} during={row.during} />
            <div className="mg-quiet">{say('programmes.source', { source: row.source })}</div>
          </RowCard>
        ))}
      </RowCards>
    </Card>
  ))
}
