import { describe, expect, test } from 'vitest'
import type { BookedAppointment, ContactForm, NextContact } from '#contract/contacts.ts'
import type { ContactValues } from './answers.ts'
import { chosenNext, faultsIn, likeliest, questionOf, toInput } from './contact-values.ts'
import { withTheirs } from './correction-values.ts'
import { follow, nearest } from './follow.ts'
import { dayOfChoice, isPast, shownChoice } from './when.ts'

const now = Temporal.Instant.from('2026-11-23T09:02:30Z')
const today = Temporal.PlainDate.from('2026-11-23')

function booked(over: Partial<BookedAppointment> = {}): BookedAppointment {
  return {
    id: 5,
    version: 1,
    kind: 'accompaniment',
    place: 'Læge',
    startsAt: Temporal.Instant.from('2026-11-23T08:00:00Z'),
    endsAt: Temporal.Instant.from('2026-11-23T08:45:00Z'),
    staffId: 1,
    staffName: 'Sofie Prøve',
    mine: true,
    ...over,
  }
}

function form(over: Partial<ContactForm> = {}): ContactForm {
  return {
    today,
    timeZone: 'Europe/Copenhagen',
    youthId: 12,
    givenName: 'Mikkel',
    familyName: 'Bæk',
    age: 19,
    programme: null,
    phone: null,
    preferredContact: null,
    case: { from: Temporal.PlainDate.from('2026-10-01'), to: null },
    pausedUntil: null,
    owed: [],
    teamOwed: false,
    writerOwed: null,
    subjectAreas: [
      { code: 'health', name: 'Sundhed', legalBasis: 'Lov', sensitive: true },
      { code: 'contact', name: 'Kontakt', legalBasis: 'Lov', sensitive: false },
    ],
    usualSubjectArea: null,
    appointments: [],
    places: [{ kind: 'meeting', place: 'UngeCentret' }],
    staff: [],
    ...over,
  }
}

const owedCall = {
  ruleId: 1,
  ruleName: 'Opkald imellem',
  clock: 'promise',
  status: 'local',
  source: '',
  pattern: 'between',
  fulfilledBy: ['call'],
  count: 1,
  anchorKind: 'contact',
  anchorDay: today,
  dueDay: today,
  windowFrom: today,
  windowTo: today,
  lastWorkingDay: today,
  heldCount: 0,
  targetDay: null,
  attempts: 0,
  retryDay: null,
  escalated: false,
} as const

const proposal: NextContact = {
  owed: null,
  kind: 'call',
  minutes: 15,
  booked: null,
  slot: { startsAt: Temporal.Instant.from('2026-12-02T09:00:00Z'), minutes: 15 },
  otherSlots: [],
}

describe('the likeliest', () => {
  test("is today's appointment with its kind, place and length", () => {
    expect(likeliest(form({ appointments: [booked()] }), now, null)).toMatchObject({
      what: 'accompaniment',
      place: 'Læge',
      startsAt: 'a5',
      minutes: '45',
      subjectArea: 'contact',
    })
  })

  test("is mine before a colleague's, and not one of the afternoon", () => {
    const mine = booked({ id: 1, startsAt: Temporal.Instant.from('2026-11-23T07:00:00Z') })
    const others = booked({ id: 2, mine: false })
    const later = booked({ id: 3, startsAt: Temporal.Instant.from('2026-11-23T13:00:00Z') })
    expect(likeliest(form({ appointments: [mine, others, later] }), now, null).startsAt).toBe('a1')
    expect(likeliest(form({ appointments: [later] }), now, null).startsAt).toBe('now')
  })

  test('is what is owed first where nothing is booked', () => {
    expect(likeliest(form({ owed: [{ ...owedCall, fulfilledBy: ['call'] }] }), now, null).what).toBe('call')
    expect(likeliest(form({ owed: [{ ...owedCall, fulfilledBy: ['meeting'] }] }), now, null)).toMatchObject({
      what: 'meeting',
      place: 'UngeCentret',
    })
  })

  test('is the appointment that was asked for, however old', () => {
    const old = booked({ startsAt: Temporal.Instant.from('2026-11-16T08:00:00Z') })
    expect(likeliest(form({ appointments: [old] }), now, 5).startsAt).toBe('a5')
  })
})

