import { describe, expect, test } from 'vitest'
import { activity, calendar, history, offPlan, on, rules, span, told, work } from './example.fixture.ts'
import { offPlanPeriods } from './off-plan.ts'

const all = (more: Parameters<typeof offPlan>[0]) => offPlan(more).map(told)

describe('between 15 and 18', () => {
  test('the duty begins on the 15th birthday and ends the day before the 18th', () => {
    const caseOpen = span('2024-01-01')
    expect(all({ caseOpen, today: on('2030-01-01') })).toEqual([
      '2025-03-01 – 2028-03-01, known 2025-03-01, turned15',
    ])
  })

  test('who is born on 29 February is 15 and 18 on 1 March of a common year', () => {
    const born = { birthDate: on('2008-02-29'), caseOpen: span('2020-01-01'), today: on('2030-01-01') }
    expect(all(born)).toEqual(['2023-03-01 – 2026-03-01, known 2023-03-01, turned15'])
    expect(all({ ...born, caseOpen: span('2026-02-28') })).toEqual([
      '2026-02-28 – 2026-03-01, known 2026-02-28, caseOpened',
    ])
  })

  test('before 15, after 18 and outside of an open case nobody is off plan', () => {
    expect(all({ birthDate: on('2012-03-02') })).toEqual([])
    expect(all({ birthDate: on('2007-05-01') })).toEqual([])
    expect(all({ caseOpen: span('2027-02-02') })).toEqual([])
  })

  test('who comes later is known from the day on which the case is opened, and no longer when it is closed', () => {
    expect(all({ caseOpen: span('2026-09-07', '2026-10-01') })).toEqual([
      '2026-09-07 – 2026-10-01, known 2026-09-07, caseOpened',
    ])
  })
})

describe('what keeps the duty', () => {
  test('education and another agreed activity whatever the hours', () => {
    expect(all({ activities: [activity('education', '2025-01-01')] })).toEqual([])
    expect(all({ activities: [activity('internship', '2025-01-01', null, { weeklyMinutes: 60 })] })).toEqual(
      [],
    )
  })

  test('work from 18 hours a week', () => {
    expect(all({ activities: [work(18, '2025-01-01')] })).toEqual([])
    expect(all({ activities: [work(17.5, '2025-01-01')] })).toHaveLength(1)
    expect(all({ activities: [activity('work', '2025-01-01')] })).toHaveLength(1)
  })

  test('two part activities together, only as long as both run', () => {
    const activities = [work(10, '2025-01-01'), work(8, '2025-01-01', '2026-10-05')]
    expect(all({ activities })).toEqual(['2026-10-05 – 2028-03-01, known 2026-10-05, ended'])
    expect(all({ activities: [work(9, '2025-01-01'), work(8, '2025-01-01')] })).toHaveLength(1)
  })

  test('a kind without a rule keeps nothing', () => {
    expect(all({ activities: [activity('hobby', '2025-01-01')] })).toHaveLength(1)
  })
})

describe('what the municipality knew', () => {
  const school = (more = {}) => activity('education', '2025-01-01', '2026-12-15', more)

  test('the day on which the school told, and the day itself where nobody has said', () => {
    expect(all({ activities: [school({ noticeDay: on('2026-12-18') })] })).toEqual([
      '2026-12-15 – 2028-03-01, known 2026-12-18, ended',
    ])
    expect(all({ activities: [school()] })).toEqual(['2026-12-15 – 2028-03-01, known 2026-12-15, ended'])
  })

  test('told ahead, it is known from the first day', () => {
    expect(all({ activities: [school({ noticeDay: on('2026-12-01') })] })).toEqual([
      '2026-12-15 – 2028-03-01, known 2026-12-15, ended',
    ])
  })

  test('not told yet on the day that is asked about, it is not known', () => {
    const activities = [school({ noticeDay: on('2026-12-18') })]
    expect(all({ activities, today: on('2026-12-17') })).toEqual([])
    expect(all({ activities, today: on('2026-12-18') })).toHaveLength(1)
  })

  test('what was over before anybody told was never theirs to act on', () => {
    const activities = [school({ noticeDay: on('2027-01-20') }), activity('fgu', '2027-01-11')]
    expect(all({ activities })).toEqual([])
  })

  test('two that ended on one day: the last notice, since until then there was something', () => {
    const activities = [
      school({ noticeDay: on('2026-12-15') }),
      activity('fgu', '2026-11-01', '2026-12-15', { noticeDay: on('2026-12-22') }),
    ]
    expect(all({ activities })).toEqual(['2026-12-15 – 2028-03-01, known 2026-12-22, ended'])
  })
})

