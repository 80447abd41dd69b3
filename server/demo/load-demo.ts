import { sql } from 'kysely'
import { type DayNumber, plainDate } from '#domain/calendar/day-number.ts'
import type { Db } from '#server/database/connection.ts'
import { logChange } from '#server/records/change-log.ts'
import type { CprVault } from '#server/records/cpr-vault.ts'
import { recomputeDeadlines } from '#server/records/deadlines.ts'
import { followChanges } from '#server/records/handover.ts'
import { applyTemplate } from '#server/setup/apply-template.ts'
import { decisionsAbout } from './assessments.ts'
import { bulkInsert, bulkInsertWithIds } from './bulk-insert.ts'
import { dayText, rangeText, timeText } from './day-text.ts'
import type { DemoActivity } from './demo-activity.ts'
import { inventMunicipality, type Municipality } from './invent.ts'
import { loadAgeTicks } from './load-age-ticks.ts'
import { loadAssessmentsRest } from './load-assessments.ts'
import { loadClosings } from './load-closings.ts'
import { loadContacts } from './load-contacts.ts'
import { loadEnquiries } from './load-enquiries.ts'
import { loadMatch } from './load-match.ts'
import { loadPlans } from './load-plans.ts'
import { loadStaff } from './load-staff.ts'

export interface DemoOptions {
  /** The same seed and day give the same people. */
  seed: number
  today: Temporal.PlainDate
  cpr: CprVault
}

/** Named as what it is on every page: see `municipality.is_demo`. */
const name = 'Åstrup Kommune'

/**
 * Fills a new, empty database with the invented municipality, its settings included. To be called in one transaction
 * of the system, so that a crash half-way leaves nothing.
 */
export async function loadDemo(db: Db, { seed, today, cpr }: DemoOptions): Promise<void> {
  const municipality = inventMunicipality(seed, today)
  await applyTemplate(db, {
    template: 'horsens',
    name,
    isDemo: true,
    isTrial: false,
    today: plainDate(municipality.times.programmeStart),
  })
  const staffIds = await loadStaff(db, municipality.absences, municipality.times.today)
  const youthIds = await loadYouths(db, municipality, cpr)
  await loadDatedRows(db, municipality, youthIds, staffIds)
  await loadPlans(db, staffIds, municipality.times.today)
  await loadMatch(db, staffIds, municipality.times.today)
  await loadContacts(db, municipality, youthIds, staffIds)
  await loadAssessmentsRest(db, municipality, youthIds, staffIds)
  await loadAgeTicks(db, seed, today)
  await involveGuardians(db)
  await loadEnquiries(db, staffIds, today)
  await loadClosings(db, today)
  await recomputeDeadlines(db, youthIds, today)
  await followChanges(db, youthIds, today)
  await logChange(db, {
    action: 'demo.load',
    youthId: null,
    subject: 'municipality',
    subjectId: 1,
    after: { seed, today: today.toString() },
  })
}

/** Half of the conversations with those under 18 in the last two months were with a parent. */
async function involveGuardians(db: Db): Promise<void> {
  await sql`
    insert into guardian_involved (contact_id, guardian_id, youth_id, noted_by, noted_at)
    select k.id, min(g.id), k.youth_id, k.staff_id, k.recorded_at
    from contact k join youth y on y.id = k.youth_id join guardian g on g.youth_id = y.id and g.has_custody
    where k.outcome = 'held' and k.kind in ('meeting', 'call') and k.id % 2 = 0
      and k.day > door.today() - 60 and door.birthday(y.birth_date, 18) > door.today()
    group by k.id, k.youth_id, k.staff_id, k.recorded_at`.execute(db)
}

async function loadYouths(db: Db, { youths }: Municipality, cpr: CprVault): Promise<number[]> {
  const ids = await bulkInsertWithIds(
    db,
    'youth',
    {
      given_name: 'text',
      family_name: 'text',
      search_name: 'text',
      birth_date: 'date',
      cpr_encrypted: 'bytea',
      cpr_index: 'bytea',
      phone: 'text',
      email: 'text',
      address: 'text',
      postal_code: 'text',
      city: 'text',
      protected_address: 'boolean',
      language: 'text',
      needs_interpreter: 'boolean',
      preferred_contact: 'text',
      about: 'text',
      created_at: 'timestamptz',
    },
    youths.map(({ life, person }) => ({
      given_name: person.given,
      family_name: person.family,
      search_name: person.searchName,
      birth_date: dayText(life.birth),
      cpr_encrypted: bytes(cpr.encrypt(person.cpr)),
      cpr_index: bytes(cpr.indexOf(person.cpr)),
      phone: person.phone,
      email: person.email,
      address: person.address,
      postal_code: person.postalCode,
      city: person.city,
      protected_address: person.protectedAddress,
      language: person.language,
      needs_interpreter: person.needsInterpreter,
      preferred_contact: person.preferredContact,
      about: person.about,
      created_at: morning(life.open.from),
    })),
  )
  await bulkInsert(
    db,
    'guardian',
    {
      youth_id: 'bigint',
      name: 'text',
      relation: 'text',
      phone: 'text',
      email: 'text',
      has_custody: 'boolean',
      recorded_at: 'timestamptz',
    },
    youths.flatMap(({ life, person }, at) =>
      person.guardians.map(({ hasCustody, ...guardian }) => ({
        youth_id: ids[at],
        ...guardian,
        has_custody: hasCustody,
        recorded_at: morning(life.open.from),
      })),
    ),
  )
  return ids
}

