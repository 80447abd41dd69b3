import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addBar, endBar, readBars } from '#contract/bars.ts'
import { listHandovers, meetTogether, readHandover, receiveYouth, tellYouth } from '#contract/handovers.ts'
import { proposalsForTest } from './test-proposals.ts'

let it: Awaited<ReturnType<typeof proposalsForTest>>
let gives: { staffId: number; cookie: string }
let receives: { staffId: number; cookie: string }
let youthId: number
let handoverId: number

beforeAll(async () => {
  it = await proposalsForTest()
  gives = it.first
  receives = it.second
})
afterAll(() => it.end())

/** As whoever gives a case by hand leaves it. */
async function change(since: string): Promise<void> {
  youthId = await it.youth(gives.staffId)
  await it.owner.query(
    `update assignment set during = daterange(lower(during), $2::date) where youth_id = $1`,
    [youthId, since],
  )
  await it.owner.query(
    `insert into assignment (youth_id, staff_id, role, during)
     values ($1, $2, 'caseworker', daterange($3::date, null))`,
    [youthId, receives.staffId, since],
  )
  const { rows } = await it.owner.query<{ id: number }>(
    `select id::int from door.follow_changes(array[$1::bigint], '2026-11-23', null)`,
    [youthId],
  )
  handoverId = rows[0]?.id ?? 0
  await it.owner.query(`update handover set begun_at = '2026-11-10T08:00Z' where id = $1`, [handoverId])
}
beforeEach(() => change('2026-11-23'))

const read = async (cookie = it.leader.cookie) => (await it.get(cookie, readHandover, { youthId })).handover
const mine = async ({ cookie }: { cookie: string }) =>
  (await it.get(cookie, listHandovers)).handovers.find(each => each.handoverId === handoverId)
const tell = (cookie = receives.cookie, over: object = {}) =>
  it.ask(cookie, tellYouth, { handoverId, how: 'call', day: '2026-11-23', ...over })
const meet = (meeting: object, cookie = receives.cookie) =>
  it.ask(cookie, meetTogether, { handoverId, meeting })
const receive = (cookie = receives.cookie) => it.ask(cookie, receiveYouth, { handoverId })
const none = { kind: 'none', reason: 'left', note: '' }

/** What the read log holds when somebody has opened the story. */
const story = (staffId: number, at = '2026-11-23T08:30Z') =>
  it.owner.query(
    `insert into read_log (staff_id, action, youth_ids, request_id, at)
     values ($1, 'youth.timeline', array[$2::bigint], 'x', $3)`,
    [staffId, youthId, at],
  )

async function appointment(staffId: number, startsAt: string): Promise<number> {
  const { rows } = await it.owner.query<{ id: number }>(
    `insert into appointment (youth_id, staff_id, kind, place, starts_at, ends_at, booked_by)
     values ($1, $2, 'meeting', 'Rådhuset', $3::timestamptz, $3::timestamptz + interval '1 hour', $2) returning id::int`,
    [youthId, staffId, startsAt],
  )
  return rows[0]?.id ?? 0
}

