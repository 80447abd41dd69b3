import { Link } from '@tanstack/react-router'
import type { readLimits } from '#contract/caseload-limits.ts'
import type { OutputOf } from '#contract/use-case.ts'
import { timeSettings } from '#domain/caseload/capacity.ts'
import { useSay } from '#web/calls/language.tsx'
import { useMay } from '#web/calls/session.ts'
import { LinkButton } from '#web/kit/button.tsx'
import { Card } from '#web/kit/layout.tsx'
import { RowCard, RowCards } from '#web/kit/rows.tsx'
import { EditRule } from './edit-rule.tsx'
import { Part } from './part.tsx'
import { StandingTags } from './standing-tags.tsx'

type Limits = OutputOf<typeof readLimits>

/** What the time of caseworkers is reckoned by, and how much of it whoever is new has for young people. */
export function TimePart({ settings, onboarding }: Pick<Limits, 'settings' | 'onboarding'>) {
  const say = useSay()
  const may = useMay()
  const number = new Intl.NumberFormat(say.locale, { maximumFractionDigits: 2 })
  const shown = settings.toSorted((a, b) => timeSettings.indexOf(a.setting) - timeSettings.indexOf(b.setting))
  return (
    <Part
      title={say('limits.time')}
      lead={say('limits.timeLead')}
      actions={may('staff.write') && <Link to="/medarbejdere">{say('limits.toStaff')}</Link>}
    >
      <Card flush>
        <RowCards label={say('limits.time')}>
          {shown.map(row => {
            const name = say(`limits.setting_${row.setting}`)
            const value = number.format(row.setting === 'fullTimeWeekly' ? row.value / 60 : row.value)
            return (
              <RowCard
                key={`${row.key} ${row.during.from}`}
                title={name}
                actions={<EditRule slags="raadgivertid" row={row} name={name} />}
              >
                <p>{say(`limits.value_${row.setting}`, { value })}</p>
                <StandingTags status={row.status} during={row.during} />
                <div className="mg-quiet">{say('programmes.source', { source: row.source })}</div>
              </RowCard>
            )
          })}
        </RowCards>
      </Card>
      <Card
        title={say('limits.newcomers')}
        level={3}
        flush
        actions={
          may('setup.write') && (
            <LinkButton
              to="/opsaetning/regel"
              search={{ slags: 'ny' }}
              aria-label={say('limits.addStepLong')}
            >
              {say('limits.addStep')}
            </LinkButton>
          )
        }
      >
        <RowCards label={say('limits.newcomers')}>
          {onboarding.map(row => {
            const name = say('limits.step', { week: row.fromWeek })
            return (
              <RowCard
                key={`${row.key} ${row.during.from}`}
                title={name}
                actions={<EditRule slags="ny" row={row} name={name} />}
              >
                <p>{say('limits.stepText', { percent: row.percent })}</p>
                <StandingTags status={row.status} during={row.during} />
                <div className="mg-quiet">{say('programmes.source', { source: row.source })}</div>
              </RowCard>
            )
          })}
        </RowCards>
      </Card>
    </Part>
  )
}
