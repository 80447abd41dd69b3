import type { HouseCalendar } from '#domain/calendar/calendar.ts'
import { asRule, type EntrancePromise } from '#domain/entrance/promise.ts'
import { bearsOn } from '#domain/rhythm/contact-log.ts'
import { deriveDeadlines } from '#domain/rhythm/derive.ts'
import type { Contact, Deadline, Rule } from '#domain/rhythm/types.ts'

/** A talk with somebody about an enquiry, or the attempt at one. */
export interface Talk extends Contact {
  /** The key of whoever wrote the enquiry that it was about: this one, or one that was joined with it. */
  of: number
  with: 'youth' | 'sender'
  /** The right people sat down with the young person. */
  isTeam: boolean
}

/** What the clocks of an enquiry depend on. */
export interface EnquiryHistory {
  receivedOn: Temporal.PlainDate
  /** The keys of those who wrote this enquiry and those that were joined with it; who wrote twice is there once. */
  writers: readonly number[]
  talks: readonly Talk[]
  /** The day on which it was closed; null while it is open. */
  closedOn: Temporal.PlainDate | null
}

/** An obligation with the rule that it follows from; `stage` where it is what the public page promises. */
export interface EnquiryDeadline {
  deadline: Deadline
  rule: Rule
  stage: EntrancePromise['stage'] | null
}

/**
 * What is owed from the day of the enquiry, before there is a case. The rules are those of the register, counted by the
 * same engine, so that no clock begins anew when the young person comes into it: they are kept by talks with the young
 * person alone. The call that the public page promises is owed to everybody who wrote, also where enquiries were
 * joined: a talk with one of them keeps no other's. Sorted by the day on which something is to be done.
 */
export function enquiryDeadlines(
  rules: readonly Rule[],
  promises: readonly EntrancePromise[],
  history: EnquiryHistory,
  today: Temporal.PlainDate,
  calendar: HouseCalendar,
): EnquiryDeadline[] {
  const { receivedOn, writers, talks, closedOn } = history
  const contacts = talks.filter(talk => talk.with === 'youth')
  const entrances = writers.map(writer => ({
    day: receivedOn,
    talks: talks.filter(talk => talk.with === 'sender' && talk.of === writer),
  }))
  const derive = (rule: Rule, stage: EnquiryDeadline['stage'], bearing: readonly Contact[]) =>
    deriveDeadlines(
      [rule],
      { ...nothingYet, enquiryDay: receivedOn, contacts: bearing, entrances, closedFrom: closedOn },
      today,
      calendar,
    ).map(deadline => ({ deadline, rule, stage }))
  return [
    ...rules.filter(isOwedToEverybody).flatMap(rule => {
      const bearing = contacts.filter(talk =>
        bearsOn(rule, { kind: talk.kind, held: talk.outcome === 'held' }),
      )
      return derive(rule, null, bearing)
    }),
    ...promises.flatMap(promise =>
      derive({ ...asRule(promise), entrance: promise.stage }, promise.stage, contacts),
    ),
  ].sort((one, other) => Temporal.PlainDate.compare(actBy(one.deadline), actBy(other.deadline)))
}

const nothingYet = {
  assessments: [],
  memberships: [],
  pauses: [],
  deeds: [],
  offPlan: [],
  orderSteps: [],
} as const

/** Owed from the enquiry alone, and kept by talking: nothing else can be done before there is a case. */
function isOwedToEverybody(rule: Rule): boolean {
  return (
    rule.anchor === 'enquiry' &&
    rule.entrance === undefined &&
    rule.programmeId === null &&
    rule.targetGroup === null &&
    rule.fulfilledBy.some(deed => deed === 'meeting' || deed === 'call' || deed === 'accompaniment')
  )
}

/** The day on which something is to be done: a retry may be due before the obligation itself. */
export function actBy({ windowTo, retryDay }: Pick<Deadline, 'windowTo' | 'retryDay'>): Temporal.PlainDate {
  return retryDay !== null && Temporal.PlainDate.compare(retryDay, windowTo) < 0 ? retryDay : windowTo
}

/** What is looked at to see how much an enquiry hurries. */
export interface Waiting {
  receivedAt: Temporal.Instant
  deadlines: readonly Pick<Deadline, 'state' | 'windowTo' | 'retryDay'>[]
}

/** Whether something is owed that was not done in time. */
export function isOverdue({ deadlines }: Pick<Waiting, 'deadlines'>, today: Temporal.PlainDate): boolean {
  return deadlines.some(
    ({ state, windowTo }) => state === 'open' && Temporal.PlainDate.compare(windowTo, today) < 0,
  )
}

/** Sorts by what hurries most: the day on which something is or was to be done, then the oldest. */
export function byHurry(one: Waiting, other: Waiting): number {
  const [a, b] = [firstDay(one), firstDay(other)]
  if (a !== null && b !== null && !a.equals(b)) return Temporal.PlainDate.compare(a, b)
  if ((a === null) !== (b === null)) return a === null ? 1 : -1
  return Temporal.Instant.compare(one.receivedAt, other.receivedAt)
}

function firstDay({ deadlines }: Waiting): Temporal.PlainDate | null {
  const open = deadlines.filter(({ state }) => state === 'open').map(actBy)
  return open.sort(Temporal.PlainDate.compare)[0] ?? null
}
