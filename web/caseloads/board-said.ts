import type { Dates } from '#contract/language/dates.ts'
import type { Phrase } from '#contract/language/say.ts'
import type { useSay } from '#web/calls/language.tsx'
import type { Board } from './board-queries.ts'
import { type BoardCaseworker, type BoardPoint, shareOf } from './board-share.ts'
import { nameOf } from './proposal-names.ts'

export type Say = ReturnType<typeof useSay>

const numbers = [
  'board.n1',
  'board.n2',
  'board.n3',
  'board.n4',
  'board.n5',
  'board.n6',
  'board.n7',
  'board.n8',
  'board.n9',
  'board.n10',
  'board.n11',
  'board.n12',
] as const satisfies readonly Phrase[]

/** "tre" for 3, as one writes it in a sentence; from 13 on in figures. */
export function numberWord(say: Say, dates: Dates, count: number): string {
  const phrase = numbers[count - 1]
  return phrase === undefined ? dates.count(count) : say(phrase)
}

/** Hours as people say them: 37, or 7,5. */
export function hoursOf(say: Say, minutes: number): string {
  return new Intl.NumberFormat(say.locale, { maximumFractionDigits: 1 }).format(minutes / 60)
}

/** A load at a point: a percent, or why there is none. Never 0 % for somebody who is not here. */
export function loadSaid(say: Say, dates: Dates, point: BoardPoint): string {
  const share = shareOf(point)
  return share === null ? noNumberSaid(say, point.capacity) : shareSaid(dates, share)
}

/** Five minutes too much are marked as too much, and a marked 100 % would be no number to understand. */
function shareSaid(dates: Dates, share: number): string {
  return dates.percent(share > 1 ? Math.max(share, 1.01) : share)
}

/** Why a load is no number, in a word or two. */
export function noNumberSaid(say: Say, capacity: BoardPoint['capacity']): string {
  switch (capacity) {
    case 'away':
      return say('board.notAvailableShort')
    case 'unknown':
      return say('board.unknownShort')
    case 'stopped':
      return say('board.stoppedShort')
    case 'notYet':
      return say('board.notYetShort')
    case 'notCaseworker':
      return say('board.notCaseworkerShort')
    default:
      return say('board.fullShort')
  }
}

/** The short words under a name: hours, programme, being new, other work, absences, and that somebody stops. */
export function factsOf(
  say: Say,
  dates: Dates,
  today: Temporal.PlainDate,
  caseworker: BoardCaseworker,
): string[] {
  const { weeklyMinutes, programmes, capacity, absences, standsIn, lastDay } = caseworker
  const terms = capacity.kind === 'available' || capacity.kind === 'full' ? capacity.terms : []
  const duties = terms.reduce((sum, term) => sum + (term.kind === 'duty' ? term.weeklyMinutes : 0), 0)
  const [programme] = programmes
  return [
    ...(weeklyMinutes === null ? [] : [say('board.hours', { hours: hoursOf(say, weeklyMinutes) })]),
    ...(programme === undefined ? [] : [programme]),
    ...terms.flatMap(term =>
      term.kind === 'onboarding' ? [say('board.newSince', { day: dates.shortDay(term.since, today) })] : [],
    ),
    ...(duties > 0 ? [say('board.duties', { hours: hoursOf(say, duties) })] : []),
    ...(standsIn.cases > 0 ? [say('board.standsIn', { count: standsIn.cases })] : []),
    ...absences
      .filter(({ from, isLong }) => !isLong || Temporal.PlainDate.compare(from, today) > 0)
      .map(absence => absenceSaid(say, dates, today, absence)),
    ...(lastDay === null ? [] : [say('board.stopsOn', { day: dates.shortDay(lastDay, today) })]),
  ]
}

function absenceSaid(
  say: Say,
  dates: Dates,
  today: Temporal.PlainDate,
  absence: BoardCaseworker['absences'][number],
): string {
  const { from, lastDay, isLong } = absence
  const kind = absenceKindSaid(say, absence)
  if (isLong || lastDay === null) return say('board.absentFrom', { kind, day: dates.shortDay(from, today) })
  return say('board.absentDays', { kind, days: dates.days(from, lastDay, today) })
}

/** Why somebody is away, in a word: "syg", "orlov". */
export function absenceKindSaid(say: Say, absence: BoardCaseworker['absences'][number] | undefined): string {
  const kind = absence?.kind ?? 'other'
  return say(kind === 'other' ? 'board.absent_else' : `board.absent_${kind}`)
}

export type Overload = Board['coming'][number]
type ComingEvent = Overload['events'][number]

/** That somebody comes to have too much, as one sentence: with the very day where it is known, else so many weeks ahead. */
export function comingSaid(say: Say, dates: Dates, today: Temporal.PlainDate, coming: Overload): string {
  const { caseworker, week: count, of, minutes, noTimeFrom } = coming
  const name = caseworker.givenName
  const weeks = numberWord(say, dates, count)
  if (noTimeFrom !== null)
    return say('board.comingNoTimeFrom', { name, day: dates.weekdayAndDay(noTimeFrom, today) })
  if (of === 0) return say('board.comingNoTime', { count, weeks, name })
  return say('board.comingTitle', { count, weeks, name, percent: shareSaid(dates, minutes / of) })
}

