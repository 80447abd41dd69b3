import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { AgeTurn } from '#contract/age-words.ts'
import { tickAge } from '#contract/ages.ts'
import { call } from '#web/calls/call.ts'
import { explainError } from '#web/calls/explain.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useMay, useSession } from '#web/calls/session.ts'
import { Checkbox, CheckboxGroup } from '#web/kit/checkbox.tsx'
import { useAnnounce } from '#web/kit/feedback.tsx'
import { Inline, Stack } from '#web/kit/layout.tsx'
import { RowCard } from '#web/kit/rows.tsx'
import { Tag } from '#web/kit/tag.tsx'
import { agesQuery, forgetElsewhere } from './queries.ts'

const tones = { law: 'info', local: 'neutral', unverified: 'warning' } as const

/** One birthday: who and when, what happens by itself, what to do, and where it stands written. */
export function TurnRow({
  turn,
  today,
  showsCaseworker,
}: {
  turn: AgeTurn
  today: Temporal.PlainDate
  /** Where they are not all one's own. */
  showsCaseworker: boolean
}) {
  const say = useSay()
  const dates = useDates()
  const order = Temporal.PlainDate.compare(turn.day, today)
  const phrase = order > 0 ? 'ages.turns' : order === 0 ? 'ages.turnsToday' : 'ages.turned'
  const hands = turn.changes.some(({ kind }) => kind === 'handover')
  return (
    <RowCard
      title={
        <Link to="/unge/$youthId" params={{ youthId: String(turn.youthId) }}>
          {turn.givenName} {turn.familyName}
        </Link>
      }
      aside={[
        say(phrase, { age: turn.age, day: dates.weekdayAndDay(turn.day, today) }),
        ...(showsCaseworker ? [turn.caseworker?.name ?? say('ages.noCaseworker')] : []),
      ].join(' · ')}
    >
      <Stack gap="small">
        {(turn.byItself.length > 0 || hands) && (
          <div>
            <span>{say(order > 0 ? 'ages.byItself' : 'ages.byItselfDone')}</span>
            <ul className="mg-ages-list">
              {turn.byItself.map(({ what, name }) => (
                <li key={`${what} ${name}`}>{say(`ages.${what}`, { name })}</li>
              ))}
              {hands && <li>{say(order > 0 ? 'ages.handover' : 'ages.handoverLate')}</li>}
            </ul>
          </div>
        )}
        <Tasks turn={turn} today={today} />
        <details className="mg-why">
          <summary>{say('ages.changes')}</summary>
          <ul className="mg-ages-changes">
            {turn.changes.map(({ key, name, text, source, status }) => (
              <li key={key}>
                <Inline tight>
                  <strong>{name}</strong>
                  <Tag tone={tones[status]}>{say(`ages.${status}`)}</Tag>
                </Inline>
                <div>{text}</div>
                <div className="mg-quiet">{say('ages.source', { source })}</div>
              </li>
            ))}
          </ul>
        </details>
      </Stack>
    </RowCard>
  )
}

function Tasks({ turn, today }: { turn: AgeTurn; today: Temporal.PlainDate }) {
  const say = useSay()
  const dates = useDates()
  const mayWrite = useMay()('ages.write')
  const tick = useTick(turn, today)
  if (turn.tasks.length === 0) return null
  const hasCome = Temporal.PlainDate.compare(turn.day, today) <= 0
  return (
    <CheckboxGroup
      label={say(hasCome ? 'ages.tasksAfter' : 'ages.tasks', { name: turn.givenName, age: turn.age })}
    >
      {turn.tasks.map(({ item, text, dueDay, done }) => {
        const isLate = done === null && Temporal.PlainDate.compare(dueDay, today) < 0
        const id = `opgave-${turn.youthId}-${turn.age}-${item}`
        const when =
          done === null
            ? say(isLate ? 'ages.dueWas' : 'ages.dueBy', { day: dates.day(dueDay, today) })
            : say('ages.doneBy', { day: dates.day(done.on, today), name: done.by })
        return (
          <Checkbox
            key={item}
            id={id}
            name={id}
            label={text}
            value={done !== null}
            hint={isLate ? <Tag tone="danger">{when}</Tag> : when}
            disabled={!mayWrite}
            onChange={value => tick(item, value)}
          />
        )
      })}
    </CheckboxGroup>
  )
}

/** Ticks at once, and takes it back where the server says no. The row stays where it is until the page is opened again. */
function useTick(turn: AgeTurn, today: Temporal.PlainDate): (item: string, done: boolean) => void {
  const say = useSay()
  const announce = useAnnounce()
  const client = useQueryClient()
  const { staff } = useSession()
  const { youthId, age } = turn
  const show = (item: string, done: AgeTurn['tasks'][number]['done']) =>
    client.setQueryData(agesQuery.queryKey, before =>
      before === undefined
        ? before
        : {
            ...before,
            turns: before.turns.map(row =>
              row.youthId === youthId && row.age === age
                ? { ...row, tasks: row.tasks.map(task => (task.item === item ? { ...task, done } : task)) }
                : row,
            ),
          },
    )
  const { mutate } = useMutation({
    mutationFn: ({ item, done }: { item: string; done: boolean }) =>
      call(tickAge, { youthId, age, item, done }),
    onMutate: async ({ item, done }) => {
      await client.cancelQueries({ queryKey: agesQuery.queryKey })
      const before = turn.tasks.find(task => task.item === item)?.done ?? null
      show(item, done ? { by: `${staff.givenName} ${staff.familyName}`, on: today } : null)
      return { before }
    },
    onError: (error, { item }, context) => {
      show(item, context?.before ?? null)
      announce(explainError(say, error), 'error')
    },
    onSuccess: () => forgetElsewhere(client),
  })
  return (item, done) => mutate({ item, done })
}
