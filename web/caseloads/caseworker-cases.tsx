import { Link } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { useDates, useSay } from '#web/calls/language.tsx'
import { Button } from '#web/kit/button.tsx'
import { Checkbox } from '#web/kit/checkbox.tsx'
import { Card } from '#web/kit/layout.tsx'
import { Tag } from '#web/kit/tag.tsx'
import { Select } from '#web/kit/text-field.tsx'
import type { CasesOf } from './board-queries.ts'
import type { BoardCaseworker } from './board-share.ts'
import { CaseWeight } from './case-weight.tsx'
import { nameOf } from './proposal-names.ts'
import { useTrial } from './trial.ts'

type Case = CasesOf['cases'][number]

const orders = ['minutes', 'name', 'since'] as const
type Order = (typeof orders)[number]

interface Props {
  cases: CasesOf
  others: readonly BoardCaseworker[]
  chosen: ReadonlySet<number>
  onChoose: (chosen: ReadonlySet<number>) => void
  onDrag: (youthIds: readonly number[]) => void
  onTry: (youthIds: readonly number[], toId: number) => void
}

/** Each young person with their minutes, opened on demand; picked, or dragged onto a colleague. */
export function CaseworkerCases(props: Props) {
  const { cases: read, chosen, onChoose, onDrag } = props
  const say = useSay()
  const id = useId()
  const [order, setOrder] = useState<Order>('minutes')
  const labels: Record<Order, string> = {
    minutes: say('board.orderMinutes'),
    name: say('board.orderName'),
    since: say('board.orderSince'),
  }
  const { caseworker, cases } = read
  return (
    <Card title={say('board.casesTitle')}>
      {cases.length === 0 ? (
        <p className="mg-quiet">{say('board.casesEmpty', { name: nameOf(caseworker) })}</p>
      ) : (
        <>
          <Select
            id={`${id}-order`}
            name="order"
            label={say('board.caseOrder')}
            value={order}
            onChange={value => setOrder(orders.find(name => name === value) ?? 'minutes')}
            choices={orders.map(value => ({ value, label: labels[value] }))}
          />
          <ul className="mg-cases" aria-label={say('board.casesTitle')}>
            {inOrder(cases, order).map(each => (
              <CaseRow
                key={each.youthId}
                read={read}
                each={each}
                isChosen={chosen.has(each.youthId)}
                onChoose={isChosen => {
                  const next = new Set(chosen)
                  if (isChosen) next.add(each.youthId)
                  else next.delete(each.youthId)
                  onChoose(next)
                }}
                // A chosen one takes the others that are chosen along.
                onDrag={isDragged =>
                  onDrag(!isDragged ? [] : chosen.has(each.youthId) ? [...chosen] : [each.youthId])
                }
              />
            ))}
          </ul>
          <MoveBar {...props} />
        </>
      )}
    </Card>
  )
}

/** They come by name. */
function inOrder(cases: readonly Case[], order: Order): Case[] {
  if (order === 'minutes') return cases.toSorted((a, b) => b.minutes - a.minutes)
  if (order === 'since') return cases.toSorted((a, b) => Temporal.PlainDate.compare(a.since, b.since))
  return [...cases]
}

function CaseRow({
  read: { caseworker, today },
  each,
  isChosen,
  onChoose,
  onDrag,
}: {
  read: CasesOf
  each: Case
  isChosen: boolean
  onChoose: (isChosen: boolean) => void
  onDrag: (isDragged: boolean) => void
}) {
  const say = useSay()
  const dates = useDates()
  const id = useId()
  const { trial } = useTrial()
  const [open, setOpen] = useState(false)
  const isTried = trial.moves.some(({ youthId }) => youthId === each.youthId)
  const name = nameOf(each)
  return (
    <li
      className={isTried ? 'mg-case mg-case-tried' : 'mg-case'}
      draggable
      onDragStart={event => {
        event.dataTransfer.effectAllowed = 'move'
        // Firefox drags nothing that carries nothing; who it is stays in the page.
        event.dataTransfer.setData('text/plain', '')
        onDrag(true)
      }}
      onDragEnd={() => onDrag(false)}
    >
      <Checkbox
        id={`${id}-choose`}
        name={`choose-${each.youthId}`}
        label={say('board.chooseCase', { name })}
        hideLabel
        value={isChosen}
        onChange={onChoose}
      />
      <div className="mg-case-text">
        <Link to="/unge/$youthId" params={{ youthId: String(each.youthId) }} draggable={false}>
          {name}
        </Link>{' '}
        {each.programmes.length > 0 && <span className="mg-quiet">{dates.list(each.programmes)}</span>}
        <div className="mg-quiet">
          {say('board.caseLine', { minutes: each.minutes, day: dates.shortDay(each.since, today) })}
        </div>
        {each.as === 'standsIn' && each.holder !== null && (
          <Tag>{say('board.caseStandsIn', { name: nameOf(each.holder) })}</Tag>
        )}
        {each.as === 'away' && (
          <div className="mg-quiet">{say('board.caseAway', { name: caseworker.givenName })}</div>
        )}
      </div>
      <Button
        look="plain"
        aria-expanded={open}
        aria-controls={`${id}-weight`}
        aria-label={say('board.openWeightOf', { name })}
        onClick={() => setOpen(!open)}
      >
        {say('board.openWeight')}
      </Button>
      <div id={`${id}-weight`} className="mg-case-weight">
        {open && <CaseWeight youthId={each.youthId} />}
      </div>
    </li>
  )
}

/** The way without dragging: how many are picked, to whom, and trying it. */
function MoveBar({ cases: { cases }, others, chosen, onTry }: Props) {
  const say = useSay()
  const dates = useDates()
  const id = useId()
  const [to, setTo] = useState('')
  const minutes = cases.reduce((sum, each) => sum + (chosen.has(each.youthId) ? each.minutes : 0), 0)
  return (
    <div className="mg-move-bar">
      <p role="status">
        {chosen.size === 0
          ? say('board.chosenNone')
          : say('board.chosen', { count: chosen.size, minutes: dates.count(minutes) })}
      </p>
      {chosen.size > 0 && (
        <div className="mg-move-bar-fields">
          <Select
            id={`${id}-to`}
            name="to"
            label={say('board.moveTo')}
            value={to}
            empty={say('board.chooseWho')}
            choices={others.map(each => ({ value: String(each.staffId), label: nameOf(each) }))}
            onChange={setTo}
          />
          <Button look="primary" disabled={to === ''} onClick={() => onTry([...chosen], Number(to))}>
            {say('board.tryIt')}
          </Button>
        </div>
      )}
    </div>
  )
}
