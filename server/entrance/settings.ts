import { sql } from 'kysely'
import type { changeEntranceSettings, readEntrance, readEntranceSettings } from '#contract/entrance.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import { contains } from '#domain/calendar/period.ts'
import { type EntrancePromise, promiseStages } from '#domain/entrance/promise.ts'
import type { PublicScope } from '#server/door/public-route.ts'
import { Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { logChange } from '#server/records/change-log.ts'
import { loadEntrancePromises, loadEntranceSetting, saveEntranceSetting } from '#server/records/entrance.ts'
import { loadPromised, promisedDays } from './promised.ts'

/** What the public page tells before anybody has written anything. */
export async function readTold({ db, today }: PublicScope): Promise<AnswerOf<typeof readEntrance>> {
  const { version: _, ...setting } = await loadEntranceSetting(db)
  const municipality = await db
    .selectFrom('municipality')
    .select(['name', 'is_demo as isDemo', 'is_trial as isTrial'])
    .executeTakeFirstOrThrow()
  const promise = promisedDays(await loadPromised(db), today)
  return { ...setting, municipality, today: today.toString(), promise }
}

/** The same for whoever sets it up, with where each promise comes from. */
export async function readSettings({
  db,
  today,
}: Pick<Scope, 'db' | 'today'>): Promise<AnswerOf<typeof readEntranceSettings>> {
  const setting = await loadEntranceSetting(db)
  const promises = await loadEntrancePromises(db)
  return {
    ...setting,
    promises: promises
      .filter(({ during }) => contains(during, today))
      .sort((a, b) => promiseStages.indexOf(a.stage) - promiseStages.indexOf(b.stage))
      .map(({ stage, interval, source, status, during }) => ({
        stage,
        unit: interval.unit,
        length: interval.length,
        source,
        status,
        from: during.from.toString(),
      })),
  }
}

/** Saves what is told; a promise that is another one now begins today, and what was promised before stays promised. */
export async function changeSettings(
  { version, promises, ...setting }: ParsedInputOf<typeof changeEntranceSettings>,
  { db, today }: Scope,
): Promise<AnswerOf<typeof changeEntranceSettings>> {
  const { version: _, ...before } = await loadEntranceSetting(db)
  // The version guards the promises too: two who change them at once wait here for each other.
  if (!(await saveEntranceSetting(db, version, setting))) throw new Refusal('changedMeanwhile')
  const standing = (await loadEntrancePromises(db)).filter(({ during }) => contains(during, today))
  for (const wanted of promises) {
    const now = standing.find(({ stage }) => stage === wanted.stage)
    if (now === undefined || differs(now, wanted)) await succeed(now, wanted)
  }
  await logChange(db, {
    action: 'entrance.changeSettings',
    youthId: null,
    subject: 'entrance_setting',
    subjectId: 1,
    before: { ...before, promises: standing.map(({ stage, interval }) => ({ stage, ...interval })) },
    after: { ...setting, promises },
  })
  return { version: version + 1 }

  async function succeed(now: EntrancePromise | undefined, wanted: (typeof promises)[number]): Promise<void> {
    if (now?.during.from.equals(today)) {
      await sql`
        update entrance_promise set interval_unit = ${wanted.unit}, interval_length = ${wanted.length},
          source = ${wanted.source}, status = 'local'
        where id = ${now.id}`.execute(db)
      return
    }
    if (now !== undefined)
      await sql`
        update entrance_promise set during = daterange(lower(during), ${today}::date)
        where id = ${now.id}`.execute(db)
    await sql`
      insert into entrance_promise (stage, interval_unit, interval_length, during, status, source)
      values (${wanted.stage}, ${wanted.unit}, ${wanted.length},
        daterange(${today}::date, ${now?.during.to ?? null}::date), 'local', ${wanted.source})`.execute(db)
  }
}

function differs(
  { interval, source }: EntrancePromise,
  wanted: { unit: string; length: number; source: string },
): boolean {
  return interval.unit !== wanted.unit || interval.length !== wanted.length || source !== wanted.source
}