describe('what is sent', () => {
  const values = (over: Partial<ContactValues> = {}, data = form()) => ({
    ...likeliest(data, now, null),
    ...over,
  })

  test('is when the page was opened, however late it is sent', () => {
    expect(toInput(values(), form(), undefined).startsAt).toBe('2026-11-23T09:02:00Z')
  })

  test('books what is proposed unless one has chosen otherwise', () => {
    expect(toInput(values(), form(), proposal).next).toEqual({
      kind: 'call',
      startsAt: '2026-12-02T09:00:00Z',
      minutes: 15,
      place: '',
    })
    expect(toInput(values({ next: 'none' }), form(), proposal).next).toBeNull()
    expect(chosenNext(values(), { ...proposal, booked: { ...booked(), kind: 'call' } })).toBe('none')
  })

  test('a no-show keeps the kind of its appointment, and the appointment', () => {
    const data = form({ appointments: [booked()] })
    expect(toInput(values({ what: 'noShow' }, data), data, undefined)).toMatchObject({
      kind: 'accompaniment',
      outcome: 'noShow',
      appointmentId: 5,
      minutes: null,
    })
  })

  test('a message is no appointment', () => {
    const data = form({ appointments: [booked()] })
    expect(toInput(values({ what: 'text' }, data), data, undefined)).toMatchObject({
      appointmentId: null,
      place: '',
    })
  })

  test('calling off tomorrow happens now', () => {
    const tomorrow = booked({ startsAt: Temporal.Instant.from('2026-11-24T08:00:00Z') })
    const data = form({ appointments: [tomorrow] })
    expect(toInput(values({ what: 'cancelled', startsAt: 'a5' }), data, undefined)).toMatchObject({
      startsAt: '2026-11-23T09:02:00Z',
      appointmentId: 5,
    })
  })

  test('an appointment that somebody settled meanwhile is still named, so that the server can tell', () => {
    expect(questionOf(values({ startsAt: 'a5' }), form()).appointmentId).toBe(5)
  })
})

describe('another answer to what happened', () => {
  const tomorrow = booked({ id: 7, kind: 'meeting', startsAt: Temporal.Instant.from('2026-11-24T08:00:00Z') })

  test('takes the usual place and length along', () => {
    const call = { ...likeliest(form(), now, null), what: 'call', place: '' } as const
    expect(follow(call, 'meeting', form())).toMatchObject({
      place: 'UngeCentret',
      minutes: '60',
      startsAt: 'now',
    })
  })

  test('what did not come off was what is booked nearest; what came off cannot lie ahead', () => {
    const data = form({ appointments: [tomorrow] })
    const cancelled = follow(likeliest(data, now, null), 'cancelled', data)
    expect(cancelled.startsAt).toBe('a7')
    expect(follow(cancelled, 'meeting', data).startsAt).toBe('now')
    expect(follow(likeliest(data, now, null), 'noShow', data).startsAt).toBe('now')
  })

  test('lets what somebody has written stand', () => {
    const written = {
      ...likeliest(form(), now, null),
      startsAt: 'other',
      place: '*',
      minutes: 'other',
      next: 'none',
    }
    expect(follow(written, 'accompaniment', form())).toMatchObject({
      startsAt: 'other',
      place: '*',
      minutes: 'other',
      next: 'none',
    })
  })
})

