import type { DayNumber } from '#domain/calendar/day-number.ts'
import { plusMonths } from '#domain/calendar/months.ts'
import type { Random } from './random.ts'

export type TargetGroup = 'notAssessed' | 'clearlyReady' | 'educationReady' | 'activityReady'
export type BenefitKind = 'uddannelseshjaelp' | 'kontanthjaelp'
export type ProgrammeKey = 'mod-til-uddannelse' | 'sikker-overgang'

/** Days as in the tables: `from` included, `to` excluded, null runs on. */
export interface Span {
  from: DayNumber
  to: DayNumber | null
}

/** What happened to one invented person, before anybody met them: the dated rows that follow from their years. */
export interface Life {
  birth: DayNumber
  /** The case; it begins with the first enquiry. */
  open: Span
  closeReason: string | null
  groups: (Span & { group: TargetGroup; reason: string })[]
  benefits: (Span & { kind: BenefitKind })[]
  programme: (Span & { key: ProgrammeKey; endReason: string | null }) | null
}

/** The days between which the demo plays. */
export interface Times {
  today: DayNumber
  /** The same day a year and two years earlier: when the target group of the programme is counted. */
  yearAgo: DayNumber
  twoYearsAgo: DayNumber
  /** "Mod til uddannelse" begins with the first whole month of the last year. */
  programmeStart: DayNumber
}

export function timesOf(today: DayNumber, firstOfMonth: (day: DayNumber) => DayNumber): Times {
  const yearAgo = plusMonths(today, -12)
  return {
    today,
    yearAgo,
    twoYearsAgo: plusMonths(today, -24),
    programmeStart: plusMonths(firstOfMonth(yearAgo), 1),
  }
}

/** Fifty-two weeks: what the programme asks for. */
export const yearOnBenefit = 364

/** From this day all get kontanthjælp: uddannelseshjælp was abolished on 1 July 2025. */
const reform: DayNumber = Date.UTC(2025, 6, 1) / 86_400_000

/** One unbroken time on benefit, under the name that it had in law. */
export function benefitsOf(from: DayNumber, to: DayNumber | null): Life['benefits'] {
  if (from >= reform) return [{ kind: 'kontanthjaelp', from, to }]
  if (to !== null && to <= reform) return [{ kind: 'uddannelseshjaelp', from, to }]
  return [
    { kind: 'uddannelseshjaelp', from, to: reform },
    { kind: 'kontanthjaelp', from: reform, to },
  ]
}

/**
 * A birth date between two days (both included), never 1 January: see `cpr-numbers.ts`.
 * Gives the earliest day where the two have crossed.
 */
export function birthBetween(earliest: DayNumber, latest: DayNumber, random: Random): DayNumber {
  const birth = random.int(earliest, Math.max(earliest, latest))
  return isNewYearsDay(birth) ? birth + (birth < latest ? 1 : -1) : birth
}

function isNewYearsDay(day: DayNumber): boolean {
  const date = new Date(day * 86_400_000)
  return date.getUTCMonth() === 0 && date.getUTCDate() === 1
}

/** The first day on which somebody who was born on `day` is `years` old. */
export function birthday(day: DayNumber, years: number): DayNumber {
  return plusMonths(day, years * 12)
}

/**
 * The assessments of somebody who is in `group` at the end of the case, or today: up to three months as
 * educationReady where it was not clear at once.
 */
export function assessedAs(
  group: TargetGroup,
  from: DayNumber,
  to: DayNumber | null,
  { today }: Times,
  random: Random,
): Life['groups'] {
  const wait = random.int(45, 92)
  const room = (to ?? today) - from > wait + 14
  if (group !== 'activityReady' || !room || random.chance(0.3)) {
    return [{ group, from, to, reason: random.pick(reasons[group]) }]
  }
  return [
    { group: 'educationReady', from, to: from + wait, reason: random.pick(reasons.educationReady) },
    { group, from: from + wait, to, reason: random.pick(reasons.activityReady) },
  ]
}

export const reasons: Readonly<Record<TargetGroup, readonly string[]>> = {
  notAssessed: ['Ny henvendelse. Første samtale er aftalt.'],
  clearlyReady: [
    'Er optaget på en uddannelse og mangler kun at komme i gang.',
    'Ingen barrierer. Søger arbejde indtil studiestart.',
  ],
  educationReady: [
    'Kan med lidt støtte begynde på en uddannelse inden for et år.',
    'Vil gerne i gang, men er i tvivl om valget.',
    'Mangler 02 i dansk og matematik og er i gang med det.',
    'Har haft et afbrudt forløb og er klar til at prøve igen.',
  ],
  activityReady: [
    'Har brug for længere tid og en indsats på flere områder.',
    'Helbred og økonomi skal på plads, før uddannelse er realistisk.',
    'Angst og søvnproblemer. Indsatsen begynder med små skridt.',
    'Uden bolig og uden netværk. Støtte fra mentor er sat i gang.',
  ],
}