async function loadDatedRows(
  db: Db,
  { youths, times: { today } }: Municipality,
  youthIds: readonly number[],
  staffIds: readonly number[],
): Promise<void> {
  const programmes = await db.selectFrom('programme').select(['id', 'key']).execute()
  const dated = {
    youth_id: 'bigint',
    during: 'daterange',
    author_id: 'bigint',
    recorded_at: 'timestamptz',
  } as const
  const rows = youths.map((youth, at) => {
    const { assigned } = youth
    /** What every dated row has: written by the caseworker of its first day, on the morning of that day. */
    const row = (from: DayNumber, to: DayNumber | null) => {
      const author =
        assigned.find(a => a.role === 'caseworker' && (a.to === null || from < a.to)) ?? assigned.at(-1)
      return {
        youth_id: youthIds[at],
        during: rangeText(from, to),
        author_id: author === undefined ? null : staffIds[author.staff],
        recorded_at: morning(from),
      }
    }
    return { ...youth, row }
  })
  await bulkInsert(
    db,
    'youth_case',
    { youth_id: 'bigint', enquiry_day: 'date', during: 'daterange', close_reason: 'text' },
    rows.map(({ life }, at) => ({
      youth_id: youthIds[at],
      enquiry_day: dayText(life.open.from),
      during: rangeText(life.open.from, life.open.to),
      close_reason: life.closeReason,
    })),
  )
  await bulkInsert(
    db,
    'assessment',
    { ...dated, target_group: 'text', reason: 'text', stage: 'text', special_case: 'boolean' },
    rows.flatMap(({ life, row }, at) =>
      decisionsAbout(life, at, today).map(({ from, to, group, reason, stage, specialCase }) => ({
        ...row(from, to),
        target_group: group,
        reason,
        stage,
        special_case: specialCase,
      })),
    ),
  )
  await bulkInsert(
    db,
    'benefit',
    { ...dated, kind: 'text' },
    rows.flatMap(({ life, row }) => life.benefits.map(({ from, to, kind }) => ({ ...row(from, to), kind }))),
  )
  await bulkInsert(
    db,
    'activity',
    {
      ...dated,
      kind: 'text',
      description: 'text',
      weekly_minutes: 'int',
      notice_day: 'date',
      withdrawn_at: 'timestamptz',
      withdrawn_reason: 'text',
    },
    rows.flatMap(({ activities, row }) => activities.flatMap(activity => activityRows(activity, row))),
  )
  await bulkInsert(
    db,
    'membership',
    { ...dated, programme_id: 'bigint', end_reason: 'text' },
    rows.flatMap(({ life: { programme }, row }) =>
      programme === null
        ? []
        : [
            {
              ...row(programme.from, programme.to),
              programme_id: programmes.find(({ key }) => key === programme.key)?.id,
              end_reason: programme.endReason,
            },
          ],
    ),
  )
  await bulkInsert(
    db,
    'assignment',
    { ...dated, staff_id: 'bigint', role: 'text', reason: 'text' },
    rows.flatMap(({ assigned, row }) =>
      assigned.map(({ from, to, staff, role, reason }) => ({
        ...row(from, to),
        staff_id: staffIds[staff],
        role,
        reason,
      })),
    ),
  )
  await bulkInsert(
    db,
    'pause',
    { ...dated, reason: 'text' },
    rows.flatMap(({ history: { pause }, row }) =>
      pause === null ? [] : [{ ...row(pause.from, pause.to), reason: pause.reason }],
    ),
  )
}

/** What a school has told of is written down on that day; until then it stood as something that went on. */
function activityRows<Row extends object>(
  { from, to, kind, description, weeklyMinutes, noticeDay }: DemoActivity,
  row: (from: DayNumber, to: DayNumber | null) => Row & { recorded_at: string },
) {
  const words = {
    kind,
    description,
    weekly_minutes: weeklyMinutes,
    notice_day: noticeDay === null ? null : dayText(noticeDay),
    withdrawn_at: null,
    withdrawn_reason: null,
  }
  if (noticeDay === null) return [{ ...row(from, to), ...words }]
  const told = morning(noticeDay)
  const earlier = { notice_day: null, withdrawn_at: told, withdrawn_reason: 'Skolen gav besked' }
  return [
    { ...row(from, null), ...words, ...earlier },
    { ...row(from, to), ...words, recorded_at: told },
  ]
}

function morning(day: DayNumber): string {
  return timeText(day, 8 * 60 + 20)
}

function bytes(buffer: Buffer): string {
  return `\\x${buffer.toString('hex')}`
}
