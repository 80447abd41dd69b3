import type { DatedRowKind, DatedRowUseCases, DaySpan } from '#contract/register.ts'
import type { DayRange } from '#server/database/values.ts'
import { Refusal } from '#server/door/refusal.ts'
import { type House, route, type Scope } from '#server/door/route.ts'
import { logChange } from '#server/records/change-log.ts'
import {
  addDatedRow,
  endForSuccessor,
  findDatedRow,
  type Particulars,
  withdrawDatedRow,
} from '#server/records/dated-rows.ts'
import { recomputeDeadlines } from '#server/records/deadlines.ts'

interface DatedRowRules<Row> {
  /** What the form says, as columns of the table. */
  columns: (row: Row) => Particulars
  /** Refuses what the tables cannot know, as a group that is unknown on the day. */
  check?: (scope: Scope, row: Row, during: DaySpan, youthId: number) => Promise<void>
  /** What a correction takes along from the row that it replaces. */
  corrected?: (db: Scope['db'], from: number, to: number) => Promise<void>
  /** Whether a new row takes over from the one that runs, and of which role. */
  takesOver: (row: Row) => boolean | { role: string }
  /** Whether the contact rhythm depends on the row. */
  movesDeadlines: boolean
  /** What else follows from rows that have begun, been corrected or been taken back. */
  changed?: (scope: Scope, youthId: number) => Promise<void>
}

/** Serves beginning, correcting and withdrawing of one kind of dated row. */
export function datedRowRoutes<Row, RowInput>(
  house: House,
  kind: DatedRowKind,
  useCases: DatedRowUseCases<Row, RowInput>,
  rules: DatedRowRules<Row>,
): void {
  route(house, useCases.begin, async ({ youthId, during: span, row }, scope) => {
    const { db } = scope
    await getYouth(scope, youthId)
    await rules.check?.(scope, row, span, youthId)
    const during = toDayRange(span)
    const takesOver = rules.takesOver(row)
    if (takesOver !== false) {
      const ended = await endForSuccessor(db, kind, youthId, span.from, takesOver === true ? null : takesOver)
      if (ended !== undefined) {
        await logChange(db, {
          action: `${kind}.end`,
          youthId,
          subject: kind,
          subjectId: ended.id,
          before: { during: ended.during },
          after: { lastDay: span.from.subtract({ days: 1 }) },
        })
      }
    }
    const id = await addDatedRow(db, kind, youthId, during, rules.columns(row))
    await logChange(db, {
      action: `${kind}.begin`,
      youthId,
      subject: kind,
      subjectId: id,
      after: { during, row },
    })
    if (rules.movesDeadlines) await recomputeDeadlines(db, [youthId], scope.today)
    await rules.changed?.(scope, youthId)
    return { id }
  })

  route(house, useCases.correct, async ({ id, during: span, row, reason }, scope) => {
    const { db } = scope
    const before = await getRow(scope, kind, id)
    await rules.check?.(scope, row, span, before.youthId)
    await withdrawDatedRow(db, kind, id, reason)
    const during = toDayRange(span)
    const next = await addDatedRow(db, kind, before.youthId, during, rules.columns(row))
    await rules.corrected?.(db, id, next)
    await logChange(db, {
      action: `${kind}.correct`,
      youthId: before.youthId,
      subject: kind,
      subjectId: next,
      before: { id, during: before.during },
      after: { during, row, reason },
    })
    if (rules.movesDeadlines) await recomputeDeadlines(db, [before.youthId], scope.today)
    await rules.changed?.(scope, before.youthId)
    return { id: next }
  })

  route(house, useCases.withdraw, async ({ id, reason }, scope) => {
    const { db } = scope
    const before = await getRow(scope, kind, id)
    await withdrawDatedRow(db, kind, id, reason)
    await logChange(db, {
      action: `${kind}.withdraw`,
      youthId: before.youthId,
      subject: kind,
      subjectId: id,
      before: { during: before.during },
      after: { reason },
    })
    if (rules.movesDeadlines) await recomputeDeadlines(db, [before.youthId], scope.today)
    await rules.changed?.(scope, before.youthId)
    return { id }
  })
}

async function getYouth({ db }: Scope, youthId: number): Promise<void> {
  const youth = await db.selectFrom('youth').select('id').where('id', '=', youthId).executeTakeFirst()
  if (youth === undefined) throw new Refusal('notFound')
}

async function getRow({ db }: Scope, kind: DatedRowKind, id: number) {
  const row = await findDatedRow(db, kind, id)
  if (row === undefined) throw new Refusal('changedMeanwhile')
  return row
}

/** People name the last day; the tables hold the day after. */
function toDayRange(span: DaySpan): DayRange {
  return { from: span.from, to: span.lastDay?.add({ days: 1 }) ?? null }
}
