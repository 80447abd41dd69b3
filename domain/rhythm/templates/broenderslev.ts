import { statutoryRules } from './statutory.ts'
import { between, type RuleTemplate } from './template.ts'

/** What is promised to everybody from the first enquiry. */
const fromTheEntrance = {
  clock: 'promise',
  status: 'unverified',
  during: between('2014-01-01', null),
  programme: null,
  targetGroup: null,
  anchor: 'enquiry',
  pattern: 'once',
  count: 1,
  nonWorkingDays: 'dayBefore',
  stopsInPause: true,
  stopsInClosing: false,
  returnWorkingDays: 5,
  escalateAfter: 3,
} as const

/**
 * UngeCenter Brønderslev: one entrance, and a team with the right competences assembled quickly around the young
 * person and the parents. How quickly is not published. Two working days and ten are our own inference, so they ship
 * as unverified and say so.
 */
export const broenderslevRules: readonly RuleTemplate[] = [
  ...statutoryRules,
  {
    ...fromTheEntrance,
    key: 'kontakt-efter-henvendelse',
    name: 'Kontakt inden to hverdage',
    source:
      'Vores egen slutning: UngeCenter Brønderslev har én samlet indgang, men hvor hurtigt de ringer, er ikke offentliggjort. Ret fristen til jeres egen beslutning.',
    fulfilledBy: ['meeting', 'call', 'accompaniment'],
    interval: { unit: 'workingDays', length: 2 },
    windowWorkingDays: 1,
    retryWorkingDays: 1,
  },
  {
    ...fromTheEntrance,
    key: 'moede-om-teamet',
    name: 'Møde om det rette team inden ti hverdage',
    source:
      'Vores egen slutning: UngeCenter Brønderslev samler hurtigt et team, men hvor hurtigt er ikke offentliggjort. Ret fristen til jeres egen beslutning.',
    fulfilledBy: ['meeting'],
    interval: { unit: 'workingDays', length: 10 },
    windowWorkingDays: 5,
    retryWorkingDays: 3,
  },
]
