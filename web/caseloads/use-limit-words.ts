import { useSay } from '#web/calls/language.tsx'

interface Limit {
  /** Null: of all young people. */
  programme: string | null
  unit: 'cases' | 'minutes'
}

/** So many young people or minutes a month, of a programme where the limit is one of it. */
export function useLimitWords(): (count: number, limit: Limit) => string {
  const say = useSay()
  return (count, { programme, unit }) => {
    const of = say(unit === 'cases' ? 'proposals.limit_cases' : 'proposals.limit_minutes', { count })
    return programme === null ? of : say('proposals.limitIn', { limit: of, programme })
  }
}
