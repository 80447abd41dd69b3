import fc from 'fast-check'
import { ageChangeKinds, fixedAgeOf } from '#domain/ages/age-changes.ts'
import type { Period } from '#domain/calendar/period.ts'
import { timeSettings as settings } from '#domain/caseload/capacity.ts'
import { workUnits } from '#domain/caseload/weight.ts'
import { promiseStages } from '#domain/entrance/promise.ts'
import type { Setup, SetupEntranceText, SetupWord } from '#domain/setup/setup.ts'
import { ActivityKind } from './words.ts'

/** Set-ups that hold together, of all sections, for tests. */

const status = fc.constantFrom('law', 'local', 'unverified')
const name = fc
  .string({ unit: fc.constantFrom(...'abcæøåABC 123"\\\'{}[]:,-§é€'), minLength: 1, maxLength: 40 })
  .map(text => text.trim() || 'navn')
const key = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/)
const first = Temporal.PlainDate.from('2014-01-01')
const day = fc.integer({ min: 0, max: 9000 }).map(days => first.add({ days }))

/** One after the other, so that they never overlap; the last may run on. */
const periods = (min: number): fc.Arbitrary<Period[]> =>
  fc
    .tuple(
      fc.uniqueArray(fc.integer({ min: 0, max: 9000 }), { minLength: min + 1, maxLength: min + 3 }),
      fc.boolean(),
    )
    .map(([days, isOpen]) => {
      const sorted = days.sort((a, b) => a - b).map(days => first.add({ days }))
      return sorted.slice(0, -1).map((from, index) => ({
        from,
        to: isOpen && index === sorted.length - 2 ? null : (sorted[index + 1] ?? null),
      }))
    })

const keyed = <Row extends object>(row: fc.Arbitrary<Row>) =>
  fc
    .uniqueArray(fc.tuple(key, row), { maxLength: 4, selector: ([own]) => own })
    .map(rows => rows.map(([own, more]) => ({ key: own, ...more })))

const dated = <Row extends object>(row: fc.Arbitrary<Row>) =>
  fc
    .uniqueArray(fc.tuple(key, periods(1), fc.infiniteStream(row)), {
      maxLength: 3,
      selector: ([own]) => own,
    })
    .map(rows =>
      rows.flatMap(([own, spans, more]) =>
        spans.map(during => ({ key: own, ...(more.next().value as Row), during })),
      ),
    )

const onePeriod = fc
  .tuple(day, fc.option(fc.integer({ min: 1, max: 3000 }), { nil: null }))
  .map(([from, days]): Period => ({ from, to: days === null ? null : from.add({ days }) }))

const decidedAt = fc.option(
  fc.array(
    fc.record({
      stage: fc.constantFrom('first' as const, 'provisional' as const, 'final' as const, 'later' as const),
      specialCase: fc.boolean(),
      source: name,
      status,
    }),
    { maxLength: 3 },
  ),
  { nil: null },
)

/** Some of the words, each with periods that follow each other. */
const ofEach = <Word extends string, Row extends object>(
  words: readonly Word[],
  row: (word: Word) => fc.Arbitrary<Row>,
) =>
  fc
    .subarray([...words], { maxLength: Math.min(3, words.length) })
    .chain(some => fc.tuple(...some.map(word => fc.tuple(periods(1), fc.infiniteStream(row(word))))))
    .map(all =>
      all.flatMap(([spans, more]) => spans.map(during => ({ ...(more.next().value as Row), during }))),
    )

const entrancePromises = ofEach(promiseStages, stage =>
  fc.record({
    stage: fc.constant(stage),
    interval: fc.record({
      unit: fc.constantFrom('days' as const, 'workingDays' as const),
      length: fc.integer({ min: 1, max: 60 }),
    }),
    source: name,
    status,
  }),
)

