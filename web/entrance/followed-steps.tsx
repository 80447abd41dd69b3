import type { Entrance, Followed, FollowedStage } from '#contract/entrance.ts'
import type { Dates } from '#contract/language/dates.ts'
import type { Say } from '#contract/language/say.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { Alert } from '#web/kit/feedback.tsx'
import { Icon, type IconName } from '#web/kit/icon.tsx'
import { Card } from '#web/kit/layout.tsx'
import { CallInstead } from './ways-out.tsx'

interface Step {
  key: string
  title: string
  text: string
  state: 'done' | 'waiting' | 'late'
}

const icons: Readonly<Record<Step['state'], IconName>> = { done: 'check', waiting: 'time', late: 'warning' }

/** How far it has come, a step a line; where we are late, what to do about it. */
export function FollowedSteps({ followed, entrance }: { followed: Followed; entrance: Entrance }) {
  const say = useSay()
  const dates = useDates()
  const steps = stepsOf(say, dates, followed)
  const isLate = steps.some(({ state }) => state === 'late')
  return (
    <>
      {isLate && (
        <Alert tone="warning" title={say('entrance.lateTitle')}>
          {say(entrance.phone === '' ? 'entrance.lateNoPhone' : 'entrance.lateText')}
          <CallInstead places={entrance} phrase="entrance.callOn" />
        </Alert>
      )}
      <Card>
        <ol className="mg-entrance-steps">
          {steps.map(({ key, title, text, state }) => (
            <li
              key={key}
              className={state === 'late' ? 'mg-entrance-step mg-entrance-step-late' : 'mg-entrance-step'}
            >
              <Icon name={icons[state]} />
              <div>
                <strong>
                  {title} <span className="sr-only">({say(`entrance.${state}`)})</span>
                </strong>
                {text}
              </div>
            </li>
          ))}
        </ol>
        {followed.who === 'perhapsYouth' && <p>{say('entrance.stageNotKnown')}</p>}
        {followed.who === 'other' && !followed.tellsOutcome && <p>{say('entrance.stageNotTold')}</p>}
      </Card>
    </>
  )
}

function stepsOf(say: Say, dates: Dates, followed: Followed): Step[] {
  const { today, who, receivedOn, takenOn, answeredOn, closedOn, stages, callBack, tellsOutcome } = followed
  const said = (day: Temporal.PlainDate) => dates.weekdayAndDay(day, today)
  const happened = (key: string, title: string, day: Temporal.PlainDate): Step => ({
    key,
    title,
    text: say('entrance.stageDay', { day: said(day) }),
    state: 'done',
  })
  const steps = [happened('received', say('entrance.stageReceived'), receivedOn)]
  if (takenOn !== null) steps.push(happened('taken', say('entrance.stageTaken'), takenOn))
  else if (closedOn === null && who !== 'youth')
    steps.push({ key: 'taken', title: say('entrance.stageTakenWaiting'), text: '', state: 'waiting' })
  for (const each of [...(stages ?? []), ...(callBack === null ? [] : [callBack])]) {
    const { stage, dueDay, keptDay, state } = each
    const title = say(`entrance.stage_${stage}`)
    if (keptDay !== null) {
      const text =
        state === 'late' && dueDay !== null
          ? say('entrance.stageKeptLate', { day: said(keptDay), due: said(dueDay) })
          : say('entrance.stageKept', { day: said(keptDay) })
      steps.push({ key: stage, title, text, state: 'done' })
    } else if (dueDay !== null && closedOn === null) {
      const text = dueText(say, said, each, dueDay)
      steps.push({ key: stage, title, text, state: state === 'overdue' ? 'late' : 'waiting' })
    }
  }
  if (answeredOn !== null) steps.push(happened('answered', say('entrance.stageAnswered'), answeredOn))
  else if (tellsOutcome && stages === null && closedOn === null)
    steps.push({ key: 'answered', title: say('entrance.stageAnsweredWaiting'), text: '', state: 'waiting' })
  if (closedOn !== null) steps.push(happened('closed', say('entrance.stageClosed'), closedOn))
  return steps
}

/** By when it is promised; where somebody tried in vain, that too, and when they try again. */
function dueText(
  say: Say,
  said: (day: Temporal.PlainDate) => string,
  { tried, state }: FollowedStage,
  dueDay: Temporal.PlainDate,
): string {
  if (tried === null)
    return say(state === 'overdue' ? 'entrance.stageOverdue' : 'entrance.stageWaiting', { day: said(dueDay) })
  const kind = tried.kind === 'accompaniment' ? 'meeting' : tried.kind
  return [
    say(`entrance.tried_${kind}`, { day: said(tried.day) }),
    ...(state === 'overdue' ? [say('entrance.triedLate', { day: said(dueDay) })] : []),
    ...(tried.again !== null ? [say('entrance.triedAgain', { day: said(tried.again) })] : []),
    ...(state !== 'overdue' && tried.again === null ? [say('entrance.triedDue', { day: said(dueDay) })] : []),
  ].join(' ')
}
