import { civilDay, type DayNumber, dayNumber, dayNumberOf } from '#domain/calendar/day-number.ts'
import { absencesAround, type DemoAbsence, presentOn } from './absences.ts'
import { activitiesOf } from './activities.ts'
import { bookNext, type DemoAppointment, Diary } from './bookings.ts'
import type { DemoActivity } from './demo-activity.ts'
import { type Scene, setTheScenes } from './first-screens.ts'
import { type History, historyOf } from './history.ts'
import { birthday, type Life, type Times, timesOf } from './life.ts'
import { inProgramme } from './meeting-days.ts'
import { otherLives } from './other-lives.ts'
import { inventPeople, type Person } from './people.ts'
import { type Random, stream } from './random.ts'
import { standingOfNumber } from './school-lives.ts'
import { type Assigned, assign } from './staffing.ts'
import { targetGroupLives } from './target-group.ts'

/** One invented young person with everything that is to be stored about them. */
export interface DemoYouth {
  life: Life
  person: Person
  assigned: readonly Assigned[]
  history: History
  activities: readonly DemoActivity[]
  booked: readonly DemoAppointment[]
}

export interface Municipality {
  times: Times
  absences: readonly DemoAbsence[]
  youths: readonly DemoYouth[]
}

/**
 * Invents Åstrup Kommune as it is on a day. Nothing but the seed and the day decides it: the same two give the same
 * people, meetings and notes.
 */
export function inventMunicipality(seed: number, day: Temporal.PlainDate): Municipality {
  const times = timesOf(dayNumber(day), firstOfMonth)
  const { today } = times
  const known = targetGroupLives(times, stream(seed, 'target-group'))
  // Registered in the order in which they came, so that a higher number is a later person.
  const lives = [...known, ...otherLives(known, times, stream(seed, 'others'))].sort(
    (a, b) => a.open.from - b.open.from,
  )
  const assigned = assign(lives, times, stream(seed, 'caseworkers'))
  const scenes = setTheScenes(lives, assigned, times)
  const absences = absencesAround(today)
  const diary = new Diary((staff, on) => presentOn(absences, staff, on) !== staff)
  const { make: makePerson, nextPhone } = inventPeople(seed, times)
  const histories = stream(seed, 'contacts')
  const activities = stream(seed, 'activities')
  let minors = 0
  const people = lives.map((life, at) => {
    const scene = scenes.get(at) ?? null
    const rows = assigned[at] ?? []
    const person = makePerson(life, scene?.cast ?? null)
    const history = historyOf(life, person, rows, scene?.script ?? null, times, histories)
    if (birthday(life.birth, 18) > today) minors += 1
    // Who is on somebody's first screens is there for another reason.
    const standing = scene === null ? standingOfNumber(minors) : 'inSchool'
    return {
      life,
      scene,
      person,
      assigned: rows,
      history: standing === 'paused' ? illFor(history, today) : history,
      activities: activitiesOf(life, standing, times, activities),
    }
  })
  const bookings = stream(seed, 'bookings')
  // First those with a time of their own, so that nobody else is in their place.
  const fixed = people.map(({ scene }) => fixedToday(scene, today, diary))
  const youths = people.map(({ scene, ...youth }, at) => ({
    ...youth,
    booked: [
      ...(fixed[at] ?? []),
      ...(youth.life.open.to === null && !scene?.today
        ? bookFor(youth, scene, { today, absences, diary }, bookings)
        : []),
    ],
  }))
  const reached = youths.map(youth => withNumber(withStandIns(youth, absences), nextPhone))
  return { times, absences, youths: reached }
}

/** Ill since a week ago and for some weeks more; nobody has met the young person meanwhile. */
function illFor(history: History, today: DayNumber): History {
  const pause = { reason: 'illness', from: today - 8, to: today + 20 } as const
  const contacts = history.contacts.filter(({ day }) => day < pause.from)
  return { ...history, contacts, pause, nextDue: pause.to + 5 }
}

function firstOfMonth(day: DayNumber): DayNumber {
  const { year, month } = civilDay(day)
  return dayNumberOf(year, month, 1)
}

function fixedToday(scene: Scene | null, today: DayNumber, diary: Diary): DemoAppointment[] {
  if (!scene?.today) return []
  const appointment = { ...scene.today, staff: 0, day: today }
  diary.book(appointment)
  return [appointment]
}

function bookFor(
  { life, assigned, history }: Omit<DemoYouth, 'booked'>,
  scene: Scene | null,
  { today, absences, diary }: { today: DayNumber; absences: readonly DemoAbsence[]; diary: Diary },
  random: Random,
): DemoAppointment[] {
  const holder = assigned.findLast(({ role }) => role === 'caseworker')
  if (!holder || (scene !== null && !scene.booked)) return []
  const monthly = inProgramme(life, today)
  const share = scene !== null ? 1 : monthly ? 0.84 : history.nextDue < today + 35 ? 0.75 : 0.5
  const lastMet = history.contacts.findLast(
    ({ outcome, kind }) => outcome === 'held' && kind !== 'call' && kind !== 'text',
  )
  const staff = presentOn(absences, holder.staff, Math.max(today, history.nextDue - 3)) ?? holder.staff
  const wanted = { staff, nextDue: history.nextDue, monthly, lastMet: lastMet?.day ?? null }
  return bookNext(wanted, share, today, diary, random)
}

/** Whoever has been called or written to has a number; some of the others have none. */
function withNumber(youth: DemoYouth, nextPhone: () => string): DemoYouth {
  const { person, history } = youth
  const needsOne = history.contacts.some(({ kind }) => kind === 'call' || kind === 'text')
  return person.phone === null && needsOne ? { ...youth, person: { ...person, phone: nextPhone() } } : youth
}

/** What fell on days when the caseworker was away, the deputy did; without one it did not happen. */
function withStandIns(youth: DemoYouth, absences: readonly DemoAbsence[]): DemoYouth {
  const contacts = youth.history.contacts.flatMap(contact => {
    const staff = presentOn(absences, contact.staff, contact.day)
    return staff === null ? [] : [{ ...contact, staff }]
  })
  return { ...youth, history: { ...youth.history, contacts } }
}