const dutyRules = ofEach(ActivityKind.options, activityKind =>
  fc
    .record({
      activityKind: fc.constant(activityKind),
      weeklyMinutes: fc.option(fc.integer({ min: 1, max: 6000 }), { nil: null }),
      countsInPart: fc.boolean(),
      source: name,
      status,
    })
    .map(row => ({ ...row, countsInPart: row.countsInPart && row.weeklyMinutes !== null })),
)

const enquiryRetention = ofEach(['retention'], () =>
  fc.record({ months: fc.integer({ min: 1, max: 120 }), source: name, status }),
)

const timeSettings = ofEach(settings, setting =>
  fc.record({
    setting: fc.constant(setting),
    value: fc.integer({ min: setting.startsWith('bridge') ? 0 : 1, max: 20_000 }),
    source: name,
    status,
  }),
)

const weeks = [0, 4, 8, 16, 104] as const
const newcomerSteps = ofEach(
  weeks.map(week => `${week}`),
  week =>
    fc.record({
      fromWeek: fc.constant(Number(week)),
      percent: fc.integer({ min: 0, max: 100 }),
      source: name,
      status,
    }),
)

const limit = (max: number) => fc.option(fc.integer({ min: 1, max }), { nil: null })
const ceilingsOf = (programmes: readonly (string | null)[]) =>
  ofEach(
    programmes.map(programme => programme ?? ''),
    programme =>
      fc
        .record({
          programme: fc.constant(programme === '' ? null : programme),
          cases: limit(1000),
          minutes: limit(100_000),
          source: name,
          status,
        })
        .map(row => (row.cases === null && row.minutes === null ? { ...row, cases: 36 } : row)),
  )

const orderRules = ofEach(['order'], () =>
  fc.record({
    targetGroups: fc.uniqueArray(key, { maxLength: 3 }),
    ageFrom: fc.integer({ min: 0, max: 40 }),
    ageTo: fc.integer({ min: 40, max: 99 }),
    source: name,
    status,
  }),
)

const ageTasks = fc.uniqueArray(
  fc.record({
    item: key,
    text: name,
    daysBefore: fc.integer({ min: 0, max: 365 }),
    onlyWith: fc.constantFrom(null, 'guardians' as const, 'membership' as const),
  }),
  { maxLength: 3, selector: task => task.item },
)

/** By age, as they are read. */
const ageChanges = dated(
  fc
    .record({
      age: fc.integer({ min: 1, max: 99 }),
      kind: fc.constantFrom(...ageChangeKinds),
      name,
      text: name,
      tasks: ageTasks,
      source: name,
      status,
    })
    .map(row => ({ ...row, age: fixedAgeOf(row.kind) ?? row.age })),
).map(rows => rows.toSorted((a, b) => a.age - b.age))

/** There is always a place for notifications. */
const entranceTexts = fc.constantFrom<SetupEntranceText[]>(
  [{ key: 'notificationPlace', text: 'Børn og Unge' }],
  [
    { key: 'outOfHours', text: 'Gå på skadestuen, hvis det haster' },
    { key: 'notificationPlace', text: 'borgerservice på rådhuset' },
  ],
)

/** Sections that name no others; what names them is added in {@link anySetup}. */
const independent = fc.record({
  words: fc.constantFrom<SetupWord[]>([], [{ key: 'caseworker', name: 'sagsbehandler' }]),
  targetGroups: dated(fc.record({ name, definition: name, decidedAt, source: name, status })),
  subjectAreas: keyed(fc.record({ name, legalBasis: name, sensitive: fc.boolean(), status })),
  competences: keyed(fc.record({ name })),
  closings: fc.uniqueArray(
    fc.record({
      kind: fc.constantFrom('house' as const, 'school' as const),
      name,
      during: day.map(from => ({ from, to: from.add({ days: 14 }) })),
      source: name,
      status,
    }),
    { maxLength: 3, selector: row => `${row.kind} ${row.name}` },
  ),
  rateKinds: keyed(
    fc.record({
      name,
      forWhom: name,
      unit: fc.constantFrom('month' as const, 'week' as const, 'day' as const),
      during: onePeriod,
      source: name,
      status,
    }),
  ),
})

