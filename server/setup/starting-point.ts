import { sql } from 'kysely'
import type { chooseStartingPoint, readStartingPoints } from '#contract/setup.ts'
import { readSetupFile } from '#contract/setup-file.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import { compareSetups } from '#domain/setup/compare.ts'
import type { Setup } from '#domain/setup/setup.ts'
import { setupOf, templateNames } from '#domain/setup/templates/templates.ts'
import type { Db } from '#server/database/connection.ts'
import { fieldRefusal, Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { logChange } from '#server/records/change-log.ts'
import { readSetup } from './read-setup.ts'
import { insertSetup, takeSteps } from './store.ts'
import { summaryOf } from './summary.ts'

/** Which starting points there are, and how the installation stands. */
export async function startingPoints(
  _input: object,
  { db, today }: Scope,
): Promise<AnswerOf<typeof readStartingPoints>> {
  const municipality = await db
    .selectFrom('municipality')
    .select(['template', 'setup_chosen'])
    .executeTakeFirst()
  return {
    isChosen: municipality?.setup_chosen ?? true,
    template: municipality?.template ?? null,
    canReplace: !(await isAnybodyRegistered(db)),
    here: summaryOf(await readSetup(db)),
    points: templateNames.map(template => ({ template, summary: summaryOf(setupOf(template, today)) })),
  }
}

/** Whether the set-up can no longer be replaced as a whole. */
export async function isAnybodyRegistered(db: Db): Promise<boolean> {
  const { rows } = await sql<{ anybody: boolean }>`select door.anybody_registered() as anybody`.execute(db)
  return rows[0]?.anybody ?? true
}

/**
 * Takes a template or a file as the whole set-up. The same template again is only said to be chosen: what was changed
 * in it since stays.
 *
 * @throws Refusal reason `setup_in_use` once somebody is registered, by the database itself
 */
export async function takeStartingPoint(
  { template, content }: ParsedInputOf<typeof chooseStartingPoint>,
  { db, today }: Scope,
): Promise<Record<string, never>> {
  if ((template === null) === (content === null)) throw new Refusal('badInput')
  await sql`lock table municipality in share row exclusive mode`.execute(db)
  const known = await db.selectFrom('municipality').select(['template', 'setup_chosen']).executeTakeFirst()
  const isKept = template !== null && known?.template === template && !known.setup_chosen
  if (!isKept) {
    const read = template === null ? readSetupFile(content ?? '') : { setup: setupOf(template, today) }
    if (read.setup === undefined) throw fieldRefusal('content', 'invalid')
    await replaceSetup(db, read.setup, today)
  }
  await db.updateTable('municipality').set({ template, setup_chosen: true }).execute()
  await logChange(db, {
    action: 'setup.choose',
    youthId: null,
    subject: 'municipality',
    subjectId: 1,
    before: { template: known?.template ?? null },
    after: { template },
  })
  return {}
}

/** Puts a set-up in the place of the one that stands, as long as nobody is registered. */
export async function replaceSetup(db: Db, setup: Setup, today: Temporal.PlainDate): Promise<void> {
  const [withClosings, withRates] = [setup.closings.length > 0, setup.rateKinds.length > 0]
  const [withTime, withSteps] = [setup.timeSettings.length > 0, setup.newcomerSteps.length > 0]
  // Ceilings go first: they name programmes.
  await sql`select door.clear_caseload_setup(${withTime}, ${withSteps})`.execute(db)
  await sql`select door.clear_setup(${withClosings}, ${withRates})`.execute(db)
  const { entrancePromises, dutyRules, orderRules } = setup
  const own = [entrancePromises, dutyRules, orderRules].map(rows => rows.length > 0)
  const { rows } = await sql<{ promised: boolean }>`
    select door.clear_dated_setup(${sql.join(own)}) as promised`.execute(db)
  if (setup.ageChanges.length > 0) await sql`select door.clear_age_changes()`.execute(db)
  if (setup.enquiryRetention.length > 0) await sql`select door.clear_enquiry_retention()`.execute(db)
  if (!rows[0]?.promised) return insertSetup(db, setup)
  // Whoever has written is promised what was promised then: another promise begins today, and so does another time for
  // which what they wrote is kept.
  await insertSetup(db, { ...setup, entrancePromises: [], enquiryRetention: [] })
  const here = await readSetup(db)
  const { enquiryRetention } = setup
  const { proposals } = compareSetups(here, { ...here, entrancePromises, enquiryRetention }, today)
  await takeSteps(
    db,
    proposals.flatMap(({ steps }) => steps),
  )
}
