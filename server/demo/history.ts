import type { DayNumber } from '#domain/calendar/day-number.ts'
import { plusWorkingDays, workingOnOrAfter, workingOnOrBefore } from '#domain/calendar/working-day-numbers.ts'
import type { ContactKind, ContactOutcome } from '#domain/rhythm/types.ts'
import type { Life, Span, Times } from './life.ts'
import { calendar, callBetween, inProgramme, meetingDays, type Standing } from './meeting-days.ts'
import { places } from './note-openings.ts'
import type { Person } from './people.ts'
import type { Random } from './random.ts'
import { colleagues } from './staff-list.ts'
import type { Assigned } from './staffing.ts'
import { type NoteText, noteWriter, type Turn } from './write-note.ts'

export interface DemoContact {
  staff: number
  kind: ContactKind
  outcome: ContactOutcome
  place: string
  day: DayNumber
  /** After midnight. */
  minute: number
  minutes: number | null
  note: NoteText | null
}

export interface DemoPause extends Span {
  reason: 'illness' | 'holiday' | 'prison' | 'other'
  to: DayNumber
}

export interface History {
  contacts: DemoContact[]
  pause: DemoPause | null
  /** When the next meeting is due. */
  nextDue: DayNumber
}

interface Draft extends Omit<DemoContact, 'note'> {
  turn: Turn | null
  opening: string | null
}

/** How something is decided for somebody on the first screens, instead of by chance. */
export interface Script {
  standing: Standing
  /** The last that happened is an attempt that failed: one waits for the young person. */
  waiting?: true
}

const clock = {
  meeting: [510, 555, 600, 645, 690, 750, 795, 840, 885],
  call: [525, 585, 620, 700, 770, 815, 910],
} as const

/** Everything that happened between somebody and the staff, in the order in which it happened. */
export function historyOf(
  life: Life,
  person: Person,
  assigned: readonly Assigned[],
  script: Script | null,
  times: Times,
  random: Random,
): History {
  const { today, twoYearsAgo } = times
  const holder = assigned.findLast(({ role }) => role === 'caseworker')
  if (!holder) return { contacts: [], pause: null, nextDue: life.open.from + 7 }
  const slip = (100 - (colleagues[holder.staff]?.care ?? 92)) / 100
  const standing = script?.standing ?? null
  const { days, nextDue } = meetingDays(life, slip, standing, times, random)
  const contacts: Draft[] = []

  function add(kind: ContactKind, outcome: ContactOutcome, day: DayNumber, turn: Turn | null = null): void {
    const staff = holderOn(assigned, day)
    if (staff === null || day < life.open.from || day >= today) return
    const where = kind === 'meeting' || kind === 'accompaniment' ? random.weighted(places[kind]) : null
    contacts.push({
      staff,
      kind,
      outcome,
      place: where?.place ?? '',
      day,
      minute: random.pick(clock[where ? 'meeting' : 'call']),
      minutes: minutesOf(kind, outcome, random),
      turn,
      opening: where?.opening ?? null,
    })
  }

  for (const [index, day] of days.entries()) {
    const before = days[index - 1]
    const after = days[index + 1]
    const monthly = inProgramme(life, day)
    if (before !== undefined && day - before > 9 && random.chance(monthly ? 0.1 : 0.08)) {
      const tried = plusWorkingDays(day, -random.int(2, 4), calendar)
      if (tried > before + 1) add('meeting', 'noShow', tried)
    }
    const last = index === days.length - 1
    // Going along keeps the promise but is no interview in law: so only where the interviews around it are near.
    const between = before !== undefined && after !== undefined && after - before <= 57
    const accompanied = monthly && between && contacts.at(-1)?.kind !== 'accompaniment' && random.chance(0.3)
    const farewell = last && life.open.to !== null
    add(
      accompanied ? 'accompaniment' : 'meeting',
      'held',
      day,
      index === 0 ? 'welcome' : farewell ? 'goodbye' : null,
    )
    addCall(day, after ?? null, monthly)
    if (!(last && script !== null) && random.chance(0.2))
      add('text', 'held', workingOnOrAfter(day + random.int(3, 20), calendar))
  }

  /** The call between this meeting and the next: kept as well as the caseworker keeps things. */
  function addCall(met: DayNumber, next: DayNumber | null, monthly: boolean): void {
    const due = callBetween(met)
    const until = next ?? today
    if (next === null && life.open.to !== null) return
    if (next === null && standing !== null && due + 6 > today - 6) {
      addCallFor(met)
      return
    }
    if (!random.chance(monthly ? 1 - slip * 0.8 : 0.3)) return
    const day = workingOnOrAfter(due + random.int(-2, 2), calendar)
    if (day <= met || day >= until) return
    if (random.chance(0.2)) add('call', 'unanswered', workingOnOrBefore(day - 1, calendar))
    add('call', 'held', day)
  }

  function addCallFor(met: DayNumber): void {
    if (standing === 'callToday' || standing === 'callOverdue' || standing === 'justMet') return
    const day = workingOnOrBefore(callBetween(met), calendar)
    if (day > met && day < today) add('call', 'held', day)
  }

  if (script?.waiting) {
    add('meeting', 'noShow', plusWorkingDays(workingOnOrAfter(today, calendar), -2, calendar))
  }
  const pause = script === null ? pauseIn(life, days, today, random) : null
  const happened = contacts
    .filter(({ day }) => pause === null || day < pause.from || day >= pause.to)
    .sort((a, b) => a.day - b.day || a.minute - b.minute)
  return {
    contacts: withNotes(happened, person, twoYearsAgo, random),
    pause,
    nextDue: pause !== null && pause.to > today ? pause.to + 5 : nextDue,
  }
}

