import type { ImportRow } from './imports.ts'
import type { Say } from './language/say.ts'

type Fault = ImportRow['faults'][number]

/** Why a row is refused, as sentences, without the column's name. */
export function faultSentence(say: Say, fault: Pick<Fault, 'code' | 'params'>): string {
  return say.known(`importFault.${fault.code}`, fault.params) ?? say('error.refused')
}

/** All that is wrong with a row, each with its column: "Telefon: ... Målgruppe: ...". */
export function refusalText(say: Say, faults: readonly Fault[]): string {
  return faults
    .map(fault => say('imports.refusedAt', { column: fault.column, reason: faultSentence(say, fault) }))
    .join(' ')
}
