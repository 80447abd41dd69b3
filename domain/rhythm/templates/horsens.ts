import { statutoryRules } from './statutory.ts'
import { between, type RuleTemplate } from './template.ts'

const promise = {
  clock: 'promise',
  status: 'local',
  source: 'Serviceløfte i "Mod til uddannelse", Horsens Kommune',
  during: between('2017-01-01', null),
  programme: 'mod-til-uddannelse',
  targetGroup: null,
  anchor: 'membership',
  interval: { unit: 'months', length: 1 },
  count: 1,
  nonWorkingDays: 'dayBefore',
  stopsInPause: true,
  stopsInClosing: false,
  returnWorkingDays: 5,
  retryWorkingDays: 3,
  escalateAfter: 3,
} as const

const monthly: readonly RuleTemplate[] = [
  {
    ...promise,
    key: 'moede-hver-maaned',
    name: 'Møde hver måned',
    pattern: 'every',
    fulfilledBy: ['meeting', 'accompaniment'],
    windowWorkingDays: 5,
  },
  {
    ...promise,
    key: 'opkald-imellem',
    name: 'Opkald imellem',
    pattern: 'between',
    fulfilledBy: ['call'],
    windowWorkingDays: 3,
  },
]

/**
 * Ungeenheden in Horsens: the law's clock, and in "Mod til uddannelse" a meeting a month and a call in between.
 * Going along to the doctor or the bank is a meeting: the time is used where the young person is.
 * Those of 15-17 years were taken into the project later, and are promised the same.
 */
export const horsensRules: readonly RuleTemplate[] = [
  ...statutoryRules,
  ...monthly,
  ...monthly.map(rule => ({ ...rule, key: `${rule.key}-15-17`, programme: 'sikker-overgang' })),
]
