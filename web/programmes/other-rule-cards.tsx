import type { ReactNode } from 'react'
import type { OtherRules, Setup } from '#contract/programmes.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useMay } from '#web/calls/session.ts'
import { LinkButton } from '#web/kit/button.tsx'
import { Card } from '#web/kit/layout.tsx'
import { EmptyState, RowCard, RowCards } from '#web/kit/rows.tsx'
import { EditRule } from './edit-rule.tsx'
import { StandingTags } from './standing-tags.tsx'
import { matches, useWhen } from './when-filter.tsx'

interface Row {
  key: string
  title: string
  text: string
  during: Setup['rules'][number]['during']
  status: Setup['rules'][number]['status']
  source: string
}

interface Part {
  title: string
  rows: readonly Row[]
  /** What it is called in the address of the page where it is changed. */
  slags: string
  actions: ReactNode
}

interface Props {
  others: OtherRules
  sought: string
  /** Whether nothing else is found, so that it must be said where these are not found either. */
  isAlone: boolean
}

/** How long enquiries are kept, the duty's rules, what changes on birthdays and whom an order can be given. */
export function OtherRuleCards({ others, sought, isAlone }: Props) {
  const say = useSay()
  const dates = useDates()
  const { shows } = useWhen()
  const mayWrite = useMay()('setup.write')
  const hours = new Intl.NumberFormat(say.locale, { maximumFractionDigits: 1 })
  const retention = others.retention.map(row => ({
    ...row,
    title: say('rules.retentionTitle'),
    // What nobody has decided deletes nothing: door.forget_enquiries.
    text: say(row.status === 'unverified' ? 'rules.retentionUndecided' : 'rules.retentionMonths', {
      count: row.months,
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
      row.groupNames.length === 0
        ? say('rules.orderNobody')
        : say('rules.orderFor', { from: row.ageFrom, to: row.ageTo, groups: dates.list(row.groupNames) }),
  }))
  const add = (slags: string, short: string, label: string) =>
    mayWrite && (
      <LinkButton to="/opsaetning/regel" search={{ slags }} aria-label={label}>
        {short}
      </LinkButton>
    )
  const parts: Part[] = [
    {
      title: say('rules.retention'),
      rows: retention,
      slags: 'opbevaring',
      short: say('rules.addRetentionShort'),
      label: say('rules.addRetention'),
    },
    {
      title: say('rules.dutyRules'),
      rows: duty,
      slags: 'pligt',
      short: say('rules.addDutyShort'),
      label: say('rules.addDuty'),
    },
    {
      title: say('rules.ageChanges'),
      rows: ages,
      slags: 'foedselsdag',
      short: say('rules.addAgeShort'),
      label: say('rules.addAge'),
    },
    {
      title: say('rules.orderRules'),
      rows: orders,
      slags: 'paalaeg',
      short: say('rules.addOrderShort'),
      label: say('rules.addOrder'),
    },
  ].map(({ short, label, ...part }) => ({ ...part, actions: add(part.slags, short, label) }))
  const found = parts
    .map(part => ({
      ...part,
      rows: part.rows.filter(
        row => shows(row.during) && matches(sought, part.title, row.title, row.text, row.source),
      ),
    }))
    .filter(({ rows }) => rows.length > 0)
  if (isAlone && found.length === 0) return <EmptyState title={say('rules.noneFound')} />
  return found.map(({ title, rows, slags, actions }) => (
    <Card key={title} title={title} flush actions={actions}>
      <RowCards label={title}>
        {rows.map(row => (
          <RowCard
            key={`${row.key} ${row.during.from}`}
            title={row.title}
            actions={<EditRule slags={slags} row={row} name={row.title} />}
          >
            <p>{row.text}</p>
            <StandingTags status={row.status} during={row.during} />
            <div className="mg-quiet">{say('programmes.source', { source: row.source })}</div>
          </RowCard>
        ))}
      </RowCards>
    </Card>
  ))
}
