import fc from 'fast-check'
import { expect, test } from 'vitest'
import { houseCalendar } from '#domain/calendar/calendar.ts'
import { addMonths } from '#domain/calendar/months.ts'
import { deriveDeadlines } from '#domain/rhythm/derive.ts'
import { statutoryRules } from '#domain/rhythm/templates/statutory.ts'
import type { Deadline, RhythmHistory, Rule } from '#domain/rhythm/types.ts'
import { consequencesOf, withDecision } from './consequences.ts'
import { decideAssessment } from './decide.ts'
import { groups, on } from './example.fixture.ts'
import type { AssessmentHistory } from './types.ts'

const rules: Rule[] = statutoryRules
  .filter(({ fulfilledBy }) => fulfilledBy.includes('finalAssessment'))
  .map(({ key: _, programme: __, ...rule }, at) => ({ ...rule, id: at + 1, programmeId: null }))
const calendar = houseCalendar([])

const untouched: RhythmHistory = {
  enquiryDay: null,
  assessments: [],
  memberships: [],
  pauses: [],
  contacts: [],
  deeds: [],
  offPlan: [],
  orderSteps: [],
  closedFrom: null,
}

/** Somebody who wrote and was met on a day, and was decided about in this order. */
function deadlinesAfter(
  enquiry: Temporal.PlainDate,
  decisions: readonly { group: string; day: Temporal.PlainDate }[],
  today: Temporal.PlainDate,
): { deadlines: Deadline[]; refused: number } {
  let history: AssessmentHistory = {
    case: { from: enquiry, to: null },
    interviews: [{ contactId: 1, day: enquiry }],
    assessments: [],
  }
  let rhythm: RhythmHistory = { ...untouched, enquiryDay: enquiry }
  let refused = 0
  for (const [at, { group: targetGroup, day }] of decisions.entries()) {
    const facts = { targetGroup, day, interviewId: 1, reason: 'Fordi.', specialCase: true }
    const decision = decideAssessment(groups, history, facts, today)
    if ('faults' in decision) {
      refused += 1
      continue
    }
    const { decided } = decision
    rhythm = withDecision(rhythm, history, groups, decided, null)
    const kept = history.assessments.map(row =>
      row.id === decided.ends ? { ...row, during: { ...row.during, to: day } } : row,
    )
    history = { ...history, assessments: [...kept, { ...decided, id: at + 1 }] }
  }
  return { deadlines: deriveDeadlines(rules, rhythm, today, calendar), refused }
}

const anyDay = fc.integer({ min: 0, max: 2_400 }).map(days => on('2020-01-01').add({ days }))

test('the final assessment is due three months after the enquiry, clipped to the month', () => {
  const due = (enquiry: string) =>
    deadlinesAfter(on(enquiry), [{ group: 'educationReady', day: on(enquiry) }], on(enquiry)).deadlines.map(
      ({ dueDay, state }) => `${dueDay} ${state}`,
    )
  expect(due('2026-09-01')).toEqual(['2026-12-01 open'])
  expect(due('2026-11-30')).toEqual(['2027-02-28 open'])
  expect(due('2027-11-30')).toEqual(['2028-02-29 open'])
  fc.assert(
    fc.property(anyDay, enquiry => {
      const [deadline] = deadlinesAfter(
        enquiry,
        [{ group: 'educationReady', day: enquiry }],
        enquiry,
      ).deadlines
      expect(deadline?.dueDay.equals(addMonths(enquiry, 3))).toBe(true)
    }),
  )
})

test('it is kept by the final decision, on time until that day and late after it', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 1, max: 200 }), (enquiry, wait) => {
      const day = enquiry.add({ days: wait })
      const decisions = [
        { group: 'educationReady', day: enquiry },
        { group: 'educationReady', day },
      ]
      const before = deadlinesAfter(enquiry, decisions.slice(0, 1), day).deadlines
      const { deadlines, refused } = deadlinesAfter(enquiry, decisions, day)
      expect(refused).toBe(0)
      const isLate = Temporal.PlainDate.compare(day, addMonths(enquiry, 3)) > 0
      expect(deadlines.map(({ state }) => state)).toEqual([isLate ? 'late' : 'onTime'])
      expect(consequencesOf(before, deadlines).map(({ what }) => what)).toEqual(['fulfilled'])
    }),
  )
})
