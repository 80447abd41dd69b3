import { useDates, useSay } from '#web/calls/language.tsx'
import { Card } from '#web/kit/layout.tsx'
import { nameOf, type ReadProposal } from './proposal-names.ts'

type Begins = NonNullable<NonNullable<ReadProposal['outcome']>['begins']>

/** So many are named of a day; the others are counted. */
const named = 8

/** How many come into a programme, and on which days; and how many are in it already. */
export function BeginsLine({
  begins,
  already,
  today,
}: {
  begins: readonly { from: Temporal.PlainDate; count: number }[]
  already: number
  today: Temporal.PlainDate
}) {
  const say = useSay()
  const dates = useDates()
  const all = begins.reduce((sum, { count }) => sum + count, 0)
  const [first, ...others] = begins
  const when = () =>
    dates.list(
      begins.map(({ from, count }) => say('proposals.beginsOne', { count, day: dates.day(from, today) })),
    )
  return (
    <span>
      {first === undefined
        ? say('proposals.beginsNobody')
        : others.length === 0
          ? say('proposals.beginsTogether', { count: all, day: dates.day(first.from, today) })
          : say('proposals.begins', { count: all, when: when() })}{' '}
      {already > 0 && say('proposals.beginsAlready', { count: already })}
    </span>
  )
}

/** The days on which somebody comes, with how many. */
export function countedBy({ youths }: Begins): { from: Temporal.PlainDate; count: number }[] {
  return byDay(youths).map(([first, ...others]) => ({ from: first.from, count: 1 + others.length }))
}

/** Who comes into the programme on which day, by name. */
export function BeginsByName({ begins, today }: { begins: Begins; today: Temporal.PlainDate }) {
  const say = useSay()
  const dates = useDates()
  if (begins.youths.length === 0) return null
  return (
    <Card title={say('proposals.beginsTitle')}>
      <ul>
        {byDay(begins.youths).map(([first, ...others]) => {
          const all = [first, ...others]
          const who = dates.list([
            ...all.slice(0, named).map(nameOf),
            ...(all.length > named ? [`+ ${all.length - named}`] : []),
          ])
          return (
            <li key={first.from.toString()}>
              {say('proposals.beginsFrom', { day: dates.day(first.from, today), who })}
            </li>
          )
        })}
      </ul>
    </Card>
  )
}

type Youth = Begins['youths'][number]

/** In the order in which they are given, which is by day. */
function byDay(youths: readonly Youth[]): [Youth, ...Youth[]][] {
  return [...Map.groupBy(youths, ({ from }) => from.toString()).values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [[first, ...others] satisfies [Youth, ...Youth[]]],
  )
}
