import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DayPerson } from '#contract/day.ts'
import { dayGroups } from '#domain/rhythm/day-status.ts'
import {
  booked,
  call,
  decision,
  meeting,
  on,
  owed,
  rowOf,
  rowsOf,
  somebody,
  statutory,
  today,
} from './example.fixture.ts'
import { inGroup, type PersonToday } from './person-today.ts'

const groupsOf = ({ groups }: PersonToday) => dayGroups.filter(name => groups[name])

describe('why now', () => {
  test('is what runs out first, whatever the order of the answer; beside it the first of the other clock', () => {
    const deadlines = [
      owed(statutory, '2026-12-20'),
      owed(meeting, '2026-12-01'),
      owed(statutory, '2026-12-10'),
      owed(call, '2026-11-27'),
    ]
    for (const order of [deadlines, deadlines.toReversed()]) {
      const { first, other } = rowOf(somebody({ deadlines: order }))
      expect([first?.explanation.ruleName, String(first?.explanation.latest)]).toEqual([
        'Opkald imellem',
        '2026-11-27',
      ])
      expect([other?.clock, String(other?.latest)]).toEqual(['statutory', '2026-12-10'])
    }
  })

  test('is the law where the law comes first, with the promise beside it', () => {
    const { first, other } = rowOf(
      somebody({ deadlines: [owed(meeting, '2026-12-01'), owed(statutory, '2026-11-25')] }),
    )
    expect(first?.explanation.clock).toBe('statutory')
    expect(other?.clock).toBe('promise')
  })

  test('is a retry that is due before anything else runs out', () => {
    const { first } = rowOf(
      somebody({
        deadlines: [
          owed(call, '2026-11-30'),
          owed(meeting, '2026-12-15', { attempts: 1, retryDay: on('2026-11-26') }),
        ],
      }),
    )
    expect(first?.explanation.ruleName).toBe('Møde hver måned')
    expect(first?.explanation.attempts?.count).toBe(1)
  })

  test('is never put off by a retry later than the day itself', () => {
    const { first } = rowOf(
      somebody({
        deadlines: [
          owed(call, '2026-11-25'),
          owed(meeting, '2026-11-24', { attempts: 1, retryDay: on('2026-11-27') }),
        ],
      }),
    )
    expect(first?.explanation.ruleName).toBe('Møde hver måned')
  })

  test('counts the days over', () => {
    const { first } = rowOf(somebody({ deadlines: [owed(meeting, '2026-11-19')] }))
    expect(first?.explanation.daysOver).toBe(4)
  })

  test('is empty where nothing is owed, and where only one clock runs there is no other', () => {
    expect(rowOf(somebody()).first).toBeNull()
    expect(rowOf(somebody({ deadlines: [owed(meeting, '2026-12-01')] })).other).toBeNull()
  })
})

describe('what is likeliest to be done', () => {
  const overdueCall = [owed(call, '2026-11-20')]
  test.each<[string, Partial<DayPerson>, PersonToday['likely']]>([
    ['a call that is overdue is made', { deadlines: overdueCall }, 'call'],
    ['a call that is due today is made', { deadlines: [owed(call, '2026-11-23')] }, 'call'],
    ['a call of next week can wait; first an appointment', { deadlines: [owed(call, '2026-12-01')] }, 'book'],
    ['without a number there is nothing to call', { deadlines: overdueCall, phone: null }, 'book'],
    ['a call does not fulfil a meeting', { deadlines: [owed(meeting, '2026-11-20')] }, 'book'],
    [
      'what is booked today is to be registered, though a call is overdue',
      { deadlines: overdueCall, appointments: [booked('2026-11-23T15:00')] },
      'register',
    ],
    ['with a later appointment all is arranged', { appointments: [booked('2026-11-30T09:00')] }, 'register'],
    [
      'the day is that of Denmark: half past midnight tomorrow is today in UTC',
      { deadlines: overdueCall, appointments: [booked('2026-11-24T00:30')] },
      'call',
    ],
    [
      'a decision that is owed is made, and nobody is called for it',
      { deadlines: [owed(decision, '2026-11-20')] },
      'deed',
    ],
    [
      'an overdue call comes before a decision that can wait',
      { deadlines: [owed(decision, '2026-12-20'), ...overdueCall] },
      'call',
    ],
    ['in a pause nothing needs to be booked', { pausedUntil: on('2026-12-24') }, 'register'],
  ])('%s', (_, over, likely) => {
    expect(rowOf(somebody(over)).likely).toBe(likely)
  })
})

