import type { DayNumber } from '#domain/calendar/day-number.ts'
import { workingOnOrBefore } from '#domain/calendar/working-day-numbers.ts'
import type { DemoAppointment } from './bookings.ts'
import type { Script } from './history.ts'
import { birthday, type Life, type Times } from './life.ts'
import { calendar } from './meeting-days.ts'
import type { Cast } from './people.ts'
import type { Assigned } from './staffing.ts'

/** Somebody whom Åse Kjær, the first of the list of colleagues, sees on her first screens. */
export interface Scene {
  cast: Cast | null
  script: Script
  /** Booked today at this time; otherwise the share of those like them that have a next appointment. */
  today: Omit<DemoAppointment, 'staff' | 'day'> | null
  booked: boolean
}

const aase = 0

type Wish = Omit<Scene, 'today' | 'cast'> & { cast?: Cast; age?: number; today?: Scene['today'] }

const doctor = { kind: 'accompaniment', place: 'Lægehuset, Torvet 4', minute: 540, minutes: 60 } as const

const wishes: readonly Wish[] = [
  {
    cast: { given: 'Mikkel', family: 'Bæk', gender: 'male' },
    age: 19,
    script: { standing: 'meetingOverdue' },
    booked: false,
    today: doctor,
  },
  {
    cast: { given: 'Sara', family: 'Holm', gender: 'female' },
    age: 17,
    script: { standing: 'meetingThisWeek' },
    booked: false,
  },
  {
    cast: { given: 'Amira', family: 'Said', gender: 'female' },
    age: 22,
    script: { standing: 'callToday', waiting: true },
    booked: false,
  },
  {
    cast: { given: 'Jonas', family: 'Friis', gender: 'male' },
    age: 24,
    script: { standing: 'meetingToday' },
    booked: false,
  },
  {
    cast: { given: 'Emil', family: 'Dahl', gender: 'male', protectedAddress: true },
    age: 20,
    script: { standing: 'meetingThisWeek' },
    booked: true,
  },
  {
    cast: { given: 'Emil', family: 'Lund', gender: 'male' },
    age: 23,
    script: { standing: 'meetingToday' },
    booked: false,
    today: { kind: 'meeting', place: 'UngeCentret', minute: 690, minutes: 60 },
  },
  {
    cast: { given: 'Laura', family: 'Krogh', gender: 'female' },
    age: 21,
    script: { standing: 'meetingThisWeek' },
    booked: false,
    today: { kind: 'meeting', place: 'Hos mentor', minute: 840, minutes: 45 },
  },
  { script: { standing: 'meetingOverdue' }, booked: true },
  { script: { standing: 'callOverdue' }, booked: true },
  { script: { standing: 'callToday' }, booked: true },
  { script: { standing: 'meetingToday' }, booked: true },
  { script: { standing: 'meetingThisWeek', waiting: true }, booked: false },
  { script: { standing: 'meetingThisWeek' }, booked: true },
  { script: { standing: 'meetingThisWeek' }, booked: true },
  { script: { standing: 'meetingSoon' }, booked: true },
  { script: { standing: 'meetingSoon' }, booked: false },
  { script: { standing: 'justMet' }, booked: true },
  { script: { standing: 'justMet' }, booked: true },
  { script: { standing: 'justMet' }, booked: true },
]

/**
 * Chooses Åse's people for the scenes, and makes one of her members new to her since six days ago. Changes the
 * lives and assignments of those people; gives the scenes by the place of the life.
 */
export function setTheScenes(lives: Life[], assigned: Assigned[][], { today }: Times): Map<number, Scene> {
  const hers = lives.flatMap((life, at) => (holds(assigned[at], today) ? [{ life, at }] : []))
  const settled = hers.filter(({ life }) => life.programme !== null && life.programme.from < today - 80)
  const scenes = new Map<number, Scene>()
  for (const { cast, age, today: appointment, ...wish } of wishes) {
    const free = settled.filter(({ at }) => !scenes.has(at))
    const chosen =
      free.find(({ life }) =>
        age === undefined ? birthday(life.birth, 18) <= today : ageOf(life, today) === age,
      ) ?? free[0]
    if (!chosen) break
    scenes.set(chosen.at, { ...wish, cast: cast ?? null, today: appointment ?? null })
  }
  const newest = hers
    .filter(({ at, life }) => !scenes.has(at) && life.programme !== null && life.open.from < today - 60)
    .sort((a, b) => (b.life.programme?.from ?? 0) - (a.life.programme?.from ?? 0))[0]
  if (newest) {
    startsWithHer(newest.life, assigned[newest.at] ?? [], workingOnOrBefore(today - 6, calendar))
    scenes.set(newest.at, { cast: null, script: { standing: 'meetingThisWeek' }, today: null, booked: false })
  }
  return scenes
}

function holds(rows: readonly Assigned[] | undefined, today: DayNumber): boolean {
  return (
    rows?.some(
      row => row.staff === aase && row.role === 'caseworker' && row.from <= today && row.to === null,
    ) ?? false
  )
}

function ageOf(life: Life, today: DayNumber): number {
  let age = 14
  while (birthday(life.birth, age + 1) <= today) age += 1
  return age
}

/** Moves the beginning in the programme, with everything that began on the same day, to a later day. */
function startsWithHer(life: Life, rows: Assigned[], day: DayNumber): void {
  const { programme } = life
  if (!programme) return
  const began = programme.from
  programme.from = day
  for (const row of rows) {
    if (row.from === began) row.from = day
    else if (row.to === began) row.to = day
  }
}
