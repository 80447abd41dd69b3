import { useQuery } from '@tanstack/react-query'
import { explainError } from '#web/calls/explain.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { Alert, SkeletonText } from '#web/kit/feedback.tsx'
import { Tag } from '#web/kit/tag.tsx'
import { caseWeightQuery, type CaseWeight as Weight } from './board-queries.ts'
import type { Say } from './board-said.ts'
import { nameOf } from './proposal-names.ts'

type Term = Weight['terms'][number]

/** One young person's minutes, line by line: how often, how long, why, and where it comes from; beside what was logged. */
export function CaseWeight({ youthId }: { youthId: number }) {
  const say = useSay()
  const { data, error } = useQuery(caseWeightQuery(youthId))
  if (data !== undefined) return <Opened weight={data} />
  return error === null ? (
    <SkeletonText lines={3} />
  ) : (
    <Alert tone="error" live>
      {explainError(say, error)}
    </Alert>
  )
}

function Opened({ weight }: { weight: Weight }) {
  const say = useSay()
  const dates = useDates()
  const [first] = weight.terms
  // Most often all lines come from one place: it is told once.
  const isOne = weight.terms.every(
    ({ source, status }) => source === first?.source && status === first.status,
  )
  return (
    <>
      <div className="mg-table-frame">
        <table className="mg-table mg-figures">
          <caption className="sr-only">{say('board.weightTable', { name: nameOf(weight) })}</caption>
          <thead>
            <tr>
              <th scope="col">{say('board.weightWork')}</th>
              <th scope="col">{say('board.weightTimes')}</th>
              <th scope="col">{say('board.weightEach')}</th>
              <th scope="col">{say('board.weightMonth')}</th>
              {!isOne && <th scope="col">{say('board.weightSource')}</th>}
            </tr>
          </thead>
          <tbody>
            {weight.terms.map(term => (
              <tr key={`${term.key}-${term.per}`}>
                <th scope="row">{term.name}</th>
                <td>
                  {oftenSaid(say, dates.count, term)}
                  <div className="mg-quiet mg-board-word">{whySaid(say, dates, weight, term)}</div>
                </td>
                <td className="mg-number">{say('board.minutes', { minutes: term.minutesEach })}</td>
                <td className="mg-number">{say('board.minutes', { minutes: term.minutes })}</td>
                {!isOne && (
                  <td>
                    <Source term={term} />
                  </td>
                )}
              </tr>
            ))}
            <tr>
              <th scope="row">{say('board.weightSum')}</th>
              <td />
              <td />
              <td className="mg-number">
                <strong>{say('board.minutes', { minutes: weight.minutes })}</strong>
              </td>
              {!isOne && <td />}
            </tr>
          </tbody>
        </table>
      </div>
      {isOne && first !== undefined && <Source term={first} />}
      <Logged weight={weight} />
    </>
  )
}

/** Where the minutes come from, and whether anybody has confirmed them. */
function Source({ term: { source, status } }: { term: Term }) {
  const say = useSay()
  return (
    <div className="mg-quiet mg-board-word">
      <Tag tone={status === 'unverified' ? 'warning' : 'neutral'}>
        {status === 'unverified'
          ? say('board.notConfirmed')
          : say(status === 'law' ? 'board.law' : 'board.local')}
      </Tag>{' '}
      {source}
    </div>
  )
}

/** "en gang om måneden", "4 gange på 6 måneder". */
function oftenSaid(say: Say, count: (number: number) => string, { frequency, per }: Term): string {
  if (per === 'month') return say('board.everyMonth')
  const { times, months } = frequency
  return times === 1
    ? say('board.onceIn', { count: months })
    : say('board.timesIn', { times: count(times), count: months })
}

function whySaid(
  say: Say,
  dates: ReturnType<typeof useDates>,
  { rules, today }: Weight,
  { why }: Term,
): string {
  const named = (ids: readonly number[]) =>
    dates.list(rules.filter(({ id }) => ids.includes(id)).map(({ name }) => name))
  switch (why.kind) {
    case 'rules':
      return say('board.why_rules', { rules: named(why.ruleIds) })
    case 'planned':
      return say('board.why_planned', { times: why.timesAYear })
    case 'seats':
      return say('board.why_seats', { count: why.seats })
    case 'firstHalfYear':
      return say('board.why_firstHalfYear', { day: dates.day(why.until, today) })
    case 'bridge':
      return say('board.why_bridge', {
        start: dates.day(why.start, today),
        day: dates.day(why.until, today),
      })
    default:
      return say(`board.why_${why.kind}`)
  }
}

/** What was really held, beside what is assumed. */
function Logged({ weight: { logged, today } }: { weight: Weight }) {
  const say = useSay()
  const dates = useDates()
  const day = dates.day(logged.from, today)
  const held = logged.kinds.filter(kind => kind.held > 0)
  if (held.length === 0) return <p className="mg-quiet">{say('board.loggedNone', { day })}</p>
  return (
    <>
      <p className="mg-logged-title">{say('board.loggedTitle', { day })}</p>
      <ul className="mg-logged">
        {held.map(({ kind, held: count, withMinutes, minutes }) => {
          const what = say(`board.logged_${kind}`, { count })
          return (
            <li key={kind}>
              {withMinutes === 0
                ? say('board.loggedNoMinutes', { what })
                : say('board.loggedMinutes', { what, minutes: dates.count(minutes), count: withMinutes })}
            </li>
          )
        })}
      </ul>
    </>
  )
}
