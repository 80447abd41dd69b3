import { timeZone } from '#domain/calendar/time-zone.ts'
import type { Db } from '#server/database/connection.ts'
import { loadAgeTurns } from '#server/records/age-turns.ts'
import { bulkInsert } from './bulk-insert.ts'
import { stream } from './random.ts'

/** What the caseworkers have done before birthdays: most of what was due, and some of it a little ahead. */
export async function loadAgeTicks(db: Db, seed: number, today: Temporal.PlainDate): Promise<void> {
  const random = stream(seed, 'ages')
  const { turns } = await loadAgeTurns(db, {
    today,
    timeZone,
    whose: 'all',
    atMost: 10_000,
  })
  // By person and not by what is late, so that a day more draws for the same people in the same order.
  turns.sort((a, b) => a.youthId - b.youthId || a.age - b.age)
  const rows = turns.flatMap(({ youthId, age, tasks, caseworker }) =>
    tasks.flatMap(({ item, dueDay }) => {
      const isDone = random.chance(0.9)
      const day = Temporal.PlainDate.from(dueDay).subtract({ days: random.int(0, 20) })
      const hasCome = Temporal.PlainDate.compare(day, today) < 0
      if (!isDone || !hasCome || caseworker === null) return []
      const done_at = `${day.toString()}T10:00:00Z`
      return [{ youth_id: youthId, age, item, done_by: caseworker.staffId, done_at }]
    }),
  )
  await bulkInsert(
    db,
    'age_task_done',
    { youth_id: 'bigint', age: 'int', item: 'text', done_by: 'bigint', done_at: 'timestamptz' },
    rows,
  )
}
