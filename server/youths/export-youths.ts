import { sql } from 'kysely'
import writeWorkbook, { type Cell } from 'write-excel-file/node'
import { z } from 'zod'
import type { Say } from '#contract/language/say.ts'
import { loadSay } from '#contract/language/say-in.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import { type exportYouths, type YouthColumn, YouthRow } from '#contract/youths.ts'
import type { Statement } from '#server/database/transaction.ts'
import { Refusal } from '#server/door/refusal.ts'
import type { House, Scope } from '#server/door/route.ts'
import {
  filterConditions,
  type Moment,
  orderedIds,
  orderingOf,
  Parameters,
  Places,
  rowJson,
} from './portfolio-sql.ts'
import { allConditions, readWords } from './search-youths.query.ts'

/** A sheet of more people than this is a copy of the register, not a list to work with. */
const mostRows = 20_000

/**
 * The filtered list as a workbook. Texts are written as texts, so that one beginning with "=" stays what it is;
 * protected addresses were masked before they left the database. Everybody in the sheet is in the read log.
 *
 * @throws Refusal when the list is longer than 20,000 rows
 */
export async function exportTheYouths(
  house: Pick<House, 'cpr' | 'timeZone'>,
  input: ParsedInputOf<typeof exportYouths>,
  scope: Scope,
): Promise<AnswerOf<typeof exportYouths>> {
  const { text, values } = exportQuery(input, scope, house.cpr)
  const result = await scope.db.executeQuery<{ body: string; count: number }>({
    ...sql``.compile(scope.db),
    sql: text,
    parameters: values,
  })
  const [row] = result.rows
  if (row === undefined || row.count > mostRows) throw new Refusal('refused', { reason: 'exportTooLarge' })
  const youths = z.array(YouthRow).parse(JSON.parse(row.body))
  const content = await workbook(youths, input.columns, await loadSay(input.language), house.timeZone)
  return {
    fileName: `medgang-${scope.today.toString()}.xlsx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    contentBase64: content.toString('base64'),
  }
}

function exportQuery(
  input: ParsedInputOf<typeof exportYouths>,
  moment: Moment,
  vault: House['cpr'],
): Statement {
  const parameters = new Parameters()
  const places = new Places(parameters, moment)
  const ids = () => {
    const ordering = orderingOf(input.sort, input.descending, places.today)
    const conditions = filterConditions(input, moment, places, parameters)
    return orderedIds(input.scope, conditions, ordering, String(mostRows + 1))
  }
  const hits = (words: string) => {
    const { found } = readWords(words, parameters, vault)
    const conditions = allConditions(input, moment, places, parameters)
    return `select y.id, row_number() over (
        order by f.likeness desc, y.family_name collate danish, y.given_name collate danish, y.id) as position
      from (${found}) f join youth y on y.id = f.id where ${['true', ...conditions].join(' and ')}`
  }
  const text = `
with shown as materialized (${input.words === undefined ? ids() : hits(input.words)})
select coalesce((select json_agg(${rowJson(places)} order by s.position)
    from shown s join youth y on y.id = s.id where (select count(*) from shown) <= ${mostRows}), '[]')::text as body,
  (select count(*)::int from shown) as count,
  door.note_read('youth.export', array(select id from shown))`
  return { name: '', text, values: parameters.values }
}

async function workbook(
  youths: readonly YouthRow[],
  columns: readonly YouthColumn[],
  say: Say,
  timeZone: string,
): Promise<Buffer> {
  const headings = [
    say('youths.givenName'),
    say('youths.familyName'),
    ...columns.map(c => say(`youths.${c}`)),
  ]
  const rows = youths.map(youth => [
    textCell(youth.givenName),
    textCell(youth.familyName),
    ...columns.map(column => cellOf(youth, column, say, timeZone)),
  ])
  return writeWorkbook(
    [headings.map(value => ({ value, type: String, fontWeight: 'bold' as const })), ...rows],
    { columns: headings.map(heading => ({ width: Math.max(14, heading.length + 2) })), stickyRowsCount: 1 },
  ).toBuffer()
}

function cellOf(youth: YouthRow, column: YouthColumn, say: Say, timeZone: string): Cell {
  switch (column) {
    case 'age':
      return { value: youth.age, type: Number }
    case 'birthDate':
      return dayCell(youth.birthDate)
    case 'targetGroup':
      return textCell(youth.targetGroup)
    case 'programmes':
      return textCell(youth.programmes.join(', '))
    case 'caseworker':
      return textCell(youth.caseworker && `${youth.caseworker.givenName} ${youth.caseworker.familyName}`)
    case 'lastContact':
      return youth.lastContact && dayCell(youth.lastContact.day)
    case 'nextDue':
      return youth.nextDue && dayCell(youth.nextDue.day)
    case 'nextAppointment':
      return youth.nextAppointment && timeCell(youth.nextAppointment.startsAt, timeZone)
    case 'phone':
      return textCell(youth.phone)
    case 'address':
      return textCell(youth.protectedAddress ? say('youths.addressProtected') : youth.address)
    case 'benefit':
      return textCell(youth.benefit && say(`youths.${youth.benefit}_benefit`))
  }
}

/** Always of the type of text: a spreadsheet then reckons nothing of what somebody has written. */
function textCell(value: string | null): Cell {
  return value === null || value === '' ? null : { value, type: String }
}

function dayCell(day: Temporal.PlainDate): Cell {
  return { value: new Date(Date.UTC(day.year, day.month - 1, day.day)), type: Date, format: 'dd-mm-yyyy' }
}

/** Spreadsheets know no time zones: they are given the time on the wall. */
function timeCell(instant: Temporal.Instant, timeZone: string): Cell {
  const wall = instant.toZonedDateTimeISO(timeZone).toPlainDateTime()
  return {
    value: new Date(wall.toZonedDateTime('UTC').epochMilliseconds),
    type: Date,
    format: 'dd-mm-yyyy hh:mm',
  }
}
