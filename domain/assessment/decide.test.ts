import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contains, overlaps } from '#domain/calendar/period.ts'
import { type AssessmentFacts, decideAssessment, decideCorrection } from './decide.ts'
import { assessedFirst, between, groups, newcomer, on } from './example.fixture.ts'
import { decisionsOf } from './may-decide.ts'
import type { AssessmentHistory, StandingAssessment } from './types.ts'

const today = on('2026-11-23')
const facts: AssessmentFacts = {
  targetGroup: 'educationReady',
  day: on('2026-09-04'),
  interviewId: 1,
  reason: 'Vil gerne i gang, men er i tvivl om valget.',
  specialCase: false,
}

function faultsOf(history: AssessmentHistory, change: Partial<AssessmentFacts>): string[] {
  const decision = decideAssessment(groups, history, { ...facts, ...change }, today)
  return 'faults' in decision ? decision.faults.map(({ field, code }) => `${field}: ${code}`) : []
}

describe('a decision', () => {
  test('is stored with its stage and the interview, and ends what ran the day before', () => {
    expect(decideAssessment(groups, newcomer, facts, today)).toEqual({
      decided: {
        targetGroup: 'educationReady',
        during: { from: on('2026-09-04'), to: null },
        stage: 'first',
        interviewId: 1,
        specialCase: false,
        ends: null,
        replaces: [],
      },
    })
    const final = decideAssessment(
      groups,
      assessedFirst,
      { ...facts, targetGroup: 'activityReady', day: on('2026-11-20'), interviewId: 2 },
      today,
    )
    expect(final).toMatchObject({ decided: { stage: 'final', ends: 7, replaces: [] } })
  })

  test('rests on a held interview: without one there is none', () => {
    expect(faultsOf({ ...newcomer, interviews: [] }, {})).toEqual(['interviewId: noInterview'])
    expect(faultsOf(newcomer, { interviewId: null })).toEqual(['interviewId: required'])
    expect(faultsOf(newcomer, { interviewId: 99 })).toEqual(['interviewId: interviewNotHeld'])
    expect(faultsOf(newcomer, { interviewId: 2 })).toEqual(['interviewId: interviewAfterDecision'])
  })

  test('lies in the case, and not ahead of time', () => {
    expect(faultsOf(newcomer, { day: on('2026-08-31') })).toContain('day: beforeCase')
    expect(faultsOf(newcomer, { day: on('2026-11-24') })).toEqual(['day: future'])
    const closed = { ...newcomer, case: between('2026-09-01', '2026-10-01') }
    expect(faultsOf(closed, { day: on('2026-10-01') })).toEqual(['day: afterCase'])
  })

  test('says why', () => {
    expect(faultsOf(newcomer, { reason: ' ' })).toEqual(['reason: required'])
  })

  test('activityReady at the first interview needs that it is said to be special', () => {
    const wish = { targetGroup: 'activityReady' } as const
    expect(faultsOf(newcomer, wish)).toEqual(['specialCase: specialCaseRequired'])
    expect(decideAssessment(groups, newcomer, { ...facts, ...wish, specialCase: true }, today)).toMatchObject(
      { decided: { targetGroup: 'activityReady', specialCase: true } },
    )
  })

  test('is special only where the group asks for it', () => {
    const decision = decideAssessment(groups, newcomer, { ...facts, specialCase: true }, today)
    expect(decision).toMatchObject({ decided: { specialCase: false } })
  })

  test('clearlyReady is refused at a later interview, with the paragraph', () => {
    const decision = decideAssessment(
      groups,
      newcomer,
      { ...facts, targetGroup: 'clearlyReady', day: on('2026-10-06'), interviewId: 2 },
      today,
    )
    expect(decision).toEqual({
      faults: [
        { field: 'targetGroup', code: 'groupOnlyAtFirstInterview', params: { source: 'BEK § 6, stk. 1' } },
      ],
    })
  })

  test('a group that nobody knows is refused', () => {
    expect(faultsOf(newcomer, { targetGroup: 'unheardOf' })).toEqual(['targetGroup: unknownOnDay'])
  })

  test('on or before the day of another is a correction', () => {
    expect(faultsOf(assessedFirst, { day: on('2026-09-04') })).toEqual(['day: laterDecision'])
  })

  test('a work status gives way, also when it began the same day', () => {
    const waiting: AssessmentHistory = {
      ...newcomer,
      assessments: [{ id: 4, targetGroup: 'notAssessed', during: between('2026-09-01', null), stage: null }],
    }
    expect(decideAssessment(groups, waiting, facts, today)).toMatchObject({
      decided: { stage: 'first', ends: 4, replaces: [] },
    })
    const sameDay: AssessmentHistory = {
      ...newcomer,
      assessments: [{ id: 5, targetGroup: 'notAssessed', during: between('2026-09-04', null), stage: null }],
    }
    expect(decideAssessment(groups, sameDay, facts, today)).toMatchObject({
      decided: { ends: null, replaces: [5] },
    })
  })
})

