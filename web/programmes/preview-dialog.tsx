import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { type Effect, previewNames } from '#contract/rules.ts'
import { inDanishOrder } from '#domain/person/danish-order.ts'
import { explainError } from '#web/calls/explain.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useMay, useToday } from '#web/calls/session.ts'
import { ProgressBar } from '#web/kit/bars.tsx'
import { Button } from '#web/kit/button.tsx'
import { Alert, ConfirmDialog } from '#web/kit/feedback.tsx'
import { Stack } from '#web/kit/layout.tsx'
import { LoadsInWords } from './loads-in-words.tsx'
import type { Found } from './use-preview.ts'

interface Props {
  found: Found | null
  /** Names some of those who are not named yet. */
  onNameMore: () => Promise<void>
  /** What saving is called. */
  confirm: string
  busy: boolean
  onConfirm: () => void
  onClose: () => void
  /** Said above the counts. */
  children?: ReactNode
  /** Why it did not save. */
  failure?: ReactNode
}

/** What a change would move, and whose, before it is made. Closing it stops the counting. */
export function PreviewDialog({ found, onNameMore, children, failure, ...rest }: Props) {
  const say = useSay()
  return (
    <ConfirmDialog
      {...rest}
      open={found !== null}
      title={say('rules.previewTitle')}
      cancel={say('common.cancel')}
    >
      {children}
      {found && <FoundInWords found={found} onNameMore={onNameMore} />}
      {failure}
    </ConfirmDialog>
  )
}

function FoundInWords({ found, onNameMore }: { found: Found; onNameMore: Props['onNameMore'] }) {
  const say = useSay()
  const { effect, looked, done, failure } = found
  // What loads are reckoned by moves no deadline.
  if (effect.loads !== undefined) return <LoadsInWords loads={effect.loads} />
  return (
    <Stack gap="medium">
      {!done && failure === null && (
        <ProgressBar
          label={say('rules.previewWorking')}
          value={looked}
          max={effect.total}
          text={say('rules.previewLooked', { looked, total: effect.total })}
        />
      )}
      {failure !== null && (
        <Alert tone="warning" live title={say('rules.previewStopped')}>
          {explainError(say, failure)}
        </Alert>
      )}
      <div role="status">
        {done && effect.youths === 0 ? (
          // What is kept about enquiries has nothing to do with anybody's deadlines.
          !effect.notes.some(({ code }) => code.startsWith('enquiries')) && (
            <p>{say('rules.previewNothing')}</p>
          )
        ) : (
          <>
            <p>{say('rules.previewYouths', { count: effect.youths })}</p>
            <ul>
              {counted(say, effect).map(line => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </>
        )}
      </div>
      {effect.notes.length > 0 && (
        <ul>
          {effect.notes.map(({ code, count }) => (
            <li key={code}>
              {(count === 0 && say.known(`rules.none_${code}`)) || say(`rules.note_${code}`, { count })}
            </li>
          ))}
        </ul>
      )}
      {effect.caseworkers.length > 0 && <Caseworkers effect={effect} />}
      {effect.people.length > 0 && <People found={found} onNameMore={onNameMore} />}
    </Stack>
  )
}

type Counts = Pick<Effect, 'earlier' | 'later' | 'begun' | 'ended'>

function counted(say: ReturnType<typeof useSay>, { earlier, later, begun, ended }: Counts): string[] {
  return [
    ...(earlier > 0 ? [say('rules.previewEarlier', { count: earlier })] : []),
    ...(later > 0 ? [say('rules.previewLater', { count: later })] : []),
    ...(begun > 0 ? [say('rules.previewBegun', { count: begun })] : []),
    ...(ended > 0 ? [say('rules.previewEnded', { count: ended })] : []),
  ]
}

/** Whose work changes: those with most young people first. */
function Caseworkers({ effect }: { effect: Effect }) {
  const say = useSay()
  const sorted = effect.caseworkers.toSorted((a, b) => b.youths - a.youths || inDanishOrder(a.name, b.name))
  return (
    <section>
      <h3>{say('rules.previewCaseworkers')}</h3>
      <ul>
        {sorted.map(one => (
          <li key={one.staffId ?? 'nobody'}>
            <strong>{one.staffId === null ? say('rules.previewNoCaseworker') : one.name}</strong>:{' '}
            {[say('rules.youths', { count: one.youths }), ...counted(say, one)].join(', ')}
          </li>
        ))}
      </ul>
    </section>
  )
}

/**
 * The young people, for a leader: each with the old day and the new. The first are named at once; the others when
 * somebody opens them, since whoever is named is written in the log of who was looked at.
 */
function People({
  found: { effect, unnamed, done, naming },
  onNameMore,
}: {
  found: Found
  onNameMore: Props['onNameMore']
}) {
  const say = useSay()
  const [opened, setOpened] = useState(false)
  const { people } = effect
  const shown = opened ? people : people.slice(0, previewNames)
  const hidden = effect.youths - shown.length
  const open = () => {
    setOpened(true)
    if (unnamed > 0) void onNameMore()
  }
  return (
    <section>
      <h3>{say('rules.previewPeople')}</h3>
      <ul>
        {shown.map(person => (
          <Moved key={person.youthId} {...person} />
        ))}
      </ul>
      {!done && hidden > 0 && <p>{say('rules.previewMore', { count: hidden })}</p>}
      {done && (hidden > 0 || shown.length > previewNames) && (
        <Button
          look="plain"
          aria-expanded={hidden === 0}
          busy={naming}
          onClick={() => (hidden > 0 ? open() : setOpened(false))}
        >
          {hidden > 0 ? say('rules.previewShowMore', { count: hidden }) : say('rules.previewShowFewer')}
        </Button>
      )}
    </section>
  )
}

/** One of them: the old day and the new of each deadline. */
function Moved({ youthId, name, moves }: Effect['people'][number]) {
  const say = useSay()
  const dates = useDates()
  const today = useToday()
  const mayRead = useMay()('youth.read')
  const day = (date: Temporal.PlainDate) => dates.shortDay(date, today)
  return (
    <li>
      {mayRead ? (
        <Link to="/unge/$youthId" params={{ youthId: String(youthId) }} target="_blank">
          {name}
        </Link>
      ) : (
        name
      )}
      :{' '}
      {moves
        .map(({ rule, before, after }) => {
          if (before === null)
            return say('rules.moveBegins', { rule, after: after === null ? '' : day(after) })
          if (after === null) return say('rules.moveEnds', { rule, before: day(before) })
          return say('rules.move', { rule, before: day(before), after: day(after) })
        })
        .join('; ')}
    </li>
  )
}
