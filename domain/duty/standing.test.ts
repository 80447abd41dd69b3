import { describe, expect, test } from 'vitest'
import type { Contact } from '#domain/rhythm/types.ts'
import { activity, calendar, history, on, rules, span, work } from './example.fixture.ts'
import type { DutyHistory } from './off-plan.ts'
import { offPlanOn, standingOf } from './standing.ts'

const today = on('2026-12-18')
const talk = (day: string, more: Partial<Contact> = {}): Contact => ({
  id: 1,
  day: on(day),
  kind: 'call',
  outcome: 'held',
  ...more,
})
function standing(more: Partial<DutyHistory>, contacts: readonly Contact[] = []) {
  const given = history({ today, ...more })
  const offPlan = offPlanOn(given, rules, calendar)
  return standingOf(given, { offPlan, contacts }, today.add({ weeks: 6 }), rules, calendar)
}
const dropped = activity('education', '2025-01-01', '2026-12-10', { noticeDay: on('2026-12-14') })
const came = { showedUp: true, showedUpDay: today }

describe('off plan', () => {
  test('until somebody has talked with the young person, since it was known', () => {
    const of = (contacts: Contact[]) => standing({ activities: [dropped] }, contacts).group
    expect(of([])).toBe('new')
    expect(of([talk('2026-12-13')])).toBe('new')
    expect(of([talk('2026-12-14', { outcome: 'unanswered' })])).toBe('new')
    expect(of([talk('2026-12-14', { kind: 'letter' })])).toBe('new')
    expect(of([talk('2026-12-14')])).toBe('waiting')
    expect(of([talk('2026-12-16', { kind: 'accompaniment' })])).toBe('waiting')
  })

  test('with something agreed, it is about to begin once that was talked about', () => {
    const activities = [dropped, activity('fgu', '2027-01-11')]
    expect(standing({ activities }).group).toBe('new')
    expect(standing({ activities }, [talk('2026-12-15')])).toMatchObject({
      group: 'begins',
      next: { kind: 'fgu' },
    })
  })

  test('a pause rests it', () => {
    const pauses = [span('2026-12-17', '2027-01-04')]
    expect(standing({ activities: [dropped], pauses }).group).toBe('paused')
  })
})

describe('on plan', () => {
  test('what began lately is asked about until somebody has said, for four weeks', () => {
    const of = (from: string, more = {}) => standing({ activities: [activity('fgu', from, null, more)] })
    expect(of('2026-12-18', {}).group).toBe('begins')
    expect(of('2026-11-21').group).toBe('begins')
    expect(of('2026-11-20').group).toBe('onPlan')
    expect(of('2026-12-18', came).group).toBe('onPlan')
  })

  test('an end within the weeks ahead with nothing after it', () => {
    const ending = activity('internship', '2026-01-01', '2027-01-09')
    expect(standing({ activities: [ending] })).toMatchObject({ group: 'ends', lastDay: on('2027-01-08') })
    expect(standing({ activities: [activity('fgu', '2026-01-01', '2027-02-15')] }).group).toBe('onPlan')
    const after = activity('fgu', '2027-01-09', null)
    expect(standing({ activities: [ending, after] }).group).toBe('onPlan')
    const parts = [work(10, '2026-01-01'), work(8, '2026-01-01', '2027-01-09')]
    expect(standing({ activities: parts }).group).toBe('ends')
  })

  test('a wait in the holidays for an agreed start', () => {
    const activities = [
      activity('education', '2025-01-01', '2026-12-18'),
      activity('fgu', '2027-01-04', null),
    ]
    const closings = [span('2026-12-18', '2027-01-04')]
    expect(standing({ activities, closings })).toMatchObject({ group: 'begins', offPlan: null })
  })

  test('what nobody has been told of yet', () => {
    const late = activity('education', '2025-01-01', '2026-12-10', { noticeDay: on('2026-12-19') })
    expect(standing({ activities: [late] }).group).toBe('onPlan')
  })
})
