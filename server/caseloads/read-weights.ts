import { sql } from 'kysely'
import type { readWeights } from '#contract/caseload-board.ts'
import type { AnswerOf } from '#contract/use-case.ts'
import { proposeMinutes } from '#domain/caseload/adjust.ts'
import { contactLines } from '#domain/caseload/contact-lines.ts'
import type { Db } from '#server/database/connection.ts'
import type { Scope } from '#server/door/route.ts'
import { loadLoggedSums } from '#server/records/caseload-reads.ts'
import { unitsInOrder } from '#server/records/caseload-rows.ts'

/** How far back logged minutes are counted. */
const months = 3

type Row = Omit<AnswerOf<typeof readWeights>['rows'][number], 'logged' | 'proposal'> & {
  /** Its name among the lines of the programme. */
  line: string
  holdsToday: boolean
}

/** Assumed and logged, side by side; nothing adjusts by itself. */
export async function readTheWeights(
  _input: object,
  { db, today }: Scope,
): Promise<AnswerOf<typeof readWeights>> {
  const from = today.subtract({ months })
  const [rows, { sums, openDays }] = await Promise.all([loadRows(db), loadLoggedSums(db, from, today)])
  const holding = rows.filter(({ holdsToday }) => holdsToday)
  const kindOf = new Map(
    [...Map.groupBy(holding, ({ programmeId }) => programmeId).values()]
      .flatMap(lines => [...contactLines(lines.map(row => ({ ...row, key: row.line, row })))])
      .map(([kind, { row }]) => [row, kind]),
  )
  return {
    today: today.toString(),
    from: from.toString(),
    to: today.toString(),
    rows: rows.map(each => {
      const { line: _line, holdsToday: _holdsToday, ...row } = each
      const { programmeId } = row
      const kind = kindOf.get(each)
      const logged = sums.find(sum => sum.programmeId === programmeId && sum.kind === kind)
      const days = openDays.find(open => open.programmeId === programmeId)?.days ?? 0
      return {
        ...row,
        logged:
          kind === undefined
            ? null
            : {
                held: logged?.held ?? 0,
                withMinutes: logged?.count ?? 0,
                meanMinutes: logged === undefined || logged.count === 0 ? null : logged.sum / logged.count,
                timesAYear: days === 0 ? null : ((logged?.held ?? 0) * 365) / days,
              },
        proposal: logged === undefined ? null : proposeMinutes(row.minutes, logged),
      }
    }),
  }
}

/** Those of today and to come: programmes with lines of their own first, each in the order in which it is read out. */
async function loadRows(db: Db): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select 'work' as kind, coalesce(w.programme_id, 0) || '/' || w.key as key, w.key as line, w.version,
      json_build_object('from', lower(w.during), 'lastDay', upper(w.during) - 1) as during, w.name,
      w.programme_id as "programmeId", p.name as programme, w.per, w.minutes, w.times_a_year as "timesAYear",
      w.source, w.status, w.during @> door.today() as "holdsToday"
    from case_weight w left join programme p on p.id = w.programme_id
    where not w.during << daterange(door.today(), null)
    order by w.programme_id nulls last, array_position(${unitsInOrder}::text[], w.per),
      -- As the line stood first: a change from a day on moves it nowhere.
      (select min(o.id) from case_weight o
        where o.key = w.key and o.programme_id is not distinct from w.programme_id), lower(w.during)`.execute(
    db,
  )
  return rows
}
