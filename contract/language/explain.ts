import type { Explanation, SinceWhat } from '#domain/rhythm/explain.ts'
import { datesIn } from './dates.ts'
import type { Phrase, Say } from './say.ts'

export interface ExplanationInWords {
  /** "Møde hver måned. Sidst mødt 20. oktober, løftet var senest 19. november." */
  why: string
  /** Whole sentences that follow: progress, attempts, the last working day. Often none. */
  more: string[]
  /** "Lov: LAB § 31, stk. 5", or "Ikke bekræftet: ...". */
  source: string
}

/**
 * Why something is due, as people say it.
 * Near days are written as dates too: a sentence that is read out to somebody tomorrow must still be true.
 */
export function explainInWords(
  say: Say,
  explanation: Explanation,
  today: Temporal.PlainDate,
): ExplanationInWords {
  const { ruleName, since } = explanation
  return {
    why: say('rhythm.why', {
      rule: ruleName,
      since: say(sinceText[since.what], { day: datesIn(say).day(since.day, today) }),
      standing: standing(say, explanation, today),
    }),
    more: [...progress(say, explanation, today), ...attempts(say, explanation, today)],
    source: say(sourceText[explanation.status], { source: explanation.source }),
  }
}

const sinceText = {
  met: 'rhythm.sinceMet',
  spoken: 'rhythm.sinceSpoken',
  enquiry: 'rhythm.sinceEnquiry',
  assessment: 'rhythm.sinceAssessment',
  membership: 'rhythm.sinceMembership',
  offPlan: 'rhythm.sinceOffPlan',
  offPlanContact: 'rhythm.sinceOffPlanContact',
  orderStep: 'rhythm.sinceOrderStep',
  ruleChange: 'rhythm.sinceRuleChange',
  pauseEnd: 'rhythm.sincePauseEnd',
} as const satisfies Record<SinceWhat, Phrase>

const sourceText = {
  law: 'rhythm.sourceLaw',
  local: 'rhythm.sourceLocal',
  unverified: 'rhythm.sourceUnverified',
} as const satisfies Record<Explanation['status'], Phrase>

type OpenStanding = 'ahead' | 'today' | 'passed'

/** What is not confirmed is never presented as law, nor as promised. */
const openText = {
  promise: (say, day) => ({
    ahead: say('rhythm.promiseAhead', { day }),
    today: say('rhythm.promiseToday'),
    passed: say('rhythm.promisePassed', { day }),
  }),
  statutory: (say, day) => ({
    ahead: say('rhythm.statutoryAhead', { day }),
    today: say('rhythm.statutoryToday'),
    passed: say('rhythm.statutoryPassed', { day }),
  }),
  unverified: (say, day) => ({
    ahead: say('rhythm.unverifiedAhead', { day }),
    today: say('rhythm.unverifiedToday'),
    passed: say('rhythm.unverifiedPassed', { day }),
  }),
  set: (say, day) => ({
    ahead: say('rhythm.setAhead', { day }),
    today: say('rhythm.setToday'),
    passed: say('rhythm.setPassed', { day }),
  }),
} satisfies Record<string, (say: Say, day: string) => Record<OpenStanding, string>>

function standing(say: Say, explanation: Explanation, today: Temporal.PlainDate): string {
  const { clock, status, latest, closedDay, deed, isSet, window } = explanation
  const dates = datesIn(say)
  const unverified = status === 'unverified'
  const day = dates.day(latest, today)

  if (explanation.standing === 'ahead' && window) {
    const days = dates.days(window.from, window.to, today)
    return say(unverified ? 'rhythm.callAheadUnverified' : 'rhythm.callAhead', { days })
  }
  if (isOpen(explanation.standing)) {
    return openText[unverified ? 'unverified' : isSet ? 'set' : clock](say, day)[explanation.standing]
  }
  const closed = dates.day(closedDay ?? latest, today)
  const said = closedText(deed !== null)[explanation.standing](say, { closed, day })
  return unverified ? say('rhythm.closedUnverified', { standing: said }) : said
}

type ClosedStanding = Exclude<Explanation['standing'], OpenStanding>
type ClosedText = (say: Say, days: { closed: string; day: string }) => string

/** A contact is held; a decision or an activity is in place. */
function closedText(isDeed: boolean): Record<ClosedStanding, ClosedText> {
  return {
    onTime: (say, days) => say(isDeed ? 'rhythm.doneOnTime' : 'rhythm.onTime', days),
    late: (say, days) => say(isDeed ? 'rhythm.doneLate' : 'rhythm.late', days),
    missed: (say, { day }) => say(isDeed ? 'rhythm.notDone' : 'rhythm.missed', { day }),
    excused: (say, { closed }) => say('rhythm.excused', { closed }),
  }
}

function isOpen(standing: Explanation['standing']): standing is OpenStanding {
  return standing === 'ahead' || standing === 'today' || standing === 'passed'
}

function progress(say: Say, explanation: Explanation, today: Temporal.PlainDate): string[] {
  const { progress, lastWorkingDay, standing } = explanation
  const dates = datesIn(say)
  const sentences: string[] = []
  if (lastWorkingDay && (standing === 'ahead' || standing === 'today')) {
    sentences.push(say('rhythm.lastWorkingDay', { day: dates.weekdayAndDay(lastWorkingDay, today) }))
  }
  if (!progress) return sentences
  const { held, of, targetDay, neededEveryDays } = progress
  if (neededEveryDays !== null) {
    sentences.push(say('rhythm.countedBehind', { held, of, count: neededEveryDays }))
  } else if (targetDay && standing === 'ahead') {
    sentences.push(say('rhythm.countedNext', { held, of, day: dates.day(targetDay, today) }))
  } else {
    sentences.push(say('rhythm.counted', { held, of }))
  }
  return sentences
}

function attempts(say: Say, { attempts, closedDay }: Explanation, today: Temporal.PlainDate): string[] {
  if (!attempts || closedDay) return []
  const { count, retryDay, escalated } = attempts
  const isOver = retryDay !== null && Temporal.PlainDate.compare(retryDay, today) < 0
  const said = retryDay
    ? say(isOver ? 'rhythm.attemptsRetryOver' : 'rhythm.attemptsRetry', {
        count,
        day: datesIn(say).day(retryDay, today),
      })
    : say('rhythm.attempts', { count })
  return escalated ? [said, say('rhythm.escalated')] : [said]
}
