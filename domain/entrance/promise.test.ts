import fc from 'fast-check'
import { expect, test } from 'vitest'
import { houseCalendar } from '#domain/calendar/calendar.ts'
import type { Period } from '#domain/calendar/period.ts'
import { isWorkingDay } from '#domain/calendar/working-days.ts'
import {
  type EntrancePromise,
  promiseDays,
  promiseStages,
  type StagesReached,
  type Tried,
} from './promise.ts'

const calendar = houseCalendar([])
const day = (text: string) => Temporal.PlainDate.from(text)
const from = (text: string, to: string | null = null) => ({
  from: day(text),
  to: to === null ? null : day(to),
})
const nothing = { contact: null, meeting: null, team: null }

const promise = (id: number, stage: EntrancePromise['stage'], length: number, during: Period) => ({
  id,
  stage,
  interval: { unit: stage === 'meeting' ? ('days' as const) : ('workingDays' as const), length },
  during,
  status: 'unverified' as const,
  source: 'x',
})
const promises: readonly EntrancePromise[] = [
  promise(1, 'contact', 2, from('2020-01-01', '2026-11-01')),
  promise(2, 'contact', 1, from('2026-11-01')),
  promise(3, 'meeting', 7, from('2020-01-01')),
]

test('what was promised on the day of the enquiry is what counts', () => {
  const dueOf = (received: string) =>
    promiseDays(promises, day(received), nothing, null, day(received), calendar).map(({ dueDay }) =>
      String(dueDay),
    )
  // A Thursday and the Thursday after, on either side of the change.
  expect(dueOf('2026-10-29')).toEqual(['2026-11-02', '2026-11-05'])
  expect(dueOf('2026-11-05')).toEqual(['2026-11-06', '2026-11-12'])
})

test('a stage that nothing was promised about is told only when it was reached', () => {
  const reached = { ...nothing, team: day('2026-11-20') }
  expect(promiseDays([], day('2026-11-16'), nothing, null, day('2026-11-23'), calendar)).toEqual([])
  expect(promiseDays([], day('2026-11-16'), reached, null, day('2026-11-23'), calendar)).toEqual([
    { stage: 'team', dueDay: null, keptDay: reached.team, state: 'kept', tried: null },
  ])
})

test('days on which the house is closed are not working days', () => {
  const closed = houseCalendar([{ kind: 'house', during: from('2026-11-06', '2026-11-10') }])
  const [contact] = promiseDays(promises, day('2026-11-05'), nothing, null, day('2026-11-05'), closed)
  expect(String(contact?.dueDay)).toBe('2026-11-10')
})

const days = fc.integer({ min: 0, max: 3000 }).map(count => day('2020-01-06').add({ days: count }))
const reached = fc.record({
  contact: fc.option(fc.integer({ min: 0, max: 40 })),
  meeting: fc.option(fc.integer({ min: 0, max: 40 })),
  team: fc.option(fc.integer({ min: 0, max: 40 })),
})

test('whatever happens, a promised day is a working day after the enquiry, and the state follows from it', () => {
  fc.assert(
    fc.property(days, reached, fc.integer({ min: 40, max: 60 }), (received, after, passed) => {
      const at = (count: number | null) => (count === null ? null : received.add({ days: count }))
      const stages = { contact: at(after.contact), meeting: at(after.meeting), team: at(after.team) }
      const today = received.add({ days: passed })
      for (const { stage, dueDay, keptDay, state } of promiseDays(
        promises,
        received,
        stages,
        null,
        today,
        calendar,
      )) {
        expect(promiseStages).toContain(stage)
        expect(keptDay).toEqual(stages[stage])
        if (dueDay === null) continue
        expect(Temporal.PlainDate.compare(dueDay, received)).toBe(1)
        expect(isWorkingDay(dueDay, calendar)).toBe(true)
        const inTime = Temporal.PlainDate.compare(keptDay ?? today, dueDay) <= 0
        expect(state).toBe(keptDay === null ? (inTime ? 'waiting' : 'overdue') : inTime ? 'kept' : 'late')
      }
    }),
  )
})

test('a call in vain is seen while nobody was reached, and when it is tried again: on the next working day', () => {
  const received = day('2026-11-05')
  const seen = (tried: Tried, today: string, reached: StagesReached = nothing) =>
    promiseDays(promises, received, reached, tried, day(today), calendar).map(({ stage, tried }) => [
      stage,
      tried && [String(tried.day), tried.kind, tried.again && String(tried.again)],
    ])
  const friday = { day: day('2026-11-06'), kind: 'call', isTeam: false } as const
  // A call brings nobody to a meeting: its own day stands.
  expect(seen(friday, '2026-11-06')).toEqual([
    ['contact', ['2026-11-06', 'call', '2026-11-09']],
    ['meeting', null],
  ])
  expect(seen(friday, '2026-11-09')[0]).toEqual(['contact', ['2026-11-06', 'call', '2026-11-09']])
  expect(seen(friday, '2026-11-10')[0]).toEqual(['contact', ['2026-11-06', 'call', null]])
  expect(seen(friday, '2026-11-10', { ...nothing, contact: day('2026-11-09') })).toEqual([
    ['contact', null],
    ['meeting', null],
  ])
  const missed = { day: day('2026-11-10'), kind: 'meeting', isTeam: false } as const
  expect(seen(missed, '2026-11-10', { ...nothing, contact: day('2026-11-06') })).toEqual([
    ['contact', null],
    ['meeting', ['2026-11-10', 'meeting', '2026-11-11']],
  ])
})