describe('an appointment later today, opened from the list of the day', () => {
  const later = booked({
    id: 8,
    kind: 'meeting',
    place: 'Café',
    startsAt: Temporal.Instant.from('2026-11-23T10:30:00Z'),
    endsAt: Temporal.Instant.from('2026-11-23T11:00:00Z'),
  })
  const data = form({ appointments: [later, booked({ id: 9 })] })
  const opened = likeliest(data, now, 8)
  const offered = (values: ContactValues) => nearest(data.appointments, values, data.timeZone)[0]?.id

  test('is chosen and offered first; one that was not opened is not', () => {
    expect(opened).toMatchObject({ startsAt: 'a8', what: 'meeting', minutes: '30', place: 'Café' })
    expect(offered(opened)).toBe(8)
    expect(offered(likeliest(data, now, null))).toBe(9)
  })

  test('is what did not come off, now, and not the next one', () => {
    const missed = follow(opened, 'noShow', data)
    expect(offered(missed)).toBe(8)
    expect(toInput(missed, data, undefined)).toMatchObject({
      outcome: 'noShow',
      startsAt: '2026-11-23T09:02:00Z',
      appointmentId: 8,
    })
    expect(questionOf(missed, data).appointmentId).toBe(8)
  })

  test('is settled whatever time is chosen', () => {
    const missed = follow(opened, 'noShow', data)
    expect(toInput({ ...missed, startsAt: 'now' }, data, undefined).appointmentId).toBe(8)
    const written = { ...missed, startsAt: 'earlier', day: today, time: Temporal.PlainTime.from('09:30') }
    expect(toInput(written, data, undefined)).toMatchObject({
      startsAt: '2026-11-23T08:30:00Z',
      appointmentId: 8,
    })
  })

  test('stands where somebody rang beforehand, and is chosen again for what fits it', () => {
    const rang = follow(opened, 'unanswered', data)
    expect(rang.startsAt).toBe('now')
    expect(toInput(rang, data, undefined).appointmentId).toBeNull()
    expect(follow(rang, 'noShow', data).startsAt).toBe('a8')
  })

  test('of a day to come is called off', () => {
    const tomorrow = booked({ startsAt: Temporal.Instant.from('2026-11-24T08:00:00Z') })
    const ahead = form({ appointments: [tomorrow] })
    const values = likeliest(ahead, now, 5)
    expect(values).toMatchObject({ what: 'cancelled', startsAt: 'a5' })
    expect(toInput(follow(values, 'accompaniment', ahead), ahead, undefined).appointmentId).toBeNull()
  })
})

describe('the day', () => {
  const yesterday = today.subtract({ days: 1 })
  const written = { ...likeliest(form(), now, null), time: Temporal.PlainTime.from('08:15') }

  test('is filled in, so that only the hour is written', () => {
    expect(dayOfChoice('earlier', yesterday, today)).toEqual(today)
    expect(dayOfChoice('yesterday', null, today)).toEqual(yesterday)
    expect(dayOfChoice('other', null, today)).toEqual(today)
    expect(dayOfChoice('other', yesterday, today)).toEqual(yesterday)
    expect(toInput({ ...written, startsAt: 'yesterday', day: yesterday }, form(), undefined).startsAt).toBe(
      '2026-11-22T07:15:00Z',
    )
    expect(
      faultsIn({ ...written, startsAt: 'earlier', day: today, time: null }).map(each => each.field),
    ).toEqual(['time'])
  })

  test("of a draft from another day is said as a day, since its yesterday is not today's", () => {
    const draft = { ...written, startsAt: 'yesterday', day: yesterday }
    expect(shownChoice(draft, today)).toBe('yesterday')
    expect(shownChoice(draft, today.add({ days: 1 }))).toBe('other')
  })

  test('and hour of a draft are no longer now when it is fetched later', () => {
    const again = (minutes: number) => likeliest(form(), now.add({ minutes }), null)
    expect(isPast(written, again(4))).toBe(false)
    expect(isPast(written, again(60))).toBe(true)
  })
})

test('what is missing is said at its field', () => {
  const missing = {
    ...likeliest(form(), now, null),
    startsAt: 'other',
    minutes: 'other',
    note: 'x',
    subjectArea: null,
  }
  expect(faultsIn({ ...missing, next: 'other' }).map(fault => fault.field)).toEqual([
    'day',
    'time',
    'minutesOther',
    'subjectArea',
    'nextDay',
    'nextTime',
  ])
})

test('bringing two texts together loses neither and adds none twice', () => {
  const both = withTheirs('Min tekst.', 'Deres tekst.')
  expect(both).toContain('Min tekst.')
  expect(both).toContain('Deres tekst.')
  expect(withTheirs(both, 'Deres tekst.')).toBe(both)
})
