import type { DecidableAt } from './types.ts'

const inLaw = { status: 'law', specialCase: false } as const

const later: DecidableAt = {
  stage: 'later',
  specialCase: false,
  source: 'Bestemmelsen om at vurdere igen efter den endelige vurdering er ikke fundet.',
  status: 'unverified',
}

/**
 * When each target group may be decided, as it ships; a municipality's own is in `target_group.decided_at`. A group
 * that is not named here may be decided at any decision.
 */
export const shippedDecidedAt: Readonly<Record<string, readonly DecidableAt[]>> = {
  notAssessed: [],
  clearlyReady: [{ ...inLaw, stage: 'first', source: 'BEK § 6, stk. 1' }],
  educationReady: [
    { ...inLaw, stage: 'first', source: 'BEK § 6, stk. 3' },
    { ...inLaw, stage: 'provisional', source: 'BEK § 6, stk. 3' },
    { ...inLaw, stage: 'final', source: 'BEK § 6, stk. 3' },
    later,
  ],
  activityReady: [
    { ...inLaw, stage: 'first', specialCase: true, source: 'BEK § 6, stk. 2' },
    { ...inLaw, stage: 'final', source: 'BEK § 6, stk. 3' },
    later,
  ],
}
