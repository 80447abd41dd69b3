import type { HouseCalendar } from '#domain/calendar/calendar.ts'
import type { Period } from '#domain/calendar/period.ts'
import { bearsOn } from '#domain/rhythm/contact-log.ts'
import { deriveDeadlines } from '#domain/rhythm/derive.ts'
import type { ContactKind, Interval, Rule, RuleStatus } from '#domain/rhythm/types.ts'

/** What whoever writes is promised, in its order: somebody gets in touch, they meet, the right team is there. */
export const promiseStages = ['contact', 'meeting', 'team'] as const
export type PromiseStage = (typeof promiseStages)[number]

/** One dated row of configuration: by when a stage is promised, counted from the enquiry. */
export interface EntrancePromise {
  id: number
  stage: PromiseStage
  interval: { unit: Exclude<Interval['unit'], 'months'>; length: number }
  /** Days on which the promise is given: that of the enquiry counts. */
  during: Period
  status: RuleStatus
  source: string
}

export interface StageDay {
  stage: PromiseStage
  /** Null where nothing was promised on the day of the enquiry. */
  dueDay: Temporal.PlainDate | null
  keptDay: Temporal.PlainDate | null
  /** `waiting` has time still, `overdue` has none; `late` was kept after the day. */
  state: 'waiting' | 'overdue' | 'kept' | 'late'
  /** While it is not kept: that somebody tried, and by when they try again; null where that day has passed. */
  tried: (Tried & { again: Temporal.PlainDate | null }) | null
}

/** The latest attempt to reach somebody that came to nothing. */
export interface Tried {
  day: Temporal.PlainDate
  kind: ContactKind
  /** It was to be with the right people: nothing else bears on what was promised about them. */
  isTeam: boolean
}

/** On which day each stage was reached; null while it is not. */
export type StagesReached = Readonly<Record<PromiseStage, Temporal.PlainDate | null>>

/**
 * The promise clock of one enquiry: what was promised on the day it came, and how far it has come. Derived by the same
 * engine as every other deadline, from a history that has nothing but an enquiry, what kept the promise, and the latest
 * attempt to.
 */
export function promiseDays(
  promises: readonly EntrancePromise[],
  receivedOn: Temporal.PlainDate,
  reached: StagesReached,
  tried: Tried | null,
  today: Temporal.PlainDate,
  calendar: HouseCalendar,
): StageDay[] {
  return promiseStages.flatMap((stage): StageDay[] => {
    const keptDay = reached[stage]
    const attempt =
      tried === null || (stage === 'team' && !tried.isTeam)
        ? null
        : ({ id: 2, day: tried.day, kind: tried.kind, outcome: 'unanswered' } as const)
    const derived = promises
      .filter(promise => promise.stage === stage)
      .map(asRule)
      .flatMap(rule => {
        const held =
          keptDay === null ? [] : [{ id: 1, day: keptDay, kind: 'meeting', outcome: 'held' } as const]
        const isTried =
          attempt !== null && keptDay === null && bearsOn(rule, { kind: attempt.kind, held: false })
        const history = {
          enquiryDay: receivedOn,
          assessments: [],
          memberships: [],
          pauses: [],
          contacts: isTried ? [attempt] : held,
          deeds: [],
          offPlan: [],
          orderSteps: [],
          closedFrom: null,
        }
        return deriveDeadlines([rule], history, today, calendar).map(deadline => ({ deadline, isTried }))
      })
    const [first] = derived
    if (first === undefined) {
      return keptDay === null ? [] : [{ stage, dueDay: null, keptDay, state: 'kept', tried: null }]
    }
    const { dueDay, retryDay } = first.deadline
    const isLate = Temporal.PlainDate.compare(keptDay ?? today, dueDay) > 0
    if (keptDay !== null) return [{ stage, dueDay, keptDay, state: isLate ? 'late' : 'kept', tried: null }]
    const again = retryDay !== null && Temporal.PlainDate.compare(retryDay, today) >= 0 ? retryDay : null
    const seen = first.isTried && tried !== null ? { ...tried, again } : null
    return [{ stage, dueDay, keptDay, state: isLate ? 'overdue' : 'waiting', tried: seen }]
  })
}

/**
 * The promise as the engine knows rules: once, counted from the enquiry. Whoever was called in vain is called again on
 * the next working day. Keys of rules are positive: a promise has its own, negative. Its name is its stage.
 */
export function asRule({ id, stage, interval, during, status, source }: EntrancePromise): Rule {
  return {
    id: -id,
    name: stage,
    clock: 'promise',
    status,
    source,
    during,
    programmeId: null,
    targetGroup: null,
    anchor: 'enquiry',
    pattern: 'once',
    fulfilledBy: stage === 'contact' ? ['call', 'meeting', 'accompaniment'] : ['meeting', 'accompaniment'],
    interval,
    count: 1,
    windowWorkingDays: 0,
    nonWorkingDays: 'dayBefore',
    stopsInPause: false,
    stopsInClosing: false,
    returnWorkingDays: 5,
    retryWorkingDays: 1,
    escalateAfter: 3,
  }
}
