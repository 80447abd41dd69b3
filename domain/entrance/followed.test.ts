import fc from 'fast-check'
import { expect, test } from 'vitest'
import { houseCalendar } from '#domain/calendar/calendar.ts'
import { type FollowedEnquiry, follow } from './followed.ts'
import type { EntrancePromise } from './promise.ts'

const calendar = houseCalendar([])
const received = Temporal.PlainDate.from('2026-11-23')
const today = received.add({ days: 20 })
const promises: EntrancePromise[] = (['contact', 'meeting', 'team'] as const).map((stage, index) => ({
  id: index + 1,
  stage,
  interval: { unit: 'days', length: [2, 7, 30][index] ?? 1 },
  during: { from: Temporal.PlainDate.from('2020-01-01'), to: null },
  status: 'unverified',
  source: 'x',
}))

const day = fc.option(fc.integer({ min: 0, max: 20 }).map(days => received.add({ days })))
const kind = fc.constantFrom('call' as const, 'meeting' as const, 'text' as const)
const enquiry: fc.Arbitrary<FollowedEnquiry> = fc.record({
  senderRole: fc.constantFrom('youth', 'parent', 'teacher'),
  senderIsYouth: fc.constantFrom('yes' as const, 'no' as const, 'unknown' as const),
  receivedOn: fc.constant(received),
  mayTell: fc.constantFrom('receipt' as const, 'outcome' as const),
  isClosed: fc.boolean(),
  goesOn: fc.boolean(),
  takenOn: day,
  contactOn: day,
  ownContactOn: day,
  meetingOn: day,
  teamOn: day,
  tried: fc.tuple(day, kind).map(([on, how]) => (on === null ? null : { day: on, kind: how, isTeam: false })),
  toldOn: day,
  closedOn: day,
})
const told = (each: FollowedEnquiry) => JSON.stringify(follow(each, promises, today, calendar))

test('until it is known that the young person asks, the answer is the same whether and whenever they met', () => {
  fc.assert(
    fc.property(enquiry, day, day, day, day, (each, meetingOn, teamOn, toldOn, closedOn) => {
      if (each.senderRole === 'youth' && each.senderIsYouth === 'yes') return
      expect(told({ ...each, meetingOn, teamOn })).toBe(told(each))
      if (each.senderRole === 'youth' && each.senderIsYouth === 'unknown')
        expect(told({ ...each, toldOn, closedOn, mayTell: 'receipt' })).toBe(told(each))
    }),
  )
})

test('it is the same to others whether anybody was spoken with about another enquiry that theirs was joined with', () => {
  fc.assert(
    fc.property(enquiry, day, (each, contactOn) => {
      if (each.senderRole === 'youth' && each.senderIsYouth === 'yes') return
      expect(told({ ...each, contactOn })).toBe(told(each))
    }),
  )
})

test('who turns out not to be the young person is told what any other is told', () => {
  fc.assert(
    fc.property(enquiry, each => {
      const other = { ...each, senderRole: 'parent' }
      expect(told({ ...each, senderRole: 'youth', senderIsYouth: 'no' })).toBe(told(other))
    }),
  )
})

test('what was promised to somebody else stays while it lies ahead, when it is a case too, and no longer', () => {
  const shown = fc.record({ enquiry, on: fc.integer({ min: 0, max: 30 }) })
  fc.assert(
    fc.property(shown, ({ enquiry: each, on }) => {
      const other = { ...each, senderRole: 'parent', ownContactOn: null, tried: null }
      const callBackOf = (over: Partial<FollowedEnquiry>) =>
        follow({ ...other, ...over }, promises, received.add({ days: on }), calendar).callBack
      const open = callBackOf({ isClosed: false })
      expect(callBackOf({ isClosed: true, goesOn: false })).toBeNull()
      expect(callBackOf({ isClosed: true, goesOn: true })).toEqual(open?.state === 'waiting' ? open : null)
    }),
  )
})

test('whoever says that it is theirs sees what the receipt promised, while it can still be kept', () => {
  const untouched: FollowedEnquiry = {
    senderRole: 'youth',
    senderIsYouth: 'unknown',
    receivedOn: received,
    mayTell: 'outcome',
    isClosed: false,
    goesOn: false,
    takenOn: null,
    contactOn: null,
    ownContactOn: null,
    meetingOn: null,
    teamOn: null,
    tried: null,
    toldOn: null,
    closedOn: null,
  }
  const stagesOn = (on: Temporal.PlainDate, over: Partial<FollowedEnquiry> = {}) =>
    follow({ ...untouched, ...over }, promises, on, calendar).stages?.map(({ stage, state }) => [
      stage,
      state,
    ])
  expect(stagesOn(received)).toEqual([
    ['contact', 'waiting'],
    ['meeting', 'waiting'],
    ['team', 'waiting'],
  ])
  // That we are late with a call is theirs to know; whether they have met is not, so the day is shown while it lasts.
  expect(stagesOn(today)).toEqual([
    ['contact', 'overdue'],
    ['team', 'waiting'],
  ])
  expect(stagesOn(received, { ownContactOn: received })).toEqual([
    ['meeting', 'waiting'],
    ['team', 'waiting'],
  ])
  expect(stagesOn(received, { senderIsYouth: 'yes', meetingOn: received })?.[1]).toEqual(['meeting', 'kept'])
  expect(stagesOn(received, { isClosed: true })).toEqual([])
  // In a case the days stay while they lie ahead; that one has passed would tell that nobody was met by then.
  const inCase = { isClosed: true, goesOn: true }
  expect(stagesOn(received, inCase)).toEqual(stagesOn(received))
  expect(stagesOn(today, inCase)).toEqual([['team', 'waiting']])
})
