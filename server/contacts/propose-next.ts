import { sql } from 'kysely'
import type { proposeNextContact as useCase } from '#contract/contacts.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import { bestSlots, type Diary, freeSlotsOn, officeHours } from '#domain/calendar/slots.ts'
import { deriveDeadlines } from '#domain/rhythm/derive.ts'
import { usualMinutes } from '#domain/rhythm/registering.ts'
import type { RhythmHistory } from '#domain/rhythm/types.ts'
import type { Db } from '#server/database/connection.ts'
import { fieldRefusal, Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { isBookedWith, loadBookable, loadTaken } from '#server/records/appointments.ts'
import { loadRhythmHistories } from '#server/records/rhythm-history.ts'
import { loadRhythm } from '#server/records/rules.ts'
import { showsPlaces } from './hidden-places.ts'
import { owedNext } from './owed.ts'
import { isInTime, wishesFor } from './wish.ts'

type BookableKind = keyof typeof usualMinutes
type Input = ParsedInputOf<typeof useCase>

const slotsProposed = 4
/** Nobody plans a meeting for the next half hour. */
const preparing = { minutes: 30 }
const usualTime = new Temporal.PlainTime(10)
const noContactYet = Number.MAX_SAFE_INTEGER

/**
 * What is owed next once the contact in hand is registered, and when the member of staff has time for it. A
 * proposal only: the time is promised by the booking itself.
 */
export async function proposeNext(
  input: Input,
  scope: Scope,
  timeZone: string,
): Promise<AnswerOf<typeof useCase>> {
  const { db, now, today } = scope
  const [rhythm, histories, booked, { rows: noted }] = await Promise.all([
    loadRhythm(db),
    loadRhythmHistories(db, [input.youthId]),
    loadBookings(db, input.youthId, now, input.appointmentId ?? null),
    sql<{ follows: boolean }>`select door.follows(${input.youthId}) as follows,
      door.note_read('contact.proposeNext', array(select id from youth where id = ${input.youthId}))`.execute(
      db,
    ),
  ])
  const history = histories.get(input.youthId)
  // Whoever only reads along until the case is theirs books nothing yet, and need not know when a colleague has time.
  if (history === undefined || !noted[0]?.follows) throw new Refusal('notFound')
  const whose = input.staffId ?? scope.staffId
  if (whose !== scope.staffId) await checkFollows(db, whose, input.youthId, input.day ?? today)

  const { rules, calendar } = rhythm
  const deadlines = deriveDeadlines(rules, supposed(history, input, scope), today, calendar)
  const { proposed, owed } = owedNext(deadlines, rhythm, today)
  const fulfilling: readonly string[] = owed?.fulfilledBy ?? []
  const inTime =
    proposed === null
      ? undefined
      : booked.find(
          each =>
            fulfilling.includes(each.kind) &&
            isInTime(scope.dayOf(each.startsAt), proposed.windowTo, today, calendar),
        )
  const kind = input.bookKind ?? proposed?.kind ?? null
  const slots = kind === null ? [] : await findSlots(kind)
  // Free times on a chosen day are a list to choose from; only our own proposal has a first choice.
  const [slot = null, ...otherSlots] = input.day === undefined ? slots : [null, ...slots]
  return {
    owed,
    kind,
    minutes: kind === null ? 0 : usualMinutes[kind],
    booked: inTime === undefined ? null : { ...inTime, startsAt: inTime.startsAt.toString() },
    slot,
    otherSlots: otherSlots.filter(each => each !== null),
  }

  async function findSlots(wanted: BookableKind) {
    const wishes =
      input.day === undefined
        ? wishesFor(proposed, today, calendar)
        : [{ from: input.day, to: input.day, near: input.day }]
    const first = wishes.map(wish => wish.from).reduce(earlier)
    const last = wishes.map(wish => wish.to).reduce(later)
    const taken = await loadTaken(
      db,
      whose,
      first.toZonedDateTime(timeZone).toInstant(),
      last.add({ days: 1 }).toZonedDateTime(timeZone).toInstant(),
      { from: first, to: last },
    )
    const diary: Diary = { ...taken, hours: officeHours, calendar, timeZone, notBefore: now.add(preparing) }
    const length = usualMinutes[wanted]
    if (input.day !== undefined) return freeSlotsOn(input.day, length, diary).map(at => answer(at, length))
    const atTime = timeLike(input.startsAt?.toZonedDateTimeISO(timeZone).toPlainTime())
    for (const wish of wishes) {
      const found = bestSlots({ ...wish, atTime, minutes: length }, diary, slotsProposed)
      if (found.length > 0) return found.map(at => answer(at, length))
    }
    return []
  }
}

/** The same time of day as now, where that is one that people meet at. */
function timeLike(time: Temporal.PlainTime | undefined): Temporal.PlainTime {
  if (time === undefined) return usualTime
  const { from, to } = officeHours
  const open = Temporal.PlainTime.compare(from, time) <= 0 && Temporal.PlainTime.compare(time, to) < 0
  return open ? time : usualTime
}

function answer(startsAt: Temporal.Instant, minutes: number) {
  return { startsAt: startsAt.toString(), minutes }
}

/** The history as it would be with the contact in hand, which is not in the future whatever its clock says. */
function supposed(history: RhythmHistory, input: Input, { today, dayOf }: Scope): RhythmHistory {
  const { kind, outcome, startsAt } = input
  if (kind === undefined || outcome === undefined) return history
  const said = startsAt === undefined ? today : dayOf(startsAt)
  const isTeam = input.isTeam ?? false
  const contact = { id: noContactYet, day: earlier(said, today), kind, outcome, isTeam }
  return { ...history, contacts: [...history.contacts, contact] }
}

/** When a colleague has time is for those who could book it: with somebody whom the colleague follows or meets. */
async function checkFollows(
  db: Db,
  staffId: number,
  youthId: number,
  day: Temporal.PlainDate,
): Promise<void> {
  const [colleague, already] = await Promise.all([
    loadBookable(db, staffId, youthId, day),
    isBookedWith(db, staffId, youthId),
  ])
  if (!colleague?.related && !already) throw fieldRefusal('staffId', 'staffUnrelated')
}

interface NextBooking {
  id: number
  kind: BookableKind
  place: string
  startsAt: Temporal.Instant
}

async function loadBookings(
  db: Db,
  youthId: number,
  now: Temporal.Instant,
  except: number | null,
): Promise<NextBooking[]> {
  const { rows } = await sql<NextBooking>`
    select a.id, a.kind, case when ${sql.raw(showsPlaces)} then a.place else '' end as place,
      a.starts_at as "startsAt"
    from appointment a join youth y on y.id = a.youth_id
    where a.youth_id = ${youthId} and a.state = 'booked' and a.starts_at > ${now}
      and a.id is distinct from ${except}::bigint
    order by a.starts_at limit 20`.execute(db)
  return rows
}

function earlier(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(a, b) <= 0 ? a : b
}

function later(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(a, b) >= 0 ? a : b
}
