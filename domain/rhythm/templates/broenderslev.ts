import { statutoryRules } from './statutory.ts'
import { between, type RuleTemplate } from './template.ts'

/**
 * UngeCenter Brønderslev: one entrance, and a team with the right competences assembled quickly around the young
 * person and the parents. How quickly is not published. Ten working days is our own inference, so it ships as
 * unverified and says so.
 */
export const broenderslevRules: readonly RuleTemplate[] = [
  ...statutoryRules,
  {
    key: 'moede-om-teamet',
    name: 'Møde om det rette team inden ti hverdage',
    clock: 'promise',
    status: 'unverified',
    source:
      'Vores egen slutning: UngeCenter Brønderslev samler hurtigt et team, men hvor hurtigt er ikke offentliggjort. Ret fristen til jeres egen beslutning.',
    during: between('2014-01-01', null),
    programme: null,
    targetGroup: null,
    anchor: 'enquiry',
    pattern: 'once',
    fulfilledBy: ['meeting'],
    interval: { unit: 'workingDays', length: 10 },
    count: 1,
    windowWorkingDays: 5,
    nonWorkingDays: 'dayBefore',
    stopsInPause: true,
    stopsInClosing: false,
    returnWorkingDays: 5,
    retryWorkingDays: 3,
    escalateAfter: 3,
  },
]
