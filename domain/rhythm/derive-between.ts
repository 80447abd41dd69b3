import type { DayNumber } from '#domain/calendar/day-number.ts'
import { plusWorkingDays } from '#domain/calendar/working-day-numbers.ts'
import { rowOn } from './chains.ts'
import type { LoggedContact } from './contact-log.ts'
import { settle } from './derive-every.ts'
import { dueDay, onCountedDay } from './due-day.ts'
import { type Hit, hitsIn, keeps, type Ledger, type Owed } from './ledger.ts'
import { excusedOn, type NumberedAnchor, type Stretch, span } from './stretches.ts'
import type { Chain, ContactKind, Deadline, Rule } from './types.ts'

/** From one meeting to the next: the call that is owed, until it is made or overdue. */
interface Cycle {
  rule: Rule
  anchor: NumberedAnchor
  due: DayNumber
  windowTo: DayNumber
}

/** What counts as a meeting for a `between` rule on a day when no `every` rule is linked to it. */
const faceToFace: readonly ContactKind[] = ['meeting', 'accompaniment']

/**
 * The obligations of a `between` rule, linked to the meetings of an `every` rule.
 *
 * One call is owed for each time from one held meeting to the next due one, midway, and kept until its window is
 * over. A meeting starts it anew: a call that was not yet overdue then is owed no more and leaves no row; one that
 * was overdue is `missed`. While the next meeting itself is overdue no second call falls due: the meeting does.
 * After a pause, likewise, the call waits for the first meeting.
 *
 * Where a row replaces another, of the calls or of the meetings, the call that is under way moves as a meeting does
 * (see `derive-every.ts`): nobody is late by it, and what was overdue stays so.
 *
 * @param meetingsOf the `every` rules of the same clock and subject, whose meetings the calls of a row lie between
 */
export function deriveBetween(
  ledger: Ledger,
  stretches: readonly Stretch[],
  meetingsOf: (rule: Rule) => readonly Chain[],
): Deadline[] {
  const { today } = ledger.situation
  const meetings = new Map(ledger.chain.map(({ rule }) => [rule, meetingsOf(rule)]))
  const events = eventsOf(ledger, meetings)
  const changes = changesOf(ledger, meetings)
  const now: { overdue: Owed | null; cycle: Cycle | null } = { overdue: null, cycle: null }
  let at = 0

  for (const stretch of stretches) {
    takeEventsBefore(stretch.from)
    if (stretch.from > today) break

    now.cycle = stretch.anchor.kind === 'pauseEnd' ? null : cycleOn(stretch.anchor)
    for (const day of changes.filter(change => change > stretch.from && change < stretch.to)) {
      takeEventsBefore(day, startAnew)
      passTo(day)
      if (now.cycle) now.cycle = goesOnFrom(day, now.cycle)
    }
    takeEventsBefore(stretch.to, startAnew)
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

  /** `meetAgain` is left out while the clock stands still: then a meeting only settles what was overdue. */
  function takeEventsBefore(day: DayNumber, meetAgain?: (meetingDay: DayNumber) => void): void {
    for (let event = events[at]; event && event.hit.day < day; event = events[at]) {
      passTo(event.hit.day)
      if (event.meeting) {
        if (now.overdue) ledger.ended(now.overdue, 'missed', event.hit.day)
        now.overdue = null
        meetAgain?.(event.hit.day)
      } else {
        called(event.hit)
      }
      at += 1
    }
  }

  function startAnew(day: DayNumber): void {
    now.cycle = cycleOn({ kind: 'contact', day })
  }

  function called(hit: Hit): void {
    if (now.overdue) {
      if (!keeps(hit, now.overdue.rule) && !keeps(hit, rowOn(ledger.chain, hit.day))) return
      ledger.fulfilled(now.overdue, hit)
    } else {
      if (!keeps(hit, rowOn(ledger.chain, hit.day))) return
      if (now.cycle) ledger.fulfilled(owedIn(now.cycle), hit)
    }
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

  function owedIn({ rule, anchor, due, windowTo }: Cycle): Owed {
    return ledger.owed(anchor, due, windowTo, rule)
  }

  /** What is not overdue on the day of a change, under the rows of that day. */
  function goesOnFrom(day: DayNumber, cycle: Cycle): Cycle {
    const goesOn = cycleOn(cycle.anchor, day)
    if (goesOn.due >= Math.min(day, cycle.due) && goesOn.windowTo >= day) return goesOn
    const anew = cycleOn({ kind: 'ruleChange', day })
    return anew.due < cycle.due ? anew : { ...cycle, rule: anew.rule }
  }

  /** @param day by whose rows it is reckoned */
  function cycleOn(anchor: NumberedAnchor, day = anchor.day): Cycle {
    const { situation } = ledger
    const rule = rowOn(ledger.chain, day)
    const counting = situation.countingOf(rule)
    const linked = meetings.get(rule)?.find(chain => isIn(chain, anchor.day))
    const meeting = linked ? rowOn(linked, day) : rule
    const nextMeeting = dueDay(meeting, anchor.day, 1, situation.countingOf(meeting))
    const due = onCountedDay(rule, Math.floor((anchor.day + nextMeeting) / 2), anchor.day, counting)
    const closes = plusWorkingDays(due, rule.windowWorkingDays, counting)
    return { rule, anchor, due, windowTo: Math.max(due, Math.min(closes, nextMeeting - 1)) }
  }
}

type MeetingsOf = ReadonlyMap<Rule, readonly Chain[]>

/** Calls and meetings in the order in which they count: a call on the day of a meeting lies before it. */
function eventsOf(ledger: Ledger, meetings: MeetingsOf): { hit: Hit; meeting: boolean }[] {
  const isMeeting = (contact: LoggedContact) => {
    const linked = (meetings.get(rowOn(ledger.chain, contact.day)) ?? []).filter(chain =>
      isIn(chain, contact.day),
    )
    const kinds: readonly string[] =
      linked.length === 0 ? faceToFace : linked.flatMap(chain => rowOn(chain, contact.day).fulfilledBy)
    return contact.held && kinds.includes(contact.kind)
  }
  return [
    ...ledger.hits.map(hit => ({ hit, meeting: false })),
    ...hitsIn(ledger.situation, isMeeting).map(hit => ({ hit, meeting: true })),
  ].sort(
    (a, b) => a.hit.day - b.hit.day || Number(a.meeting) - Number(b.meeting) || a.hit.index - b.hit.index,
  )
}

/** The days on which a row of the calls, or of the meetings between which they lie, replaces another. */
function changesOf({ chain }: Ledger, meetings: MeetingsOf): DayNumber[] {
  const chains = [chain, ...[...meetings.values()].flat()]
  const days = new Set(chains.flatMap(([, ...later]) => later.map(({ from }) => from)))
  return [...days].sort((a, b) => a - b)
}

function isIn(chain: Chain, day: DayNumber): boolean {
  const { to } = span((chain.at(-1) ?? chain[0]).during)
  return chain[0].from <= day && day < to
}
