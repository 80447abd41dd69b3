import type { DayNumber } from '#domain/calendar/day-number.ts'
import {
  isWorking,
  plusWorkingDays,
  workingOnOrAfter,
  workingOnOrBefore,
} from '#domain/calendar/working-day-numbers.ts'
import { calendar, callBetween } from './meeting-days.ts'
import { places } from './note-openings.ts'
import type { Random } from './random.ts'

export interface DemoAppointment {
  staff: number
  kind: 'meeting' | 'call' | 'accompaniment'
  place: string
  day: DayNumber
  minute: number
  minutes: number
}

/** The working day; meetings begin on the quarter of an hour. */
const opens = 8 * 60 + 30
const closes = 15 * 60 + 30
const lengths = { meeting: 45, call: 15, accompaniment: 90 } as const

/** When each member of staff is taken, so that nobody is booked twice. */
export class Diary {
  readonly #taken = new Map<string, [number, number][]>()
  readonly #isAway: (staff: number, day: DayNumber) => boolean

  constructor(isAway: (staff: number, day: DayNumber) => boolean) {
    this.#isAway = isAway
  }

  /** Takes the time if it is free. */
  book(appointment: DemoAppointment): boolean {
    const { staff, day, minute, minutes } = appointment
    if (this.#isAway(staff, day)) return false
    const key = `${staff}/${day}`
    const taken = this.#taken.get(key) ?? []
    if (taken.some(([from, to]) => minute < to && from < minute + minutes)) return false
    taken.push([minute, minute + minutes])
    this.#taken.set(key, taken)
    return true
  }
}

/** What somebody's next appointment is made from. */
export interface Wanted {
  staff: number
  nextDue: DayNumber
  monthly: boolean
  lastMet: DayNumber | null
}

/** Books the next meeting where there is room before it is due, and now and then the call in between. */
export function bookNext(
  wanted: Wanted,
  share: number,
  today: DayNumber,
  diary: Diary,
  random: Random,
): DemoAppointment[] {
  const booked: DemoAppointment[] = []
  const firstDay = workingOnOrAfter(today, calendar)
  if (random.chance(share)) {
    const kind = wanted.monthly && random.chance(0.15) ? 'accompaniment' : 'meeting'
    const latest =
      wanted.nextDue >= firstDay ? wanted.nextDue : plusWorkingDays(firstDay, random.int(0, 3), calendar)
    const day = Math.max(firstDay, workingOnOrBefore(latest - random.int(0, 5), calendar))
    const appointment = place(wanted.staff, kind, day, latest, diary, random)
    if (appointment) booked.push(appointment)
  }
  const call = wanted.monthly && wanted.lastMet !== null ? callBetween(wanted.lastMet) : null
  if (call !== null && call > today && random.chance(0.3)) {
    const appointment = place(wanted.staff, 'call', call, call, diary, random)
    if (appointment) booked.push(appointment)
  }
  return booked
}

function place(
  staff: number,
  kind: DemoAppointment['kind'],
  from: DayNumber,
  latest: DayNumber,
  diary: Diary,
  random: Random,
): DemoAppointment | null {
  const minutes = lengths[kind]
  const where = kind === 'call' ? '' : random.weighted(places[kind]).place
  for (let day = from; day <= Math.max(from, latest); day += 1) {
    if (!isWorking(day, calendar)) continue
    for (let attempt = 0; attempt < 6; attempt += 1) {
      const minute = opens + 15 * random.int(0, (closes - opens - minutes) / 15)
      const appointment = { staff, kind, place: where, day, minute, minutes }
      if (diary.book(appointment)) return appointment
    }
  }
  return null
}
