import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useDates, useSay } from '#web/calls/language.tsx'
import { Alert } from '#web/kit/feedback.tsx'
import { Card } from '#web/kit/layout.tsx'
import { capacitySaid, ceilingSaid, hoursOf } from './board-said.ts'
import type { BoardCaseworker } from './board-share.ts'
import { Signed } from './signed.tsx'

interface Props {
  caseworker: BoardCaseworker
  today: Temporal.PlainDate
}

/** What somebody has time for, line by line; or why that is no number, and how to mend it. */
export function CaseworkerTime({ caseworker, today }: Props) {
  const say = useSay()
  const dates = useDates()
  const { capacity, staffId } = caseworker
  const words = capacitySaid(say, dates, today, caseworker)
  const terms = capacity.kind === 'available' || capacity.kind === 'full' ? capacity.terms : []
  return (
    <Card title={say('board.timeTitle')}>
      {capacity.kind === 'unknown' ? (
        <Alert tone="warning">{say('board.timeUnknown')}</Alert>
      ) : (
        words !== null && (
          <p>
            <strong>{words.word}</strong>
            {words.more && <span className="mg-quiet">{`: ${words.more}`}</span>}
            {capacity.kind === 'away' && (
              <span className="mg-quiet">
                {' '}
                {say('board.timeAway', { day: dates.day(capacity.since, today) })}
              </span>
            )}
          </p>
        )
      )}
      {terms.length > 0 && (
        <dl className="mg-terms">
          {terms.map(term => (
            <Term key={term.kind === 'duty' ? `duty ${term.name}` : term.kind} minutes={term.minutes}>
              {term.kind === 'hours'
                ? say('board.timeHours', { hours: hoursOf(say, term.weeklyMinutes) })
                : term.kind === 'duty'
                  ? say('board.timeDuty', { name: term.name, hours: hoursOf(say, term.weeklyMinutes) })
                  : [
                      say('board.timeNew', {
                        day: dates.shortDay(term.since, today),
                        percent: dates.percent(term.percent / 100),
                      }),
                      ...(term.until === null
                        ? []
                        : [say('board.timeUntil', { day: dates.shortDay(term.until, today) })]),
                    ].join(' ')}
            </Term>
          ))}
          <Term minutes={terms.reduce((sum, { minutes }) => sum + minutes, 0)} sum>
            {say('board.timeSum')}
          </Term>
        </dl>
      )}
      <p>
        <Link to="/medarbejdere/$staffId" params={{ staffId: String(staffId) }}>
          {capacity.kind === 'unknown' ? say('board.unknownFix') : say('board.timeEdit')}
        </Link>
      </p>
      {terms.length > 0 && (
        <p>
          <Link to="/opsaetning/tid-og-loft">{say('board.timeSource')}</Link>
        </p>
      )}
    </Card>
  )
}

function Term({ minutes, sum = false, children }: { minutes: number; sum?: boolean; children: ReactNode }) {
  const say = useSay()
  const dates = useDates()
  return (
    <div className={sum ? 'mg-terms-sum' : undefined}>
      <dt>{children}</dt>
      <dd>
        {minutes < 0 ? (
          <Signed minutes={minutes} />
        ) : (
          <span className="mg-number">{say('board.minutes', { minutes: dates.count(minutes) })}</span>
        )}
      </dd>
    </div>
  )
}

/** Every ceiling that holds, and the exception that runs. */
export function CaseworkerCeilings({ caseworker: { ceilings }, today }: Props) {
  const say = useSay()
  const dates = useDates()
  return (
    <Card title={say('board.ceilingTitle')}>
      {ceilings.length === 0 && <p className="mg-quiet">{say('board.ceilingNone')}</p>}
      {ceilings.map(ceiling => (
        <div key={ceiling.ceilingId}>
          <p className={ceiling.state === 'over' ? 'mg-board-over' : undefined}>
            {ceilingSaid(say, dates, today, ceiling, 'heading')}
          </p>
          {ceiling.exception !== null && (
            <p className="mg-quiet">
              {say('board.ceilingReason', {
                day: dates.day(ceiling.exception.lastDay, today),
                reason: ceiling.exception.reason,
              })}
            </p>
          )}
        </div>
      ))}
    </Card>
  )
}
