import { afterAll, beforeAll, expect, test } from 'vitest'
import { findForSchool, readDuty, takeSchoolMessage } from '#contract/duty.ts'
import { dutyForTest } from './test-duty.ts'

let it: Awaited<ReturnType<typeof dutyForTest>>
beforeAll(async () => {
  it = await dutyForTest('2026-12-18')
})
afterAll(() => it.end())

const mikkel = { givenName: 'Mikkel', familyName: 'Bæk', birthDate: '2010-03-01' }
const key = () => crypto.randomUUID()
const message = {
  ...mikkel,
  youthId: null,
  activityId: null,
  school: 'FGU Nord',
  lastDay: '2026-12-11',
  noticeDay: '2026-12-17',
  senderName: 'Hanne Holm',
  senderPhone: '37 20 22 33',
  about: 'Er ikke kommet i fem dage.',
}

test('somebody in sight is found by birth date and a name as a school spells it', async () => {
  const youthId = await it.add({
    ...mikkel,
    staffId: it.staff.caseworker.staffId,
    activities: [['education', '2026-08-10', null]],
  })
  await it.add({ ...mikkel, givenName: 'Sofus', familyName: 'Dam', staffId: it.staff.caseworker.staffId })
  const find = (cookie: string, more = {}) =>
    it.get(cookie, findForSchool, { ...mikkel, givenName: 'Michel', familyName: 'Bech', ...more })
  const { cookie } = it.staff.caseworker
  expect((await find(cookie, { familyName: 'Bæk' })).found).toMatchObject([
    { youthId, running: [{ description: 'FGU Nord' }] },
  ])
  // A slip in the birth date does not hide who is named the same; a name of another kind finds nobody.
  expect((await find(cookie, { birthDate: '2010-03-02', familyName: 'Bæk' })).found).toMatchObject([
    { youthId, birthDate: Temporal.PlainDate.from('2010-03-01') },
  ])
  expect(
    (await find(cookie, { birthDate: '2010-03-02', givenName: 'Nora', familyName: 'Bak' })).found,
  ).toEqual([])
  expect(await it.readings(youthId)).toEqual(['duty.school', 'duty.school'])
  // Who does not follow the young person does not learn that the register knows him.
  for (const birthDate of ['2010-03-01', '2010-03-02']) {
    expect((await find(it.staff.adviser.cookie, { familyName: 'Bæk', birthDate })).found).toEqual([])
  }
})

test('a slip in the birth date finds those of 14-18 and nobody much older', async () => {
  const staffId = it.staff.caseworker.staffId
  const named = { givenName: 'Tobias', familyName: 'Rask', staffId }
  const births = ['2007-12-18', '2007-12-19', '2012-12-18', '2012-12-19', '2002-05-01']
  for (const birthDate of births) await it.add({ ...named, birthDate })
  const { found } = await it.get(it.staff.caseworker.cookie, findForSchool, {
    ...{ givenName: 'Tobias', familyName: 'Rask' },
    birthDate: '2010-06-06',
  })
  expect(found.map(({ birthDate }) => birthDate.toString()).toSorted()).toEqual(['2007-12-19', '2012-12-18'])
})

test('of a protected address only who follows is told which school it is', async () => {
  const who = { givenName: 'Alma', familyName: 'Skjold', birthDate: '2010-04-01' }
  const activities: [string, string, null][] = [['education', '2026-08-10', null]]
  await it.add({ ...who, staffId: it.staff.caseworker.staffId, protectedAddress: true, activities })
  for (const [{ cookie }, description] of [
    [it.staff.caseworker, 'FGU Nord'],
    [it.staff.leader, ''],
  ] as const) {
    expect((await it.get(cookie, findForSchool, who)).found).toMatchObject([
      { running: [{ kind: 'education', description }] },
    ])
  }
})

test('what ran ends with the day on which the school told, and the clock runs from it', async () => {
  const youthId = await it.add({
    staffId: it.staff.caseworker.staffId,
    activities: [['education', '2026-08-10', null]],
  })
  const { rows } = await it.owner.query('select id::int from activity where youth_id = $1', [youthId])
  const body = { ...message, clientKey: key(), youthId, activityId: rows[0].id }
  const { cookie } = it.staff.caseworker
  expect(await it.get(cookie, takeSchoolMessage, body)).toEqual({
    youthId,
    referralId: null,
    reference: null,
  })
  const row = (await it.get(cookie, readDuty)).rows.find(each => each.youthId === youthId)
  expect(row).toMatchObject({ group: 'new', offPlan: { known: Temporal.PlainDate.from('2026-12-17') } })
  expect((await it.ask(cookie, takeSchoolMessage, body)).status).toBe(409)
})

test('where nobody had written down the school, its last day is, and the clock runs all the same', async () => {
  const youthId = await it.add({ staffId: it.staff.caseworker.staffId })
  const { cookie } = it.staff.caseworker
  await it.get(cookie, takeSchoolMessage, { ...message, clientKey: key(), youthId })
  const row = (await it.get(cookie, readDuty)).rows.find(each => each.youthId === youthId)
  expect(row?.offPlan).toMatchObject({
    since: Temporal.PlainDate.from('2026-12-12'),
    known: Temporal.PlainDate.from('2026-12-17'),
    activity: { description: 'FGU Nord' },
  })
})

