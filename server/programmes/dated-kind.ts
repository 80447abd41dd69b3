import type { RawBuilder } from 'kysely'
import type { DatedContent } from '#contract/dated-rules.ts'
import type { Period } from '#domain/calendar/period.ts'
import type { Db } from '#server/database/connection.ts'

/** One row as it is stored. */
export interface DatedRow<Content> {
  /** The same for the rows of one rule in different periods. */
  key: string
  during: Period
  version: number
  /** Among the others of its kind, where they have an order. */
  place: number
  content: Content
}

/** How the rows of one kind are read, checked and stored; what a row that ends and one that begins are is the same. */
export interface DatedKind<Content extends DatedContent> {
  table:
    | 'duty_rule'
    | 'education_order_rule'
    | 'age_change'
    | 'target_group'
    | 'enquiry_retention'
    | 'case_weight'
    | 'capacity_setting'
    | 'onboarding_step'
    | 'ceiling'
  /** What it is called in the change log. */
  subject:
    | 'dutyRule'
    | 'orderRule'
    | 'ageChange'
    | 'targetGroup'
    | 'enquiryRetention'
    | 'caseWeight'
    | 'capacitySetting'
    | 'onboardingStep'
    | 'ceiling'
  /** The rows of one key in SQL. */
  where(key: string): RawBuilder<boolean>
  /** All periods. */
  load(db: Db): Promise<DatedRow<Content>[]>
  /** @throws Refusal at the field, where the parts do not go together or name what is not there */
  check(content: Content, old: Content | null, db: Db): Promise<void>
  /** The key of a new one. */
  keyOf(content: Content, rows: readonly DatedRow<Content>[]): string
  insert(db: Db, row: Omit<DatedRow<Content>, 'version'>): Promise<void>
  /** Writes anew what the row of that key and first day says, and counts its version up. */
  rewrite(db: Db, row: Pick<DatedRow<Content>, 'key' | 'during' | 'content'>): Promise<void>
}
