import type { HouseCalendar } from '#domain/calendar/calendar.ts'
import { type DayNumber, dayNumber, plainDate } from '#domain/calendar/day-number.ts'
import { plusWorkingDays, workingOnOrBefore } from '#domain/calendar/working-day-numbers.ts'
import { rowOn } from './chains.ts'
import { type Attempts, failedInARow, fulfils, isDeed, type LoggedContact } from './contact-log.ts'
import type { Counting } from './counting.ts'
import { returnDay } from './due-day.ts'
import { entranceLog, type LoggedEntrance } from './entrance-log.ts'
import type { NumberedAnchor, Span } from './stretches.ts'
import type { Chain, Deadline, Deed, Rule } from './types.ts'

/** What is the same for every rule of one person. */
export interface Situation {
  today: DayNumber
  /** When somebody is at work: for retries, and for the last working day that is shown. */
  calendar: HouseCalendar
  /** What the due days of a rule are counted by. */
  countingOf: (rule: Rule) => Counting
  log: readonly LoggedContact[]
  deeds: readonly Deed[]
  entrances: readonly LoggedEntrance[]
  closedFrom: DayNumber
}

/** One obligation while it is being worked out. */
export interface Owed {
  /** The row that it is owed by. */
  rule: Rule
  ordinal: number
  anchor: NumberedAnchor
  due: DayNumber
  windowFrom: DayNumber
  windowTo: DayNumber
}

/** A contact or a deed that fulfils a rule, with its place in the log of contacts. */
export interface Hit {
  day: DayNumber
  index: number
  /** The contact's; null for a deed, and for a talk with whoever wrote. */
  id: number | null
  contact: LoggedContact | null
}

/** Whether it keeps this row of the rule. */
export function keeps({ contact }: Hit, rule: Rule): boolean {
  return contact === null || fulfils(rule, contact)
}

export type Progress = Pick<Deadline, 'heldCount' | 'targetDay'>
const noProgress: Progress = { heldCount: 0, targetDay: null }

/** Collects the obligations of one rule and turns them into rows. */
export class Ledger {
  /** The first of its rows; the only one of a rule that counts once. */
  readonly rule: Rule
  readonly chain: Chain
  readonly situation: Situation
  /** What the days of `rule` are counted by. */
  readonly counting: Counting
  readonly pauses: readonly Span[]
  /** What keeps the row of its day, or one before it. */
  readonly hits: readonly Hit[]
  #rows: Deadline[] = []
  #nextOrdinal = 1

  constructor(chain: Chain, situation: Situation, pauses: readonly Span[]) {
    this.rule = chain[0].rule
    this.chain = chain
    this.situation = situation
    this.counting = situation.countingOf(this.rule)
    this.pauses = pauses
    this.hits = hitsOf(chain, situation)
  }

  /** Ordered by ordinal. */
  rows(): Deadline[] {
    return this.#rows.sort((a, b) => a.ordinal - b.ordinal)
  }

  owed(anchor: NumberedAnchor, due: DayNumber, windowTo = due, rule = this.rule): Owed {
    const opens = plusWorkingDays(due, -rule.windowWorkingDays, this.situation.calendar)
    const ordinal = this.#nextOrdinal
    this.#nextOrdinal += 1
    return { rule, ordinal, anchor, due, windowFrom: Math.min(due, Math.max(opens, anchor.day)), windowTo }
  }

  /** Keeps the name of an obligation that has no row for now, so that later ones keep theirs. */
  skipOrdinal(): void {
    this.#nextOrdinal += 1
  }