test('a message sent again, or twice at once, is written once; another day of the same school is another', async () => {
  const youthId = await it.add({ staffId: it.staff.caseworker.staffId })
  const { cookie } = it.staff.caseworker
  const body = { ...message, clientKey: key(), youthId }
  const atOnce = await Promise.all([1, 2, 3].map(() => it.ask(cookie, takeSchoolMessage, body)))
  expect(atOnce.map(({ status }) => status)).toEqual([200, 200, 200])
  const again = { youthId, referralId: null, reference: null }
  expect(await it.get(cookie, takeSchoolMessage, { ...body, clientKey: key() })).toEqual(again)
  const written = async () => {
    const { rows } = await it.owner.query(
      `select (select count(*) from activity where youth_id = $1)::int as activities,
        (select count(*) from change_log where youth_id = $1)::int as changes`,
      [youthId],
    )
    return rows[0]
  }
  expect(await written()).toEqual({ activities: 1, changes: 1 })
  // What was taken back does not stand: the message is then written anew.
  await it.owner.query(
    `update activity set withdrawn_at = now(), withdrawn_by = $2, withdrawn_reason = 'fejl' where youth_id = $1`,
    [youthId, it.staff.caseworker.staffId],
  )
  await it.get(cookie, takeSchoolMessage, body)
  await it.get(cookie, takeSchoolMessage, { ...body, lastDay: '2026-12-10' })
  expect(await written()).toEqual({ activities: 3, changes: 3 })
})

test('nobody in sight makes an enquiry, once however often it is sent', async () => {
  const body = { ...message, givenName: 'Nanna', clientKey: key() }
  const { cookie } = it.staff.adviser
  const first = await it.get(cookie, takeSchoolMessage, body)
  expect(first.youthId).toBeNull()
  expect(first.reference).toMatch(/^[B-Z]{3}-\d{3}$/)
  expect(await it.get(cookie, takeSchoolMessage, body)).toEqual(first)
  const { rows } = await it.owner.query(
    `select id::int, youth_given_name, sender_role, sender_place, sender_phone, channel, about from referral`,
  )
  expect(rows).toEqual([
    {
      id: first.referralId,
      youth_given_name: 'Nanna',
      sender_role: 'teacher',
      sender_place: 'FGU Nord',
      sender_phone: '+4537202233',
      channel: 'call',
      about:
        'FGU Nord har fortalt, at den unge er stoppet. Sidste dag var 11. december. Kommunen fik besked 17. december.\n\nEr ikke kommet i fem dage.',
    },
  ])
})

test('a young person out of sight cannot be spoken of by key, nor an activity of somebody else', async () => {
  const theirs = await it.add({
    staffId: it.staff.adviser.staffId,
    activities: [['education', '2026-08-10', null]],
  })
  const mine = await it.add({ staffId: it.staff.caseworker.staffId })
  const { rows } = await it.owner.query('select id::int from activity where youth_id = $1', [theirs])
  const { cookie } = it.staff.caseworker
  const send = (more: object) => it.ask(cookie, takeSchoolMessage, { ...message, clientKey: key(), ...more })
  expect((await send({ youthId: theirs })).status).toBe(404)
  expect((await send({ youthId: mine, activityId: rows[0].id })).status).toBe(409)
})

test('days and telephone are checked at their fields', async () => {
  const { cookie } = it.staff.caseworker
  const faults = async (more: object) => {
    const { body } = await it.ask(cookie, takeSchoolMessage, { ...message, clientKey: key(), ...more })
    return body.error.fields.map(({ field, code }: { field: string; code: string }) => `${field} ${code}`)
  }
  expect(await faults({ noticeDay: '2026-12-19' })).toEqual(['noticeDay future'])
  expect(await faults({ noticeDay: '2026-09-18' })).toEqual(['noticeDay dayOutOfRange'])
  const oldest = { ...message, noticeDay: '2026-09-19', lastDay: '2026-09-18', clientKey: key() }
  expect((await it.ask(cookie, takeSchoolMessage, oldest)).status).toBe(200)
  expect(await faults({ lastDay: '2026-12-19' })).toEqual(['lastDay future'])
  expect(await faults({ birthDate: '2026-12-19' })).toEqual(['birthDate future'])
  expect(await faults({ senderPhone: '12' })).toEqual(['senderPhone phone'])
  expect(await faults({ lastDay: '2026-02-30' })).toEqual(['lastDay day'])
  expect(await faults({ school: ' ' })).toHaveLength(1)
  expect(await faults({ about: 'Han hedder Mikkel, 050310-4001' })).toEqual(['about cprInText'])
  expect(await faults({ about: 'x'.repeat(2001) })).toHaveLength(1)
})
