import { expect, test } from 'vitest'
import type { Explanation } from '#domain/rhythm/explain.ts'
import { explainInWords } from './explain.ts'
import { loadSay, sayIn } from './say-in.ts'

const on = (day: string) => Temporal.PlainDate.from(day)
const today = on('2026-11-23')
const danish = sayIn('da')

const monthly: Explanation = {
  ruleName: 'Møde hver måned',
  clock: 'promise',
  status: 'local',
  source: 'Serviceløfte i "Mod til uddannelse"',
  since: { what: 'met', day: on('2026-10-20') },
  standing: 'passed',
  latest: on('2026-11-19'),
  daysOver: 4,
  closedDay: null,
  deed: null,
  isSet: false,
  window: null,
  lastWorkingDay: null,
  progress: null,
  attempts: null,
}

const inDanish = (rest: Partial<Explanation>) => explainInWords(danish, { ...monthly, ...rest }, today)

test('an overdue promise, in one sentence with its rule, and its source', () => {
  expect(inDanish({})).toEqual({
    why: 'Møde hver måned. Sidst mødt 20. oktober, løftet var senest 19. november.',
    more: [],
    source: 'Besluttet lokalt: Serviceløfte i "Mod til uddannelse"',
  })
})

test.each<[string, Partial<Explanation>, string]>([
  [
    'a promise ahead',
    { standing: 'ahead', latest: on('2026-12-21') },
    'Møde hver måned. Sidst mødt 20. oktober, løftet er senest 21. december.',
  ],
  ['today', { standing: 'today' }, 'Møde hver måned. Sidst mødt 20. oktober, løftet er i dag.'],
  [
    'the law',
    {
      ruleName: 'Første samtale inden 7 dage',
      clock: 'statutory',
      status: 'law',
      since: { what: 'enquiry', day: on('2026-11-20') },
      standing: 'ahead',
      latest: on('2026-11-27'),
    },
    'Første samtale inden 7 dage. Henvendelse 20. november, lovkravet er senest 27. november.',
  ],
  [
    'not verified: neither law nor promise',
    { clock: 'statutory', status: 'unverified', standing: 'ahead', latest: on('2026-12-20') },
    'Møde hver måned. Sidst mødt 20. oktober, fristen er senest 20. december (ikke bekræftet).',
  ],
  [
    'a call in between, with its window',
    {
      ruleName: 'Opkald imellem',
      standing: 'ahead',
      window: { from: on('2026-11-24'), to: on('2026-11-28') },
    },
    'Opkald imellem. Sidst mødt 20. oktober, et opkald er bedst 24.–28. november.',
  ],
  [
    'kept',
    { standing: 'onTime', closedDay: on('2026-11-17') },
    'Møde hver måned. Sidst mødt 20. oktober, holdt 17. november, fristen var 19. november.',
  ],
  [
    'missed, not verified',
    { standing: 'missed', closedDay: on('2026-11-19'), status: 'unverified' },
    'Møde hver måned. Sidst mødt 20. oktober, blev ikke holdt, fristen var 19. november (ikke bekræftet).',
  ],
  [
    'after a pause',
    { standing: 'ahead', since: { what: 'pauseEnd', day: on('2026-11-16') }, latest: on('2026-11-30') },
    'Møde hver måned. Tilbage fra pause 16. november, løftet er senest 30. november.',
  ],
])('%s', (_name, rest, why) => {
  expect(inDanish(rest).why).toBe(why)
})

test('an unverified rule says so in its source too', () => {
  expect(inDanish({ status: 'unverified', source: 'Lovteksten er ikke fundet.' }).source).toBe(
    'Ikke bekræftet: Lovteksten er ikke fundet.',
  )
})

test('what is left to reach, and what it takes when the pace is lost', () => {
  const counted = { standing: 'ahead', latest: on('2027-02-01') } as const
  expect(
    inDanish({
      ...counted,
      progress: { held: 2, of: 4, targetDay: on('2026-12-18'), neededEveryDays: null },
    }).more,
  ).toEqual(['2 af 4 er holdt, den næste gerne senest 18. december.'])
  expect(
    inDanish({ ...counted, progress: { held: 2, of: 4, targetDay: on('2026-11-18'), neededEveryDays: 12 } })
      .more,
  ).toEqual(['2 af 4 er holdt. Det kan kun nås med en samtale hver 12. dag.'])
})

