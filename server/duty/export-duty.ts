import writeWorkbook, { type Cell } from 'write-excel-file/node'
import { z } from 'zod'
import { DutyRow, type exportDuty } from '#contract/duty.ts'
import type { Say } from '#contract/language/say.ts'
import { loadSay } from '#contract/language/say-in.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import { showPhone } from '#domain/person/phone.ts'
import type { House, Scope } from '#server/door/route.ts'
import { readTheDuty } from './read-duty.ts'

type Row = z.output<typeof DutyRow>

/**
 * The overview as a workbook, in the order of the page. Texts are written as texts, so that one beginning with "=" stays
 * what it is; the overview has left out the places of those whose address is protected.
 */
export async function exportTheDuty(
  house: Pick<House, 'timeZone'>,
  input: ParsedInputOf<typeof exportDuty>,
  scope: Scope,
): Promise<AnswerOf<typeof exportDuty>> {
  const overview = await readTheDuty(house, input, scope, {
    most: Number.POSITIVE_INFINITY,
    action: 'duty.export',
  })
  const say = await loadSay(input.language)
  const rows = z.array(DutyRow).parse(overview.rows)
  const columns = columnsIn(say)
  const content = await writeWorkbook(
    [
      columns.map(({ heading }) => ({ value: heading, type: String, fontWeight: 'bold' as const })),
      ...rows.map(row => columns.map(({ cell }) => cell(row))),
    ],
    {
      columns: columns.map(({ heading }) => ({ width: Math.max(14, heading.length + 2) })),
      stickyRowsCount: 1,
    },
  ).toBuffer()
  return {
    fileName: `medgang-15-17-${overview.week.year}-${String(overview.week.number).padStart(2, '0')}.xlsx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    contentBase64: content.toString('base64'),
  }
}

interface Column {
  heading: string
  cell: (row: Row) => Cell
}

function columnsIn(say: Say): Column[] {
  const nameOf = (activity: Row['next']) => (activity === null ? null : activityName(say, activity))
  return [
    { heading: say('duty.sheetGroup'), cell: row => text(say(`duty.${row.group}_group`)) },
    { heading: say('duty.sheetGiven'), cell: row => text(row.givenName) },
    { heading: say('duty.sheetFamily'), cell: row => text(row.familyName) },
    { heading: say('duty.sheetAge'), cell: row => ({ value: row.age, type: Number }) },
    { heading: say('duty.sheetPhone'), cell: row => text(row.phone === null ? null : showPhone(row.phone)) },
    { heading: say('duty.caseworker'), cell: row => text(row.caseworker?.name ?? null) },
    { heading: say('duty.adviser'), cell: row => text(row.advisers.map(({ name }) => name).join(', ')) },
    { heading: say('duty.sheetSince'), cell: row => day(row.offPlan?.since) },
    { heading: say('duty.sheetKnown'), cell: row => day(row.offPlan?.known) },
    { heading: say('duty.sheetContactBy'), cell: row => day(row.contactDue?.day) },
    { heading: say('duty.sheetSpoken'), cell: row => day(row.offPlan === null ? null : row.contact?.day) },
    { heading: say('duty.sheetActivityBy'), cell: row => day(row.activityDue?.day) },
    {
      heading: say('duty.sheetNow'),
      cell: row => text(row.running.map(each => activityName(say, each)).join(', ')),
    },
    { heading: say('duty.sheetNext'), cell: row => text(nameOf(row.next)) },
    { heading: say('duty.sheetNextDay'), cell: row => day(row.next?.from) },
    {
      heading: say('duty.sheetEnds'),
      cell: row => day(row.lastDay ?? (row.group === 'paused' ? row.pause?.lastDay : null)),
    },
    {
      heading: say('duty.sheetGuardians'),
      cell: row =>
        text(
          row.guardians
            .filter(({ hasCustody }) => hasCustody)
            .map(({ name, phone }) => (phone === null ? name : `${name} ${showPhone(phone)}`))
            .join(', '),
        ),
    },
    {
      heading: say('duty.sheetInvolved'),
      cell: row =>
        row.guardiansInvolved === null ? null : text(say(row.guardiansInvolved ? 'common.yes' : 'common.no')),
    },
  ]
}

/** "FGU: FGU Nord"; only the kind where nobody has written where, or where it is not told in lists. */
function activityName(say: Say, activity: NonNullable<Row['next']>): string {
  const kind = say(`youth.${activity.kind}_activity`)
  return activity.description === '' ? kind : `${kind}: ${activity.description}`
}

/** Always of the type of text: a spreadsheet then reckons nothing of what somebody has written. */
function text(value: string | null): Cell {
  return value === null || value === '' ? null : { value, type: String }
}

function day(value: Temporal.PlainDate | null | undefined): Cell {
  if (value === null || value === undefined) return null
  return {
    value: new Date(Date.UTC(value.year, value.month - 1, value.day)),
    type: Date,
    format: 'dd-mm-yyyy',
  }
}
