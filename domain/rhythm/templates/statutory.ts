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

/** Those of 15-17 who are in neither education, work nor another activity: the duty's own order, § 10. */
const offPlan = {
  ...statutory,
  status: 'law',
  during: between('2020-01-01', null),
  pattern: 'once',
} as const

/**
 * The law's demands on contact, decisions and offers as far as they were found; what was not found says so in its
 * source. What is fulfilled by something else than a contact names the deed.
 */
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
    ...statutory,
    key: 'tre-samtaler',
    name: 'Mindst tre samtaler, mens målgruppen vurderes',
    status: 'unverified',
    source:
      'Horsens Kommunes beskrivelse af kravet før 2020. Lovteksten er ikke fundet; de tre måneder er dem, som vurderingen højst varer.',
    during: between('2014-01-01', '2020-01-01'),
    anchor: 'enquiry',
    pattern: 'counted',
    interval: { unit: 'months', length: 3 },
    count: 3,
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
  {
    ...statutory,
    key: 'endelig-maalgruppe',
    name: 'Endelig målgruppevurdering inden tre måneder',
    status: 'law',
    source: 'BEK § 6, stk. 3',
    during: between('2020-01-01', null),
    // Who is assessed as ready for education at first is so for three months; nobody else awaits a final decision.
    targetGroup: 'educationReady',
    anchor: 'enquiry',
    pattern: 'once',
    fulfilledBy: ['finalAssessment'],
    interval: { unit: 'months', length: 3 },
    windowWorkingDays: 10,
  },
  {
    ...offPlan,
    key: 'kontakt-uden-for-plan',
    name: 'Kontakt inden fem hverdage (15-17 år)',
    source:
      'Bekendtgørelsen om pligt til uddannelse, beskæftigelse eller anden aktivitet, § 10, stk. 1, efter loven om kommunal indsats for unge under 25 år',
    anchor: 'offPlan',
    fulfilledBy: ['meeting', 'call', 'accompaniment'],
    interval: { unit: 'workingDays', length: 5 },
    windowWorkingDays: 4,
  },
  {
    ...offPlan,
    key: 'ny-aktivitet',
    name: 'Ny aktivitet inden 30 dage (15-17 år)',
    source:
      'Bekendtgørelsen om pligt til uddannelse, beskæftigelse eller anden aktivitet, § 10, stk. 2: 30 kalenderdage efter kontakten, under hensyn til skolernes sommerferie',
    anchor: 'offPlanContact',
    fulfilledBy: ['activity'],
    interval: { unit: 'days', length: 30 },
    windowWorkingDays: 10,
    stopsInClosing: true,
  },
  {
    ...statutory,
    key: 'trin-i-paalaeg',
    name: 'Næste trin i uddannelsespålægget',
    status: 'local',
    source: 'Dagen er sat i den unges eget pålæg.',
    during: between('2014-01-01', null),
    anchor: 'orderStep',
    pattern: 'set',
    fulfilledBy: ['orderStep'],
    interval: { unit: 'days', length: 1 },
    windowWorkingDays: 5,
  },
]
