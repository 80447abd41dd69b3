import type { AgeChange } from '#domain/ages/age-changes.ts'
import type { DecidableAt } from '#domain/assessment/types.ts'
import type { Period } from '#domain/calendar/period.ts'
import type { TimeSetting } from '#domain/caseload/capacity.ts'
import type { WorkUnit } from '#domain/caseload/weight.ts'
import type { DutyRule } from '#domain/duty/cover.ts'
import type { EntrancePromise } from '#domain/entrance/promise.ts'
import type { RuleTemplate } from '#domain/rhythm/templates/template.ts'
import type { RuleStatus } from '#domain/rhythm/types.ts'

/**
 * Everything that makes one municipality's Medgang work as it does, and nobody in it: what a template brings, what can
 * be exported and what another municipality can bring in. Rows name each other by key, never by number.
 */
export interface Setup {
  words: SetupWord[]
  targetGroups: SetupTargetGroup[]
  subjectAreas: SetupSubjectArea[]
  competences: SetupCompetence[]
  programmes: SetupProgramme[]
  rules: RuleTemplate[]
  weights: SetupWeight[]
  closings: SetupClosing[]
  rateKinds: SetupRateKind[]
  rates: SetupRate[]
  entranceTexts: SetupEntranceText[]
  entrancePromises: SetupEntrancePromise[]
  dutyRules: SetupDutyRule[]
  orderRules: SetupOrderRule[]
  /** What changes on birthdays, and what a person does before. */
  ageChanges: AgeChange[]
  enquiryRetention: SetupEnquiryRetention[]
  timeSettings: SetupTimeSetting[]
  newcomerSteps: SetupNewcomerStep[]
  /** Everybody's: those of one member of staff are in no file. */
  ceilings: SetupCeiling[]
}

export type SectionName = keyof Setup
export type RowOf<S extends SectionName> = Setup[S][number]

/** In the order in which they are stored: what others refer to comes first. */
export const sectionNames = [
  'words',
  'targetGroups',
  'subjectAreas',
  'competences',
  'programmes',
  'rules',
  'weights',
  'closings',
  'rateKinds',
  'rates',
  'entranceTexts',
  'entrancePromises',
  'dutyRules',
  'orderRules',
  'ageChanges',
  'enquiryRetention',
  'timeSettings',
  'newcomerSteps',
  'ceilings',
] as const satisfies readonly SectionName[]

/** What the municipality itself calls something; `name` takes the place of Medgang's own word. */
export interface SetupWord {
  key: 'caseworker'
  name: string
}

/** A group that an assessment may decide. */
export interface SetupTargetGroup {
  key: string
  name: string
  definition: string
  /** When it may be decided, null for at any decision; left out says nothing about it. */
  decidedAt?: readonly DecidableAt[] | null | undefined
  during: Period
  source: string
  status: RuleStatus
}

/** What a note may be about, and the legal basis on which it is kept. */
export interface SetupSubjectArea {
  key: string
  name: string
  legalBasis: string
  /** Only those who work with the young person's case itself read such notes. */
  sensitive: boolean
  status: RuleStatus
}

export interface SetupCompetence {
  key: string
  name: string
}

export interface SetupProgramme {
  key: string
  name: string
  description: string
  ageFrom: number | null
  ageTo: number | null
  /** Keys of target groups; none is all of them. */
  targetGroups: string[]
  benefitWeeks: number | null
  /** On which birthday one leaves by itself; null where one does not. */
  leaveAge: number | null
  during: Period
  source: string
  status: RuleStatus
}

/** Minutes that a case is expected to take for one kind of work: in a programme, or in all others. */
export interface SetupWeight {
  key: string
  name: string
  /** A programme's key; null for those in no programme that has minutes of its own. */
  programme: string | null
  per: WorkUnit
  minutes: number
  /** Meetings and calls: so often at least; going along: how often. Null: as the rules ask. */
  timesAYear: number | null
  during: Period
  source: string
  status: RuleStatus
}

