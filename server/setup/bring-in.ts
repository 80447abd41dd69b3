import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { bringInSetup, previewSetup, SetupOutcome } from '#contract/setup.ts'
import { readSetupFile, writeSetupFile } from '#contract/setup-file.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import { checkSetup } from '#domain/setup/check.ts'
import { compareSetups, type Proposal, withWhatTheyNeed } from '#domain/setup/compare.ts'
import type { SectionName, Setup } from '#domain/setup/setup.ts'
import type { Db } from '#server/database/connection.ts'
import { fieldRefusal, Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { logChange } from '#server/records/change-log.ts'
import { recomputeDeadlines } from '#server/records/deadlines.ts'
import { deriveBehind, mostAtOnce } from '#server/records/derive-for-all.ts'
import { readSetup } from './read-setup.ts'
import { isAnybodyRegistered } from './starting-point.ts'
import { takeSteps } from './store.ts'
import { summaryOf } from './summary.ts'

/** What deadlines are derived from; those of the duty move for those under 18 alone. */
const moving: readonly SectionName[] = ['rules', 'closings', 'dutyRules']

/** So many histories are held in memory at a time. */
const batch = 500

/** What a file holds and would change, without doing it. */
export async function previewTheSetup(
  { content, from }: ParsedInputOf<typeof previewSetup>,
  { db, today }: Scope,
): Promise<AnswerOf<typeof previewSetup>> {
  notBefore(from, today)
  const read = readSetupFile(content)
  const here = await readSetup(db)
  const canReplace = !(await isAnybodyRegistered(db))
  const rest = { canReplace, stamp: stampOf(here) }
  if (read.setup === undefined)
    return { faults: read.faults, summary: [], proposals: [], same: 0, past: 0, ...rest }
  const { proposals, same, past } = compareSetups(here, read.setup, from)
  return {
    faults: [],
    summary: summaryOf(read.setup),
    proposals: proposals.map(({ steps: _steps, day, ...proposal }) => ({
      ...proposal,
      day: day?.toString() ?? null,
    })),
    same,
    past,
    ...rest,
  }
}

/**
 * Takes the chosen proposals of a file, with those that they need, from a day on, and derives everybody's deadlines: all
 * of it in one transaction, or right after it where that would keep too many waiting.
 *
 * @throws Refusal at the field; changedMeanwhile where the set-up is not the one that was compared with
 */
export async function bringInTheSetup(
  { content, from, chosen, stamp, dryRun }: ParsedInputOf<typeof bringInSetup>,
  scope: Scope,
): Promise<SetupOutcome> {
  const { db, today } = scope
  notBefore(from, today)
  const read = readSetupFile(content)
  if (read.setup === undefined) throw fieldRefusal('content', 'invalid')
  await lockSetup(db)
  const here = await readSetup(db)
  if (stampOf(here) !== stamp) throw new Refusal('changedMeanwhile')
  const taken = withWhatTheyNeed(compareSetups(here, read.setup, from).proposals, chosen)
  if (taken.length === 0) throw fieldRefusal('chosen', 'required')
  // An administrator sees no young people, and their deadlines must follow all the same. Only counts come out.
  await sql`select door.enter_as_system(${today}::date, door.request_id(), ${scope.staffId})`.execute(db)
  return bringIn(db, here, taken, { from, today, dryRun })
}

/** Nobody else changes the set-up until the transaction ends. */
export async function lockSetup(db: Db): Promise<void> {
  await sql`lock table rule, programme, target_group, subject_area, competence, word, case_weight, closing,
    rate_kind, rate, entrance_setting, entrance_promise, duty_rule, education_order_rule, age_change,
    enquiry_retention, capacity_setting, onboarding_step, ceiling in share row exclusive mode`.execute(db)
}

/**
 * Takes proposals as the system, or only says what they would do. Where more young people are concerned than anybody
 * should wait for, nobody is counted, and their deadlines are derived behind.
 */
export async function bringIn(
  db: Db,
  here: Setup,
  taken: readonly Proposal[],
  { from, today, dryRun }: { from: Temporal.PlainDate; today: Temporal.PlainDate; dryRun: boolean },
): Promise<SetupOutcome> {
  const movesDeadlines = taken.some(({ section }) => moving.includes(section))
  const found = movesDeadlines ? await withOpenCases(db) : []
  const isBehind = found.length > mostAtOnce
  const youthIds = isBehind ? [] : found
  // Judged on the day from which it holds. What is stored holds for today, so a later day is derived aside.
  const isToday = from.equals(today)
  await sql`savepoint judged`.execute(db)
  if (!isToday) await deriveAll(db, youthIds, from)
  const before = await openDeadlines(db, youthIds)
  await takeAll(db, here, taken)
  await deriveAll(db, youthIds, from)
  const after = await openDeadlines(db, youthIds)
  if (dryRun || !isToday) await sql`rollback to savepoint judged`.execute(db)
  if (!dryRun) {
    if (!isToday) {
      await takeAll(db, here, taken)
      await deriveAll(db, youthIds, today)
    }
    if (isBehind) await deriveBehind(db, null, today)
    for (const { id, section, kind, differences, day } of taken) {
      await logChange(db, {
        action: 'setup.bringIn',
        youthId: null,
        subject: section,
        subjectId: null,
        after: { id, kind, differences, day: day?.toString() ?? null },
      })
    }
  }
  const count = (kind: Proposal['kind']) => taken.filter(proposal => proposal.kind === kind).length
  return {
    added: count('new'),
    changed: count('changed'),
    ended: count('ended'),
    youths: isBehind ? null : youthIds.filter(id => before.get(id) !== after.get(id)).length,
  }
}

/** @throws Refusal where the chosen rows contradict each other or what stands here, as the rest of the file would not */
async function takeAll(db: Db, here: Setup, taken: readonly Proposal[]): Promise<void> {
  await takeSteps(
    db,
    taken.flatMap(({ steps }) => steps),
  )
  const known = checkSetup(here).length
  if (checkSetup(await readSetup(db)).length > known)
    throw new Refusal('refused', { reason: 'setupDoesNotFit' })
}

async function deriveAll(db: Db, youthIds: readonly number[], day: Temporal.PlainDate): Promise<void> {
  for (let at = 0; at < youthIds.length; at += batch)
    await recomputeDeadlines(db, youthIds.slice(at, at + batch), day)
}

/** One more than can be waited for says that there are too many. */
async function withOpenCases(db: Db): Promise<number[]> {
  const { rows } = await sql<{ youth_id: number }>`
    select youth_id from youth_case where upper_inf(during) order by youth_id limit ${mostAtOnce + 1}`.execute(
    db,
  )
  return rows.map(row => row.youth_id)
}

/** Each one's open deadlines as one text: what a rule is numbered does not matter. */
async function openDeadlines(db: Db, youthIds: readonly number[]): Promise<Map<number, string>> {
  const { rows } = await sql<{ youth_id: number; open: string }>`
    select d.youth_id, string_agg(r.key || ' ' || d.window_to, ', ' order by r.key, d.window_to) as open
    from deadline d join rule r on r.id = d.rule_id
    where d.state = 'open' and d.youth_id = any (${youthIds}::bigint[]) group by d.youth_id`.execute(db)
  return new Map(rows.map(row => [row.youth_id, row.open]))
}

function notBefore(from: Temporal.PlainDate, today: Temporal.PlainDate): void {
  if (Temporal.PlainDate.compare(from, today) < 0) throw fieldRefusal('from', 'dayPassed')
}

function stampOf(setup: Setup): string {
  return createHash('sha256').update(writeSetupFile(setup)).digest('base64')
}
