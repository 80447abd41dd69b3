import { sql } from 'kysely'
import type { listProposals, readProposal, readProposalProblem } from '#contract/proposals.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import { forecastWeeks } from '#domain/caseload/forecast.ts'
import type { Db } from '#server/database/connection.ts'
import { Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { loadCannot } from './lockable.ts'
import { effectiveDay } from './proposal-facts.ts'
import type { ReadOutcome, StoredLack, ToldCannot } from './proposal-store.ts'

type Read = AnswerOf<typeof readProposal>
type Head = AnswerOf<typeof listProposals>['proposals'][number]
type Name = Read['askedBy']

const nameOf = (alias: string) =>
  sql.raw(
    `case when ${alias}.id is not null then json_build_object('staffId', ${alias}.id, 'givenName', ${alias}.given_name, 'familyName', ${alias}.family_name) end`,
  )

const head = sql`p.id as "proposalId", p.state, p.occasion, p.scope, ${nameOf('about')} as about, g.name as programme,
  p.effective_on::text as "effectiveOn", p.note, ${nameOf('asker')} as "askedBy",
  to_jsonb(p.asked_at) #>> '{}' as "askedAt", ${nameOf('settler')} as "settledBy",
  to_jsonb(p.settled_at) #>> '{}' as "settledAt", p.version`

const headFrom = sql`from proposal p
  join staff asker on asker.id = p.asked_by
  left join staff about on about.id = p.about_staff_id
  left join staff settler on settler.id = p.settled_by
  left join programme g on g.id = p.about_programme_id`

interface ReadRow extends Omit<Read, 'today' | 'caseworkers' | 'locks' | 'moves' | 'outcome'> {
  effective: Temporal.PlainDate
  factsOn: string | null
  stored: ReadOutcome | null
}

/** A proposal with all that was worked out; everybody named in it is in the read log. */
export async function readTheProposal(
  { proposalId }: ParsedInputOf<typeof readProposal>,
  { db, today }: Scope,
): Promise<Read> {
  const { rows } = await sql<ReadRow>`
    select ${head}, p.follows_id as "followsId", p.failed_because as "failedBecause", p.effective_on as effective, p.facts_on::text as "factsOn",
      p.outcome as stored, (select n.id from proposal n where n.follows_id = p.id) as "followedById"
    ${headFrom} where p.id = ${proposalId}`.execute(db)
  const [row] = rows
  if (row === undefined) throw new Refusal('notFound')
  const { stored, factsOn, effective, ...told } = row
  const from = effectiveDay({ effectiveOn: effective }, today)
  const { occasion, about } = row
  const [names, programmes, moves, locks, caseworkers, youths, cannotOf] = await Promise.all([
    loadNames(db),
    loadProgrammes(db),
    loadMoves(db, proposalId, from),
    loadLocks(db, proposalId, from),
    loadCaseworkers(db, from),
    loadYouths(db, youthsIn(stored)),
    mayLock(row)
      ? loadCannot(db, { occasion, aboutStaffId: about?.staffId ?? null, effectiveOn: effective }, today)
      : null,
  ])
  const nameFor = (staffId: number) => names.get(staffId) ?? { staffId, givenName: '', familyName: '' }
  const beginsOn = new Map(stored?.begins?.youths.map(({ youthId, from: first }) => [youthId, first]))
  const known = (youthIds: readonly number[]) => youthIds.flatMap(id => youths.get(id) ?? [])
  return {
    ...told,
    today: today.toString(),
    caseworkers: cannotOf === null ? [] : caseworkers.filter(({ staffId }) => cannotOf(staffId) === null),
    locks: locks.map(({ isOpen, isBarred, ...lock }) => ({
      ...lock,
      cannot: cannotOf === null ? null : cannotKeep({ isOpen, isBarred }, cannotOf(lock.staff.staffId)),
    })),
    moves: moves.map(move => ({
      ...move,
      lack: lackOf(move.lack, programmes),
      beginsOn: beginsOn.get(move.youthId) ?? null,
    })),
    outcome:
      stored === null || factsOn === null
        ? null
        : {
            ...stored,
            factsOn,
            loads: stored.loads.map(({ caseworkerId, ...load }) => ({
              ...load,
              staff: nameFor(Number(caseworkerId)),
            })),
            staysOut: stored.staysOut.map(({ staffId, ...rest }) => ({ ...rest, staff: nameFor(staffId) })),
            standsIn: stored.standsIn.map(({ staffId, ...rest }) => ({ ...rest, staff: nameFor(staffId) })),
            begins:
              stored.begins == null
                ? null
                : {
                    already: stored.begins.already,
                    youths: stored.begins.youths.flatMap(({ youthId, from: first }) =>
                      known([youthId]).map(youth => ({ ...youth, from: first })),
                    ),
                  },
            unweighed: known(stored.unweighed),
            stillWaiting: known(stored.stillWaiting),
            droppedLocks: stored.droppedLocks.flatMap(({ youthId, staffId, why }) =>
              known([youthId]).map(youth => ({ youth, staff: nameFor(staffId), why })),
            ),
            going: (stored.going ?? []).map(({ staffId, ...rest }) => ({ ...rest, staff: nameFor(staffId) })),
            takers: stored.takers.map(nameFor),
            faults: stored.faults.map(({ code, youthIds, staffIds, limit, cannot = null }) => ({
              code,
              youths: known(youthIds),
              staff: staffIds.map(nameFor),
              cannot,
              limit: limit && {
                ...{ unit: limit.unit, has: limit.has, most: limit.most },
                programme: limit.programmeId === null ? null : (programmes.get(limit.programmeId) ?? ''),
              },
            })),
          },
  }
}

function lackOf(
  lack: StoredLack | null,
  programmes: ReadonlyMap<number, string>,
): Read['moves'][number]['lack'] {
  if (lack?.kind !== 'ceiling') return lack
  const { programmeId, ...rest } = lack
  return { ...rest, programme: programmeId === null ? null : (programmes.get(programmeId) ?? '') }
}

/** Whether somebody can still be locked: before it is decided about, and not while it is worked out. */
function mayLock({ state }: Pick<Read, 'state'>): boolean {
  return state === 'ready' || state === 'impossible' || state === 'failed'
}

/** Why a lock cannot be kept any more; null where it can. */
function cannotKeep(
  { isOpen, isBarred }: Pick<LockRow, 'isOpen' | 'isBarred'>,
  receiver: ToldCannot | null,
): Read['locks'][number]['cannot'] {
  if (!isOpen) return { kind: 'caseClosed' }
  if (receiver !== null) return { kind: 'receiver', ...receiver }
  return isBarred ? { kind: 'barred' } : null
}

/** Whom the outcome names beside the moves. */
function youthsIn(stored: ReadOutcome | null): number[] {
  if (stored === null) return []
  const { faults, unweighed, stillWaiting, droppedLocks, begins } = stored
  return [
    ...new Set([
      ...faults.flatMap(({ youthIds }) => youthIds),
      ...unweighed,
      ...stillWaiting,
      ...droppedLocks.map(({ youthId }) => youthId),
      ...(begins?.youths.map(({ youthId }) => youthId) ?? []),
    ]),
  ]
}

/** The latest proposals, without those that another has replaced, and what a new one can be about. */
export async function listTheProposals({ db, today }: Scope): Promise<AnswerOf<typeof listProposals>> {
  const [proposals, caseworkers, programmes] = await Promise.all([
    sql<Head>`
      select ${head},
        (select count(*)::int from proposal_move m where m.proposal_id = p.id) as moves,
        (select count(*)::int from proposal_move m
          where m.proposal_id = p.id and m.state = 'carriedOut') as "carriedOut"
      ${headFrom} where p.state <> 'replaced' order by p.id desc limit 30`.execute(db),
    loadCaseworkers(db, today),
    loadProgrammesWithBeginners(db, today),
  ])
  return {
    today: today.toString(),
    proposals: proposals.rows,
    caseworkers,
    programmes,
  }
}

type Listed = AnswerOf<typeof listProposals>['programmes'][number]

/** The programmes that run, with how many are in each, and come into it on which day: sums, and nobody is read. */
async function loadProgrammesWithBeginners(db: Db, today: Temporal.PlainDate): Promise<Listed[]> {
  const { rows } = await sql<Listed>`
    with first as (
      select m.programme_id, m.youth_id, min(lower(m.during)) as day
      from membership m join youth_case c on c.youth_id = m.youth_id and c.during @> ${today}::date
        and c.during @> greatest(lower(m.during), ${today}::date)
      where m.withdrawn_at is null and m.during && daterange(${today}::date, ${today.add({ weeks: forecastWeeks })}::date, '[]')
      group by m.programme_id, m.youth_id
    ), joined as materialized (
      select programme_id, day, count(*)::int as count from first group by programme_id, day
    )
    select p.id as "programmeId", p.name,
      coalesce((select sum(j.count)::int from joined j where j.programme_id = p.id and j.day < ${today}::date), 0) as already,
      coalesce((select json_agg(json_build_object('from', j.day, 'count', j.count) order by j.day)
        from joined j where j.programme_id = p.id and j.day >= ${today}::date), '[]') as begins
    from programme p
    where upper_inf(p.during) or upper(p.during) > ${today}::date order by p.name collate danish`.execute(db)
  return rows
}

async function loadProgrammes(db: Db): Promise<Map<number, string>> {
  const { rows } = await sql<{ id: number; name: string }>`select id, name from programme`.execute(db)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

async function loadNames(db: Db): Promise<Map<number, Name>> {
  const { rows } = await sql<Name>`
    select id as "staffId", given_name as "givenName", family_name as "familyName" from staff`.execute(db)
  return new Map(rows.map(row => [row.staffId, row]))
}

/** Who is a caseworker on the day, or will be within a month. */
async function loadCaseworkers(db: Db, day: Temporal.PlainDate): Promise<Name[]> {
  const { rows } = await sql<Name>`
    select s.id as "staffId", s.given_name as "givenName", s.family_name as "familyName" from staff s
    where exists (select from staff_role r where r.staff_id = s.id and r.role = 'caseworker'
        and r.during && daterange(${day}::date, ${day}::date + 31))
      and (s.left_on is null or s.left_on >= ${day}::date)
    order by s.given_name collate danish, s.family_name collate danish, s.id`.execute(db)
  return rows
}

type MoveRow = Omit<Read['moves'][number], 'lack' | 'beginsOn'> & { lack: StoredLack | null }

async function loadMoves(db: Db, proposalId: number, from: Temporal.PlainDate): Promise<MoveRow[]> {
  const { rows } = await sql<MoveRow>`
    with shown as materialized (
      select m.*, y.given_name, y.family_name, (
        select a.staff_id from assignment a where a.youth_id = m.youth_id and a.role = 'caseworker'
          and a.withdrawn_at is null and a.during @> ${from}::date) as holder
      from proposal_move m join youth y on y.id = m.youth_id where m.proposal_id = ${proposalId}
    ), noted as materialized (
      select door.note_read('proposal.read', array(select youth_id from shown))
    )
    select m.youth_id as "youthId", m.given_name as "givenName", m.family_name as "familyName",
      ${nameOf('giver')} as "from", ${nameOf('taker')} as "to", m.minutes, m.gain::float8 as gain,
      m.why ->> 'reason' as why, m.why -> 'percent' as percent, m.state, m.left_because as "leftBecause", m.lack,
      m.state = 'proposed' and m.holder is distinct from m.from_id as "hasChanged"
    from noted cross join shown m
    left join staff giver on giver.id = m.from_id
    left join staff taker on taker.id = m.to_id
    order by m.position`.execute(db)
  return rows
}

interface LockRow extends Omit<Read['locks'][number], 'cannot'> {
  /** Whether the case is open on the day. */
  isOpen: boolean
  isBarred: boolean
}

async function loadLocks(db: Db, proposalId: number, from: Temporal.PlainDate): Promise<LockRow[]> {
  const { rows } = await sql<LockRow>`
    with shown as materialized (
      select l.*, y.given_name, y.family_name from proposal_lock l join youth y on y.id = l.youth_id
      where l.proposal_id = ${proposalId}
    ), noted as materialized (
      select door.note_read('proposal.read', array(select youth_id from shown))
    )
    select l.youth_id as "youthId", l.given_name as "givenName", l.family_name as "familyName", l.kind,
      ${nameOf('s')} as staff, door.is_barred(l.youth_id, l.staff_id, ${from}::date) as "isBarred",
      exists (select from youth_case c where c.youth_id = l.youth_id and c.during @> ${from}::date) as "isOpen"
    from noted cross join shown l join staff s on s.id = l.staff_id
    order by l.family_name collate danish, l.given_name collate danish, l.youth_id`.execute(db)
  return rows
}

type Youth = NonNullable<Read['outcome']>['faults'][number]['youths'][number]

async function loadYouths(db: Db, youthIds: readonly number[]): Promise<Map<number, Youth>> {
  if (youthIds.length === 0) return new Map()
  const { rows } = await sql<Youth>`
    with noted as materialized (select door.note_read('proposal.read', ${youthIds}::bigint[]))
    select y.id as "youthId", y.given_name as "givenName", y.family_name as "familyName"
    from noted cross join youth y where y.id = any (${youthIds}::bigint[])`.execute(db)
  return new Map(rows.map(row => [row.youthId, row]))
}

/** The whole question, as it was asked; who it is about stands in it as keys, and is in the read log. */
export async function readTheProblem(
  { proposalId }: ParsedInputOf<typeof readProposalProblem>,
  { db }: Scope,
): Promise<AnswerOf<typeof readProposalProblem>> {
  const { rows } = await sql<AnswerOf<typeof readProposalProblem>>`
    select i.problem, door.note_read('proposal.problem',
      array(select (c ->> 'id')::bigint from json_array_elements(i.problem -> 'cases') c))
    from proposal_input i where i.proposal_id = ${proposalId}`.execute(db)
  const [row] = rows
  if (row === undefined) throw new Refusal('notFound')
  return { problem: row.problem }
}