test('attempts in vain, the retry, and that the leader sees it', () => {
  expect(inDanish({ attempts: { count: 3, retryDay: on('2026-11-25'), escalated: true } }).more).toEqual([
    '3 forgæves forsøg i træk, prøv igen senest 25. november.',
    'Lederen kan se det.',
  ])
  // On the day itself it can still be done; from the day after it is overdue.
  const retried = (day: string) =>
    inDanish({ attempts: { count: 1, retryDay: on(day), escalated: false } }).more
  expect(retried('2026-11-23')).toEqual(['1 forgæves forsøg, prøv igen senest 23. november.'])
  expect(retried('2026-11-22')).toEqual(['1 forgæves forsøg, I skulle have prøvet igen senest 22. november.'])
  expect(inDanish({ attempts: { count: 1, retryDay: null, escalated: false } }).more).toEqual([
    '1 forgæves forsøg.',
  ])
})

test('a statutory day on a holiday says the last working day before it', () => {
  expect(
    inDanish({ standing: 'ahead', latest: on('2026-12-24'), lastWorkingDay: on('2026-12-23') }).more,
  ).toEqual(['Sidste hverdag inden er onsdag 23. december.'])
})

test('in English', async () => {
  expect(explainInWords(await loadSay('en'), monthly, today).why).toBe(
    'Møde hver måned. Last met 20 October, was promised by 19 November.',
  )
})

test('the duty of those of 15-17 says when the municipality learnt it, and what the law asks', () => {
  const contact: Partial<Explanation> = {
    ruleName: 'Kontakt inden fem hverdage (15-17 år)',
    clock: 'statutory',
    status: 'law',
    since: { what: 'offPlan', day: on('2026-11-03') },
    standing: 'ahead',
    latest: on('2026-11-10'),
    daysOver: 0,
  }
  expect(inDanish(contact).why).toBe(
    'Kontakt inden fem hverdage (15-17 år). Kommunen fik 3. november besked om, at den unge ikke er i gang, lovkravet er senest 10. november.',
  )
  const offer: Partial<Explanation> = {
    ...contact,
    ruleName: 'Ny aktivitet inden 30 dage (15-17 år)',
    deed: 'activity',
    since: { what: 'offPlanContact', day: on('2026-11-05') },
    standing: 'late',
    latest: on('2026-12-05'),
    closedDay: on('2026-12-14'),
  }
  expect(inDanish(offer).why).toBe(
    'Ny aktivitet inden 30 dage (15-17 år). Første samtale om et nyt tilbud 5. november, på plads for sent 14. december, fristen var 5. december.',
  )
})

test.each([
  ['ahead', '2026-12-01', 'fristen i pålægget er 1. december.'],
  ['today', '2026-11-23', 'fristen i pålægget er i dag.'],
  ['passed', '2026-11-16', 'fristen i pålægget var 16. november.'],
] as const)('a step of an education order, %s', (standing, latest, words) => {
  const step: Partial<Explanation> = {
    ruleName: 'Næste trin i uddannelsespålægget',
    clock: 'statutory',
    deed: 'orderStep',
    isSet: true,
    since: { what: 'orderStep', day: on('2026-11-02') },
    standing,
    latest: on(latest),
  }
  expect(inDanish(step).why).toBe(`Næste trin i uddannelsespålægget. Trinet begyndte 2. november, ${words}`)
})

test.each([
  ['onTime', 'på plads 20. november, fristen var 1. december.'],
  ['missed', 'kom ikke på plads, fristen var 1. december.'],
  ['excused', 'bortfaldt 20. november.'],
] as const)('a decision is in place and not held: %s', (standing, words) => {
  const decision: Partial<Explanation> = {
    ruleName: 'Endelig målgruppevurdering inden tre måneder',
    deed: 'finalAssessment',
    since: { what: 'enquiry', day: on('2026-09-01') },
    standing,
    latest: on('2026-12-01'),
    closedDay: on('2026-11-20'),
  }
  expect(inDanish(decision).why).toBe(
    `Endelig målgruppevurdering inden tre måneder. Henvendelse 1. september, ${words}`,
  )
})
