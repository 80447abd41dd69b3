import type { Work } from './weight.ts'

/** Work that is a contact with the young person, whose minutes are written down. */
export const spokenKinds = ['meeting', 'call', 'accompaniment'] as const
export type SpokenKind = (typeof spokenKinds)[number]

/** The keys of such lines as they ship. They only decide where nothing else tells which line it is. */
const shipped: Readonly<Record<SpokenKind, string>> = {
  meeting: 'moede',
  call: 'opkald',
  accompaniment: 'ledsagelse',
}

type Line = Pick<Work, 'key' | 'per' | 'timesAYear'>

/**
 * Which line of a weight is the contact itself, against whose minutes those written down can be held: preparation and
 * travel are for each meeting too. It is the only line of its kind; of several the one that says how often; else the one
 * that shipped. A kind for which nothing tells is left out.
 *
 * @param lines those that hold on one day, of one programme or of all others
 */
export function contactLines<Of extends Line>(lines: readonly Of[]): Map<SpokenKind, Of> {
  return new Map(
    spokenKinds.flatMap(kind => {
      const ofKind = lines.filter(({ per }) => per === kind)
      const saying = ofKind.filter(({ timesAYear }) => timesAYear !== null)
      const only = [ofKind, saying, ofKind.filter(({ key }) => key === shipped[kind])].find(
        among => among.length === 1,
      )
      return only?.[0] === undefined ? [] : [[kind, only[0]] as const]
    }),
  )
}
