import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldHandover, type HandoverEvent, handoverOpensDays, opensOn } from './handover.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const since = day('2026-12-01')
const today = day('2026-12-03')
const told: HandoverEvent = { kind: 'told', day: day('2026-11-28'), staffId: 1, how: 'call' }
const met: HandoverEvent = { kind: 'met', day: day('2026-12-02'), staffId: 2, contactId: 9 }
const received: HandoverEvent = { kind: 'received', day: day('2026-12-03'), staffId: 2 }
const booked = (
  on: string,
  state: 'booked' | 'held' | 'noShow' | 'cancelled',
): HandoverEvent & { kind: 'meetingBooked' } => ({
  kind: 'meetingBooked',
  day: day('2026-11-28'),
  staffId: 1,
  appointment: { id: 4, day: day(on), state },
})
const none: HandoverEvent = {
  kind: 'noMeeting',
  day: day('2026-12-02'),
  staffId: 2,
  reason: 'left',
  note: '',
}

test('begins with nothing done, and with telling the young person', () => {
  expect(foldHandover([], since, today)).toEqual({
    told: null,
    met: null,
    received: null,
    next: 'tell',
    isDone: false,
  })
})

test('goes on with the meeting and the notes, and is done when all three are', () => {
  expect(foldHandover([told], since, today).next).toBe('meet')
  expect(foldHandover([told, met], since, today).next).toBe('receive')
  expect(foldHandover([told, met, received], since, today)).toMatchObject({ next: null, isDone: true })
})

test('a meeting that is booked is waited for, and asked about when its day has passed', () => {
  const waits = foldHandover([told, booked('2026-12-03', 'booked'), received], since, today)
  expect(waits).toMatchObject({ met: { kind: 'booked', isPast: false }, next: null, isDone: false })
  const past = foldHandover([told, booked('2026-12-02', 'booked'), received], since, today)
  expect(past).toMatchObject({ met: { kind: 'booked', isPast: true }, next: 'meet', isDone: false })
})

test('a booked meeting counts when it has been held, and not when it fell through', () => {
  expect(foldHandover([told, booked('2026-12-02', 'held'), received], since, today)).toMatchObject({
    met: { kind: 'met' },
    isDone: true,
  })
  for (const state of ['noShow', 'cancelled'] as const)
    expect(foldHandover([told, booked('2026-12-02', state), received], since, today)).toMatchObject({
      met: { kind: 'fellThrough' },
      next: 'meet',
      isDone: false,
    })
})

test('a meeting that was held is not undone by another that falls through', () => {
  expect(foldHandover([met, booked('2026-12-02', 'cancelled')], since, today).met?.kind).toBe('met')
})

test('no meeting with a reason is as good as a meeting, until there is one', () => {
  expect(foldHandover([told, none, received], since, today).isDone).toBe(true)
  expect(foldHandover([told, none, met, received], since, today).met?.kind).toBe('met')
})

test('before the day of the change there is nothing to receive', () => {
  expect(foldHandover([told, met], since, day('2026-11-30')).next).toBeNull()
  expect(foldHandover([told, met], since, since).next).toBe('receive')
})

const anyDay = fc.integer({ min: -20, max: 20 }).map(days => since.add({ days }))
const anyEvent: fc.Arbitrary<HandoverEvent> = fc.oneof(
  fc.constantFrom(told, met, received, none),
  fc
    .record({ on: anyDay, state: fc.constantFrom('booked', 'held', 'noShow', 'cancelled') })
    .map(({ on, state }) => booked(on.toString(), state)),
)

test('whatever happens, done is exactly when the three are, and nothing is next then', () => {
  fc.assert(
    fc.property(fc.array(anyEvent), anyDay, (events, now) => {
      const standing = foldHandover(events, since, now)
      const isMet = standing.met?.kind === 'met' || standing.met?.kind === 'none'
      expect(standing.isDone).toBe(standing.told !== null && isMet && standing.received !== null)
      if (standing.isDone) expect(standing.next).toBeNull()
      if (standing.next === 'receive')
        expect(Temporal.PlainDate.compare(now, since)).toBeGreaterThanOrEqual(0)
    }),
  )
})

test('what is done stays done whatever is added, but for a meeting that takes the place of a reason for none', () => {
  fc.assert(
    fc.property(fc.array(anyEvent), anyEvent, (events, more) => {
      const before = foldHandover(events, since, today)
      const after = foldHandover([...events, more], since, today)
      if (before.told !== null) expect(after.told).not.toBeNull()
      if (before.received !== null) expect(after.received).not.toBeNull()
      if (before.met?.kind === 'met') expect(after.met?.kind).toBe('met')
    }),
  )
})

test('the page opens so many days before the change, over a new year too', () => {
  expect(opensOn(day('2027-01-05')).toString()).toBe('2026-12-22')
  expect(opensOn(since).until(since).days).toBe(handoverOpensDays)
})