describe('how it stands', () => {
  test('both see it and what is next, the leader too, and nobody else', async () => {
    expect(await mine(gives)).toMatchObject({ youthId, givenName: 'Ung', mine: 'gives', next: 'tell' })
    expect(await mine(receives)).toMatchObject({ mine: 'receives', next: 'tell' })
    expect(await mine(it.third)).toBeUndefined()
    expect(await read()).toMatchObject({
      handoverId,
      from: { staffId: gives.staffId },
      to: { staffId: receives.staffId },
      mine: null,
      mayWrite: true,
      told: null,
      met: null,
      received: null,
    })
    expect(await read(receives.cookie)).not.toBeNull()
    expect(await read(it.third.cookie)).toBeNull()
  })

  test('whoever gives sees that it is open, and nothing else of the young person', async () => {
    expect(await read(gives.cookie)).toBeNull()
    await mine(gives)
    const { rows } = await it.owner.query(
      `select distinct staff_id::int as id from read_log where action = 'handover.list' and $1 = any (youth_ids)`,
      [youthId],
    )
    expect(rows).toEqual([{ id: gives.staffId }])
  })

  test('told, met and received end it, and who did what is kept', async () => {
    expect((await tell(gives.cookie)).body).toEqual({ next: 'meet', isDone: false })
    expect((await meet(none)).body).toEqual({ next: 'receive', isDone: false })
    await story(receives.staffId)
    expect((await receive()).body).toEqual({ next: null, isDone: true })
    const ended = await read()
    expect(ended).toMatchObject({
      isDone: true,
      mayWrite: false,
      told: { how: 'call', by: { staffId: gives.staffId } },
      met: { kind: 'none', reason: 'left' },
      received: { by: { staffId: receives.staffId } },
    })
    expect(ended?.endedOn?.toString()).toBe('2026-11-23')
    expect(await mine(receives)).toBeUndefined()
    const { rows } = await it.owner.query(
      `select action from change_log where youth_id = $1 and subject = 'handover' order by id`,
      [youthId],
    )
    expect(rows.map(({ action }) => action)).toEqual([
      'handover.begin',
      'handover.tell',
      'handover.meet',
      'handover.receive',
      'handover.end',
    ])
    expect((await tell()).status).toBe(409)
  })
})

describe('the joint meeting', () => {
  test('booked is waited for; held it counts, and ends a handover in which all else is done', async () => {
    const appointmentId = await appointment(receives.staffId, '2026-11-25T09:00:00Z')
    expect(await read(receives.cookie)).toMatchObject({ appointments: [{ appointmentId }] })
    await tell()
    await story(receives.staffId)
    await receive()
    expect((await meet({ kind: 'booked', appointmentId })).body).toEqual({ next: null, isDone: false })
    expect((await read())?.met).toMatchObject({ kind: 'booked', isPast: false })
    await it.owner.query(`update appointment set state = 'cancelled', cancelled_reason = 'x' where id = $1`, [
      appointmentId,
    ])
    expect(await read()).toMatchObject({ met: { kind: 'fellThrough' }, next: 'meet' })
    // Whoever has given the young person sees it too, without seeing the appointment.
    expect(await mine(gives)).toMatchObject({ met: { kind: 'fellThrough' }, next: 'meet' })
  })

  test('may be one that was held; not a call, not somebody else’s, not another young person’s', async () => {
    const contact = async (kind: string, outcome: string, staffId: number, whose = youthId) => {
      const { rows } = await it.owner.query<{ id: number }>(
        `insert into contact (youth_id, staff_id, kind, outcome, day, starts_at, minutes)
         values ($1, $2, $3, $4, '2026-11-20', '2026-11-20T09:00:00Z', 30) returning id::int`,
        [whose, staffId, kind, outcome],
      )
      return rows[0]?.id ?? 0
    }
    const other = await it.youth(receives.staffId)
    const wrong = [
      await contact('call', 'held', gives.staffId),
      await contact('meeting', 'noShow', gives.staffId),
      await contact('meeting', 'held', it.third.staffId),
      await contact('meeting', 'held', receives.staffId, other),
    ]
    for (const contactId of wrong)
      expect((await meet({ kind: 'met', contactId })).body.error.fields).toEqual([
        { field: 'meeting.contactId', code: 'notAMeeting' },
      ])
    const contactId = await contact('meeting', 'held', gives.staffId)
    expect((await meet({ kind: 'met', contactId })).status).toBe(200)
    const met = (await read())?.met
    expect([met?.kind, met?.day.toString()]).toEqual(['met', '2026-11-20'])
  })

  test('another reason is explained, and what is booked with whoever gave is counted', async () => {
    expect((await meet({ kind: 'none', reason: 'other', note: '' })).body.error.fields).toEqual([
      { field: 'meeting.note', code: 'required' },
    ])
    await appointment(gives.staffId, '2026-12-02T09:00:00Z')
    expect((await read())?.bookedWithFormer).toBe(1)
  })
})

