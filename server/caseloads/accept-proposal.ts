import { sql } from 'kysely'
import { sayIn } from '#contract/language/say-in.ts'
import type { acceptProposal } from '#contract/proposals.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import {
  type CaseNow,
  type LeftBecause,
  type ReceiverNow,
  whyLeft,
  withRoom,
} from '#domain/caseload/acceptance.ts'
import type { Db } from '#server/database/connection.ts'
import { fieldRefusal, Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { logChange, logChanges } from '#server/records/change-log.ts'
import { followChanges } from '#server/records/handover.ts'
import { lockCases } from '#server/records/youth-case.ts'
import { effectiveDay } from './proposal-facts.ts'
import { getProposal, type StoredOutcome, setState } from './proposal-store.ts'
import { type CertainMove, type ProposedLoads, roomNow } from './room-now.ts'

interface MoveRow {
  youthId: number
  fromId: number | null
  toId: number | null
}

interface CaseRow {
  youthId: number
  isOpen: boolean
  holderId: number | null
  /** The row that ends, and whether it would begin on the very day. */
  assignmentId: number | null
  beginsThen: boolean
  hasLaterChange: boolean
  barred: number[]
}

/** A move that is carried out, and the row that it ends. */
interface Carried {
  move: MoveRow & { toId: number }
  now: CaseRow
}

/**
 * Carries out all of a proposal or some of its moves. What has changed since it was solved is left and named, the rest
 * is done: all in one transaction. Of two who accept at once, one does and the other is told.
 *
 * Deadlines stay as they are: they follow from the young person's history, and not from who holds the case.
 *
 * @throws Refusal notFound; changedMeanwhile where it is not ready, or not as the reader saw it any more
 */
export async function acceptTheProposal(
  input: ParsedInputOf<typeof acceptProposal>,
  scope: Scope,
): Promise<AnswerOf<typeof acceptProposal>> {
  const { db, staffId, now, today } = scope
  const proposal = await getProposal(db, input, ['ready'])
  const from = effectiveDay(proposal, today)
  const { rows: moves } = await sql<MoveRow>`
    select youth_id as "youthId", from_id as "fromId", to_id as "toId" from proposal_move
    where proposal_id = ${proposal.id} order by position`.execute(db)
  const chosen = input.youthIds === null ? null : new Set(input.youthIds)
  if (chosen !== null && !chosen.isSubsetOf(new Set(moves.map(({ youthId }) => youthId))))
    throw fieldRefusal('youthIds', 'invalid')
  const asked = chosen === null ? moves : moves.filter(({ youthId }) => chosen.has(youthId))
  await checkLocks(db, proposal.id, asked)

  const { carried, left } = await decide(scope, asked, from, await proposedLoads(db, proposal.id))
  await giveCases(scope, proposal.id, carried, from)
  const outcomes = [
    ...carried.map(({ move }) => ({ youth_id: move.youthId, state: 'carriedOut', because: null })),
    ...left.map(({ youthId, because }) => ({ youth_id: youthId, state: 'left', because })),
  ]
  await sql`
    update proposal_move m set state = l.state, left_because = l.because,
      assignment_id = case when l.state = 'carriedOut' then (
        select a.id from assignment a where a.youth_id = m.youth_id and a.staff_id = m.to_id
          and a.role = 'caseworker' and a.withdrawn_at is null and lower(a.during) = ${from}::date) end
    from json_to_recordset(${JSON.stringify(outcomes)}::json) as l (youth_id bigint, state text, because text)
    where m.proposal_id = ${proposal.id} and m.youth_id = l.youth_id`.execute(db)
  await sql`
    update proposal_move set state = 'notChosen' where proposal_id = ${proposal.id} and state = 'proposed'`.execute(
    db,
  )
  await setState(db, proposal.id, 'accepted', { by: staffId, at: now })
  const told = { carriedOut: carried.length, left: left.length, notChosen: moves.length - asked.length }
  await logChange(db, {
    action: 'proposal.accept',
    youthId: null,
    subject: 'proposal',
    subjectId: proposal.id,
    after: { from, ...told },
  })
  return { ...told, left }
}

/**
 * What was locked after it was worked out counts as much as what was locked before.
 *
 * @throws Refusal conflict where a move goes against a lock: it has to be solved again, or the lock taken away
 */
async function checkLocks(db: Db, proposalId: number, moves: readonly MoveRow[]): Promise<void> {
  const { rows } = await sql<{ youthId: number; staffId: number }>`
    select youth_id as "youthId", staff_id as "staffId" from proposal_lock
    where proposal_id = ${proposalId}`.execute(db)
  const locked = new Map(rows.map(({ youthId, staffId }) => [youthId, staffId]))
  const isAgainst = moves.some(({ youthId, toId }) => (locked.get(youthId) ?? toId) !== toId)
  if (isAgainst) throw new Refusal('conflict', { reason: 'proposalLocksUnmet' })
}

/** What the proposal has each caseworker carry, of the time that they had when it was solved. */
async function proposedLoads(db: Db, proposalId: number): Promise<ProposedLoads> {
  const { rows } = await sql<{ loads: StoredOutcome['loads'] | null }>`
    select outcome -> 'loads' as loads from proposal where id = ${proposalId}`.execute(db)
  return new Map(
    rows[0]?.loads?.map(({ caseworkerId, capacity, after }) => [
      Number(caseworkerId),
      { minutes: after.minutes, of: Math.max(1, capacity) },
    ]),
  )
}

/** Which moves are carried out, and why not the others; the cases and the receivers stay locked. */
async function decide(
  { db, today }: Scope,
  moves: readonly MoveRow[],
  from: Temporal.PlainDate,
  proposed: ProposedLoads,
): Promise<{ carried: Carried[]; left: { youthId: number; because: LeftBecause }[] }> {
  const youthIds = moves.map(({ youthId }) => youthId)
  const toIds = [...new Set(moves.flatMap(({ toId }) => toId ?? []))]
  await lockCases(db, youthIds)
  // Whoever leaves at the same time is waited for: nobody gets a case on the way out.
  await sql`
    select id from staff where id = any (${toIds}::bigint[]) order by id for no key update`.execute(db)
  const [cases, receivers] = [await loadCases(db, youthIds, from), await loadReceivers(db, toIds, from)]
  const possible: (CertainMove & { now: CaseRow })[] = []
  const because = new Map<number, LeftBecause>()
  for (const move of moves) {
    const { youthId, toId } = move
    const row = cases.get(youthId)
    const now: CaseNow | undefined = row && { ...row, barred: new Set(row.barred) }
    const why = whyLeft(move, now, toId === null ? undefined : receivers.get(toId))
    if (why === null && row !== undefined && toId !== null) possible.push({ ...move, toId, now: row })
    else because.set(youthId, why ?? 'caseClosed')
  }
  const { kept, full } = withRoom(possible, await roomNow(db, possible, proposed, { from, today }))
  for (const { youthId } of full) because.set(youthId, 'receiverFull')
  return {
    carried: kept.map(({ now, ...move }) => ({ move, now })),
    left: moves.flatMap(({ youthId }) => {
      const why = because.get(youthId)
      return why === undefined ? [] : [{ youthId, because: why }]
    }),
  }
}

/** The cases that are open for good on the day, with who holds them then. */
async function loadCases(
  db: Db,
  youthIds: readonly number[],
  from: Temporal.PlainDate,
): Promise<Map<number, CaseRow>> {
  const { rows } = await sql<CaseRow>`
    select c.youth_id as "youthId", true as "isOpen", a.staff_id as "holderId", a.id as "assignmentId",
      coalesce(lower(a.during) = ${from}::date, false) as "beginsThen",
      exists (select from assignment l where l.youth_id = c.youth_id and l.role = 'caseworker'
        and l.withdrawn_at is null and lower(l.during) > ${from}::date) as "hasLaterChange",
      coalesce((select json_agg(b.staff_id) from bar b where b.youth_id = c.youth_id
        and (upper_inf(b.during) or upper(b.during) > ${from}::date)), '[]') as barred
    from youth_case c
    left join assignment a on a.youth_id = c.youth_id and a.role = 'caseworker' and a.withdrawn_at is null
      and a.during @> ${from}::date
    where c.youth_id = any (${youthIds}::bigint[]) and upper_inf(c.during) and c.during @> ${from}::date`.execute(
    db,
  )
  return new Map(rows.map(row => [row.youthId, row]))
}

/** Away is who has a long absence on the day: a day off keeps nobody from getting a case. */
async function loadReceivers(
  db: Db,
  staffIds: readonly number[],
  from: Temporal.PlainDate,
): Promise<Map<number, ReceiverNow>> {
  const { rows } = await sql<ReceiverNow & { staffId: number }>`
    select s.id as "staffId", s.left_on is null or s.left_on >= ${from}::date as "worksHere",
      exists (select from staff_role r where r.staff_id = s.id and r.role = 'caseworker'
        and r.during @> ${from}::date) as "isCaseworker",
      exists (select from staff_absence b where b.staff_id = s.id and b.during @> ${from}::date
        and (upper_inf(b.during) or upper(b.during) - lower(b.during) >= coalesce((
          select value from capacity_setting where key = 'longAbsenceDays' and during @> ${from}::date), 28))
        ) as "isAway"
    from staff s where s.id = any (${staffIds}::bigint[])`.execute(db)
  return new Map(rows.map(({ staffId, ...now }) => [staffId, now]))
}

/** Ends what each young person had and begins the new relation, dated, with author and reason; then the handovers. */
async function giveCases(
  { db, today }: Scope,
  proposalId: number,
  carried: readonly Carried[],
  from: Temporal.PlainDate,
): Promise<void> {
  if (carried.length === 0) return
  const reason = sayIn('da')('proposals.assignmentReason', { number: proposalId })
  const rowsThat = (beginThen: boolean) =>
    carried.flatMap(({ now }) =>
      now.assignmentId !== null && now.beginsThen === beginThen ? [now.assignmentId] : [],
    )
  // A row that would begin on the same day never came to be: it is withdrawn, not emptied.
  await sql`
    update assignment set withdrawn_at = now(), withdrawn_by = door.staff_id(), withdrawn_reason = ${reason}
    where id = any (${rowsThat(true)}::bigint[])`.execute(db)
  await sql`
    update assignment set during = daterange(lower(during), ${from}::date)
    where id = any (${rowsThat(false)}::bigint[])`.execute(db)
  const given = carried.map(({ move }) => ({ youth_id: move.youthId, staff_id: move.toId }))
  const { rows } = await sql<{ id: number; youth_id: number; staff_id: number }>`
    insert into assignment (youth_id, staff_id, role, during, reason, author_id)
    select youth_id, staff_id, 'caseworker', daterange(${from}::date, null), ${reason}, door.staff_id()
    from json_to_recordset(${JSON.stringify(given)}::json) as l (youth_id bigint, staff_id bigint)
    returning id, youth_id, staff_id`.execute(db)
  await logChanges(db, [
    ...carried.flatMap(({ move, now }) =>
      now.assignmentId === null
        ? []
        : [
            {
              action: 'assignment.end',
              youthId: move.youthId,
              subject: 'assignment',
              subjectId: now.assignmentId,
              after: { lastDay: from.subtract({ days: 1 }), withdrawn: now.beginsThen, proposalId },
            },
          ],
    ),
    ...rows.map(row => ({
      action: 'assignment.begin',
      youthId: row.youth_id,
      subject: 'assignment',
      subjectId: row.id,
      after: { during: { from, to: null }, staffId: row.staff_id, role: 'caseworker', proposalId },
    })),
  ])
  await followChanges(
    db,
    carried.map(({ move }) => move.youthId),
    today,
    proposalId,
  )
}
