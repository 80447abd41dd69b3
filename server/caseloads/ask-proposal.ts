import { sql } from 'kysely'
import type {
  askProposal,
  discardProposal,
  lockProposal as lockUseCase,
  solveProposalAgain,
} from '#contract/proposals.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import { forecastWeeks } from '#domain/caseload/forecast.ts'
import { type Scope as ProposalScope, scopeOf } from '#domain/caseload/proposing.ts'
import type { Db } from '#server/database/connection.ts'
import { fieldRefusal, Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { logChange } from '#server/records/change-log.ts'
import { loadCannot } from './lockable.ts'
import { effectiveDay } from './proposal-facts.ts'
import { getProposal, insertProposal, type StoredProposal, setState } from './proposal-store.ts'
import { proposalTask } from './run-proposal.ts'

/** Occasions that are about somebody. */
const aboutSomebody: readonly string[] = ['hired', 'leaves', 'ill']

/** Has a proposal worked out; what comes of it is read when the job is done. */
export async function askForProposal(
  input: ParsedInputOf<typeof askProposal>,
  { db, staffId, now, today }: Scope,
): Promise<AnswerOf<typeof askProposal>> {
  const { occasion, effectiveOn, note } = input
  if (Temporal.PlainDate.compare(effectiveOn, today) < 0) throw fieldRefusal('effectiveOn', 'dayPassed')
  const last = today.add({ weeks: forecastWeeks })
  if (Temporal.PlainDate.compare(effectiveOn, last) > 0)
    throw fieldRefusal('effectiveOn', 'beyondForecast', { weeks: forecastWeeks })
  const about = await aboutOf(db, input)
  const scope = scopeIn(input)
  await checkOpen(db)
  const proposalId = await insertProposal(
    db,
    {
      ...{ occasion, scope, ...about, effectiveOn, note },
      ...{ takerIds: input.takerIds, followsId: null, askedBy: staffId, askedAt: now },
    },
    proposalTask,
  )
  await logChange(db, {
    action: 'proposal.ask',
    youthId: null,
    subject: 'proposal',
    subjectId: proposalId,
    after: { occasion, scope, ...about, takerIds: input.takerIds, effectiveOn },
  })
  return { proposalId }
}

/** So many proposals may be open at once: nobody looks through more, and each keeps all that it was asked. */
const mostOpen = 20

/** @throws Refusal conflict where too many wait for a decision already; of two who ask at once, one waits for the other */
async function checkOpen(db: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('proposals:ask'))`.execute(db)
  const { rows } = await sql<{ open: number }>`
    select count(*)::int as open from proposal
    where state in ('queued', 'solving', 'ready', 'impossible', 'failed')`.execute(db)
  if ((rows[0]?.open ?? 0) >= mostOpen) throw new Refusal('conflict', { reason: 'proposalsTooMany' })
}

/** @throws Refusal badInput where the occasion leaves no choice */
function scopeIn({
  occasion,
  scope,
}: Pick<ParsedInputOf<typeof askProposal>, 'occasion' | 'scope'>): ProposalScope {
  const { usual, isAsked } = scopeOf[occasion]
  if (scope !== null && scope !== usual && !isAsked) throw fieldRefusal('scope', 'invalid')
  return scope ?? usual
}

/** @throws Refusal badInput where the occasion needs somebody or something else than was named */
async function aboutOf(
  db: Db,
  { occasion, staffId, programmeId, takerIds, effectiveOn }: ParsedInputOf<typeof askProposal>,
): Promise<{ aboutStaffId: number | null; aboutProgrammeId: number | null }> {
  if (occasion !== 'programme' && takerIds.length > 0) throw fieldRefusal('takerIds', 'invalid')
  if (aboutSomebody.includes(occasion)) {
    if (staffId === null) throw fieldRefusal('staffId', 'required')
    const { rows } = await sql`
      select from staff_role where staff_id = ${staffId} and role = 'caseworker'
        and during && daterange(${effectiveOn}::date - 31, ${effectiveOn}::date, '[]') limit 1`.execute(db)
    if (rows.length === 0) throw fieldRefusal('staffId', 'notInRole')
    return { aboutStaffId: staffId, aboutProgrammeId: null }
  }
  if (occasion !== 'programme') return { aboutStaffId: null, aboutProgrammeId: null }
  if (programmeId === null) throw fieldRefusal('programmeId', 'required')
  const { rows } = await sql`select from programme where id = ${programmeId}`.execute(db)
  if (rows.length === 0) throw fieldRefusal('programmeId', 'invalid')
  const { rows: takers } = await sql`
    select distinct staff_id from staff_role where staff_id = any (${takerIds}::bigint[]) and role = 'caseworker'
      and during @> ${effectiveOn}::date`.execute(db)
  if (takers.length < new Set(takerIds).size) throw fieldRefusal('takerIds', 'notInRole')
  return { aboutStaffId: null, aboutProgrammeId: programmeId }
}

/** Locks whom a young person stays with or shall go to, or takes the lock away; it counts when solved again. */
export async function lockMove(
  { proposalId, youthId, lock }: ParsedInputOf<typeof lockUseCase>,
  { db, today }: Scope,
): Promise<AnswerOf<typeof lockUseCase>> {
  const proposal = await getProposal(db, { proposalId }, ['ready', 'impossible', 'failed'])
  const from = effectiveDay(proposal, today)
  if (lock === null)
    await sql`delete from proposal_lock where proposal_id = ${proposalId} and youth_id = ${youthId}`.execute(
      db,
    )
  else {
    await checkLock(db, proposal, { youthId, ...lock }, { from, today })
    await sql`
      insert into proposal_lock (proposal_id, youth_id, kind, staff_id)
      values (${proposalId}, ${youthId}, ${lock.kind}, ${lock.staffId})
      on conflict on constraint proposal_lock_one_each do update
        set kind = excluded.kind, staff_id = excluded.staff_id, set_by = door.staff_id(), set_at = now()`.execute(
      db,
    )
  }
  await logChange(db, {
    action: lock === null ? 'proposal.unlock' : 'proposal.lock',
    youthId,
    subject: 'proposal',
    subjectId: proposalId,
    ...(lock === null ? {} : { after: lock }),
  })
  const { rows } = await sql<{ locks: number }>`
    select count(*)::int as locks from proposal_lock where proposal_id = ${proposalId}`.execute(db)
  return { locks: rows[0]?.locks ?? 0 }
}

/** @throws Refusal notFound without an open case; badInput where the lock could never be kept */
async function checkLock(
  db: Db,
  proposal: StoredProposal,
  { youthId, kind, staffId }: { youthId: number; kind: 'stays' | 'goesTo'; staffId: number },
  { from, today }: { from: Temporal.PlainDate; today: Temporal.PlainDate },
): Promise<void> {
  const { rows } = await sql<{ holds: boolean; barred: boolean; name: string | null }>`
    select
      exists (select from assignment a where a.youth_id = c.youth_id and a.staff_id = ${staffId}
        and a.role = 'caseworker' and a.withdrawn_at is null and a.during @> ${from}::date) as holds,
      door.is_barred(c.youth_id, ${staffId}, ${from}::date) as barred,
      (select given_name || ' ' || family_name from staff where id = ${staffId}) as name
    from youth_case c where c.youth_id = ${youthId} and c.during @> ${from}::date`.execute(db)
  const [row] = rows
  if (row === undefined) throw new Refusal('notFound')
  const { name, holds, barred } = row
  if (name === null) throw fieldRefusal('lock.staffId', 'invalid')
  if (kind === 'stays' && !holds) throw fieldRefusal('lock.staffId', 'notTheCaseworker')
  const cannot = (await loadCannot(db, proposal, today))(staffId)
  if (cannot !== null) {
    const { why, from: since, lastDay } = cannot
    const days = { ...(since === null ? {} : { from: since }), ...(lastDay === null ? {} : { lastDay }) }
    throw fieldRefusal('lock.staffId', 'cannotTake', { name, why, ...days })
  }
  if (barred) throw fieldRefusal('lock.staffId', 'barred')
}

/**
 * Has it worked out anew, with its locks and the facts of today, as a proposal that follows this one; in the other
 * scope where that is asked for.
 */
export async function solveAgain(
  input: ParsedInputOf<typeof solveProposalAgain>,
  { db, staffId, now, today }: Scope,
): Promise<AnswerOf<typeof solveProposalAgain>> {
  const before = await getProposal(db, input, ['ready', 'impossible', 'failed'])
  const { occasion, aboutStaffId, aboutProgrammeId, note } = before
  const scope = input.scope === null ? before.scope : scopeIn({ occasion, scope: input.scope })
  await setState(db, before.id, 'replaced', { by: staffId, at: now })
  const { rows: takers } = await sql<{ staffId: number }>`
    select staff_id as "staffId" from proposal_taker where proposal_id = ${before.id}`.execute(db)
  const proposalId = await insertProposal(
    db,
    {
      ...{ occasion, scope, aboutStaffId, aboutProgrammeId, effectiveOn: effectiveDay(before, today), note },
      takerIds: takers.map(taker => taker.staffId),
      ...{ followsId: before.id, askedBy: staffId, askedAt: now },
    },
    proposalTask,
  )
  await sql`
    insert into proposal_lock (proposal_id, youth_id, kind, staff_id, set_by, set_at)
    select ${proposalId}, youth_id, kind, staff_id, set_by, set_at from proposal_lock
    where proposal_id = ${before.id}`.execute(db)
  await logChange(db, {
    action: 'proposal.solveAgain',
    youthId: null,
    subject: 'proposal',
    subjectId: proposalId,
    before: { proposalId: before.id },
  })
  return { proposalId }
}

export async function discardTheProposal(
  input: ParsedInputOf<typeof discardProposal>,
  { db, staffId, now }: Scope,
): Promise<AnswerOf<typeof discardProposal>> {
  const { id, version } = await getProposal(db, input, ['queued', 'solving', 'ready', 'impossible', 'failed'])
  await setState(db, id, 'discarded', { by: staffId, at: now })
  await logChange(db, { action: 'proposal.discard', youthId: null, subject: 'proposal', subjectId: id })
  return { version: version + 1 }
}