describe('the receipt', () => {
  test('is the receiver’s alone, from the day of the change, and when the story has been opened', async () => {
    expect((await receive(it.leader.cookie)).status).toBe(403)
    const refused = await receive()
    expect(refused.body.error).toMatchObject({ code: 'refused', reason: 'handoverNotRead' })
    await story(gives.staffId)
    expect((await receive()).body.error.reason).toBe('handoverNotRead')
    // Whoever has only read along before the day was not shown all of the notes.
    await story(receives.staffId, '2026-11-22T22:59:59Z')
    expect((await receive()).body.error.reason).toBe('handoverNotRead')
    await story(receives.staffId, '2026-11-22T23:00:00Z')
    expect((await receive()).status).toBe(200)

    await change('2026-12-01')
    await story(receives.staffId)
    expect((await receive()).body.error.reason).toBe('handoverNotYet')
    expect(await mine(receives)).toMatchObject({ mine: 'receives' })
  })
})

test('who is told of it, out of sight or in it, is held to the relation', async () => {
  expect((await tell(it.third.cookie)).status).toBe(404)
  expect((await tell(it.leader.cookie)).status).toBe(200)
  for (const day of ['2026-11-24', '2026-01-01'])
    expect((await tell(undefined, { day })).status, day).toBe(400)
})

describe('bars', () => {
  const bar = {
    staffId: 0,
    reason: 'youthWish',
    note: 'Vil hellere have en anden',
    from: '2026-11-23',
    lastDay: null,
  }
  const add = (over: object = {}, cookie = receives.cookie) =>
    it.ask(cookie, addBar, { youthId, ...bar, staffId: it.third.staffId, ...over })

  test('are added, read by those who follow, ended, and never shown to whom they are about', async () => {
    const { status, body } = await add()
    expect(status).toBe(200)
    const { bars } = await it.get(receives.cookie, readBars, { youthId })
    expect(bars).toMatchObject([{ staff: { staffId: it.third.staffId }, reason: 'youthWish', lastDay: null }])
    expect((await it.ask(it.third.cookie, readBars, { youthId })).status).toBe(404)
    // Also when the one whom it is about comes to follow the young person.
    await it.owner.query(
      `insert into assignment (youth_id, staff_id, role, during) values ($1, $2, 'mentor', '[2026-11-01,)')`,
      [youthId, it.third.staffId],
    )
    expect((await it.get(it.third.cookie, readBars, { youthId })).bars).toEqual([])
    const input = { barId: body.barId, version: 1, lastDay: '2026-11-30' }
    expect((await it.ask(it.third.cookie, endBar, input)).status).toBe(404)
    expect((await it.ask(receives.cookie, endBar, input)).body).toEqual({ version: 2 })
    expect((await it.ask(receives.cookie, endBar, input)).status).toBe(409)
    const log = await it.owner.query(
      `select action, after::text from change_log where youth_id = $1 and subject = 'bar' order by id`,
      [youthId],
    )
    expect(log.rows.map(({ action }) => action)).toEqual(['bar.add', 'bar.end'])
    expect(log.rows.map(({ after }) => after).join()).not.toContain('hellere')
  })

  test('overlapping ones, other reasons without a word, and a day before the first are refused', async () => {
    await add()
    expect((await add()).body.error).toMatchObject({ code: 'conflict', reason: 'bar_no_overlap' })
    expect((await add({ reason: 'other', note: '' })).body.error.fields).toEqual([
      { field: 'note', code: 'required' },
    ])
    expect((await add({ lastDay: '2026-11-22' })).body.error.fields).toEqual([
      { field: 'lastDay', code: 'periodOrder' },
    ])
    expect((await add({ staffId: 999_999 })).body.error.fields).toEqual([
      { field: 'staffId', code: 'invalid' },
    ])
    expect((await add({}, it.third.cookie)).status).toBe(404)
  })

  test('whatever is written is kept as it was, or refused at the field', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 520 }), async note => {
        const whom = await it.youth(receives.staffId)
        const { status, body } = await add({ note, youthId: whom })
        if (status === 200) {
          const { bars } = await it.get(receives.cookie, readBars, { youthId: whom })
          expect(bars[0]?.note).toBe(note.trim())
        } else expect(body.error.fields).toMatchObject([{ field: 'note' }])
      }),
      { numRuns: 25 },
    )
  })
})