describe('a correction', () => {
  const first = { id: 7, targetGroup: 'educationReady', during: between('2026-09-04', '2026-11-20') } as const
  const final: StandingAssessment = {
    id: 8,
    targetGroup: 'activityReady',
    during: between('2026-11-20', null),
    stage: 'final',
  }
  const both: AssessmentHistory = { ...newcomer, assessments: [{ ...first, stage: 'first' }, final] }
  const correct = (row: StandingAssessment, change: Partial<AssessmentFacts>) =>
    decideCorrection(groups, both, row, { ...facts, ...change }, today)

  test('stays the decision that it was, and moves the end of the one before', () => {
    expect(
      correct(final, { day: on('2026-11-18'), interviewId: 2, targetGroup: 'educationReady' }),
    ).toMatchObject({
      decided: { stage: 'final', during: { from: on('2026-11-18'), to: null }, ends: 7 },
    })
  })

  test('keeps its end where something was decided after it', () => {
    expect(correct({ ...first, stage: 'first' }, { day: on('2026-09-05') })).toMatchObject({
      decided: { stage: 'first', during: between('2026-09-05', '2026-11-20'), ends: null },
    })
  })

  test('cannot pass the decisions on either side', () => {
    const codes = (row: StandingAssessment, day: string) => {
      const decision = correct(row, { day: on(day), interviewId: 1 })
      return 'faults' in decision ? decision.faults.map(({ code }) => code) : []
    }
    expect(codes(final, '2026-09-04')).toEqual(['earlierDecision'])
    expect(codes({ ...first, stage: 'first' }, '2026-11-20')).toEqual(['laterDecision'])
  })

  test('is held to the same rules: activityReady does not become clearlyReady at the final one', () => {
    expect(correct(final, { targetGroup: 'clearlyReady', day: on('2026-11-20') })).toMatchObject({
      faults: [{ code: 'groupOnlyAtFirstInterview' }],
    })
  })

  test('of what was decided elsewhere needs no interview, only a group of that day', () => {
    const elsewhere: StandingAssessment = { ...final, id: 9, stage: null, broughtInOn: on('2026-11-20') }
    const to = (targetGroup: string, row = elsewhere, day = '2026-11-20') =>
      decideCorrection(
        groups,
        { ...newcomer, interviews: [], assessments: [row] },
        row,
        { ...facts, day: on(day), interviewId: null, targetGroup },
        today,
      )
    expect(to('clearlyReady')).toMatchObject({ decided: { stage: null, interviewId: null } })
    expect(to('notAssessed')).toMatchObject({ faults: [{ code: 'unknownOnDay' }] })
    // What came as provisional stays so: the final decision is still awaited.
    const awaited: StandingAssessment = { ...elsewhere, stage: 'provisional' }
    expect(to('educationReady', awaited, '2026-11-02')).toMatchObject({
      decided: { stage: 'provisional', interviewId: null },
    })
    // On a day after it came here there would have been an interview.
    for (const row of [elsewhere, awaited])
      expect(to('educationReady', row, '2026-11-21')).toMatchObject({
        faults: [{ field: 'interviewId', code: 'noInterview' }],
      })
  })
})