/** Notes of the last two years; now and then a call is not worth one. */
function withNotes(
  happened: readonly Draft[],
  person: Person,
  since: DayNumber,
  random: Random,
): DemoContact[] {
  const talks = happened.filter(
    ({ day, kind, outcome }) => day >= since && outcome === 'held' && kind !== 'text',
  )
  const write = noteWriter(person, talks.length, random)
  return happened.map(({ turn, opening, ...contact }) => {
    const { day, kind, outcome } = contact
    const noted = day >= since && (outcome !== 'held' || kind !== 'call' || random.chance(0.8))
    return { ...contact, note: noted ? write({ kind, outcome, turn, opening }) : null }
  })
}

export function holderOn(assigned: readonly Assigned[], day: DayNumber): number | null {
  const row = assigned.find(
    ({ role, from, to }) => role === 'caseworker' && from <= day && (to === null || day < to),
  )
  return row?.staff ?? null
}

/** A pause takes the place of a meeting: it begins after one, and ends shortly before the next but one. */
function pauseIn(life: Life, days: readonly DayNumber[], today: DayNumber, random: Random): DemoPause | null {
  if (days.length < 5) return null
  const reason = random.weighted([
    ['illness', 5],
    ['holiday', 3],
    ['prison', 1],
    ['other', 1],
  ] as const)
  if (life.open.to === null && random.chance(0.02)) {
    return { reason, from: today - random.int(2, 16), to: today + random.int(6, 40) }
  }
  if (!random.chance(0.05)) return null
  const index = random.int(1, days.length - 3)
  const [met, back] = [days[index], days[index + 2]]
  if (met === undefined || back === undefined || back - met < 20) return null
  return { reason, from: met + 3, to: plusWorkingDays(back, -3, calendar) }
}

function minutesOf(kind: ContactKind, outcome: ContactOutcome, random: Random): number | null {
  if (outcome !== 'held' || kind === 'text' || kind === 'letter') return null
  if (kind === 'call') return random.int(1, 5) * 5
  return kind === 'meeting' ? random.int(6, 15) * 5 : random.int(12, 34) * 5
}