describe('groups', () => {
  test('somebody can be in several, and no filter means all that need something', () => {
    const people = rowsOf(
      somebody({ youthId: 1, deadlines: [owed(meeting, '2026-11-20')] }),
      somebody({
        youthId: 2,
        deadlines: [owed(meeting, '2026-11-26')],
        appointments: [booked('2026-11-25T09:00')],
      }),
      somebody({ youthId: 3, deadlines: [owed(statutory, '2027-03-01')] }),
      somebody({ youthId: 4, metByMe: false, mineSince: on('2026-11-16') }),
      somebody({
        youthId: 5,
        deadlines: [owed(meeting, '2026-12-20', { attempts: 1, retryDay: on('2026-12-01') })],
        appointments: [booked('2026-12-01T09:00')],
      }),
    )
    const ids = (rows: readonly PersonToday[]) => rows.map(({ person }) => person.youthId)
    expect(people.map(row => [row.person.youthId, groupsOf(row)])).toEqual([
      [1, ['overdue', 'noNextAppointment']],
      [2, ['thisWeek']],
      [5, ['waitingOnYouth']],
      [3, ['noNextAppointment']],
      [4, ['newToMe', 'noNextAppointment']],
    ])
    expect(ids(inGroup(people, null))).toEqual([1, 2, 4])
    expect(ids(inGroup(people, 'noNextAppointment'))).toEqual([1, 3, 4])
    expect(ids(inGroup(people, 'waitingOnYouth'))).toEqual([5])
  })

  test('a promise without a booking that would keep it in time is at risk', () => {
    const deadlines = [owed(meeting, '2026-11-25')]
    const isAtRisk = (over: Partial<DayPerson>) =>
      rowOf(somebody({ deadlines, ...over })).groups.promiseAtRisk
    expect(isAtRisk({})).toBe(true)
    expect(isAtRisk({ appointments: [booked('2026-11-25T09:00')] })).toBe(false)
    expect(isAtRisk({ appointments: [booked('2026-11-25T09:00', 'call')] })).toBe(true)
    expect(isAtRisk({ appointments: [booked('2026-11-26T09:00')] })).toBe(true)
  })
})

const aDay = fc.integer({ min: -40, max: 60 }).map(days => today.add({ days }))
const aPerson = fc
  .record({
    givenName: fc.constantFrom('Åse', 'Ærø', 'Øjvind', 'Zoe', 'Anna', 'Aage'),
    phone: fc.option(fc.constant('+4537200000'), { nil: null }),
    deadlines: fc.array(
      fc.record({ rule: fc.constantFrom(meeting, call, statutory), latest: aDay, retry: fc.option(aDay) }),
      { maxLength: 4 },
    ),
    appointments: fc.array(fc.record({ day: aDay, hour: fc.integer({ min: 0, max: 23 }) }), { maxLength: 3 }),
  })
  .map(({ givenName, phone, deadlines, appointments }) =>
    somebody({
      givenName,
      phone,
      deadlines: deadlines.map(({ rule, latest, retry }) =>
        owed(rule, String(latest), retry === null ? {} : { attempts: 1, retryDay: retry }),
      ),
      appointments: appointments.map(({ day, hour }) => booked(`${day}T${String(hour).padStart(2, '0')}:00`)),
    }),
  )

/** The day on which somebody hurries, as text: what is over by its own day, and what was to be tried again today. */
function dayOf({ deadlines }: DayPerson): string {
  const days = deadlines.map(({ windowTo, retryDay, ruleId }) => {
    const [runsOut = ''] = [String(windowTo), String(retryDay ?? windowTo)].sort()
    const shown = String(windowTo) < String(today) ? String(windowTo) : [runsOut, String(today)].sort().at(-1)
    return { order: `${runsOut} ${windowTo} ${String(ruleId).padStart(3)}`, shown }
  })
  return days.sort((a, b) => a.order.localeCompare(b.order))[0]?.shown ?? '9999-12-31'
}

test('the most urgent comes first, and the order of the answer does not matter', () => {
  fc.assert(
    fc.property(fc.array(aPerson, { maxLength: 8 }), people => {
      const numbered = people.map((person, index) => ({ ...person, youthId: index + 1 }))
      const rows = rowsOf(...numbered)
      expect(rows.map(({ person }) => person.youthId).toSorted((a, b) => a - b)).toEqual(
        numbered.map(({ youthId }) => youthId),
      )
      for (const [index, row] of rows.entries()) {
        const following = rows[index + 1]
        if (following === undefined) continue
        const [mine, theirs] = [row, following].map(({ person }) => dayOf(person))
        expect(`${mine}` <= `${theirs}`).toBe(true)
        if (mine === theirs)
          expect(
            new Intl.Collator('da').compare(row.person.givenName, following.person.givenName),
          ).toBeLessThanOrEqual(0)
      }
      const named = (rows: readonly PersonToday[]) =>
        rows.map(({ person }) => [person.givenName, dayOf(person)])
      expect(named(rowsOf(...numbered.toReversed()))).toEqual(named(rows))
    }),
  )
})

test('what is to be done today stands above tomorrow’s, also where it runs out later or was to be tried again before', () => {
  const rows = rowsOf(
    somebody({ youthId: 1, deadlines: [owed(call, '2026-11-24')] }),
    // Whose last working day is today, and whose window runs on.
    somebody({ youthId: 2, deadlines: [owed(statutory, '2026-11-29', { lastWorkingDay: today })] }),
    somebody({
      youthId: 3,
      deadlines: [owed(meeting, '2026-12-15', { attempts: 1, retryDay: on('2026-11-17') })],
    }),
    somebody({ youthId: 4, deadlines: [owed(meeting, '2026-11-20')] }),
  )
  expect(rows.map(({ person }) => person.youthId)).toEqual([4, 2, 3, 1])
})

test('a call is proposed only where somebody can be called and a call is owed by today', () => {
  fc.assert(
    fc.property(aPerson, person => {
      const { likely, first, groups } = rowOf(person)
      if (likely !== 'call') return
      expect(person.phone).not.toBeNull()
      expect(first?.explanation.ruleName).toBe('Opkald imellem')
      expect(groups.overdue || groups.dueToday).toBe(true)
    }),
  )
})
