import { sql } from 'kysely'
import type { DatedContent, DatedKindName } from '#contract/dated-rules.ts'
import { contains, type Period } from '#domain/calendar/period.ts'
import { fieldRefusal, Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { logChange } from '#server/records/change-log.ts'
import type { DatedKind, DatedRow } from './dated-kind.ts'
import { datedKinds } from './dated-kinds.ts'
import { checkSuccession, namesParagraph } from './succession.ts'

/** A row that begins, or ends and perhaps makes way for another. */
export interface Wanted {
  kind: DatedKindName
  /** Null begins a new one. Without a version it is taken as it stands. */
  replaces: { key: string; begins: Temporal.PlainDate; version: number | null } | null
  from: Temporal.PlainDate
  /** Null ends it. */
  content: DatedContent | null
  reason: string
}

/** A change, decided and not made. */
export interface DatedPlan {
  kind: DatedKind<DatedContent>
  /** `withdraw`: the row has not begun, and is taken back. */
  act: 'begin' | 'correct' | 'change' | 'end' | 'withdraw'
  /** What is taken back was to replace the row before it, which runs on; false where it began by itself. */
  revives: boolean
  old: DatedRow<DatedContent> | null
  /** Null where nothing begins. */
  made: Omit<DatedRow<DatedContent>, 'version'> | null
  from: Temporal.PlainDate
  reason: string
  /** All of the kind as they stand. */
  rows: readonly DatedRow<DatedContent>[]
}

/** One change of a kind at a time: of two at once the second finds another version. */
export async function lockKind(name: DatedKindName, { db }: Pick<Scope, 'db'>): Promise<void> {
  await sql`lock table ${sql.table(datedKinds[name].table)} in share row exclusive mode`.execute(db)
}

/**
 * Decides, and changes nothing yet. A day that has passed is refused as a beginning: what was judged by a rule stays
 * judged by it.
 *
 * @param sourced whether the paragraph of what is law must be named; a preview may come before the act
 * @throws Refusal at the field, or changedMeanwhile where the row is not as it was read
 */
export async function planDated(
  { kind: name, replaces, from, content, reason }: Wanted,
  { db, today }: Pick<Scope, 'db' | 'today'>,
  { sourced = true }: { sourced?: boolean } = {},
): Promise<DatedPlan> {
  const kind: DatedKind<DatedContent> = datedKinds[name]
  if (Temporal.PlainDate.compare(from, today) < 0) throw fieldRefusal('from', 'dayPassed')
  if (content !== null && content.kind !== name) throw new Refusal('badInput')
  const rows = await kind.load(db)
  const old = replaces === null ? null : found(rows, replaces)
  if (content !== null) {
    if (sourced && content.status === 'law' && !namesParagraph(content.source))
      throw fieldRefusal('content.source', 'paragraph')
    await kind.check(content, old?.content ?? null, db)
  }
  const rest = { kind, old, from, reason, rows, revives: false }
  if (old === null) {
    if (content === null) throw new Refusal('badInput')
    return { ...rest, act: 'begin', made: begun(kind, content, from, rows) }
  }
  const isAhead = Temporal.PlainDate.compare(old.during.from, today) > 0
  if (content === null && isAhead && from.equals(old.during.from))
    return { ...rest, act: 'withdraw', made: null, revives: !(await isBegunAnew(kind, old, db)) }
  const inPlace = checkSuccession(
    { during: old.during, status: old.content.status },
    { from, reason, sourced, source: content?.source ?? null, sourceField: 'content.source' },
  )
  if (content === null) return { ...rest, act: 'end', made: null }
  const made = { ...old, content, during: { from, to: old.during.to } }
  return { ...rest, act: inPlace ? 'correct' : 'change', made }
}

async function isBegunAnew(
  kind: DatedKind<DatedContent>,
  row: DatedRow<DatedContent>,
  db: Scope['db'],
): Promise<boolean> {
  const { rows } =
    await sql`select from ${sql.table(kind.table)} where ${isRow(kind, row)} and begun_anew`.execute(db)
  return rows.length > 0
}

const isRow = (
  kind: DatedKind<DatedContent>,
  { key, during }: Pick<DatedRow<DatedContent>, 'key' | 'during'>,
) => sql`${kind.where(key)} and lower(during) = ${during.from}::date`

function found(
  rows: readonly DatedRow<DatedContent>[],
  { key, begins, version }: NonNullable<Wanted['replaces']>,
): DatedRow<DatedContent> {
  const old = rows.find(row => row.key === key && row.during.from.equals(begins))
  if (old === undefined) throw new Refusal('notFound')
  if (version !== null && old.version !== version) throw new Refusal('changedMeanwhile')
  return old
}

/** What has not been, last in the list; it ends where something of its key is planned to begin. */
function begun(
  kind: DatedKind<DatedContent>,
  content: DatedContent,
  from: Temporal.PlainDate,
  rows: readonly DatedRow<DatedContent>[],
): Omit<DatedRow<DatedContent>, 'version'> {
  const key = kind.keyOf(content, rows)
  const kin = rows.filter(row => row.key === key)
  if (kin.some(({ during }) => contains(during, from))) throw fieldRefusal('from', 'alreadyHolds')
  const later = kin
    .map(({ during }) => during.from)
    .filter(day => Temporal.PlainDate.compare(day, from) > 0)
    .sort(Temporal.PlainDate.compare)
  const place = Math.max(-1, ...rows.map(row => row.place)) + 1
  return { key, content, place, during: { from, to: later[0] ?? null } }
}

/** All rows of the kind as they will stand. */
export function rowsAfter({
  act,
  old,
  made,
  from,
  rows,
  revives,
}: DatedPlan): Pick<DatedRow<DatedContent>, 'key' | 'during' | 'content'>[] {
  const others = rows.filter(row => row !== old)
  if (old === null || act === 'correct') return [...others, ...(made === null ? [] : [made])]
  if (act === 'withdraw')
    return others.map(row =>
      revives && isBefore(row, old) ? { ...row, during: { from: row.during.from, to: old.during.to } } : row,
    )
  const ended = { ...old, during: { from: old.during.from, to: from } }
  return [...others, ended, ...(made === null ? [] : [made])]
}

function isBefore(row: DatedRow<DatedContent>, next: DatedRow<DatedContent>): boolean {
  return row.key === next.key && row.during.to !== null && row.during.to.equals(next.during.from)
}

/** Stores what was decided, with a line in the change log, and gives the key. */
export async function storeDated(plan: DatedPlan, { db }: Pick<Scope, 'db'>): Promise<string> {
  const { kind, act, old, made, from, reason } = plan
  if (old !== null) await endOld(plan, old, db)
  if (made !== null) await (act === 'correct' ? kind.rewrite(db, made) : kind.insert(db, made))
  if (made !== null && act === 'begin')
    await sql`update ${sql.table(kind.table)} set begun_anew = true where ${isRow(kind, made)}`.execute(db)
  await logChange(db, {
    action: `${kind.subject}.${act}`,
    youthId: null,
    subject: kind.table,
    subjectId: null,
    ...(old === null ? {} : { before: { key: old.key, ...told(old.during), ...old.content } }),
    after: { from, ...(made === null ? { reason } : { key: made.key, ...made.content }) },
  })
  return made?.key ?? old?.key ?? ''
}

const told = ({ from, to }: Period) => ({ from, to })

async function endOld(
  { kind, act, from, rows, revives }: DatedPlan,
  old: DatedRow<DatedContent>,
  db: Scope['db'],
): Promise<void> {
  const table = sql.table(kind.table)
  if (act === 'change' || act === 'end')
    await sql`update ${table} set during = daterange(lower(during), ${from}::date), version = version + 1
      where ${isRow(kind, old)}`.execute(db)
  if (act !== 'withdraw') return
  if (old.content.kind === 'group' && rows.every(row => row === old || row.key !== old.key))
    await refuseUsed(old.key, db)
  await sql`delete from ${table} where ${isRow(kind, old)}`.execute(db)
  if (!revives) return
  await sql`update ${table} set during = daterange(lower(during), ${old.during.to}::date), version = version + 1
    where ${kind.where(old.key)} and upper(during) = ${old.during.from}::date`.execute(db)
}

/** @throws Refusal where something names a group that would be no more */
async function refuseUsed(code: string, db: Scope['db']): Promise<void> {
  const { rows } = await sql`
    select from rule where target_group = ${code}
    union all select from programme where ${code} = any (entry_target_groups)
    union all select from education_order_rule where ${code} = any (target_groups)`.execute(db)
  if (rows.length > 0) throw new Refusal('refused', { reason: 'groupInUse' })
}
