import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { logInForTest } from '#server/door/test-session.ts'
import { at, type Enquiry, entranceForTest, type TestEntrance } from './test-entrance.ts'

let entrance: TestEntrance

beforeAll(async () => {
  entrance = await entranceForTest()
})
beforeEach(() => entrance.setNow(at))
afterAll(() => entrance.close())

/** What somebody at work writes down about the newest enquiry. */
async function happened(kind: string, day: string, details = {}): Promise<void> {
  await entrance.owner.query(
    `insert into referral_event (referral_id, at, day, kind, details)
     select max(id), $2::date, $2, $1, $3 from referral`,
    [kind, day, details],
  )
}

async function follow(code: string) {
  const answer = await entrance.follow({ code })
  expect(answer.statusCode).toBe(200)
  return answer.json()
}

const own: Partial<Enquiry> = { senderRole: 'youth' }

/** An enquiry of the young person, and somebody at work who knows that it is so. */
async function sentByYouth() {
  const receipt = await entrance.sent(own)
  await setNewest(`sender_is_youth = 'yes'`)
  return receipt
}

async function setNewest(what: string): Promise<void> {
  await entrance.owner.query(`update referral set ${what} where id = (select max(id) from referral)`)
}

test('the young person sees the promise clock, and what was kept', async () => {
  const { code } = await sentByYouth()
  const open = { keptDay: null, state: 'waiting', tried: null }
  expect(await follow(code)).toEqual({
    today: '2026-11-23',
    receivedOn: '2026-11-23',
    who: 'youth',
    takenOn: null,
    answeredOn: null,
    closedOn: null,
    stages: [
      { stage: 'contact', dueDay: '2026-11-25', ...open },
      { stage: 'meeting', dueDay: '2026-11-30', ...open },
      { stage: 'team', dueDay: '2026-12-07', ...open },
    ],
    callBack: null,
    tellsOutcome: true,
  })
  await happened('taken', '2026-11-23')
  await happened('contacted', '2026-11-24', { with: 'call' })
  await happened('contacted', '2026-12-01', { with: 'meeting' })
  entrance.setNow(Temporal.Instant.from('2026-12-08T09:00:00Z'))
  const later = await follow(code)
  expect(later.takenOn).toBe('2026-11-23')
  expect(later.stages).toEqual([
    { stage: 'contact', dueDay: '2026-11-25', keptDay: '2026-11-24', state: 'kept', tried: null },
    { stage: 'meeting', dueDay: '2026-11-30', keptDay: '2026-12-01', state: 'late', tried: null },
    { stage: 'team', dueDay: '2026-12-07', keptDay: null, state: 'overdue', tried: null },
  ])
})

test('the last day is still in time, and the day after is not', async () => {
  const { code } = await entrance.sent(own)
  entrance.setNow(Temporal.Instant.from('2026-11-25T22:59:59Z'))
  expect((await follow(code)).stages[0].state).toBe('waiting')
  entrance.setNow(Temporal.Instant.from('2026-11-25T23:00:00Z'))
  expect((await follow(code)).stages[0].state).toBe('overdue')
})

test('over Christmas, working days are those on which somebody is at work', async () => {
  // Tuesday 22 December: 24-26 December and the weekend are not counted.
  entrance.setNow(Temporal.Instant.from('2026-12-22T09:00:00Z'))
  const { promise } = await entrance.sent(own)
  expect(promise[0]).toEqual({ stage: 'contact', dueDay: '2026-12-28', isDecided: false })
})

test('somebody else sees that it was received and is in hand, and no more', async () => {
  const { code } = await entrance.sent()
  await happened('taken', '2026-11-23')
  await happened('contacted', '2026-11-24', { with: 'meeting' })
  await happened('senderTold', '2026-11-24')
  await entrance.owner.query(
    `update referral set state = 'closed', close_reason = 'x' where id = (select max(id) from referral)`,
  )
  await happened('closed', '2026-11-25')
  expect(await follow(code)).toEqual({
    today: '2026-11-23',
    receivedOn: '2026-11-23',
    who: 'other',
    takenOn: '2026-11-23',
    answeredOn: null,
    closedOn: null,
    stages: null,
    callBack: null,
    tellsOutcome: false,
  })
  await entrance.owner.query(
    `update referral set may_tell = 'outcome' where id = (select max(id) from referral)`,
  )
  expect(await follow(code)).toMatchObject({ answeredOn: '2026-11-24', closedOn: '2026-11-25', stages: null })
})

