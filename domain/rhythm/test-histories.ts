import fc from 'fast-check'
import { houseCalendar } from '#domain/calendar/calendar.ts'
import type { Period } from '#domain/calendar/period.ts'
import {
  callBetween,
  everySecondMonth,
  finalAssessment,
  firstInterview,
  fourInHalfYear,
  monthlyMeeting,
  newActivity,
  offPlanContact,
  on,
  orderStep,
  span,
} from './example.fixture.ts'
import type { Contact, Deed, OffPlanPeriod, OrderStep, RhythmHistory, Rule } from './types.ts'

/** One rule of each pattern and calendar rule, for each of them one that pauses stop and one that they do not. */
export const rules: readonly Rule[] = [
  monthlyMeeting,
  callBetween,
  everySecondMonth,
  firstInterview,
  fourInHalfYear,
  { ...everySecondMonth, id: 6, stopsInPause: true, targetGroup: 'activityReady' },
  { ...fourInHalfYear, id: 7, stopsInPause: true, targetGroup: 'activityReady', nonWorkingDays: 'dayBefore' },
  { ...monthlyMeeting, id: 8, pattern: 'once', interval: { unit: 'workingDays', length: 10 } },
  { ...monthlyMeeting, id: 9, interval: { unit: 'days', length: 10 }, targetGroup: 'educationReady' },
  finalAssessment,
  offPlanContact,
  newActivity,
  orderStep,
  { ...newActivity, id: 14, clock: 'promise', nonWorkingDays: 'dayBefore', stopsInPause: true },
  { ...monthlyMeeting, id: 15, stopsInClosing: true, targetGroup: 'activityReady' },
]

/** The house and the schools are closed every summer, and not all on the same days. */
export const calendar = houseCalendar([
  { kind: 'house', during: span('2024-07-15', '2024-08-05') },
  { kind: 'school', during: span('2024-06-29', '2024-08-12') },
  { kind: 'house', during: span('2025-07-14', '2025-08-04') },
  { kind: 'school', during: span('2025-06-28', '2025-08-11') },
])

const first = on('2024-01-01')
const days = 700
export const dayAt = (number: number) => first.add({ days: number })
export const anyDay = fc.integer({ min: 0, max: days }).map(dayAt)

/** Periods that do not overlap, some touching, the last perhaps without an end. */
const periods = (max: number, longest: number): fc.Arbitrary<Period[]> =>
  fc
    .record({
      steps: fc.array(
        fc.record({ gap: fc.integer({ min: 0, max: 120 }), length: fc.integer({ min: 1, max: longest }) }),
        { maxLength: max },
      ),
      runsOn: fc.boolean(),
    })
    .map(({ steps, runsOn }) => {
      let at = 0
      return steps.map(({ gap, length }, index) => {
        const from = at + gap
        at = from + length
        return { from: dayAt(from), to: runsOn && index === steps.length - 1 ? null : dayAt(at) }
      })
    })

export const anyContact: fc.Arbitrary<Contact> = fc.record({
  id: fc.integer({ min: 1, max: 1_000_000 }),
  day: anyDay,
  kind: fc.constantFrom('meeting', 'meeting', 'call', 'call', 'accompaniment', 'text', 'letter'),
  outcome: fc.constantFrom('held', 'held', 'held', 'noShow', 'unanswered', 'cancelled'),
})

export const anyDeed: fc.Arbitrary<Deed> = fc.record({
  kind: fc.constantFrom('finalAssessment', 'activity', 'orderStep'),
  day: anyDay,
})

/** Learnt on some day of the time off plan, or after it; an activity may end it. */
const anyOffPlan: fc.Arbitrary<{ offPlan: OffPlanPeriod[]; begun: Deed[] }> = periods(3, 200)
  .chain(spans =>
    fc.record({
      spans: fc.constant(spans),
      learnt: fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 3, maxLength: 3 }),
      ends: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
    }),
  )
  .map(({ spans, learnt, ends }) => ({
    offPlan: spans.map((during, at) => ({ during, known: during.from.add({ days: learnt[at] ?? 0 }) })),
    begun: spans.flatMap(({ to }, at) => (to && ends[at] ? [{ kind: 'activity' as const, day: to }] : [])),
  }))

/** Steps that begin one after the other, and all end with their order. */
const anySteps: fc.Arbitrary<OrderStep[]> = fc
  .record({
    starts: fc.array(fc.integer({ min: 0, max: days }), { maxLength: 3 }),
    lengths: fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 3, maxLength: 3 }),
    end: fc.option(fc.integer({ min: 1, max: 200 })),
  })
  .map(({ starts, lengths, end }) => {
    const last = Math.max(0, ...starts)
    return starts
      .toSorted((a, b) => a - b)
      .map((from, at) => ({
        during: { from: dayAt(from), to: end === null ? null : dayAt(last + end) },
        dueDay: dayAt(from + (lengths[at] ?? 0)),
      }))
  })

export const anyHistory: fc.Arbitrary<RhythmHistory> = fc
  .record({
    enquiryDay: fc.option(anyDay),
    assessments: periods(4, 300).chain(spans =>
      fc
        .array(fc.constantFrom('activityReady', 'educationReady'), {
          minLength: spans.length,
          maxLength: spans.length,
        })
        .map(groups =>
          spans.map((during, index) => ({ targetGroup: groups[index] ?? 'activityReady', during })),
        ),
    ),
    memberships: periods(3, 400).map(spans => spans.map(during => ({ programmeId: 7, during }))),
    pauses: periods(3, 90).map(spans => spans.map(during => ({ during, reason: 'illness' }))),
    deeds: fc.array(anyDeed, { maxLength: 6 }),
    off: anyOffPlan,
    orderSteps: anySteps,
    contacts: fc.uniqueArray(anyContact, { maxLength: 30, selector: contact => contact.id }),
    closedFrom: fc.option(anyDay, { freq: 4 }),
  })
  .map(({ off, deeds, ...rest }) => ({ ...rest, offPlan: off.offPlan, deeds: [...deeds, ...off.begun] }))

export function forAll<Values extends [unknown, ...unknown[]]>(
  arbitraries: { [Index in keyof Values]: fc.Arbitrary<Values[Index]> },
  holds: (...values: Values) => void,
): void {
  fc.assert(
    fc.property(...arbitraries, (...values) => holds(...values)),
    { numRuns: 300 },
  )
}
