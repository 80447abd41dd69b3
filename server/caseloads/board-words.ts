import type { BoardCaseworker, readBoard, readCaseWeight } from '#contract/caseload-board.ts'
import type { AnswerOf } from '#contract/use-case.ts'
import { type DayNumber, plainDate } from '#domain/calendar/day-number.ts'
import type { Capacity, CapacityTerm } from '#domain/caseload/capacity.ts'
import type { ForecastLoad } from '#domain/caseload/forecast.ts'
import { carried } from '#domain/caseload/load.ts'
import type { WaitingReason } from '#domain/caseload/waiting.ts'
import type { TermReason } from '#domain/caseload/weight.ts'
import type { StaffFacts } from '#server/records/caseload.ts'

/* The domain's values as they travel: days as text, people with their names. */

type Board = AnswerOf<typeof readBoard>
type CaseworkerAnswer = Board['caseworkers'][number]
export type PersonAnswer = Pick<CaseworkerAnswer, 'staffId' | 'givenName' | 'familyName'>

export function dayText(day: DayNumber): string {
  return plainDate(day).toString()
}

export function dayOrNull(day: DayNumber | null): string | null {
  return day === null ? null : dayText(day)
}

/** Finds people by key; null for nobody, and for somebody who is not of the unit. */
export function peopleOf(staff: readonly StaffFacts[]): (staffId: number | null) => PersonAnswer | null {
  const people = new Map(
    staff.map(({ staffId, givenName, familyName }) => [staffId, { staffId, givenName, familyName }]),
  )
  return staffId => (staffId === null ? null : (people.get(staffId) ?? null))
}

export function capacityAnswer(
  capacity: Capacity,
  person: (staffId: number | null) => PersonAnswer | null,
): CaseworkerAnswer['capacity'] {
  switch (capacity.kind) {
    case 'available':
      return { kind: 'available', minutes: capacity.minutes, terms: capacity.terms.map(termAnswer) }
    case 'full':
      return { kind: 'full', terms: capacity.terms.map(termAnswer) }
    case 'away':
      return {
        kind: 'away',
        since: dayText(capacity.since),
        lastDay: dayOrNull(capacity.lastDay),
        deputy: person(capacity.deputyId),
      }
    case 'unknown':
      return { kind: 'unknown' }
    case 'notCaseworker':
      return {
        kind: 'notCaseworker',
        from: dayOrNull(capacity.from),
        lastDay: dayOrNull(capacity.since === null ? null : capacity.since - 1),
      }
  }
}

type TermAnswer = Extract<CaseworkerAnswer['capacity'], { kind: 'full' }>['terms'][number]

function termAnswer(term: CapacityTerm): TermAnswer {
  return term.kind === 'onboarding'
    ? { ...term, since: dayText(term.since), until: dayOrNull(term.until) }
    : term
}

/** One point of the forecast; `of` is a number only where there is room or none. */
export function pointAnswer(load: ForecastLoad): BoardCaseworker['points'][number] {
  const { capacity, own, standsIn, expected } = load
  return {
    minutes: carried(load),
    cases: own.cases + standsIn.cases,
    of: capacity.kind === 'available' ? capacity.minutes : capacity.kind === 'full' ? 0 : null,
    capacity: kindOf(capacity),
    expectedComing: expected.coming,
    expectedGoing: expected.going,
  }
}

function kindOf(capacity: Capacity): BoardCaseworker['points'][number]['capacity'] {
  if (capacity.kind !== 'notCaseworker') return capacity.kind
  if (capacity.from !== null) return 'notYet'
  return capacity.since === null ? 'notCaseworker' : 'stopped'
}

export function waitingReason(reason: WaitingReason): Board['waiting']['first'][number]['reason'] {
  return reason.kind === 'statutory'
    ? { ...reason, dueDay: dayText(reason.dueDay) }
    : { ...reason, day: dayText(reason.day) }
}

type WhyAnswer = AnswerOf<typeof readCaseWeight>['terms'][number]['why']

export function whyAnswer(why: TermReason): WhyAnswer {
  switch (why.kind) {
    case 'firstHalfYear':
      return { ...why, since: dayText(why.since), until: dayText(why.until) }
    case 'bridge':
      return { ...why, start: dayText(why.start), until: dayText(why.until) }
    case 'rules':
    case 'interpreter':
      return { ...why, ruleIds: [...why.ruleIds] }
    default:
      return why
  }
}
