import type { AllocationFault } from '#domain/caseload/check-problem.ts'
import type { SingleLimit } from '#domain/caseload/limits.ts'
import type { Say } from './language/say.ts'

/** So many names of a conflict are said; the rest are counted. */
const NAMED = 5

/**
 * Why an allocation cannot be worked out, as one sentence.
 *
 * @param nameOf how the people are called where it is read; by default their ids
 * @param groupOf the same for groups
 */
export function allocationFaultSentence(
  say: Say,
  fault: AllocationFault,
  nameOf: (id: string) => string = id => id,
  groupOf: (group: string) => string = group => group,
): string {
  switch (fault.code) {
    case 'noCases':
    case 'noCaseworkers':
    case 'everybodyAway':
    case 'loadPriceNotRising':
    case 'sumsTooLarge':
      return say(`allocation.${fault.code}`)
    case 'duplicateCase':
    case 'duplicatePair':
    case 'nobodyMay':
    case 'aboveEveryCeiling':
      return say(`allocation.${fault.code}`, { case: nameOf(fault.caseId) })
    case 'duplicateCaseworker':
    case 'ownPriceNotRising':
      return say(`allocation.${fault.code}`, { caseworker: nameOf(fault.caseworkerId) })
    case 'minutesOutOfRange':
    case 'costOutOfRange':
      return say(`allocation.${fault.code}`, { case: nameOf(fault.caseId), value: String(fault.value) })
    case 'capacityOutOfRange':
    case 'baseOutOfRange':
    case 'limitOutOfRange':
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
        locked: amount(say, { ...fault, most: fault.locked }, groupOf),
        most: amount(say, { ...fault, group: null }, groupOf),
      })
    case 'baseAboveLimit':
      return say('allocation.baseAboveLimit', {
        caseworker: nameOf(fault.caseworkerId),
        taken: amount(say, { ...fault, most: fault.taken }, groupOf),
        most: amount(say, { ...fault, group: null }, groupOf),
      })
    case 'notEnoughRoom':
      return say('allocation.notEnoughRoom', {
        needed: amount(say, { ...fault, most: fault.needed }, groupOf),
        room: amount(say, { ...fault, group: null, most: fault.room }, groupOf),
      })
    case 'rulesConflict':
      return say('allocation.rulesConflict', {
        cases: some(say, fault.caseIds.map(nameOf)),
        limits: some(
          say,
          fault.limits.length === 0
            ? fault.caseworkerIds.map(nameOf)
            : fault.limits.map(limit =>
                say('allocation.limitOf', {
                  caseworker: nameOf(limit.caseworkerId),
                  most: amount(say, limit, groupOf),
                }),
              ),
        ),
      })
  }
}

/** Such as "36 unge i Mod til uddannelse". */
function amount(say: Say, { group, unit, most }: SingleLimit, groupOf: (group: string) => string): string {
  const what = say(`allocation.amount_${unit}`, { count: most })
  return group === null ? what : say('allocation.amountIn', { what, group: groupOf(group) })
}

function some(say: Say, names: readonly string[]): string {
  const first = names.slice(0, NAMED).join(', ')
  const count = names.length - NAMED
  return count > 0 ? say('allocation.andMore', { names: first, count }) : first
}