/** Days on which the house or the schools are closed. */
export interface SetupClosing {
  kind: 'house' | 'school'
  name: string
  during: Period
  source: string
  status: RuleStatus
}

/** What there is a rate for, to whom, and in which years. */
export interface SetupRateKind {
  key: string
  name: string
  forWhom: string
  unit: 'month' | 'week' | 'day'
  during: Period
  source: string
  status: RuleStatus
}

export interface SetupRate {
  /** The key of a rate kind. */
  rate: string
  /** In øre, before tax. */
  amount: number
  during: Period
  source: string
  status: RuleStatus
}

/** What the entrance tells in words; the municipality's own telephone, hours and links are its own. */
export interface SetupEntranceText {
  key: 'outOfHours' | 'notificationPlace'
  text: string
}

/** By when whoever writes is called, met and has the right team. */
export type SetupEntrancePromise = Omit<EntrancePromise, 'id'>

/** From when on a kind of activity keeps the duty of those of 15-17. */
export interface SetupDutyRule extends DutyRule {
  source: string
  status: RuleStatus
}

/** Who can be given an education order; one rule at a time. */
export interface SetupOrderRule {
  /** Keys of target groups. */
  targetGroups: string[]
  ageFrom: number
  ageTo: number
  during: Period
  source: string
  status: RuleStatus
}

/** How long a closed enquiry is kept that became nobody's case; one rule at a time. */
export interface SetupEnquiryRetention {
  months: number
  during: Period
  source: string
  status: RuleStatus
}

/** A figure by which the time of caseworkers is reckoned: minutes, days or weeks, as its name says. */
export interface SetupTimeSetting {
  setting: TimeSetting
  value: number
  during: Period
  source: string
  status: RuleStatus
}

/** How much of the time whoever is new has for young people, from a week on. */
export interface SetupNewcomerStep {
  fromWeek: number
  /** 0 to 100. */
  percent: number
  during: Period
  source: string
  status: RuleStatus
}

/** How many young people, or minutes a month, one caseworker has at most; one of the two at least. */
export interface SetupCeiling {
  /** A programme's key; null for all young people. */
  programme: string | null
  cases: number | null
  minutes: number | null
  during: Period
  source: string
  status: RuleStatus
}

export type AnyRow = RowOf<SectionName>

/** What names a row within its section: rows of one identity are the same thing, perhaps at different times. */
export function identityOf(row: AnyRow): string {
  if ('cases' in row) return row.programme ?? ''
  if ('minutes' in row) return `${row.programme ?? ''}/${row.key}`
  if ('amount' in row) return row.rate
  if ('age' in row) return row.key
  if ('kind' in row) return `${row.kind}/${row.name}`
  return 'key' in row ? row.key : wordOf(row)
}

/** What a row is called before people; one that has no name of its own, by a word of ours that the language files say. */
export function nameOf(row: AnyRow): string {
  if ('name' in row) return row.name
  if ('rate' in row) return row.rate
  return 'key' in row ? row.key : wordOf(row)
}

type Nameless =
  | SetupEntrancePromise
  | SetupDutyRule
  | SetupOrderRule
  | SetupEnquiryRetention
  | SetupTimeSetting
  | SetupNewcomerStep
  | SetupCeiling

function wordOf(row: Nameless): string {
  if ('setting' in row) return row.setting
  if ('fromWeek' in row) return String(row.fromWeek)
  if ('cases' in row) return row.programme ?? 'everybody'
  if ('months' in row) return 'closedEnquiry'
  if ('stage' in row) return row.stage
  return 'activityKind' in row ? row.activityKind : 'educationOrder'
}

/** The days on which a row holds; null where it is not dated: there is one, and it is changed where it stands. */
export function datesOf(section: SectionName, row: AnyRow): Period | null {
  // These are one row each, whose period is a part of what it says.
  if (section === 'programmes' || section === 'rateKinds') return null
  return 'during' in row ? row.during : null
}
