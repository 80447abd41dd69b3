import { shippedDecidedAt } from '#domain/assessment/shipped.ts'
import { broenderslevRules } from '#domain/rhythm/templates/broenderslev.ts'
import { horsensRules } from '#domain/rhythm/templates/horsens.ts'
import type { RuleTemplate } from '#domain/rhythm/templates/template.ts'
import type { Db } from '#server/database/connection.ts'
import { logChange } from '#server/records/change-log.ts'
import { ruleColumns } from '#server/records/rule-columns.ts'
import {
  competences,
  horsensProgrammes,
  subjectAreas,
  targetGroups,
  targetGroupsFrom,
} from './first-settings.ts'

export type TemplateName = 'horsens' | 'broenderslev'

export interface FirstSettings {
  template: TemplateName
  /** The municipality's name. */
  name: string
  isDemo: boolean
  /** Only tried out, by whoever sits at the machine: see sessions/trial.ts. */
  isTrial: boolean
  /** The day from which the local programmes run; the law's rules and the target groups have days of their own. */
  today: Temporal.PlainDate
}

/**
 * Inserts what a new installation needs before anybody can be registered: the municipality itself, the target
 * groups, subject areas of notes, competences, programmes and rules of contact. To be called once, in a
 * transaction of the system; a database that has a municipality refuses it (unique violation).
 */
export async function applyTemplate(
  db: Db,
  { template, name, isDemo, isTrial, today }: FirstSettings,
): Promise<void> {
  await db.insertInto('municipality').values({ name, template, is_demo: isDemo, is_trial: isTrial }).execute()
  const always = { from: Temporal.PlainDate.from(targetGroupsFrom), to: null }
  await db
    .insertInto('target_group')
    .values(
      targetGroups.map((group, position) => ({
        ...group,
        decided_at: JSON.stringify(shippedDecidedAt[group.code] ?? []),
        during: always,
        position,
      })),
    )
    .execute()
  await db
    .insertInto('subject_area')
    .values(
      subjectAreas.map(({ legalBasis, ...area }, position) => ({
        ...area,
        legal_basis: legalBasis,
        position,
      })),
    )
    .execute()
  await db
    .insertInto('competence')
    .values(competences.map(([code, label]) => ({ code, name: label })))
    .execute()
  if (template === 'horsens') await insertProgrammes(db, today)
  await insertRules(db, template === 'horsens' ? horsensRules : broenderslevRules)
  await logChange(db, {
    action: 'setup.template',
    youthId: null,
    subject: 'municipality',
    subjectId: 1,
    after: { template, name },
  })
}

async function insertProgrammes(db: Db, today: Temporal.PlainDate): Promise<void> {
  await db
    .insertInto('programme')
    .values(
      horsensProgrammes.map(({ key, name, description, ages: [from, to], source, ...entry }) => ({
        key,
        name,
        description,
        during: { from: today, to: null },
        entry_age_from: from,
        entry_age_to: to,
        entry_target_groups: [...entry.targetGroups],
        entry_benefit_weeks: entry.benefitWeeks,
        leave_age: entry.leaveAge,
        status: 'local',
        source,
      })),
    )
    .execute()
}

async function insertRules(db: Db, rules: readonly RuleTemplate[]): Promise<void> {
  const programmes = await db.selectFrom('programme').select(['id', 'key']).execute()
  const idOf = (key: string | null) => {
    if (key === null) return null
    const programme = programmes.find(row => row.key === key)
    // Without its programme the rule would hold for everybody.
    if (!programme) throw new Error(`the template has no programme ${key}`)
    return programme.id
  }
  await db
    .insertInto('rule')
    .values(
      rules.map(rule => ({
        ...ruleColumns({ ...rule, programmeId: idOf(rule.programme) }),
        key: rule.key,
      })),
    )
    .execute()
}
