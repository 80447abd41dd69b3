import { describe, expect, test } from 'vitest'
import {
  activityReady,
  assessedFirst,
  between,
  clearlyReady,
  educationReady,
  groups,
  newcomer,
  notAssessed,
  on,
} from './example.fixture.ts'
import { firstInterview, interviewsOf, mayDecide, nextStage } from './may-decide.ts'
import type { AssessmentHistory, Stage, TargetGroup } from './types.ts'

/** "clearlyReady" where it may be decided, "activityReady!" where only in a special case, "-code: why" where not. */
function said(day: string, stage: Stage, configured: readonly TargetGroup[] = groups) {
  return mayDecide(configured, on(day), stage).map(each =>
    each.may
      ? `${each.group.code}${each.specialCase ? '!' : ''} (${each.source})`
      : `-${each.group.code}: ${each.code} (${each.source})`,
  )
}

describe('what may be decided when (BEK § 6)', () => {
  test('at the first interview all three, activityReady only in quite special cases', () => {
    expect(said('2026-09-04', 'first')).toEqual([
      '-notAssessed: groupIsWorkStatus (BEK § 6)',
      'clearlyReady (BEK § 6, stk. 1)',
      'educationReady (BEK § 6, stk. 3)',
      'activityReady! (BEK § 6, stk. 2)',
    ])
  })

  test('resting on a later interview, before the final assessment: educationReady alone', () => {
    expect(said('2026-10-06', 'provisional')).toEqual([
      '-notAssessed: groupIsWorkStatus (BEK § 6)',
      '-clearlyReady: groupOnlyAtFirstInterview (BEK § 6, stk. 1)',
      'educationReady (BEK § 6, stk. 3)',
      '-activityReady: groupWaitsForFinal (BEK § 6, stk. 2)',
    ])
  })

  test('at the final assessment educationReady or activityReady', () => {
    expect(said('2026-11-20', 'final')).toEqual([
      '-notAssessed: groupIsWorkStatus (BEK § 6)',
      '-clearlyReady: groupOnlyAtFirstInterview (BEK § 6, stk. 1)',
      'educationReady (BEK § 6, stk. 3)',
      'activityReady (BEK § 6, stk. 3)',
    ])
  })

  test('later assessments say that their paragraph was not found', () => {
    const reviewed = mayDecide(groups, on('2027-03-01'), 'later').filter(({ may }) => may)
    expect(reviewed.map(({ group, status }) => [group.code, status])).toEqual([
      ['educationReady', 'unverified'],
      ['activityReady', 'unverified'],
    ])
  })

  test('five groups instead of these from 2027 are configuration, not code', () => {
    const until = on('2027-01-01')
    const fresh: TargetGroup = {
      ...educationReady,
      code: 'study',
      name: 'Ny gruppe',
      during: { from: until, to: null },
      decidedAt: [{ stage: 'later', specialCase: false, source: 'Aftaletekst', status: 'unverified' }],
    }
    const configured = [
      ...[notAssessed, clearlyReady, educationReady, activityReady].map(group => ({
        ...group,
        during: { ...group.during, to: until },
      })),
      fresh,
    ]
    expect(said('2026-12-31', 'later', configured).filter(text => text[0] !== '-')).toEqual([
      expect.stringContaining('educationReady'),
      expect.stringContaining('activityReady'),
    ])
    expect(said('2027-01-01', 'later', configured)).toEqual([
      '-notAssessed: groupIsWorkStatus (BEK § 6)',
      '-clearlyReady: groupNotOnDay (BEK § 6)',
      '-educationReady: groupNotOnDay (BEK § 6)',
      '-activityReady: groupNotOnDay (BEK § 6)',
      'study (Aftaletekst)',
    ])
  })

  test('a group of which nobody has said when may be decided at any decision, by its own source', () => {
    const fresh: TargetGroup = { ...educationReady, code: 'fresh', source: 'Byrådet', decidedAt: null }
    for (const stage of ['first', 'provisional', 'final', 'later'] as const) {
      expect(said('2026-11-20', stage, [fresh])).toEqual(['fresh (Byrådet)'])
    }
  })

  test('a code with rows in two periods is asked as it is on the day', () => {
    const until = on('2027-01-01')
    const both = [
      { ...educationReady, during: { from: on('2014-01-01'), to: until } },
      { ...educationReady, name: 'Nyt navn', during: { from: until, to: null }, decidedAt: [] },
    ]
    const nameOn = (day: string) => mayDecide(both, on(day), 'final')[0]?.group.name
    expect([nameOn('2026-12-31'), nameOn('2027-01-01')]).toEqual(['Uddannelsesparat', 'Nyt navn'])
  })
})

describe('which decision it is', () => {
  const stageOn = (history: AssessmentHistory, day: string, interviewId = 2) =>
    nextStage(groups, history, on(day), interviewId)
  const elsewhere: AssessmentHistory = {
    ...newcomer,
    assessments: [{ id: 1, targetGroup: 'activityReady', during: between('2026-09-01', null), stage: null }],
  }

  test('the first until there is one, then the final one, then later ones', () => {
    expect(stageOn(newcomer, '2026-12-24', 1)).toBe('first')
    expect(stageOn(newcomer, '2026-12-24', 2)).toBe('provisional')
    expect(stageOn(assessedFirst, '2026-10-06')).toBe('final')
    // Too late is still the final one.
    expect(stageOn(assessedFirst, '2027-05-01')).toBe('final')
    const finally_: AssessmentHistory = {
      ...newcomer,
      assessments: [
        { id: 7, targetGroup: 'educationReady', during: between('2026-09-04', '2026-11-20'), stage: 'first' },
        { id: 8, targetGroup: 'activityReady', during: between('2026-11-20', null), stage: 'final' },
      ],
    }
    expect(stageOn(finally_, '2026-11-25')).toBe('later')
  })

  test('what was decided elsewhere is followed by later ones', () => {
    expect(stageOn(elsewhere, '2026-10-06')).toBe('later')
  })

  test('a work status and an earlier case decide nothing', () => {
    const returned: AssessmentHistory = {
      ...newcomer,
      assessments: [
        { id: 1, targetGroup: 'activityReady', during: between('2025-01-01', '2025-06-01'), stage: 'final' },
        { id: 2, targetGroup: 'notAssessed', during: between('2026-09-01', null), stage: null },
      ],
    }
    expect(stageOn(returned, '2026-09-04', 1)).toBe('first')
  })
})

test('the interviews of the case, the latest first; the first is the earliest', () => {
  const history: AssessmentHistory = {
    ...newcomer,
    interviews: [...newcomer.interviews, { contactId: 3, day: on('2026-08-31') }],
  }
  expect(interviewsOf(history).map(({ contactId }) => contactId)).toEqual([2, 1])
  expect(firstInterview(history)?.contactId).toBe(1)
  expect(firstInterview({ ...newcomer, interviews: [] })).toBeNull()
})
