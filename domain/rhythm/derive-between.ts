import type { DayNumber } from '#domain/calendar/day-number.ts'
import { plusWorkingDays } from '#domain/calendar/working-day-numbers.ts'
import type { LoggedContact } from './contact-log.ts'
import { settle } from './derive-every.ts'
import { dueDay, onCountedDay } from './due-day.ts'
import { type Hit, hitsIn, type Ledger, type Owed } from './ledger.ts'
import { excusedOn, type NumberedAnchor, type Span, type Stretch } from './stretches.ts'
import type { ContactKind, Deadline, Rule } from './types.ts'

/** An `every` rule of the same clock and subject, whose meetings the call lies between. */
export interface LinkedMeeting {
  rule: Rule
  during: Span
}

/** From one meeting to the next: the call that is owed, until it is made or overdue. */
interface Cycle {
  anchor: NumberedAnchor
  due: DayNumber
  windowTo: DayNumber
}

/** What counts as a meeting for a `between` rule that has no `every` rule to be linked to. */
const faceToFace: readonly ContactKind[] = ['meeting', 'accompaniment']

/**
 * The obligations of a `between` rule, linked to the meetings of an `every` rule.
 *
 * One call is owed for each time from one held meeting to the next due one, midway, and kept until its window is
 * over. A meeting starts it anew: a call that was not yet overdue then is owed no more and leaves no row; one that
 * was overdue is `missed`. While the next meeting itself is overdue no second call falls due: the meeting does.
 * After a pause, likewise, the call waits for the first meeting.
 */
export function deriveBetween(
  ledger: Ledger,
  stretches: readonly Stretch[],
  meetings: readonly LinkedMeeting[],
): Deadline[] {
  const { today } = ledger.situation
  const events = eventsOf(ledger, meetings)
  const now: { overdue: Owed | null; cycle: Cycle | null } = { overdue: null, cycle: null }
  let at = 0

  for (const stretch of stretches) {
    takeEventsBefore(stretch.from)
    if (stretch.from > today) break

    now.cycle = stretch.anchor.kind === 'pauseEnd' ? null : newCycle(ledger, stretch.anchor, meetings)
    takeEventsBefore(stretch.to, day => {
      now.cycle = newCycle(ledger, { kind: 'contact', day }, meetings)
    })
    passTo(Math.min(stretch.to, today))

    const waiting = now.cycle
    now.cycle = null
    if (!waiting || now.overdue) continue
    if (stretch.to <= today) {
      const day = excusedOn(stretch, waiting.due, today)
      if (day !== null) ledger.ended(owedIn(waiting), 'excused', day)
    } else if (!stretch.pause || waiting.due < stretch.to) {
      ledger.open(owedIn(waiting))
      break
    }
  }

  takeEventsBefore(Number.POSITIVE_INFINITY)
  settle(ledger, now.overdue)
  return ledger.rows()

  /** `startAnew` is left out while the clock stands still: then a meeting only settles what was overdue. */
  function takeEventsBefore(day: DayNumber, startAnew?: (meetingDay: DayNumber) => void): void {
    for (let event = events[at]; event && event.hit.day < day; event = events[at]) {
      passTo(event.hit.day)
      if (event.meeting) {
        if (now.overdue) ledger.ended(now.overdue, 'missed', event.hit.day)
        now.overdue = null
        startAnew?.(event.hit.day)
      } else {
        called(event.hit)
      }
      at += 1
    }
  }

  function called(hit: Hit): void {
    if (now.overdue) ledger.fulfilled(now.overdue, hit)
    else if (now.cycle) ledger.fulfilled(owedIn(now.cycle), hit)
    now.overdue = null
    now.cycle = null
  }

  function passTo(day: DayNumber): void {
    const { cycle } = now
    if (!cycle || cycle.windowTo >= day) return
    if (now.overdue) ledger.ended(owedIn(cycle), 'missed', cycle.windowTo)
    else now.overdue = owedIn(cycle)
    now.cycle = null
  }

  function owedIn({ anchor, due, windowTo }: Cycle): Owed {
    return ledger.owed(anchor, due, windowTo)
  }
}

/** Calls and meetings in the order in which they count: a call on the day of a meeting lies before it. */
function eventsOf(ledger: Ledger, meetings: readonly LinkedMeeting[]): { hit: Hit; meeting: boolean }[] {
  const kinds: readonly string[] =
    meetings.length === 0 ? faceToFace : meetings.flatMap(({ rule }) => rule.fulfilledBy)
  const isMeeting = (contact: LoggedContact) => contact.held && kinds.includes(contact.kind)
  return [
    ...ledger.hits.map(hit => ({ hit, meeting: false })),
    ...hitsIn(ledger.situation, isMeeting).map(hit => ({ hit, meeting: true })),
  ].sort(
    (a, b) => a.hit.day - b.hit.day || Number(a.meeting) - Number(b.meeting) || a.hit.index - b.hit.index,
  )
}

function newCycle(ledger: Ledger, anchor: NumberedAnchor, meetings: readonly LinkedMeeting[]): Cycle {
  const { rule, counting, situation } = ledger
  const linked =
    meetings.find(({ during }) => during.from <= anchor.day && anchor.day < during.to)?.rule ?? rule
  const nextMeeting = dueDay(linked, anchor.day, 1, situation.countingOf(linked))
  const due = onCountedDay(rule, Math.floor((anchor.day + nextMeeting) / 2), anchor.day, counting)
  const closes = plusWorkingDays(due, rule.windowWorkingDays, counting)
  return { anchor, due, windowTo: Math.max(due, Math.min(closes, nextMeeting - 1)) }
}