test('somebody else sees by when they are called, as the receipt said, until anybody was', async () => {
  const { code, promise } = await entrance.sent()
  const dueDay = promise[0]?.dueDay
  expect(dueDay).toBe('2026-11-25')
  expect(await follow(code)).toMatchObject({
    stages: null,
    callBack: { dueDay, state: 'waiting', tried: null },
  })
  await happened('taken', '2026-11-23')
  await happened('attempted', '2026-11-24')
  entrance.setNow(Temporal.Instant.from('2026-11-26T09:00:00Z'))
  expect((await follow(code)).callBack).toMatchObject({ dueDay, state: 'overdue', tried: null })
  await happened('contacted', '2026-11-26', { with: 'sender' })
  expect((await follow(code)).callBack).toBeNull()
})

test('who turns out not to be the young person is told no more than others', async () => {
  const { code } = await entrance.sent(own)
  await setNewest(`sender_is_youth = 'no', may_tell = 'receipt'`)
  await happened('contacted', '2026-11-23', { with: 'meeting' })
  expect(await follow(code)).toMatchObject({
    who: 'other',
    stages: null,
    callBack: null,
    tellsOutcome: false,
  })
})

const seen = (stage: { tried: unknown }) => stage.tried

/** The newest enquiry is the case of somebody who was held these contacts with. */
async function becameCase(...held: { day: string; kind?: string; isTeam?: boolean }[]): Promise<void> {
  const { staffId } = await logInForTest(entrance.house.pool, { at })
  const days = held.map(({ day, kind = 'meeting', isTeam = false }) => ({ day, kind, is_team: isTeam }))
  await entrance.owner.query(
    `with y as (insert into youth (given_name, family_name, search_name, birth_date)
       values ('Sigrid', 'Prøve', 'sigrid proeve', '2008-01-01') returning id),
     c as (insert into youth_case (youth_id, enquiry_day, during) select id, '2026-11-23', '[2026-11-23,)' from y),
     k as (insert into contact (youth_id, staff_id, kind, outcome, starts_at, day, is_team)
       select y.id, $1, d.kind, 'held', d.day, d.day, d.is_team
       from y, json_to_recordset($2) as d (day date, kind text, is_team boolean))
     update referral set state = 'closed', close_reason = 'registered', youth_id = (select id from y)
     where id = (select max(id) from referral)`,
    [staffId, JSON.stringify(days)],
  )
}

const standing = async (code: string) =>
  (await follow(code)).stages.map(
    ({ stage, state, keptDay }: { stage: string; state: string; keptDay: string | null }) =>
      `${stage} ${state} ${keptDay ?? ''}`.trim(),
  )

test('what is held in the case keeps what was promised, once it is known that it is the young person who asks', async () => {
  const { code } = await entrance.sent(own)
  await becameCase(
    { day: '2026-11-24', kind: 'call' },
    { day: '2026-11-26' },
    { day: '2026-11-27', isTeam: true },
  )
  entrance.setNow(Temporal.Instant.from('2026-11-27T09:00:00Z'))
  // Until then the days stay as the receipt had them, and nothing tells what was held.
  expect(await standing(code)).toEqual(['meeting waiting', 'team waiting'])
  await setNewest(`sender_is_youth = 'yes'`)
  expect(await standing(code)).toEqual([
    'contact kept 2026-11-24',
    'meeting kept 2026-11-26',
    'team kept 2026-11-27',
  ])
  // For whoever wrote about somebody else nothing of it is told.
  await setNewest(`sender_role = 'parent', sender_is_youth = 'unknown'`)
  expect(await follow(code)).toMatchObject({ who: 'other', stages: null, callBack: null })
})

test('what was promised is owed in the case as long as it lasts, and nobody is promised anything when it ends', async () => {
  const { code } = await sentByYouth()
  await happened('linked', '2026-11-24')
  await becameCase({ day: '2026-11-25', kind: 'call' })
  expect((await follow(code)).takenOn).toBe('2026-11-24')
  entrance.setNow(Temporal.Instant.from('2026-11-26T09:00:00Z'))
  expect(await standing(code)).toEqual(['contact kept 2026-11-25', 'meeting waiting', 'team waiting'])
  entrance.setNow(Temporal.Instant.from('2027-01-20T09:00:00Z'))
  expect(await standing(code)).toEqual(['contact kept 2026-11-25', 'meeting overdue', 'team overdue'])
  await entrance.owner.query(
    `update youth_case set during = '[2026-11-23,2027-01-10)', close_reason = 'moved'
     where youth_id = (select youth_id from referral where id = (select max(id) from referral))`,
  )
  expect(await standing(code)).toEqual(['contact kept 2026-11-25'])
})

