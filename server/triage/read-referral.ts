import { sql } from 'kysely'
import type { readReferral } from '#contract/triage.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import { consentNeeded } from '#domain/triage/telling.ts'
import { Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { clocksOf, type HistoryRow, loadOwed } from '#server/records/enquiry-clocks.ts'
import { familyOf, historyFields, talkFields } from '#server/records/referral-sql.ts'
import { toClock } from './clocks.ts'
import { headFields, staffName } from './referral-sql.ts'

type Answer = AnswerOf<typeof readReferral>
type Body = HistoryRow & Omit<Answer, 'today' | 'timeZone' | 'clocks' | 'consentNeeded'>

const otherReferral = (key: string) =>
  `(select json_build_object('referralId', o.id, 'reference', o.reference) from referral o where o.id = ${key})`

/** One enquiry, with what is owed derived as of today. */
export async function readTheReferral(
  { referralId }: ParsedInputOf<typeof readReferral>,
  { db, today }: Scope,
  timeZone: string,
): Promise<Answer> {
  const [body, owed] = await Promise.all([load(db, referralId, timeZone), loadOwed(db)])
  if (body === undefined) throw new Refusal('notFound')
  const { firstReceivedOn, writers, talks, closedOn, ...referral } = body
  const birthDate = referral.birthDate === null ? null : Temporal.PlainDate.from(referral.birthDate)
  return {
    ...referral,
    today: today.toString(),
    timeZone,
    consentNeeded: consentNeeded(birthDate, referral.age, today),
    clocks: clocksOf(body, owed, today).map(toClock),
  }
}

/** Everything about one enquiry and what was merged into it in one statement, which writes down who looked at which. */
async function load(db: Scope['db'], referralId: number, timeZone: string): Promise<Body | undefined> {
  const { rows } = await sql<{ body: Body }>`
    select json_build_object(
      ${sql.raw(headFields('r'))},
      'language', r.language, 'senderPlace', r.sender_place, 'senderPhone', r.sender_phone,
      'senderEmail', r.sender_email, 'callWhen', r.call_when, 'youthPhone', r.youth_phone, 'youthEmail', r.youth_email,
      'about', r.about, 'youthKnows', r.youth_knows, 'mayTell', r.may_tell, 'closeReason', r.close_reason,
      'closeNote', r.close_note, 'registeredBy', ${sql.raw(staffName('r.registered_by'))},
      'youth', case when r.youth_id is not null then json_build_object('youthId', r.youth_id,
        'mayOpen', door.sees_all() or r.youth_id = any (door.my_youth_ids())) end,
      'mergedInto', ${sql.raw(otherReferral('r.merged_into'))},
      'merged', coalesce((select json_agg(json_build_object(${sql.raw(headFields('m'))}, 'about', m.about,
          'senderPlace', m.sender_place, 'senderPhone', m.sender_phone, 'senderEmail', m.sender_email,
          'callWhen', m.call_when, 'youthPhone', m.youth_phone, 'youthEmail', m.youth_email,
          'youthKnows', m.youth_knows) order by m.received_at)
        from referral m where m.id in ${sql.raw(familyOf('r.id'))} and m.id <> r.id), '[]'),
      'events', coalesce((select json_agg(json_build_object(
          'eventId', e.id, 'at', e.at, 'day', e.day, 'kind', e.kind, 'by', ${sql.raw(staffName('e.staff_id'))}, 'note', e.note,
          ${sql.raw(talkFields('s', { kind: 'talkKind', outcome: 'talkOutcome', who: 'talkWith' }))},
          'takenBack', (select case when (b.details ->> 'isCorrected')::boolean then 'corrected' else 'removed' end
            from referral_event b where b.kind = 'talkTakenBack' and b.referral_id = e.referral_id
              and (b.id = e.id or (b.details ->> 'talk')::bigint = e.id) limit 1),
          'isNewAgain', coalesce((e.details ->> 'isNewAgain')::boolean, false),
          'to', coalesce(${sql.raw(staffName(`(e.details ->> 'toStaffId')::bigint`))}, e.details ->> 'to'),
          'other', ${sql.raw(otherReferral(`(e.details ->> 'other')::bigint`))},
          'holder', ${sql.raw(staffName(`(e.details ->> 'holder')::bigint`))},
          'aside', ${sql.raw(staffName(`(e.details ->> 'aside')::bigint`))},
          'closeReason', e.details ->> 'reason', 'mayTell', e.details ->> 'mayTell',
          'senderIsYouth', e.details ->> 'senderIsYouth', 'consentBy', e.details ->> 'consentBy',
          'stayed', case when e.details ? 'talksStayed' then json_build_object(
            'talks', (e.details ->> 'talksStayed')::int,
            'youthId', (select w.id from (select (e.details ->> 'stayedWith')::bigint as id) w
              where door.sees_all() or w.id = any (door.my_youth_ids()))) end,
          'ofOther', case when e.referral_id <> r.id then o.reference end) order by e.at desc, e.id desc)
        from referral_event e join referral o on o.id = e.referral_id
        -- What was taken back is told with the words of what it was.
        join referral_event s
          on s.referral_id = e.referral_id and s.id = case e.kind when 'talkTakenBack' then (e.details ->> 'talk')::bigint else e.id end
        where e.referral_id in ${sql.raw(familyOf('r.id'))}
          -- That it was merged, or taken out, is told where it was merged into: once.
          and not (e.referral_id <> r.id and e.kind in ('merged', 'unmerged')
            and (e.details ->> 'other')::bigint = o.merged_into)), '[]'),
      ${sql.raw(historyFields('r'))},
      'colleagues', coalesce((select json_agg(json_build_object('staffId', s.id, 'name', s.given_name || ' ' || s.family_name)
          order by s.given_name collate danish, s.family_name collate danish, s.id)
        from staff s where exists (select from staff_role o where o.staff_id = s.id and o.during @> door.today()
          and o.role in ('caseworker', 'educationAdviser', 'leader'))), '[]'),
      'readings', case when door.sees_all() then coalesce((
        select json_agg(json_build_object('day', l.day, 'name', ${sql.raw(staffName('l.staff_id'))}, 'times', l.times)
          order by l.day desc, l.last desc)
        from (
          select (g.at at time zone ${timeZone})::date as day, g.staff_id, count(*) as times, max(g.at) as last
          from referral_read_log g where g.referral_ids @> array[r.id] and g.action <> 'referral.queue'
          group by 1, 2 order by 1 desc, last desc limit 50) l), '[]') end,
      'mayUndo', r.state = 'merged' and r.youth_id is null or r.state = 'closed' and r.close_reason = 'linked'
    ) as body,
    door.note_referral_read('referral.read', array${sql.raw(familyOf('r.id'))})
    from referral r where r.id = ${referralId}`.execute(db)
  return rows[0]?.body
}