  fulfilled(owed: Owed, hit: Hit, progress = noProgress): void {
    const state = hit.day <= owed.windowTo ? 'onTime' : 'late'
    const attempts = this.#attempts(hit.index, owed)
    this.#add(owed, {
      ...progress,
      state,
      attempts: attempts?.count ?? 0,
      retryDay: null,
      escalated: false,
      fulfilledBy: hit.id,
      closedDay: plainDate(hit.day),
    })
  }

  /** Closed without having been fulfilled. */
  ended(owed: Owed, state: 'missed' | 'excused', closedDay: DayNumber, progress = noProgress): void {
    this.#add(owed, {
      ...progress,
      state,
      attempts: 0,
      retryDay: null,
      escalated: false,
      fulfilledBy: null,
      closedDay: plainDate(closedDay),
    })
  }

  open(owed: Owed, progress = noProgress): void {
    const attempts = this.#attempts(Number.POSITIVE_INFINITY, owed)
    // An attempt is followed by the row of its own day, so that a change moves no day that stands.
    const rule = rowOn(this.chain, attempts?.lastDay ?? this.situation.today)
    const retry = attempts && this.#retryDay(attempts.lastDay, rule)
    this.#add(owed, {
      ...progress,
      state: 'open',
      attempts: attempts?.count ?? 0,
      retryDay: retry === null ? null : plainDate(retry),
      escalated: attempts !== null && attempts.count >= rule.escalateAfter,
      fulfilledBy: null,
      closedDay: null,
    })
  }

  /** What keeps what counts from the event of the day `anchor`. */
  hitsFrom(anchor: DayNumber): readonly Hit[] {
    const { rule, situation } = this
    if (rule.entrance === undefined) return this.hits.filter(hit => hit.day >= anchor)
    return hitsAmong(this.#logFrom(anchor), situation, talk => talk.day >= anchor && fulfils(rule, talk))
  }

  #logFrom(anchor: DayNumber): readonly LoggedContact[] {
    const { rule, situation } = this
    if (rule.entrance === undefined) return situation.log
    return entranceLog(rule, anchor, situation.log, situation.entrances)
  }

  /** An attempt to reach somebody has no bearing on what no contact fulfils. */
  #attempts(before: number, { rule, anchor, windowFrom }: Owed): Attempts | null {
    if (rule.fulfilledBy.every(isDeed)) return null
    const log = this.#logFrom(anchor.day)
    return failedInARow(log, Math.min(before, log.length), anchor, windowFrom)
  }

  /** A retry is not due inside a pause either: then it waits for the return. */
  #retryDay(attemptDay: DayNumber, rule: Rule): DayNumber | null {
    const { situation, pauses } = this
    let day = plusWorkingDays(attemptDay, rule.retryWorkingDays, situation.calendar)
    for (const pause of pauses) {
      if (day < pause.from || day >= pause.to) continue
      if (pause.to === Number.POSITIVE_INFINITY) return null
      day = returnDay(rule, pause.to, situation.calendar)
    }
    return day
  }

  #add(
    owed: Owed,
    rest: Omit<
      Deadline,
      'ruleId' | 'ordinal' | 'clock' | 'anchor' | 'dueDay' | 'windowFrom' | 'windowTo' | 'lastWorkingDay'
    >,
  ): void {
    const lastWorking = workingOnOrBefore(owed.due, this.situation.calendar)
    const dueDay = plainDate(owed.due)
    this.#rows.push({
      ruleId: owed.rule.id,
      ordinal: owed.ordinal,
      clock: owed.rule.clock,
      anchor: { kind: owed.anchor.kind, day: plainDate(owed.anchor.day) },
      dueDay,
      windowFrom: owed.windowFrom === owed.due ? dueDay : plainDate(owed.windowFrom),
      windowTo: owed.windowTo === owed.due ? dueDay : plainDate(owed.windowTo),
      lastWorkingDay: lastWorking === owed.due ? dueDay : plainDate(lastWorking),
      ...rest,
    })
  }
}

/** What fulfils the rule up to the case's closing, earliest first; on one day contacts before deeds. */
function hitsOf(chain: Chain, situation: Situation): Hit[] {
  const [{ rule }] = chain
  const { log, today, closedFrom } = situation
  const contacts = hitsIn(situation, contact =>
    chain.some((row, at) => (at === 0 || row.from <= contact.day) && fulfils(row.rule, contact)),
  )
  const done = situation.deeds.filter(({ kind }) => rule.fulfilledBy.includes(kind))
  const deeds = done.flatMap(deed => {
    const day = dayNumber(deed.day)
    if (day > today || day >= closedFrom) return []
    const later = log.findIndex(contact => contact.day > day)
    return [{ day, index: later < 0 ? log.length : later, id: null, contact: null }]
  })
  if (deeds.length === 0) return contacts
  return [...contacts, ...deeds].sort(
    (a, b) => a.day - b.day || Number(a.id === null) - Number(b.id === null),
  )
}

/** The contacts up to the case's closing that satisfy `wanted`. */
export function hitsIn(situation: Situation, wanted: (contact: LoggedContact) => boolean): Hit[] {
  return hitsAmong(situation.log, situation, wanted)
}

function hitsAmong(
  log: readonly LoggedContact[],
  { closedFrom }: Situation,
  wanted: (contact: LoggedContact) => boolean,
): Hit[] {
  return log.flatMap((contact, index) =>
    contact.day < closedFrom && wanted(contact)
      ? [{ day: contact.day, index, id: contact.ofSender === true ? null : contact.id, contact }]
      : [],
  )
}
