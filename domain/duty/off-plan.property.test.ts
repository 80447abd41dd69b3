import fc from 'fast-check'
import { expect, test } from 'vitest'
import { birthday } from '#domain/ages/birthday.ts'
import { overlaps, type Period } from '#domain/calendar/period.ts'
import { coveredSpans, type DutyActivity } from './cover.ts'
import { calendar, on, rules } from './example.fixture.ts'
import { type DutyHistory, offPlanPeriods } from './off-plan.ts'
import { periodOf } from './spans.ts'

const first = on('2024-01-01')
const compare = Temporal.PlainDate.compare
const dayAt = (number: number) => first.add({ days: number })
const anyDay = fc.integer({ min: 0, max: 1200 }).map(dayAt)
const anyPeriod: fc.Arbitrary<Period> = fc
  .record({ from: fc.integer({ min: 0, max: 1200 }), length: fc.option(fc.integer({ min: 1, max: 300 })) })
  .map(({ from, length }) => ({ from: dayAt(from), to: length === null ? null : dayAt(from + length) }))

const anyActivity: fc.Arbitrary<DutyActivity> = fc
  .record({
    kind: fc.constantFrom('education', 'work', 'work', 'other', 'hobby'),
    during: anyPeriod,
    weeklyMinutes: fc.option(fc.integer({ min: 1, max: 2400 })),
    noticeDay: fc.option(anyDay),
    showedUp: fc.constantFrom(null, true, false),
  })
  .map(activity => ({
    ...activity,
    showedUpDay: activity.showedUp === null ? null : activity.during.from.add({ days: 2 }),
  }))

const anyHistory: fc.Arbitrary<DutyHistory> = fc.record({
  birthDate: fc.integer({ min: -400, max: 900 }).map(days => on('2009-06-15').add({ days })),
  activities: fc.array(anyActivity, { maxLength: 6 }),
  pauses: fc.array(anyPeriod, { maxLength: 2 }),
  closings: fc.array(anyPeriod, { maxLength: 2 }),
  caseOpen: anyPeriod,
  today: anyDay,
})

const derive = (history: DutyHistory) => offPlanPeriods(history, rules, calendar)
const within = (inner: Period, outer: Period) =>
  compare(inner.from, outer.from) >= 0 &&
  (outer.to === null || (inner.to !== null && compare(inner.to, outer.to) <= 0))

test('never overlaps what keeps the duty, a pause, or another period', () => {
  fc.assert(
    fc.property(anyHistory, history => {
      const found = derive(history)
      const kept = [...coveredSpans(history.activities, rules).map(periodOf), ...history.pauses]
      for (const [at, { during }] of found.entries()) {
        expect(kept.filter(period => overlaps(period, during))).toEqual([])
        const next = found[at + 1]
        if (next) expect(during.to !== null && compare(during.to, next.during.from) <= 0).toBe(true)
      }
    }),
  )
})

test('never outside of 15-17 and of the open case, and known neither before it nor ahead of today', () => {
  fc.assert(
    fc.property(anyHistory, history => {
      const { birthDate, caseOpen, today } = history
      const duty = { from: birthday(birthDate, 15), to: birthday(birthDate, 18) }
      for (const { known, during } of derive(history)) {
        expect(within(during, duty)).toBe(true)
        expect(within(during, caseOpen)).toBe(true)
        expect(compare(known, during.from) >= 0 && compare(known, today) <= 0).toBe(true)
        expect(during.to === null || compare(known, during.to) < 0).toBe(true)
      }
    }),
  )
})

test('another activity that keeps the duty never lengthens a period', () => {
  fc.assert(
    fc.property(anyHistory, anyPeriod, (drawn, during) => {
      // Asked about at the end, with nothing told late: what is known when is another matter.
      const activities = drawn.activities.map(each => ({ ...each, noticeDay: null, showedUpDay: null }))
      const history = { ...drawn, activities, today: dayAt(2000) }
      const added: DutyActivity = {
        kind: 'education',
        during,
        weeklyMinutes: null,
        noticeDay: null,
        showedUp: true,
        showedUpDay: null,
      }
      const before = derive(history)
      for (const after of derive({ ...history, activities: [...activities, added] })) {
        expect(before.some(period => within(after.during, period.during))).toBe(true)
      }
    }),
  )
})

test('asked again on a later day, what was known and is over stands as it was', () => {
  fc.assert(
    fc.property(anyHistory, fc.integer({ min: 0, max: 400 }), (history, later) => {
      const again = derive({ ...history, today: history.today.add({ days: later }) })
      for (const period of derive(history)) expect(again).toContainEqual(period)
    }),
  )
})

test('rules that change on a day leave what was before it as it was, whoever waited for what', () => {
  const changed = fc.record({
    day: anyDay,
    weeklyMinutes: fc.option(fc.integer({ min: 1, max: 2400 })),
    countsInPart: fc.boolean(),
    ends: fc.boolean(),
  })
  fc.assert(
    fc.property(anyHistory, changed, (drawn, { day, weeklyMinutes, countsInPart, ends }) => {
      const history = { ...drawn, today: dayAt(2000) }
      const after = rules.flatMap(rule => [
        { ...rule, during: { from: rule.during.from, to: day } },
        ...(ends && rule.activityKind === 'education'
          ? []
          : [
              {
                activityKind: rule.activityKind,
                during: { from: day, to: null },
                weeklyMinutes,
                countsInPart: countsInPart && weeklyMinutes !== null,
              },
            ]),
      ])
      const before = (used: typeof rules) =>
        offPlanPeriods(history, used, calendar)
          .filter(({ known }) => compare(known, day) < 0)
          .map(({ known, during: { from, to }, cause }) => ({
            known: String(known),
            from: String(from),
            to: to === null || compare(to, day) > 0 ? String(day) : String(to),
            cause: cause.kind,
          }))
      expect(before(after)).toEqual(before(rules))
    }),
    { numRuns: 2000 },
  )
})
