import type { Period } from '#domain/calendar/period.ts'
import type { SetupWeight } from '../setup.ts'

/** The kinds of work that a case's minutes a month are made of. */
const work = {
  moede: 'Møde med forberedelse og journal',
  transport: 'Transport til den unge',
  opkald: 'Opkald med journal',
  ledsagelse: 'Ledsagelse, fordelt over månederne',
  team: 'Teamet, andre afdelinger og skolen',
  sagsarbejde: 'Ansøgninger, afgørelser og journal',
} as const

/** Minutes a month for each kind of work, in a programme or (null) in all others. */
export function weightsOf(
  programme: string | null,
  minutes: Readonly<Partial<Record<keyof typeof work, number>>>,
  about: { during: Period; source: string },
): SetupWeight[] {
  return Object.entries(work).flatMap(([key, name]) => {
    const found = minutes[key as keyof typeof work]
    return found === undefined
      ? []
      : [{ key, name, programme, minutes: found, ...about, status: 'unverified' as const }]
  })
}

/** A meeting every second month and what belongs to it: 90 minutes, so that 70 cases are a full load. */
export const otherCases = { moede: 50, transport: 0, opkald: 10, team: 15, sagsarbejde: 15 } as const
