import { useQuery } from '@tanstack/react-query'
import type { previewAssessment } from '#contract/assessments.ts'
import type { InputOf, OutputOf } from '#contract/use-case.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { Proposal } from '#web/kit/layout.tsx'
import { previewQuery } from './queries.ts'

type Consequence = OutputOf<typeof previewAssessment>['consequences'][number]

interface Props {
  /** Null while what is written could not be decided. */
  question: InputOf<typeof previewAssessment> | null
  today: Temporal.PlainDate
}

/** Which deadlines begin, move and end with the decision, before it is saved. */
export function Consequences({ question, today }: Props) {
  const say = useSay()
  const { data, isError, isFetching } = useQuery({
    ...previewQuery(question ?? { youthId: 0, targetGroup: '-', day: today.toString() }),
    enabled: question !== null,
  })
  if (question === null) return null
  return (
    <div role="status" aria-busy={isFetching}>
      <Proposal title={say('assessments.follows')}>
        {isError && <p>{say('assessments.followsUnknown')}</p>}
        {!isError && data === undefined && <p>{say('assessments.followsAsking')}</p>}
        {!isError && data?.consequences.length === 0 && <p>{say('assessments.followsNothing')}</p>}
        {!isError && data !== undefined && data.consequences.length > 0 && (
          <ul className="mg-consequences">
            {data.consequences.map(each => (
              <li key={each.ruleId}>
                <ConsequenceText consequence={each} today={today} />
              </li>
            ))}
          </ul>
        )}
      </Proposal>
    </div>
  )
}

function ConsequenceText({ consequence, today }: { consequence: Consequence; today: Temporal.PlainDate }) {
  const say = useSay()
  const dates = useDates()
  const { ruleName: rule, what, status, clock } = consequence
  const day = dates.day(consequence.day, today)
  const before = consequence.before === null ? '' : dates.day(consequence.before, today)
  const text =
    what === 'begins'
      ? say('assessments.begins', { rule, day })
      : what === 'moves'
        ? say('assessments.moves', { rule, day, before })
        : say(what === 'fulfilled' ? 'assessments.fulfilled' : 'assessments.ends', { rule })
  const note =
    status === 'unverified'
      ? say('assessments.ruleUnverified')
      : clock === 'promise'
        ? say('assessments.rulePromise')
        : ''
  return note === '' ? text : `${text} ${note}`
}
