import { Link } from '@tanstack/react-router'
import { useDates, useSay } from '#web/calls/language.tsx'
import { LinkButton } from '#web/kit/button.tsx'
import { Card } from '#web/kit/layout.tsx'
import { RowCard, RowCards } from '#web/kit/rows.tsx'
import type { Board } from './board-queries.ts'
import { nameOf } from './proposal-names.ts'

type Waits = Board['waiting']['first'][number]

const holderWords = {
  noCaseworker: 'board.waitingGone',
  away: 'board.waitingAway',
  deputyBarred: 'fit.waitingBarred',
} as const

/** Who has nobody, in the order in which they should get somebody, each with why it stands there. */
export function WaitingCard({ board: { waiting, today } }: { board: Board }) {
  const say = useSay()
  const { total, first } = waiting
  return (
    <Card
      title={say('board.waitingTitle')}
      flush={first.length > 0}
      actions={<LinkButton to="/ledelse/venteliste">{say('board.waitingAll')}</LinkButton>}
    >
      {first.length === 0 ? (
        <p className="mg-quiet">{say('board.waitingEmpty')}</p>
      ) : (
        <RowCards label={say('board.waitingTitle')}>
          {first.map(waits => (
            <RowCard
              key={waits.youthId}
              title={
                <Link to="/unge/$youthId" params={{ youthId: String(waits.youthId) }}>
                  {nameOf(waits)}
                </Link>
              }
              actions={
                <LinkButton
                  to="/unge/$youthId/raadgiver"
                  params={{ youthId: String(waits.youthId) }}
                  look="primary"
                >
                  {say('board.give')}
                </LinkButton>
              }
            >
              <Why waits={waits} today={today} />
            </RowCard>
          ))}
        </RowCards>
      )}
      {total > first.length && (
        <p className="mg-quiet mg-card-foot">{say('board.waitingMore', { shown: first.length, total })}</p>
      )}
    </Card>
  )
}

function Why({ waits: { reason, since, why, holder }, today }: { waits: Waits; today: Temporal.PlainDate }) {
  const say = useSay()
  const dates = useDates()
  return [
    ...(reason.kind === 'statutory'
      ? [say('board.waitingStatutory', { name: reason.name, day: dates.day(reason.dueDay, today) })]
      : []),
    say('board.waitingSince', { day: dates.day(since, today) }),
    ...(holder === null ? [] : [say(holderWords[why], { name: nameOf(holder) })]),
  ].join(' ')
}
