import type { EducationOrderRule } from './education-order.ts'
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
 * that is not named here is a work status.
 */
export const shippedDecidedAt: Readonly<Record<string, readonly DecidableAt[]>> = {
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

/** Who can be given an education order, as it ships; a municipality's own is in the table `education_order_rule`. */
export const shippedOrderRules: readonly EducationOrderRule[] = [
  {
    during: { from: Temporal.PlainDate.from('2014-01-01'), to: Temporal.PlainDate.from('2027-01-01') },
    targetGroups: ['clearlyReady', 'educationReady'],
    ageFrom: 18,
    ageTo: 29,
    source:
      'Bestemmelsen om, hvem der kan få et uddannelsespålæg, er ikke fundet. Efter aftalen om en ny beskæftigelsesindsats bortfalder pålægget 1. januar 2027.',
    status: 'unverified',
  },
]
