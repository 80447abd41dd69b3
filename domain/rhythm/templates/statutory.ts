import { between, type RuleTemplate } from './template.ts'

/** What the rules of the statutory clock have in common: the day stays, and no pause stops it. */
const statutory = {
  clock: 'statutory',
  programme: null,
  targetGroup: null,
  count: 1,
  fulfilledBy: ['meeting'],
  nonWorkingDays: 'stays',
  stopsInPause: false,
  stopsInClosing: false,
  returnWorkingDays: 5,
  retryWorkingDays: 3,
  escalateAfter: 3,
} as const

const everySecondMonth = {
  ...statutory,
  key: 'samtale-hver-anden-maaned',
  name: 'Samtale hver anden måned',
  status: 'unverified',
  anchor: 'assessment',
  pattern: 'every',
  interval: { unit: 'months', length: 2 },
  windowWorkingDays: 10,
} as const

/** The law's demands on contact as far as they were found; what was not found says so in its source. */
export const statutoryRules: readonly RuleTemplate[] = [
  {
    ...statutory,
    key: 'foerste-samtale',
    name: 'Første samtale inden 7 dage',
    status: 'law',
    source: 'LAB § 31, stk. 5',
    during: between('2020-01-01', null),
    anchor: 'enquiry',
    pattern: 'once',
    interval: { unit: 'days', length: 7 },
    windowWorkingDays: 4,
  },
  {
    ...statutory,
    key: 'fire-samtaler',
    name: 'Mindst fire samtaler i de første seks måneder',
    status: 'law',
    source: 'LAB § 31, stk. 3',
    during: between('2020-01-01', '2026-07-01'),
    anchor: 'enquiry',
    pattern: 'counted',
    interval: { unit: 'months', length: 6 },
    count: 4,
    windowWorkingDays: 10,
  },
  {
    ...everySecondMonth,
    source: 'Horsens Kommunes beskrivelse af kravet før 2020. Lovteksten er ikke fundet.',
    during: between('2014-01-01', '2020-01-01'),
  },
  {
    ...everySecondMonth,
    source:
      'Kravet efter midten af 2026 er ikke fundet. Reglen fører den praksis videre, som Horsens Kommune har beskrevet. Ret den, når I kender jeres.',
    during: between('2026-07-01', null),
  },
]
