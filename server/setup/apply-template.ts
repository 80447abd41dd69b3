import { reformOf2027 } from '#domain/setup/templates/reform-2027.ts'
import { setupOf, type TemplateName } from '#domain/setup/templates/templates.ts'
import type { Db } from '#server/database/connection.ts'
import { logChange } from '#server/records/change-log.ts'
import { insertSetup } from './store.ts'

export interface FirstSettings {
  template: TemplateName
  /** The municipality's name. */
  name: string
  isDemo: boolean
  /** Only tried out, by whoever sits at the machine: see sessions/trial.ts. */
  isTrial: boolean
  /** Whether somebody chose the template; where nobody did, whoever sets up is asked. */
  isChosen?: boolean
  /** The day from which the local programmes run; the law's rules and the target groups have days of their own. */
  today: Temporal.PlainDate
}

/**
 * Inserts what a new installation needs before anybody can be registered: the municipality itself and a template's
 * set-up. To be called once, in a transaction of the system; a database that has a municipality refuses it (unique
 * violation).
 */
export async function applyTemplate(
  db: Db,
  { template, name, isDemo, isTrial, isChosen = true, today }: FirstSettings,
): Promise<void> {
  await db
    .insertInto('municipality')
    .values({ name, template, is_demo: isDemo, is_trial: isTrial, setup_chosen: isChosen })
    .execute()
  await insertSetup(db, setupOf(template, today))
  const { fromDay, changes, ...draft } = reformOf2027
  await db
    .insertInto('rule_draft')
    .values({ ...draft, from_day: fromDay, changes: JSON.stringify(changes) })
    .execute()
  await logChange(db, {
    action: 'setup.template',
    youthId: null,
    subject: 'municipality',
    subjectId: 1,
    after: { template, name },
  })
}