/** In the case of the newest enquiry. */
async function inCase(day: string, kind: string, outcome: string, time = '10:00'): Promise<void> {
  await entrance.owner.query(
    `insert into contact (youth_id, staff_id, kind, outcome, starts_at, day)
     select r.youth_id, (select max(id) from staff), $2, $3, $1::date + $4::time, $1 from referral r
     where r.id = (select max(id) from referral)`,
    [day, kind, outcome, time],
  )
}

test('who was called in vain in the case sees it as before there was one, until they were reached', async () => {
  const { code } = await sentByYouth()
  await happened('attempted', '2026-11-23', { kind: 'call', who: 'youth', outcome: 'unanswered' })
  await becameCase()
  entrance.setNow(Temporal.Instant.from('2026-11-24T15:00:00Z'))
  const tried = async () => (await follow(code)).stages.map(seen)
  expect(await tried()).toEqual([{ day: '2026-11-23', kind: 'call', again: '2026-11-24' }, null, null])
  await inCase('2026-11-24', 'text', 'held')
  const text = { day: '2026-11-24', kind: 'text', again: '2026-11-25' }
  expect(await tried()).toEqual([text, null, null])
  await inCase('2026-11-24', 'call', 'cancelled', '11:00')
  expect(await tried()).toEqual([text, null, null])
  await inCase('2026-11-24', 'meeting', 'noShow', '12:00')
  const missed = { day: '2026-11-24', kind: 'meeting', again: '2026-11-25' }
  expect(await tried()).toEqual([missed, missed, null])
  await inCase('2026-11-24', 'call', 'held', '13:00')
  expect(await tried()).toEqual([null, null, null])
})

test.each([
  ['who says that it is theirs', `sender_role = 'youth', sender_is_youth = 'unknown', may_tell = 'outcome'`],
  ['who turned out to be another', `sender_role = 'youth', sender_is_youth = 'no', may_tell = 'receipt'`],
  ['a parent', `sender_role = 'parent', sender_is_youth = 'unknown', may_tell = 'receipt'`],
  ['a parent who may hear more', `sender_role = 'parent', sender_is_youth = 'unknown', may_tell = 'outcome'`],
])('what is held and tried in the case shows nowhere to %s', async (_, who) => {
  const { code } = await entrance.sent(own)
  await setNewest(who)
  await becameCase()
  for (const now of ['2026-11-24T15:00:00Z', '2026-12-24T15:00:00Z']) {
    entrance.setNow(Temporal.Instant.from(now))
    const before = await follow(code)
    await inCase('2026-11-24', 'call', 'unanswered')
    await inCase('2026-11-24', 'meeting', 'held', '11:00')
    await inCase('2026-11-24', 'meeting', 'noShow', '12:00')
    expect(await follow(code)).toEqual(before)
  }
})

test('in the case, whoever wrote is owed the call until its day, or until they were spoken with', async () => {
  const { code } = await entrance.sent()
  await becameCase()
  const callBack = async () => (await follow(code)).callBack
  expect(await callBack()).toMatchObject({ dueDay: '2026-11-25', state: 'waiting', tried: null })
  await happened('attempted', '2026-11-23', { kind: 'call', who: 'sender', with: 'sender' })
  expect((await callBack()).tried).toMatchObject({ day: '2026-11-23', again: '2026-11-24' })
  entrance.setNow(Temporal.Instant.from('2026-11-26T09:00:00Z'))
  expect(await callBack()).toBeNull()
  entrance.setNow(Temporal.Instant.from('2026-11-24T09:00:00Z'))
  expect(await callBack()).not.toBeNull()
  await happened('contacted', '2026-11-24', { kind: 'call', who: 'sender', with: 'sender' })
  expect(await callBack()).toBeNull()
})

test('a talk that went along to the case and was put right there counts as it was put right', async () => {
  const { code } = await sentByYouth()
  await happened('contacted', '2026-11-24', { kind: 'call', who: 'youth', with: 'call', outcome: 'held' })
  await becameCase({ day: '2026-11-25', kind: 'call' })
  entrance.setNow(Temporal.Instant.from('2026-11-26T09:00:00Z'))
  expect((await standing(code))[0]).toBe('contact kept 2026-11-24')
  await entrance.owner.query(
    `update contact set day = '2026-11-25', referral_event_id = (select max(id) from referral_event)
     where youth_id = (select youth_id from referral where id = (select max(id) from referral))`,
  )
  expect((await standing(code))[0]).toBe('contact kept 2026-11-25')
})

