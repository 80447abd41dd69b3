import type { DayNumber } from '#domain/calendar/day-number.ts'
import type { StaffTime } from './capacity.ts'
import type { HeldCase } from './load.ts'
import type { StaffOffers, YouthAbout } from './match.ts'

export const occasions = ['hired', 'leaves', 'ill', 'newCases', 'programme', 'evenOut'] as const
export type Occasion = (typeof occasions)[number]

/**
 * How far a proposal goes. `needed`: only those move who cannot stay, have nobody, or are to have somebody of the
 * programme that begins. `all`: others too, where that evens out the load by more than a change is worth.
 */
export const scopes = ['needed', 'all'] as const
export type Scope = (typeof scopes)[number]

/** With what one begins; where somebody is hired or the load is to be evened out, moving others is the point. */
export const scopeOf: Readonly<Record<Occasion, { usual: Scope; isAsked: boolean }>> = {
  hired: { usual: 'all', isAsked: false },
  leaves: { usual: 'needed', isAsked: true },
  ill: { usual: 'needed', isAsked: true },
  newCases: { usual: 'needed', isAsked: true },
  programme: { usual: 'needed', isAsked: true },
  evenOut: { usual: 'all', isAsked: false },
}

export interface ProposalCase extends HeldCase {
  youthId: number
  /** Who has been the caseworker before. */
  earlier: readonly number[]
  /** What says who fits; left out where nothing is known. */
  about?: YouthAbout
  barred: readonly { staffId: number; reason: string }[]
  /** Somebody else is to have the case from a later day: that is decided, and not asked about. */
  isPlanned: boolean
  /** The first day in the programme that begins, for those who come into it; left out for whoever was in it before. */
  beginsOn?: DayNumber
  /** Place in the order in which those without a caseworker should get one; the smallest first. */
  urgency: number
}

export interface ProposalStaff {
  time: StaffTime
  /** What says whom they fit; left out where nothing is known. */
  offers?: StaffOffers
}

/**
 * What weighs how much, in points. Our own inference, found by trying: a new colleague is filled while few relations
 * are broken. See decisions/0030 and 0031.
 */
export const proposalCosts = {
  /** For a change of caseworker that nobody is forced to. */
  move: 20_000,
  /** Those in a programme that begins have somebody who takes it, unless all of them would come far above their time. */
  outsideProgramme: 400_000,
  /** The longer down the list, the less it costs to wait; all of it above any load. */
  waiting: { most: 8_000_000, least: 4_000_000, aPlace: 500 },
  /** For each percent of somebody's time from there on. Above 95 % it soon costs more than any wish is worth. */
  load: [
    { fromPercent: 0, perPercent: 1_000 },
    { fromPercent: 50, perPercent: 2_000 },
    { fromPercent: 60, perPercent: 4_000 },
    { fromPercent: 70, perPercent: 7_000 },
    { fromPercent: 80, perPercent: 12_000 },
    { fromPercent: 85, perPercent: 18_000 },
    { fromPercent: 90, perPercent: 26_000 },
    { fromPercent: 95, perPercent: 40_000 },
    { fromPercent: 100, perPercent: 70_000 },
    { fromPercent: 110, perPercent: 200_000 },
  ],
} as const
