import type { Dates } from '#contract/language/dates.ts'
import type { Say } from '#contract/language/say.ts'
import type { ShownRule } from '#contract/rules.ts'
import { weeksOf } from './weeks.ts'

type Told = Pick<
  ShownRule,
  'fulfilledBy' | 'pattern' | 'intervalUnit' | 'intervalLength' | 'count' | 'anchor'
>

const units = { months: 'Months', weeks: 'Weeks', days: 'Days', workingDays: 'WorkingDays' } as const
export const anchorWords = {
  enquiry: 'programmes.afterEnquiry',
  assessment: 'programmes.afterAssessment',
  membership: 'programmes.afterMembership',
  offPlan: 'rules.afterOffPlan',
  offPlanContact: 'rules.afterOffPlanContact',
  orderStep: 'rules.afterOrderStep',
} as const
export const fulfilWords = {
  meeting: 'programmes.meeting',
  call: 'programmes.call',
  accompaniment: 'programmes.accompaniment',
  text: 'programmes.text',
  letter: 'programmes.letter',
  finalAssessment: 'rules.finalAssessment',
  activity: 'rules.activity',
  orderStep: 'rules.orderStep',
} as const

/** "Møde eller ledsagelse hver måned." */
export function ruleInWords(say: Say, dates: Dates, rule: Told): string {
  const [first = '', ...rest] = rule.fulfilledBy.map(kind => say(fulfilWords[kind]))
  const what = dates.list([first, ...rest.map(kind => lowerFirst(kind))])
  return say('programmes.sentence', { what, howOften: howOften(say, rule) })
}

function howOften(say: Say, rule: Told): string {
  const { pattern, count, anchor } = rule
  const after = say(anchorWords[anchor])
  switch (pattern) {
    case 'every':
      return againAndAgain(say, rule)
    case 'between':
      return say('programmes.between')
    case 'counted':
      return say('programmes.counted', { count, interval: intervalIn(say, rule), anchor: after })
    case 'once':
      return say('programmes.once', { interval: intervalIn(say, rule), anchor: after })
    case 'set':
      return say('rules.onSetDay')
  }
}

function intervalIn(say: Say, { intervalUnit, intervalLength }: Told): string {
  return say(`programmes.interval${units[intervalUnit]}`, { count: intervalLength })
}

function againAndAgain(say: Say, rule: Told): string {
  const weeks = weeksOf(rule)
  const count = weeks ?? rule.intervalLength
  const unit = say(`programmes.unit${units[weeks === null ? rule.intervalUnit : 'weeks']}`)
  return count === 1
    ? say('programmes.everyOne', { unit })
    : say('programmes.every', { interval: say('programmes.nth', { count, unit }) })
}

/** "SMS" keeps its letters. */
function lowerFirst(word: string): string {
  return word === word.toUpperCase() ? word : word.charAt(0).toLowerCase() + word.slice(1)
}