describe('whatever is decided', () => {
  const base = on('2026-01-01')
  const anyDay = fc.integer({ min: 0, max: 400 }).map(days => base.add({ days }))
  const wish = fc.record({
    day: anyDay,
    targetGroup: fc.constantFrom('notAssessed', 'clearlyReady', 'educationReady', 'activityReady', 'other'),
    interviewId: fc.option(fc.integer({ min: 1, max: 8 })),
    specialCase: fc.boolean(),
    corrects: fc.option(fc.nat({ max: 6 })),
  })
  const begins = fc.record({
    from: anyDay,
    length: fc.option(fc.integer({ min: 1, max: 400 })),
    interviews: fc.array(anyDay, { maxLength: 8 }),
    waits: fc.boolean(),
  })

  /** Stores as the server does: ends, withdraws, adds. */
  function after(
    history: AssessmentHistory,
    {
      during,
      stage,
      targetGroup,
      ends,
      replaces,
    }: Extract<ReturnType<typeof decideAssessment>, { decided: unknown }>['decided'],
    id: number,
    corrects: number | null,
  ): AssessmentHistory {
    const kept = history.assessments
      .filter(row => row.id !== corrects && !replaces.includes(row.id))
      .map(row => (row.id === ends ? { ...row, during: { from: row.during.from, to: during.from } } : row))
    return { ...history, assessments: [...kept, { id, targetGroup, during, stage }] }
  }

  test('never two groups at once, never outside the case, one final at most, never ahead of time', () => {
    const far = base.add({ days: 380 })
    fc.assert(
      fc.property(
        begins,
        fc.array(wish, { maxLength: 12 }),
        ({ from, length, interviews, waits }, wishes) => {
          let history: AssessmentHistory = {
            case: { from, to: length === null ? null : from.add({ days: length }) },
            interviews: interviews.map((day, at) => ({ contactId: at + 1, day })),
            assessments: waits
              ? [{ id: 1000, targetGroup: 'notAssessed', during: { from, to: null }, stage: null }]
              : [],
          }
          for (const [at, { corrects, ...each }] of wishes.entries()) {
            const asked = { ...each, reason: 'Fordi.' }
            const row = corrects === null ? undefined : decisionsOf(groups, history)[corrects]
            const decision =
              row === undefined
                ? decideAssessment(groups, history, asked, far)
                : decideCorrection(groups, history, row, asked, far)
            if ('decided' in decision) history = after(history, decision.decided, at, row?.id ?? null)
          }
          const rows = history.assessments
          for (const row of rows) {
            expect(rows.filter(other => overlaps(other.during, row.during))).toEqual([row])
            if (row.id === 1000) continue
            expect(contains(history.case, row.during.from)).toBe(true)
            expect(Temporal.PlainDate.compare(row.during.from, far)).toBeLessThanOrEqual(0)
          }
          expect(rows.filter(({ stage }) => stage === 'final').length).toBeLessThanOrEqual(1)
          expect(
            rows.filter(({ stage }) => stage === 'first' || stage === 'provisional').length,
          ).toBeLessThanOrEqual(1)
        },
      ),
      { numRuns: 400 },
    )
  })

  test('clearlyReady stands only where the first interview held carries it', () => {
    fc.assert(
      fc.property(begins, wish, ({ from, interviews }, { corrects: _, ...each }) => {
        const history: AssessmentHistory = {
          case: { from, to: null },
          interviews: interviews.map((day, at) => ({ contactId: at + 1, day })),
          assessments: [],
        }
        const decision = decideAssessment(
          groups,
          history,
          { ...each, targetGroup: 'clearlyReady', reason: 'Fordi.' },
          base.add({ days: 400 }),
        )
        if (!('decided' in decision)) return
        const days = history.interviews.filter(({ day }) => contains(history.case, day)).map(({ day }) => day)
        const rests = history.interviews.find(({ contactId }) => contactId === each.interviewId)
        expect(
          days.every(day => rests !== undefined && Temporal.PlainDate.compare(rests.day, day) <= 0),
        ).toBe(true)
      }),
    )
  })
})