/** What one event of a coming change is, as a clause: "tre unge starter i Mod til uddannelse". */
export function eventSaid(say: Say, dates: Dates, event: ComingEvent): string {
  const { kind, cases: count } = event
  const number = numberWord(say, dates, count)
  const programme = event.programme ?? ''
  const colleague = event.colleague?.givenName ?? say('board.somebodyElse')
  switch (kind) {
    case 'joins':
    case 'leaves':
      return say(`board.event_${kind}`, { count, number, programme })
    case 'takesOver':
    case 'handsOn':
    case 'standsIn':
    case 'standsDown':
      return say(`board.event_${kind}`, { count, number, colleague })
    default:
      return say(`board.event_${kind}`, { count, number })
  }
}

/**
 * Why somebody comes to have too much, as one sentence: what brings more, who goes away, and less time. What takes some
 * of it away again is in the table below.
 */
export function comingWhy(say: Say, dates: Dates, today: Temporal.PlainDate, coming: Overload): string {
  const more = coming.events.filter(({ minutes }) => minutes > 0).slice(0, 3)
  const away = new Map(
    more.flatMap(({ colleague, colleagueAwayFrom: from }) =>
      colleague === null || from === null ? [] : [[colleague.staffId, { colleague, from }] as const],
    ),
  )
  const clauses = [
    ...more.map(event => eventSaid(say, dates, event)),
    ...[...away.values()].map(({ colleague, from }) =>
      say('board.comingAway', { name: colleague.givenName, day: dates.day(from, today) }),
    ),
    ...(coming.capacityChange < 0
      ? [
          say('board.comingLessTime', {
            name: coming.caseworker.givenName,
            minutes: dates.count(-coming.capacityChange),
          }),
        ]
      : []),
  ]
  const sentence = dates.list(clauses)
  return sentence === '' ? '' : `${sentence.charAt(0).toLocaleUpperCase(say.locale)}${sentence.slice(1)}.`
}

/**
 * A ceiling as one short line: "38 i Mod til uddannelse, loftet er 36", and where somebody may have more for a time
 * "32 i Mod til uddannelse, må have 38 til og med 21. marts".
 *
 * @param under a heading that says that it is a ceiling: "38 af højst 36 unge i Mod til uddannelse"
 */
export function ceilingSaid(
  say: Say,
  dates: Dates,
  today: Temporal.PlainDate,
  { programme, mostCases, mostMinutes, cases, minutes, exception }: BoardCaseworker['ceilings'][number],
  under: 'heading' | null = null,
): string {
  const byMinutes = mostCases === null || (mostMinutes !== null && minutes > mostMinutes)
  const [has, most] = byMinutes ? [minutes, mostMinutes ?? 0] : [cases, mostCases]
  const told = { has: dates.count(has), most: dates.count(most) }
  const unit = byMinutes ? 'Minutes' : 'Cases'
  const inProgramme = programme === null ? '' : 'In'
  const words = { ...told, programme: programme ?? '' }
  if (under === 'heading') return say(`board.ceilingRow${unit}${inProgramme}`, words)
  if (exception === null) return say(`board.ceiling${unit}${inProgramme}`, words)
  const day = dates.shortDay(exception.lastDay, today)
  return say(`board.ceilingUntil${unit}${inProgramme}`, { ...words, day })
}

/** What keeps a load from being a number, in one or two words with what there is to say of it. */
export function capacitySaid(
  say: Say,
  dates: Dates,
  today: Temporal.PlainDate,
  { capacity, absences }: BoardCaseworker,
): { word: string; more: string } | null {
  switch (capacity.kind) {
    case 'available':
      return null
    case 'away': {
      const { since, lastDay } = capacity
      const kind = absenceKindSaid(
        say,
        absences.find(({ from }) => from.equals(since)),
      )
      const until =
        lastDay === null
          ? say('board.awayOpen', { kind })
          : say('board.awayUntil', { kind, day: dates.shortDay(lastDay, today) })
      const deputy =
        capacity.deputy === null
          ? say('board.noDeputy')
          : say('board.deputyIs', { name: nameOf(capacity.deputy) })
      return { word: say('board.away'), more: `${until}, ${deputy}` }
    }
    case 'unknown':
      return { word: say('board.unknown'), more: '' }
    case 'full': {
      // Whoever is new may have no time for anybody yet; else other duties take it.
      const isNew = capacity.terms.some(term => term.kind === 'onboarding' && term.minutes < 0)
      return { word: say('board.full'), more: say(isNew ? 'board.fullNew' : 'board.fullWhy') }
    }
    case 'notCaseworker': {
      const { from, lastDay } = capacity
      const stopped = lastDay === null ? null : say('board.stopped', { day: dates.shortDay(lastDay, today) })
      if (from === null) return { word: stopped ?? say('board.notCaseworker'), more: '' }
      return { word: say('board.notYet', { day: dates.shortDay(from, today) }), more: stopped ?? '' }
    }
  }
}
