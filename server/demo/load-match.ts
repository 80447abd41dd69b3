import { sql } from 'kysely'
import type { DayNumber } from '#domain/calendar/day-number.ts'
import type { Db } from '#server/database/connection.ts'
import { bulkInsert } from './bulk-insert.ts'
import { dayText, timeText } from './day-text.ts'
import { towns } from './names.ts'
import { colleagues } from './staff-list.ts'

/** Languages that competences name. */
const named: Readonly<Record<string, string>> = { arabisk: 'ar', tyrkisk: 'tr', somali: 'so' }
/** Languages of others, by family name. */
const spoken: Readonly<Record<string, readonly string[]>> = {
  Kjær: ['de', 'en'],
  Dam: ['de', 'pl'],
  Kvist: ['ru', 'uk'],
  Benali: ['fr'],
  Brix: ['so'],
}

/**
 * What says who fits whom: languages, the towns in which caseworkers meet young people, what the case of whoever waits
 * for a caseworker calls for, and one young person's own wish.
 */
export async function loadMatch(db: Db, staffIds: readonly number[], today: DayNumber): Promise<void> {
  const languages = colleagues.map(({ competences, family }) => [
    ...competences.flatMap(competence => named[competence] ?? []),
    ...(spoken[family] ?? []),
  ])
  await bulkInsert(
    db,
    'staff_language',
    { staff_id: 'bigint', language: 'text' },
    languages.flatMap((codes, at) => codes.map(language => ({ staff_id: staffIds[at], language }))),
  )
  // Each of the caseworkers outside the largest town is in one of the others on a day of the week.
  const around = towns.slice(1).map(([[postalCode]]) => postalCode)
  const withCases = colleagues.flatMap(({ caseload }, at) => ((caseload ?? 0) > 0 ? [at] : []))
  await bulkInsert(
    db,
    'staff_place',
    { staff_id: 'bigint', postal_code: 'text' },
    withCases.flatMap((at, turn) => {
      const postalCode = around[turn % (around.length + 2)]
      return postalCode === undefined ? [] : [{ staff_id: staffIds[at], postal_code: postalCode }]
    }),
  )
  const idOf = (family: string) => staffIds[colleagues.findIndex(colleague => colleague.family === family)]
  const [fatima, karen] = [idOf('Benali'), idOf('Bach')]
  const [from, at] = [dayText(today - 20), timeText(today - 20, 11 * 60)]
  await sql`
    insert into caseworker_wish (youth_id, whose, competence, during, author_id, recorded_at)
    select c.youth_id, 'case', 'psykiatri', daterange(lower(c.during), null), ${karen}, ${at}
    from youth_case c
    where upper_inf(c.during) and not exists (select from assignment a where a.youth_id = c.youth_id
      and a.role = 'caseworker' and a.during @> ${dayText(today)}::date)`.execute(db)
  await sql`
    insert into caseworker_wish (youth_id, whose, staff_id, during, author_id, recorded_at)
    select y.id, 'youth', ${fatima}, daterange(${from}::date, null), ${karen}, ${at}
    from youth y join youth_case c on c.youth_id = y.id and upper_inf(c.during)
    join assignment a on a.youth_id = y.id and a.role = 'caseworker' and upper_inf(a.during)
    where y.language = 'ar' and y.needs_interpreter and a.staff_id <> ${fatima}
      and lower(c.during) <= ${from}::date
    order by y.id limit 1`.execute(db)
}
