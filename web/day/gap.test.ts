import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { busy, call, meeting, owed, rowsOf, somebody, timeZone, today } from './example.fixture.ts'
import { gapForCall } from './gap.ts'

const workingHours = { opens: Temporal.PlainTime.from('08:00'), closes: Temporal.PlainTime.from('16:00') }
const people = rowsOf(
  somebody({ youthId: 1, givenName: 'Møder', deadlines: [owed(meeting, '2026-11-02')] }),
  somebody({ youthId: 2, givenName: 'Uden nummer', phone: null, deadlines: [owed(call, '2026-11-10')] }),
  somebody({ youthId: 3, givenName: 'Sener', deadlines: [owed(call, '2026-11-20')] }),
  somebody({ youthId: 4, givenName: 'Først', deadlines: [owed(call, '2026-11-17')] }),
)

function gapAt(now: string, appointments: ReturnType<typeof busy>[], rows = people) {
  const at = Temporal.PlainDateTime.from(`${today}T${now}`).toZonedDateTime(timeZone)
  const gap = gapForCall(appointments, rows, at, workingHours)
  return gap && { from: String(gap.from), to: String(gap.to), whom: gap.callTo.person.givenName }
}

describe('the gap for a call', () => {
  test('is the first that is long enough, and goes to the most urgent who can be called', () => {
    expect(gapAt('08:02', [busy('08:30', '09:30'), busy('10:00', '11:00')])).toEqual({
      from: '09:30:00',
      to: '10:00:00',
      whom: 'Først',
    })
  })

  test('begins at the next quarter, so that there is time to see it', () => {
    expect(gapAt('10:01', [busy('11:00', '12:00')])?.from).toBe('10:15:00')
    expect(gapAt('10:15', [busy('11:00', '12:00')])?.from).toBe('10:15:00')
  })

  test('is not before the day opens', () => {
    expect(gapAt('05:00', [busy('08:10', '09:00')])).toEqual({
      from: '09:00:00',
      to: '16:00:00',
      whom: 'Først',
    })
    expect(gapAt('05:00', [busy('08:30', '09:00')])?.from).toBe('08:00:00')
  })

  test('is twenty minutes at least', () => {
    expect(gapAt('10:00', [busy('10:20', '16:00')])?.to).toBe('10:20:00')
    expect(gapAt('10:00', [busy('10:19', '16:00')])).toBeNull()
  })

  test('is not within a long appointment that a shorter one lies in', () => {
    expect(gapAt('08:00', [busy('08:00', '12:00'), busy('09:00', '09:30'), busy('12:30', '16:00')])).toEqual({
      from: '12:00:00',
      to: '12:30:00',
      whom: 'Først',
    })
  })

  test('is over when the day closes, also where something is booked in the evening', () => {
    expect(gapAt('15:41', [])).toBeNull()
    expect(gapAt('17:00', [])).toBeNull()
    expect(gapAt('16:10', [busy('18:00', '19:00')])).toBeNull()
    expect(gapAt('15:00', [busy('18:00', '19:00')])?.to).toBe('16:00:00')
    expect(gapAt('23:50', [busy('08:00', '09:00')])).toBeNull()
  })

  test('is not there when nobody is to be called', () => {
    expect(gapAt('09:00', [], [])).toBeNull()
    expect(gapAt('09:00', [], people.slice(0, 2))).toBeNull()
  })
})

const minute = fc.integer({ min: 0, max: 23 * 60 + 59 })
const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

test('the gap is what one finds by trying every minute', () => {
  const diary = fc.array(fc.tuple(minute, fc.integer({ min: 5, max: 120 })), { maxLength: 6 }).map(list =>
    list
      .toSorted(([a], [b]) => a - b)
      .map(([from, length]) => ({ from, to: Math.min(from + length, 24 * 60 - 1) }))
      .filter(({ from, to }) => from < to),
  )
  fc.assert(
    fc.property(minute, diary, (now, booked) => {
      const isFree = (at: number) => at < 16 * 60 && !booked.some(({ from, to }) => from <= at && at < to)
      const freeUntil = (at: number) => {
        let end = at
        while (isFree(end)) end += 1
        return end
      }
      let from = Math.max(8 * 60, Math.ceil(now / 15) * 15)
      while (from < 16 * 60 && freeUntil(from) - from < 20) from += 1
      const found = from < 16 * 60 ? { from: clock(from), to: clock(freeUntil(from)) } : null
      const gap = gapAt(
        clock(now),
        booked.map(each => busy(clock(each.from), clock(each.to))),
      )
      expect(gap && { from: gap.from.slice(0, 5), to: gap.to.slice(0, 5) }).toEqual(found)
    }),
  )
})
