import { useState } from 'react'
import { sentenceStart } from '#contract/language/dates.ts'
import type { DatedRowKind } from '#contract/register.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useMay, useToday } from '#web/calls/session.ts'
import { Button, LinkButton } from '#web/kit/button.tsx'
import { Dialog } from '#web/kit/feedback.tsx'
import { Card } from '#web/kit/layout.tsx'
import { RowCard, RowCards } from '#web/kit/rows.tsx'
import { Tag } from '#web/kit/tag.tsx'
import { PeriodForm } from './period-form.tsx'
import { hoursOf, periodInWords, rowName } from './period-names.ts'
import { type PeriodRow, rowsIn, standingOn, type YouthRows } from './period-rows.ts'
import { TakeBackForm } from './take-back-form.tsx'

const words = {
  membership: { add: 'register.addMembership', none: 'register.noMembership', permission: 'youth.write' },
  assignment: {
    add: 'register.addAssignment',
    none: 'register.noAssignment',
    permission: 'assignment.write',
  },
  benefit: { add: 'register.addBenefit', none: 'register.noBenefit', permission: 'youth.write' },
  activity: { add: 'register.addActivity', none: 'register.noActivity', permission: 'youth.write' },
  pause: { add: 'register.addPause', none: 'register.noPause', permission: 'youth.write' },
} as const satisfies Record<DatedRowKind, unknown>

/** More than these, and what is over rests until it is asked for. */
const fewRows = 4

type Doing = { what: 'add' } | { what: 'correct' | 'takeBack'; row: PeriodRow }

interface Props {
  kind: DatedRowKind
  youthId: number
  data: YouthRows
}

/** All rows of one kind, and adding, correcting and taking back for those who may. */
export function PeriodCard({ kind, youthId, data }: Props) {
  const say = useSay()
  const may = useMay()
  const today = useToday()
  const [doing, setDoing] = useState<Doing | null>(null)
  const [showsEarlier, setShowsEarlier] = useState(false)
  const { add, none, permission } = words[kind]
  const mayWrite = may(permission)
  const rows = rowsIn(kind, data)
  const shown =
    rows.length <= fewRows || showsEarlier ? rows : rows.filter(row => standingOn(row, today) !== 'earlier')
  const hidden = rows.length - shown.length
  const title = say(`register.${kind}`, { name: data.givenName })
  const addId = `add-${kind}`

  const done = () => {
    setDoing(null)
    // The row that was pressed may be gone; the card's own button never is.
    document.getElementById(addId)?.focus()
  }

  return (
    <Card
      title={title}
      flush
      actions={
        mayWrite && (
          <>
            {kind === 'assignment' && (
              <LinkButton to="/unge/$youthId/raadgiver" params={{ youthId: String(youthId) }}>
                {say('fit.find')}
              </LinkButton>
            )}
            <Button id={addId} icon="plus" onClick={() => setDoing({ what: 'add' })}>
              {say(add)}
            </Button>
          </>
        )
      }
    >
      {rows.length === 0 ? (
        <p className="mg-register-none">{say(none, { name: data.givenName })}</p>
      ) : (
        <RowCards label={title}>
          {shown.map(row => (
            <OneRow
              key={row.id}
              row={row}
              data={data}
              onCorrect={mayWrite ? () => setDoing({ what: 'correct', row }) : null}
              onTakeBack={mayWrite ? () => setDoing({ what: 'takeBack', row }) : null}
            />
          ))}
        </RowCards>
      )}
      {(hidden > 0 || showsEarlier) && (
        <div className="mg-register-more">
          <Button look="plain" aria-expanded={showsEarlier} onClick={() => setShowsEarlier(!showsEarlier)}>
            {showsEarlier ? say('register.hideEarlier') : say('register.showEarlier', { count: hidden })}
          </Button>
        </div>
      )}
      {kind === 'assignment' && !mayWrite && (
        <p className="mg-register-none mg-quiet">{say('register.leaderAssigns')}</p>
      )}
      <Dialog open={doing !== null} onClose={() => setDoing(null)} title={titleOf(doing)}>
        {doing?.what === 'takeBack' && (
          <TakeBackForm
            youthId={youthId}
            data={data}
            row={doing.row}
            onDone={done}
            onCancel={() => setDoing(null)}
          />
        )}
        {(doing?.what === 'add' || doing?.what === 'correct') && (
          <PeriodForm
            kind={kind}
            youthId={youthId}
            data={data}
            row={doing.what === 'correct' ? doing.row : null}
            onDone={done}
            onCancel={() => setDoing(null)}
          />
        )}
      </Dialog>
    </Card>
  )

  function titleOf(what: Doing | null): string {
    if (what === null || what.what === 'add') return say(add)
    const named = { what: rowName(what.row, data, say) }
    return what.what === 'correct' ? say('register.correctRow', named) : say('register.takeBackTitle', named)
  }
}

interface RowProps {
  row: PeriodRow
  data: YouthRows
  onCorrect: (() => void) | null
  onTakeBack: (() => void) | null
}

function OneRow({ row, data, onCorrect, onTakeBack }: RowProps) {
  const say = useSay()
  const dates = useDates()
  const today = useToday()
  const standing = standingOn(row, today)
  const period = periodInWords(row, today, { say, dates })
  const name = rowName(row, data, say)
  const what = `${name}, ${period}`
  return (
    <RowCard
      title={name}
      aside={
        standing === 'earlier' ? undefined : (
          <Tag tone={standing === 'now' ? 'info' : 'neutral'}>
            {say(standing === 'now' ? 'register.now' : 'register.upcoming')}
          </Tag>
        )
      }
      actions={
        onCorrect &&
        onTakeBack && (
          <>
            <Button look="plain" aria-label={say('register.takeBackRow', { what })} onClick={onTakeBack}>
              {say('register.takeBack')}
            </Button>
            <Button aria-label={say('register.correctRow', { what })} onClick={onCorrect}>
              {say('common.edit')}
            </Button>
          </>
        )
      }
    >
      {sentenceStart(period)}
      {row.weeklyMinutes !== null &&
        `, ${say('register.weekly', { hours: hoursOf(row.weeklyMinutes, say.locale) })}`}
      {row.text !== '' && row.kind !== 'activity' && <p className="mg-register-words">{row.text}</p>}
    </RowCard>
  )
}
