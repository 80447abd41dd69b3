import type { AllocationFault } from '#domain/caseload/check-problem.ts'
import type { Say } from './language/say.ts'

/** So many names of a conflict are said; the rest are counted. */
const NAMED = 5

/**
 * Why an allocation cannot be worked out, as one sentence.
 *
 * @param nameOf how the people are called where it is read; by default their ids
 */
export function allocationFaultSentence(
  say: Say,
  fault: AllocationFault,
  nameOf: (id: string) => string = id => id,
): string {
  switch (fault.code) {
    case 'noCases':
    case 'noCaseworkers':
    case 'everybodyAway':
    case 'loadPriceNotRising':
      return say(`allocation.${fault.code}`)
    case 'duplicateCase':
    case 'duplicatePair':
    case 'nobodyMay':
    case 'aboveEveryCeiling':
      return say(`allocation.${fault.code}`, { case: nameOf(fault.caseId) })
    case 'duplicateCaseworker':
      return say('allocation.duplicateCaseworker', { caseworker: nameOf(fault.caseworkerId) })
    case 'minutesOutOfRange':
    case 'costOutOfRange':
      return say(`allocation.${fault.code}`, { case: nameOf(fault.caseId), value: String(fault.value) })
    case 'capacityOutOfRange':
    case 'ceilingOutOfRange':
      return say(`allocation.${fault.code}`, {
        caseworker: nameOf(fault.caseworkerId),
        value: String(fault.value),
      })
    case 'unknownCaseworker':
    case 'lockedToAway':
      return say(`allocation.${fault.code}`, {
        case: nameOf(fault.caseId),
        caseworker: nameOf(fault.caseworkerId),
      })
    case 'lockedToForbidden':
      return say('allocation.lockedToForbidden', {
        case: nameOf(fault.caseId),
        caseworker: nameOf(fault.caseworkerId),
        reason: fault.reason,
      })
    case 'locksAboveCeiling':
      return say('allocation.locksAboveCeiling', {
        caseworker: nameOf(fault.caseworkerId),
        minutes: fault.minutes,
        ceiling: fault.ceiling,
      })
    case 'notEnoughRoom':
      return say('allocation.notEnoughRoom', { minutes: fault.minutes, ceiling: fault.ceiling })
    case 'rulesConflict':
      return say('allocation.rulesConflict', {
        cases: some(say, fault.caseIds.map(nameOf)),
        caseworkers: some(say, fault.caseworkerIds.map(nameOf)),
      })
  }
}

function some(say: Say, names: readonly string[]): string {
  const first = names.slice(0, NAMED).join(', ')
  const count = names.length - NAMED
  return count > 0 ? say('allocation.andMore', { names: first, count }) : first
}
