import { sql } from 'kysely'
import type { AssessmentHistory, DecidableAt, Stage, TargetGroup } from '#domain/assessment/types.ts'
import type { Period } from '#domain/calendar/period.ts'
import type { RuleStatus } from '#domain/rhythm/types.ts'
import type { Db } from '#server/database/connection.ts'
import { Refusal } from '#server/door/refusal.ts'
import { lockNewestCase } from '#server/records/youth-case.ts'
import { broughtInOn, stageOf } from './assessments.query.ts'

/** What a decision depends on, as it is stored. */
export interface Situation {
  groups: TargetGroup[]
  history: AssessmentHistory
  /** Counts up with every decision, correction and withdrawal. */
  revision: number
}

interface HistoryRow {
  during: Period
  revision: number
  interviews: { contactId: number; day: string }[]
  assessments: {
    id: number
    targetGroup: string
    from: string
    to: string | null
    stage: Stage | null
    broughtInOn: string | null
  }[]
}

/**
 * Locks the newest case, so that decisions about one person come one after the other, and loads what they depend on.
 *
 * @throws Refusal notFound where the young person is out of sight
 */
export async function lockSituation(db: Db, youthId: number): Promise<Situation> {
  // Answered in order: what is read behind the lock holds everything that others have changed before.
  const [period, situation] = await Promise.all([lockNewestCase(db, youthId), loadSituation(db, youthId)])
  if (period === null) throw new Refusal('notFound')
  return situation
}

/** The same without a lock, for what is only shown. */
export async function loadSituation(db: Db, youthId: number): Promise<Situation> {
  const [{ rows }, groups] = await Promise.all([
    sql<HistoryRow>`
      select c.during,
        (select count(*) + count(a.withdrawn_at) from assessment a where a.youth_id = c.youth_id) as revision,
        coalesce((
          select json_agg(json_build_object('contactId', k.id, 'day', k.day)) from contact k
          where k.youth_id = c.youth_id and k.kind = 'meeting' and k.outcome = 'held' and c.during @> k.day
        ), '[]') as interviews,
        coalesce((
          select json_agg(json_build_object('id', a.id, 'targetGroup', a.target_group,
            'from', lower(a.during), 'to', upper(a.during), 'stage', ${sql.raw(stageOf('a'))},
            'broughtInOn', ${sql.raw(broughtInOn('a'))}))
          from assessment a where a.youth_id = c.youth_id and a.withdrawn_at is null
        ), '[]') as assessments
      from youth_case c where c.youth_id = ${youthId} order by lower(c.during) desc limit 1`.execute(db),
    loadTargetGroups(db),
  ])
  const [row] = rows
  if (row === undefined) throw new Refusal('notFound')
  return {
    groups,
    revision: row.revision,
    history: {
      case: row.during,
      interviews: row.interviews.map(({ contactId, day }) => ({
        contactId,
        day: Temporal.PlainDate.from(day),
      })),
      assessments: row.assessments.map(({ from, to, broughtInOn: day, ...each }) => ({
        ...each,
        broughtInOn: day === null ? null : Temporal.PlainDate.from(day),
        during: {
          from: Temporal.PlainDate.from(from),
          to: to === null ? null : Temporal.PlainDate.from(to),
        },
      })),
    },
  }
}

async function loadTargetGroups(db: Db): Promise<TargetGroup[]> {
  const rows = await db
    .selectFrom('target_group')
    .select(['code', 'name', 'definition', 'during', 'source', 'status', 'decided_at'])
    .orderBy('position')
    .execute()
  return rows.map(({ decided_at, status, ...row }) => ({
    ...row,
    // A check constraint holds the column to the words of the domain.
    status: status as RuleStatus,
    // A list by a check constraint; what is in it is configuration that the house wrote itself.
    decidedAt: decided_at as unknown as DecidableAt[] | null,
  }))
}
