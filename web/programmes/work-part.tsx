import type { readWeights } from '#contract/caseload-board.ts'
import type { OutputOf } from '#contract/use-case.ts'
import { useSay } from '#web/calls/language.tsx'
import { useMay } from '#web/calls/session.ts'
import { LinkButton } from '#web/kit/button.tsx'
import { Card } from '#web/kit/layout.tsx'
import { EmptyState, RowCard, RowCards } from '#web/kit/rows.tsx'
import { EditRule } from './edit-rule.tsx'
import { Part } from './part.tsx'
import { StandingTags } from './standing-tags.tsx'

type Row = OutputOf<typeof readWeights>['rows'][number]

/** The minutes assumed for each kind of work, programme by programme, beside those logged. */
export function WorkPart({ rows }: { rows: readonly Row[] }) {
  const say = useSay()
  const mayWrite = useMay()('setup.write')
  const groups = [...Map.groupBy(rows, ({ programme }) => programme ?? say('limits.otherCases'))]
  return (
    <Part
      title={say('limits.work')}
      lead={say('limits.workLead')}
      actions={
        mayWrite && (
          <LinkButton
            to="/opsaetning/regel"
            search={{ slags: 'tid-til-sag' }}
            aria-label={say('limits.addWorkLong')}
          >
            {say('limits.addWork')}
          </LinkButton>
        )
      }
    >
      {rows.length === 0 && <EmptyState title={say('limits.noWork')} />}
      {groups.map(([programme, lines]) => (
        <Card key={programme} title={programme} level={3} flush>
          <RowCards label={programme}>
            {lines.map(row => (
              <WorkRow key={`${row.key} ${row.during.from}`} row={row} isAlike={areAlike(lines)} />
            ))}
            {areAlike(lines) && lines[0] && (
              <RowCard title={say('limits.allLines')}>
                <Origin row={lines[0]} />
              </RowCard>
            )}
          </RowCards>
        </Card>
      ))}
    </Part>
  )
}

/** Whether all lines hold in the same days by the same source, which is then said once. */
function areAlike(lines: readonly Row[]): boolean {
  const origin = ({ source, status, during }: Row) => `${source} ${status} ${during.from} ${during.lastDay}`
  return lines.length > 1 && new Set(lines.map(origin)).size === 1
}

function Origin({ row }: { row: Row }) {
  const say = useSay()
  return (
    <>
      <StandingTags status={row.status} during={row.during} />
      <div className="mg-quiet">{say('programmes.source', { source: row.source })}</div>
    </>
  )
}

function WorkRow({ row, isAlike }: { row: Row; isAlike: boolean }) {
  const say = useSay()
  const mayWrite = useMay()('setup.write')
  const { proposal } = row
  return (
    <RowCard
      title={row.name}
      aside={say('limits.each', { minutes: row.minutes })}
      actions={
        <>
          {mayWrite && proposal !== null && (
            <LinkButton
              to="/opsaetning/regel"
              search={{
                slags: 'tid-til-sag',
                ret: row.key,
                fra: String(row.during.from),
                minutter: String(proposal),
              }}
              aria-label={say('limits.adjustLong', { name: row.name, minutes: proposal })}
            >
              {say('limits.adjust', { minutes: proposal })}
            </LinkButton>
          )}
          <EditRule slags="tid-til-sag" row={row} name={row.name} />
        </>
      }
    >
      <p>{[say(`limits.per_${row.per}`), ...howOften(say, row)].join(', ')}</p>
      <Logged row={row} />
      {!isAlike && <Origin row={row} />}
    </RowCard>
  )
}

function howOften(say: ReturnType<typeof useSay>, { per, timesAYear }: Row): string[] {
  if (per === 'accompaniment') return [say('limits.often', { count: timesAYear ?? 0 })]
  if (per !== 'meeting' && per !== 'call') return []
  return [timesAYear === null ? say('limits.asRules') : say('limits.atLeast', { count: timesAYear })]
}

/** What was written on contacts, for work whose minutes are those of the contact itself. */
function Logged({ row: { logged } }: { row: Row }) {
  const say = useSay()
  if (logged === null) return null
  const number = new Intl.NumberFormat(say.locale, { maximumFractionDigits: 1 })
  const { meanMinutes, withMinutes, held, timesAYear } = logged
  if (meanMinutes === null) return <p className="mg-quiet">{say('limits.loggedNone')}</p>
  return (
    <p>
      {say('limits.logged', { mean: number.format(meanMinutes), withMinutes, held })}{' '}
      {timesAYear !== null && say('limits.loggedTimes', { times: number.format(timesAYear) })}
    </p>
  )
}