const rule = (programmes: readonly (string | null)[], groups: readonly (string | null)[]) =>
  fc.record({
    name,
    clock: fc.constantFrom('statutory' as const, 'promise' as const),
    status,
    source: name,
    programme: fc.constantFrom(...programmes),
    targetGroup: fc.constantFrom(...groups),
    anchor: fc.constantFrom('enquiry' as const, 'assessment' as const, 'membership' as const),
    // A call in between needs meetings, which chance seldom gives.
    pattern: fc.constantFrom('every' as const, 'counted' as const, 'once' as const),
    fulfilledBy: fc.subarray(['meeting', 'call', 'accompaniment'] as const, { minLength: 1 }),
    interval: fc.record({
      unit: fc.constantFrom('months' as const, 'days' as const, 'workingDays' as const),
      length: fc.integer({ min: 1, max: 400 }),
    }),
    count: fc.integer({ min: 1, max: 100 }),
    windowWorkingDays: fc.integer({ min: 0, max: 20 }),
    nonWorkingDays: fc.constantFrom('dayBefore' as const, 'stays' as const),
    stopsInPause: fc.boolean(),
    stopsInClosing: fc.boolean(),
    returnWorkingDays: fc.integer({ min: 1, max: 60 }),
    retryWorkingDays: fc.integer({ min: 1, max: 60 }),
    escalateAfter: fc.integer({ min: 1, max: 20 }),
  })

export const anySetup: fc.Arbitrary<Setup> = independent.chain(some => {
  const groups = [...new Set(some.targetGroups.map(row => row.key))]
  const programmes = keyed(
    fc.record({
      name,
      description: name,
      ageFrom: fc.constantFrom(null, 15),
      ageTo: fc.constantFrom(null, 29),
      targetGroups: fc.subarray(groups),
      benefitWeeks: fc.option(fc.integer({ min: 0, max: 1000 }), { nil: null }),
      leaveAge: fc.constantFrom(null, 18),
      during: onePeriod,
      source: name,
      status,
    }),
  )
  return programmes.chain(made => {
    const keys = [null, ...made.map(row => row.key)]
    const kinds = some.rateKinds.map(row => row.key)
    return fc.record({
      words: fc.constant(some.words),
      targetGroups: fc.constant(some.targetGroups),
      subjectAreas: fc.constant(some.subjectAreas),
      competences: fc.constant(some.competences.sort((a, b) => (a.key < b.key ? -1 : 1))),
      programmes: fc.constant(made),
      rules: dated(rule(keys, [null, ...groups])),
      weights: dated(
        fc
          .record({
            name,
            programme: fc.constantFrom(...keys),
            per: fc.constantFrom(...workUnits),
            minutes: fc.integer({ min: 0, max: 10_000 }),
            timesAYear: fc.option(fc.integer({ min: 1, max: 366 }), { nil: null }),
            source: name,
            status,
          })
          .map(row =>
            ['meeting', 'call', 'accompaniment'].includes(row.per) ? row : { ...row, timesAYear: null },
          ),
      ),
      closings: fc.constant(some.closings),
      rateKinds: fc.constant(some.rateKinds),
      rates: fc
        .tuple(
          ...kinds.map(rate =>
            fc.tuple(fc.constant(rate), periods(1), fc.integer({ min: 0, max: 100_000_000 })),
          ),
        )
        .map(all =>
          all.flatMap(([rate, spans, amount]) =>
            spans.map(during => ({ rate, amount, during, source: 'Satsen', status: 'law' as const })),
          ),
        ),
      entranceTexts,
      entrancePromises,
      dutyRules,
      orderRules,
      ageChanges,
      enquiryRetention,
      timeSettings,
      newcomerSteps,
      ceilings: ceilingsOf(keys),
    })
  })
})
