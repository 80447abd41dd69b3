import type { Bench } from './databases.ts'

/** One thing that people do all day, asked by a random member of staff about a random young person of theirs. */
export interface Scenario {
  name: string
  /** Whose day it is: leaders see the whole register. */
  by: 'caseworker' | 'leader'
  method: 'GET' | 'POST'
  /** `YOUTH` stands for the young person's key. */
  path: string
  /** `UUID` stands for a fresh key. */
  body?: Record<string, unknown>
}

/** @param now contacts are registered as held an hour ago */
export function scenarios(now: Temporal.Instant): Scenario[] {
  return [
    { name: 'my day', by: 'caseworker', method: 'GET', path: '/api/day' },
    { name: 'portfolio, first page, own', by: 'caseworker', method: 'GET', path: '/api/youths?scope=mine' },
    { name: 'portfolio, first page, all', by: 'leader', method: 'GET', path: '/api/youths' },
    { name: "person's page", by: 'caseworker', method: 'GET', path: '/api/youths/YOUTH' },
    {
      name: 'register a contact',
      by: 'caseworker',
      method: 'POST',
      path: '/api/youths/YOUTH/contacts',
      body: {
        clientKey: 'UUID',
        kind: 'meeting',
        outcome: 'held',
        place: 'UngeCentret',
        startsAt: now.subtract({ hours: 1 }).toString({ smallestUnit: 'second' }),
        minutes: 45,
        subjectArea: 'general',
        note: 'Vi talte om ugen, der er gået, og om det næste skridt.',
        appointmentId: null,
        next: null,
      },
    },
  ]
}

/** Every hundredth member of staff leads (the last one where there are fewer), as `fill` has it. */
export function leaderEvery({ staff }: Bench): number {
  return Math.min(100, staff)
}

/** How many young people each member of staff follows. */
export function caseloadOf({ youths, staff }: Bench): number {
  return youths / staff
}

/** The token under which `fill` has logged a member of staff in. */
export function benchToken(staff: number): string {
  return `bench-${staff}`
}