test('what was joined with another goes on there', async () => {
  await entrance.sent(own)
  const { rows } = await entrance.owner.query<{ id: string }>('select max(id) as id from referral')
  const { code } = await sentByYouth()
  await entrance.owner.query(
    `update referral set state = 'merged', merged_into = $1 where id = (select max(id) from referral)`,
    [rows[0]?.id],
  )
  await entrance.owner.query(
    `insert into referral_event (referral_id, at, day, kind, details)
     values ($1, '2026-11-24', '2026-11-24', 'contacted', '{"with": "call"}')`,
    [rows[0]?.id],
  )
  expect((await follow(code)).stages[0]).toMatchObject({ keptDay: '2026-11-24' })
})

test('a code is read however it is typed', async () => {
  const { code } = await entrance.sent(own)
  const plain = code.replaceAll('-', '')
  for (const typed of [
    plain,
    plain.toLowerCase(),
    plain.split('').join(' '),
    ` ${code} `,
    code.replaceAll('0', 'o').replaceAll('1', 'l'),
  ])
    expect((await follow(typed)).receivedOn).toBe('2026-11-23')
})

test('another code is told at the field, whatever it is, and tells nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 80 }), async code => {
      const answer = await entrance.follow({ code })
      expect(answer.statusCode).toBe(400)
      expect(answer.json().error.fields.map(({ field }: { field: string }) => field)).toEqual(['code'])
    }),
    { numRuns: 60 },
  )
})

test('a call in vain is seen by whom it was for, with by when it is tried again, until they were reached', async () => {
  const { code } = await entrance.sent(own)
  await happened('attempted', '2026-11-24', { kind: 'call', who: 'youth', outcome: 'unanswered' })
  entrance.setNow(Temporal.Instant.from('2026-11-24T15:00:00Z'))
  const tried = { day: '2026-11-24', kind: 'call', again: '2026-11-25' }
  expect((await follow(code)).stages.map(seen)).toEqual([tried, null, null])
  await happened('attempted', '2026-11-25', { kind: 'text', who: 'youth', outcome: 'unanswered' })
  entrance.setNow(Temporal.Instant.from('2026-11-25T15:00:00Z'))
  expect((await follow(code)).stages.map(seen)[0]).toEqual({
    day: '2026-11-25',
    kind: 'text',
    again: '2026-11-26',
  })
  entrance.setNow(Temporal.Instant.from('2026-11-28T15:00:00Z'))
  expect((await follow(code)).stages[0]).toMatchObject({ state: 'overdue', tried: { again: null } })
  await happened('contacted', '2026-11-28', { kind: 'call', who: 'youth', outcome: 'held', with: 'call' })
  expect((await follow(code)).stages.map(seen)).toEqual([null, null])
})

test('whoever wrote for another sees that they were called in vain, never that the young person was', async () => {
  const { code } = await entrance.sent()
  await happened('attempted', '2026-11-23', { kind: 'call', who: 'youth' })
  expect((await follow(code)).callBack.tried).toBeNull()
  await happened('attempted', '2026-11-23', { kind: 'call', who: 'sender', with: 'sender' })
  expect((await follow(code)).callBack.tried).toEqual({
    day: '2026-11-23',
    kind: 'call',
    again: '2026-11-24',
  })
  await setNewest(`state = 'closed', close_reason = 'registered'`)
  expect((await follow(code)).callBack).toBeNull()
})

test('until somebody at work knows that it is the young person, the code shows what others may be told', async () => {
  const real = await entrance.sent({ senderRole: 'teacher' })
  const { rows } = await entrance.owner.query<{ id: string }>('select max(id) as id from referral')
  await happened('taken', '2026-11-23')
  await happened('contacted', '2026-11-24', { with: 'meeting', kind: 'team', who: 'youth' })
  await happened('attempted', '2026-11-25', { kind: 'meeting', who: 'youth', outcome: 'noShow' })
  const { code } = await entrance.sent(own)
  await setNewest(`state = 'merged', merged_into = ${rows[0]?.id}`)
  entrance.setNow(Temporal.Instant.from('2026-11-26T09:00:00Z'))
  const known = ({ dueDay, keptDay, tried }: Record<string, unknown>) => [dueDay !== null, keptDay, tried]
  const guess = await follow(code)
  expect(guess).toMatchObject({ who: 'perhapsYouth', answeredOn: null, closedOn: null, tellsOutcome: false })
  // Nobody was called about their own enquiry; what was talked about the other one does not show.
  expect(guess.stages.map(known)).toEqual([
    [true, null, null],
    [true, null, null],
    [true, null, null],
  ])
  // The day of taking is told to the others too.
  expect(guess.takenOn).toBe((await follow(real.code)).takenOn)
  await setNewest(`sender_is_youth = 'yes'`)
  expect((await follow(code)).stages.map(known).map(([, keptDay]: unknown[]) => keptDay)).toEqual([
    '2026-11-24',
    '2026-11-24',
    null,
  ])
})
