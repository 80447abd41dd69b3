import { sql } from 'kysely'
import type { AgeChange } from '#domain/ages/age-changes.ts'
import type { Period } from '#domain/calendar/period.ts'
import type { Db } from '#server/database/connection.ts'

interface ChangeRow extends Omit<AgeChange, 'tasks'> {
  tasks: [item: string, text: string, daysBefore: number, onlyWith: AgeChange['tasks'][number]['onlyWith']][]
  during: Period
}

/** The configuration of what changes on birthdays, all periods, in the order in which people read it. */
export async function loadAgeChanges(db: Db): Promise<AgeChange[]> {
  const { rows } = await sql<ChangeRow>`
    select c.key, c.age, c.kind, c.name, c.text, c.source, c.status, c.during, coalesce((
      select json_agg(json_build_array(t.item, t.text, t.days_before, t.only_with) order by t.position, t.item)
      from age_task t where t.age_change_id = c.id), '[]') as tasks
    from age_change c order by c.age, c.position, c.id`.execute(db)
  return rows.map(row => ({
    ...row,
    tasks: row.tasks.map(([item, text, daysBefore, onlyWith]) => ({ item, text, daysBefore, onlyWith })),
  }))
}
