import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { danishCalendar } from './calendar.ts'
import { bestSlots, type Diary, freeSlotsOn, officeHours } from './slots.ts'
import { isWorkingDay } from './working-days.ts'

const timeZone = 'Europe/Copenhagen'
const calendar = danishCalendar()
const day = (text: string) => Temporal.PlainDate.from(text)
const at = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime(timeZone).toInstant()
const said = (instant: Temporal.Instant) => instant.toZonedDateTimeISO(timeZone).toPlainDateTime().toString()

function diary(over: Partial<Diary> = {}): Diary {
  return {
    busy: [],
    away: [],
    hours: officeHours,
    calendar,
    timeZone,
    notBefore: at('2026-11-01T00:00'),
    ...over,
  }
}

describe('free times on a day', () => {
  test('fill the working day around lunch', () => {
    expect(freeSlotsOn(day('2026-12-02'), 60, diary()).map(said)).toEqual([
      '2026-12-02T08:30:00',
      '2026-12-02T09:00:00',
      '2026-12-02T09:30:00',
      '2026-12-02T10:00:00',
      '2026-12-02T10:30:00',
      '2026-12-02T11:00:00',
      '2026-12-02T12:30:00',
      '2026-12-02T13:00:00',
      '2026-12-02T13:30:00',
      '2026-12-02T14:00:00',
      '2026-12-02T14:30:00',
    ])
  })

  test('leave out what is taken, but may touch it', () => {
    const busy = [{ startsAt: at('2026-12-02T09:00'), endsAt: at('2026-12-02T11:00') }]
    const free = freeSlotsOn(day('2026-12-02'), 30, diary({ busy })).map(said)
    expect(free).toContain('2026-12-02T08:30:00')
    expect(free).toContain('2026-12-02T11:00:00')
    expect(free.filter(each => each >= '2026-12-02T09:00' && each < '2026-12-02T11:00')).toEqual([])
  })

  test('there are none on weekends, holidays and days away', () => {
    const away = [{ from: day('2026-12-01'), to: day('2026-12-03') }]
    expect(freeSlotsOn(day('2026-11-28'), 15, diary())).toEqual([])
    expect(freeSlotsOn(day('2026-12-25'), 15, diary())).toEqual([])
    expect(freeSlotsOn(day('2026-12-02'), 15, diary({ away }))).toEqual([])
    expect(freeSlotsOn(day('2026-12-03'), 15, diary({ away }))).not.toEqual([])
  })

  test('keep their clock time across the change to winter time', () => {
    expect(
      freeSlotsOn(day('2026-10-23'), 60, diary({ notBefore: at('2026-01-01T00:00') })).map(said)[0],
    ).toBe('2026-10-23T08:30:00')
    expect(
      freeSlotsOn(day('2026-10-26'), 60, diary({ notBefore: at('2026-01-01T00:00') })).map(said)[0],
    ).toBe('2026-10-26T08:30:00')
  })
})

describe('the best times for a wish', () => {
  const wish = {
    from: day('2026-11-30'),
    to: day('2026-12-04'),
    near: day('2026-12-02'),
    atTime: Temporal.PlainTime.from('10:00'),
    minutes: 30,
  }

  test('are nearest to the wished day and time, one a day first', () => {
    expect(bestSlots(wish, diary(), 6).map(said)).toEqual([
      '2026-12-02T10:00:00',
      '2026-12-01T10:00:00',
      '2026-12-03T10:00:00',
      '2026-11-30T10:00:00',
      '2026-12-04T10:00:00',
      '2026-12-02T09:30:00',
    ])
  })

  test('are none where everything is taken', () => {
    const busy = [{ startsAt: at('2026-11-30T00:00'), endsAt: at('2026-12-05T00:00') }]
    expect(bestSlots(wish, diary({ busy }), 3)).toEqual([])
  })
})

const minutesFrom = Math.floor(at('2026-11-23T00:00').epochMilliseconds / 60_000)
const instants = fc
  .integer({ min: 0, max: 60 * 24 * 60 })
  .map(minutes => Temporal.Instant.fromEpochMilliseconds((minutesFrom + minutes) * 60_000))
const spans = fc
  .tuple(instants, fc.integer({ min: 1, max: 3000 }))
  .map(([startsAt, minutes]) => ({ startsAt, endsAt: startsAt.add({ minutes }) }))
const days = fc.integer({ min: 0, max: 60 }).map(count => day('2026-11-23').add({ days: count }))
const wishes = fc.record({
  from: days,
  length: fc.integer({ min: 0, max: 20 }),
  near: days,
  hour: fc.integer({ min: 0, max: 23 }),
  minutes: fc.integer({ min: 5, max: 400 }),
})

test('a proposed time is always free, in working hours, not over lunch, on a working day and in the wish', () => {
  fc.assert(
    fc.property(wishes, fc.array(spans, { maxLength: 12 }), instants, (drawn, busy, notBefore) => {
      const wish = {
        ...drawn,
        to: drawn.from.add({ days: drawn.length }),
        atTime: new Temporal.PlainTime(drawn.hour),
      }
      const slots = bestSlots(wish, diary({ busy, notBefore }), 5)
      for (const startsAt of slots) {
        const endsAt = startsAt.add({ minutes: wish.minutes })
        const start = startsAt.toZonedDateTimeISO(timeZone)
        const end = endsAt.toZonedDateTimeISO(timeZone)
        expect(Temporal.Instant.compare(startsAt, notBefore)).toBeGreaterThanOrEqual(0)
        expect(isWorkingDay(start.toPlainDate(), calendar)).toBe(true)
        expect(Temporal.PlainDate.compare(start.toPlainDate(), wish.from)).toBeGreaterThanOrEqual(0)
        expect(Temporal.PlainDate.compare(start.toPlainDate(), wish.to)).toBeLessThanOrEqual(0)
        expect(start.toPlainTime().toString() >= '08:30:00').toBe(true)
        expect(end.toPlainTime().toString() <= '15:30:00').toBe(true)
        expect(
          end.toPlainTime().toString() <= '12:00:00' || start.toPlainTime().toString() >= '12:30:00',
        ).toBe(true)
        for (const taken of busy) {
          const apart =
            Temporal.Instant.compare(endsAt, taken.startsAt) <= 0 ||
            Temporal.Instant.compare(taken.endsAt, startsAt) <= 0
          expect(apart).toBe(true)
        }
      }
      expect(new Set(slots.map(String)).size).toBe(slots.length)
    }),
  )
})

test('nothing is proposed only where no day of the wish has a free time', () => {
  fc.assert(
    fc.property(wishes, fc.array(spans, { maxLength: 12 }), (drawn, busy) => {
      const wish = {
        ...drawn,
        to: drawn.from.add({ days: drawn.length }),
        atTime: new Temporal.PlainTime(10),
      }
      const all = diary({ busy })
      const free = Array.from({ length: drawn.length + 1 }, (_, index) =>
        freeSlotsOn(drawn.from.add({ days: index }), wish.minutes, all),
      ).flat()
      expect(bestSlots(wish, all, 1).length).toBe(Math.min(1, free.length))
    }),
  )
})
