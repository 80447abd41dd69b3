import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { DutyRow } from '#contract/duty.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useToday } from '#web/calls/session.ts'
import { AnchorButton, Button, LinkButton } from '#web/kit/button.tsx'
import { Menu, MenuButton } from '#web/kit/menu.tsx'
import { RowCard } from '#web/kit/rows.tsx'
import { Tag } from '#web/kit/tag.tsx'
import { AddActivity, AddPause, EndActivity } from './dialogs.tsx'
import { Guardians } from './guardians.tsx'
import { sentences, tagOf } from './why.ts'

interface Props {
  row: DutyRow
  asOf: Temporal.PlainDate
  /** Minutes a week from which work counts; null where every job does. */
  workMinutes: number | null
  /** Whether something can be done: not in an earlier week. */
  mayWrite: boolean
  onCame: (row: DutyRow, showedUp: boolean) => void
}

type Doing = 'activity' | 'end' | 'pause'

/** One young person: how it stands in a tag and a sentence or three, the parents, and what one can do. */
export function DutyRowCard({ row, asOf, workMinutes, mayWrite, onCame }: Props) {
  const say = useSay()
  const dates = useDates()
  const [doing, setDoing] = useState<Doing | null>(null)
  const language = { say, dates, asOf }
  const tag = tagOf(row, language)
  const close = () => setDoing(null)
  const isUnverified = row.contactDue?.status === 'unverified' || row.activityDue?.status === 'unverified'
  return (
    <RowCard
      title={
        <Link to="/unge/$youthId" params={{ youthId: String(row.youthId) }}>
          {row.givenName} {row.familyName}
        </Link>
      }
      aside={[say('common.years', { count: row.age }), row.caseworker?.name].filter(Boolean).join(' · ')}
      actions={mayWrite && <Actions row={row} onDo={setDoing} onCame={onCame} />}
    >
      {tag && <Tag tone={tag.tone}>{tag.text}</Tag>}{' '}
      {row.guardiansInvolved === false && (
        <>
          <Tag tone="warning">{say('duty.guardiansMissing')}</Tag>{' '}
        </>
      )}
      {row.protectedAddress && <Tag tone="info">{say('duty.addressProtected')}</Tag>}{' '}
      {isUnverified && <Tag tone="warning">{say('duty.unverified')}</Tag>}{' '}
      {sentences(row, workMinutes, language).join(' ')}
      {row.offPlan !== null && <Guardians row={row} mayWrite={mayWrite} />}
      {doing === 'activity' && <AddActivity row={row} workMinutes={workMinutes} onClose={close} />}
      {doing === 'end' && <EndActivity row={row} onClose={close} />}
      {doing === 'pause' && <AddPause row={row} onClose={close} />}
    </RowCard>
  )
}

function Actions({ row, onDo, onCame }: Pick<Props, 'row' | 'onCame'> & { onDo: (doing: Doing) => void }) {
  const say = useSay()
  const today = useToday()
  const name = `${row.givenName} ${row.familyName}`
  const params = { youthId: String(row.youthId) }
  const asks = row.next !== null && Temporal.PlainDate.compare(row.next.from, today) <= 0
  const needsActivity = row.group === 'waiting' || row.group === 'ends'
  return (
    <>
      <Menu label={say('duty.more')} accessibleLabel={say('duty.moreFor', { name })}>
        {!needsActivity && (
          <MenuButton onClick={() => onDo('activity')}>{say('duty.addActivity')}</MenuButton>
        )}
        {row.running.length > 0 && (
          <MenuButton onClick={() => onDo('end')}>{say('duty.endActivity')}</MenuButton>
        )}
        {row.group !== 'paused' && <MenuButton onClick={() => onDo('pause')}>{say('duty.pause')}</MenuButton>}
      </Menu>
      {row.phone && (
        <AnchorButton
          href={`tel:${row.phone}`}
          look={row.group === 'new' ? 'secondary' : 'plain'}
          aria-label={say('duty.callName', { name })}
        >
          {say('duty.call')}
        </AnchorButton>
      )}
      {!asks && (
        <LinkButton
          to="/unge/$youthId/kontakt"
          params={params}
          look={row.group === 'new' ? 'primary' : 'secondary'}
          aria-label={say('duty.registerName', { name })}
        >
          {say('duty.register')}
        </LinkButton>
      )}
      {needsActivity && (
        <Button look="primary" onClick={() => onDo('activity')}>
          {say('duty.addActivity')}
          <span className="sr-only"> {name}</span>
        </Button>
      )}
      {asks && (
        <>
          <Button aria-label={say('duty.cameNoName', { name })} onClick={() => onCame(row, false)}>
            {say('duty.cameNo')}
          </Button>
          <Button
            look="primary"
            aria-label={say('duty.cameYesName', { name })}
            onClick={() => onCame(row, true)}
          >
            {say('duty.cameYes')}
          </Button>
        </>
      )}
    </>
  )
}