describe('waiting in the holidays', () => {
  const summer = span('2026-06-27', '2026-08-10')
  const school = activity('education', '2025-01-01', '2026-06-27')

  test('is none with an agreed start, and is with none', () => {
    const start = activity('education', '2026-08-10')
    expect(all({ activities: [school, start], closings: [summer] })).toEqual([])
    expect(all({ activities: [school], closings: [summer] })).toEqual([
      '2026-06-27 – 2028-03-01, known 2026-06-27, ended',
    ])
  })

  test('is off plan where a working day lies outside of the closing', () => {
    const late = activity('education', '2026-08-12')
    expect(all({ activities: [school, late], closings: [summer] })).toEqual([
      '2026-06-27 – 2026-08-12, known 2026-06-27, ended',
    ])
  })

  test('holidays and weekends need no closing: Easter 2026', () => {
    const till = activity('education', '2025-01-01', '2026-04-02')
    expect(all({ activities: [till, activity('fgu', '2026-04-07')] })).toEqual([])
    expect(all({ activities: [till, activity('fgu', '2026-04-08')] })).toHaveLength(1)
  })

  test('Great Prayer Day is a working day since 2024', () => {
    // Friday 26 April 2024, the fourth after Easter.
    const birthDate = on('2008-01-01')
    const caseOpen = span('2023-01-01')
    const around = (first: string, next: string) => [
      activity('education', '2023-01-01', first),
      activity('fgu', next),
    ]
    expect(all({ birthDate, caseOpen, activities: around('2023-05-05', '2023-05-08') })).toEqual([])
    expect(all({ birthDate, caseOpen, activities: around('2024-04-26', '2024-04-29') })).toHaveLength(1)
  })

  test('the Friday before Pentecost is a working day, Whit Monday is none', () => {
    const till = (day: string) => activity('education', '2025-01-01', day)
    const start = activity('fgu', '2026-05-26')
    expect(all({ activities: [till('2026-05-23'), start] })).toEqual([])
    expect(all({ activities: [till('2026-05-22'), start] })).toHaveLength(1)
  })

  test('who does not come is off plan from the day that was agreed, known when it was said', () => {
    const start = activity('education', '2026-08-10', null, {
      showedUp: false,
      showedUpDay: on('2026-08-12'),
    })
    expect(all({ activities: [school, start], closings: [summer] })).toEqual([
      '2026-08-10 – 2028-03-01, known 2026-08-12, noShow',
    ])
  })

  test('who was off plan before and does not come was so all the time', () => {
    const start = activity('education', '2026-10-05', null, {
      showedUp: false,
      showedUpDay: on('2026-10-06'),
    })
    expect(all({ activities: [school, start] })).toEqual(['2026-06-27 – 2028-03-01, known 2026-06-27, ended'])
  })

  test('changes school and does not come to the new one', () => {
    const start = activity('fgu', '2026-06-27', null, { showedUp: false, showedUpDay: on('2026-06-29') })
    expect(all({ activities: [school, start] })).toEqual([
      '2026-06-27 – 2028-03-01, known 2026-06-29, noShow',
    ])
  })
})

describe('pauses', () => {
  test('are no part of it, and it is known anew on the first day back', () => {
    const activities = [activity('education', '2025-01-01', '2026-12-15')]
    const pauses = [span('2026-12-20', '2027-01-04')]
    expect(all({ activities, pauses })).toEqual([
      '2026-12-15 – 2026-12-20, known 2026-12-15, ended',
      '2027-01-04 – 2028-03-01, known 2027-01-04, pauseEnded',
    ])
    expect(all({ activities, pauses, today: on('2026-12-28') })).toHaveLength(1)
  })
})

test('what is left is too little from the day on which a rule asks for more', () => {
  const changed = on('2026-08-01')
  const stricter = rules.flatMap(rule =>
    rule.activityKind === 'internship'
      ? [
          { ...rule, during: { ...rule.during, to: changed } },
          { ...rule, during: { from: changed, to: null }, weeklyMinutes: 600 },
        ]
      : [rule],
  )
  const activities = [activity('internship', '2025-01-01', null, { weeklyMinutes: 300 })]
  expect(offPlanPeriods(history({ activities }), stricter, calendar).map(told)).toEqual([
    '2026-08-01 – 2028-03-01, known 2026-08-01, tooLittle',
  ])
})

describe('a rule that changes while somebody waits through the summer', () => {
  const closings = [span('2026-06-22', '2026-08-10')]
  const activities = [activity('education', '2025-01-01', '2026-06-22'), work(18, '2026-08-10')]
  const until = (minutes: number, day: string) =>
    rules.flatMap(rule =>
      rule.activityKind === 'work'
        ? [
            { ...rule, during: span('1980-01-01', day) },
            { ...rule, weeklyMinutes: minutes, during: span(day) },
          ]
        : [rule],
    )
  const told = (used: typeof rules) =>
    offPlanPeriods(history({ activities, closings, today: on('2026-09-01') }), used, calendar).map(
      ({ known, cause }) => `${known} ${cause.kind}`,
    )

  test('who had agreed on a start that was enough is off plan from that start, not from before', () => {
    expect(told(rules)).toEqual([])
    expect(told(until(20 * 60, '2026-07-15'))).toEqual(['2026-08-10 tooLittle'])
  })

  test('who had agreed on too little was off plan, and stays so until it is enough', () => {
    const strict = rules.map(rule =>
      rule.activityKind === 'work' ? { ...rule, weeklyMinutes: 25 * 60 } : rule,
    )
    const eased = strict.flatMap(rule =>
      rule.activityKind === 'work'
        ? [
            { ...rule, during: span('1980-01-01', '2026-07-15') },
            { ...rule, weeklyMinutes: 18 * 60, during: span('2026-07-15') },
          ]
        : [rule],
    )
    expect(told(strict)).toEqual(['2026-06-22 ended'])
    expect(told(eased)).toEqual(['2026-06-22 ended'])
  })
})
