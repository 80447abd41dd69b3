import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  beginDutyActivity,
  beginDutyPause,
  endDutyActivity,
  involveGuardian,
  noteShowedUp,
  readDuty,
} from '#contract/duty.ts'
import { dutyForTest } from './test-duty.ts'

let it: Awaited<ReturnType<typeof dutyForTest>>
beforeAll(async () => {
  it = await dutyForTest('2026-12-18')
})
afterAll(() => it.end())

const overview = (input: Record<string, unknown> = {}, cookie = it.staff.caseworker.cookie) =>
  it.get(cookie, readDuty, input)
async function rowOf(youthId: number, input: Record<string, unknown> = {}, cookie?: string) {
  return (await overview(input, cookie)).rows.find(row => row.youthId === youthId)
}
const add = (who: Parameters<typeof it.add>[0] = {}) =>
  it.add({ staffId: it.staff.caseworker.staffId, ...who })
async function activityOf(youthId: number): Promise<number> {
  const { rows } = await it.owner.query(
    'select id::int from activity where youth_id = $1 and withdrawn_at is null order by id desc limit 1',
    [youthId],
  )
  return rows[0].id
}

describe('the groups of a week', () => {
  test('everybody of 15-17 in an open case is in one of them, or counted as on plan', async () => {
    const onPlan = await add({ activities: [['education', '2026-08-10', null]] })
    const dropped = await add({ activities: [['education', '2026-08-10', '2026-12-15', null, '2026-12-17']] })
    const ends = await add({ activities: [['internship', '2026-08-10', '2027-01-09']] })
    const begins = await add({
      activities: [
        ['education', '2026-08-10', '2026-12-15'],
        ['fgu', '2027-01-04', null],
      ],
    })
    const started = await add({ activities: [['fgu', '2026-12-10', null]] })
    const grown = await add({ birthDate: '2008-12-18' })
    const child = await add({ birthDate: '2011-12-19' })
    const { rows, counts, total, onPlan: count, week, isThisWeek } = await overview()
    const groups = Object.fromEntries(rows.map(row => [row.youthId, row.group]))
    expect(groups).toEqual({ [dropped]: 'new', [ends]: 'ends', [begins]: 'new', [started]: 'begins' })
    expect([total, count]).toEqual([5, 1])
    expect(counts).toEqual({ new: 2, waiting: 0, begins: 1, ends: 1, paused: 0 })
    expect(week).toMatchObject({ year: 2026, number: 51 })
    expect(isThisWeek).toBe(true)
    for (const youthId of [dropped, ends, begins, started]) {
      expect(await it.readings(youthId)).toEqual(['duty.read'])
    }
    for (const youthId of [onPlan, grown, child]) expect(await it.readings(youthId)).toEqual([])
  })

  test('work counts from 18 hours, and two jobs together', async () => {
    const few = await add({ activities: [['work', '2026-08-10', null, 17 * 60]] })
    const enough = await add({ activities: [['work', '2026-08-10', null, 18 * 60]] })
    const two = await add({
      activities: [
        ['work', '2026-08-10', null, 540],
        ['work', '2026-09-01', null, 540],
      ],
    })
    expect(await rowOf(few)).toMatchObject({ group: 'new', running: [{ weeklyMinutes: 1020 }] })
    expect(await rowOf(enough)).toBeUndefined()
    expect(await rowOf(two)).toBeUndefined()
  })
})

describe('the days of the law', () => {
  test('five working days run across Christmas, and 30 days from the conversation', async () => {
    const youthId = await add({
      activities: [['education', '2026-08-10', '2026-12-17', null, '2026-12-18']],
    })
    // Mon 21, Tue 22, Wed 23, then Christmas Eve, two holidays and a weekend: Mon 28, Tue 29.
    expect(await rowOf(youthId)).toMatchObject({
      group: 'new',
      contactDue: { day: Temporal.PlainDate.from('2026-12-29'), left: 5, status: 'law' },
      activityDue: null,
    })
    await it.talk(youthId, it.staff.caseworker.staffId, '2026-12-18')
    expect(await rowOf(youthId)).toMatchObject({
      group: 'waiting',
      contactDue: null,
      activityDue: { day: Temporal.PlainDate.from('2027-01-17'), left: 30 },
    })
  })
})

describe('who sees', () => {
  test('only those who are followed, and a leader everybody without guardians’ telephones', async () => {
    const youthId = await add({ guardians: [{ name: 'Mor Prøve', phone: '+4537000001' }] })
    expect((await rowOf(youthId))?.guardians).toMatchObject([{ name: 'Mor Prøve', phone: '+4537000001' }])
    expect((await rowOf(youthId, {}, it.staff.leader.cookie))?.guardians).toMatchObject([{ phone: null }])
    expect(await rowOf(youthId, {}, it.staff.adviser.cookie)).toBeUndefined()
    expect((await it.ask(it.staff.mentor.cookie, readDuty)).status).toBe(403)
  })

  test('filters narrow it down to a caseworker, an adviser, a school', async () => {
    const mine = await add()
    const { caseworker, adviser, leader } = it.staff
    const theirs = await it.add({ staffId: adviser.staffId, role: 'educationAdviser' })
    const at = async (input: object) =>
      (await overview({ ...input }, leader.cookie)).rows.map(row => row.youthId)
    expect(await at({})).toEqual(expect.arrayContaining([mine, theirs]))
    expect(await at({ caseworkerId: caseworker.staffId })).not.toContain(theirs)
    expect(await at({ adviserId: adviser.staffId })).toEqual([theirs])
    expect(await at({ school: 'FGU Nord' })).not.toContain(theirs)
    expect(await at({ school: 'Ukendt' })).toEqual([])
  })
})

describe('what is written down', () => {
  test('what ends says when the school told, and the history is kept', async () => {
    const youthId = await add({ activities: [['education', '2026-08-10', null]] })
    const activityId = await activityOf(youthId)
    const body = { activityId, lastDay: '2026-12-11', noticeDay: '2026-12-16', reason: 'Skolen ringede' }
    const { cookie } = it.staff.caseworker
    await it.get(cookie, endDutyActivity, body)
    expect(await rowOf(youthId)).toMatchObject({
      group: 'new',
      offPlan: { cause: 'ended', activity: { description: 'FGU Nord' } },
      contactDue: { day: Temporal.PlainDate.from('2026-12-23') },
    })
    const { rows } = await it.owner.query(
      `select withdrawn_reason, notice_day::text, upper(during)::text as until from activity
       where youth_id = $1 order by id`,
      [youthId],
    )
    expect(rows).toEqual([
      { withdrawn_reason: 'Skolen ringede', notice_day: null, until: null },
      { withdrawn_reason: null, notice_day: '2026-12-16', until: '2026-12-12' },
    ])
    // The deadline is stored by the same transaction, for my day and the leader's page.
    const stored = await it.owner.query(
      `select due_day::text from deadline d join rule r on r.id = d.rule_id where youth_id = $1 and state = 'open'`,
      [youthId],
    )
    expect(stored.rows).toEqual([{ due_day: '2026-12-23' }])
    expect((await it.ask(cookie, endDutyActivity, body)).status).toBe(409)
    await it.get(cookie, beginDutyActivity, {
      youthId,
      kind: 'fgu',
      description: 'FGU Syd',
      weeklyMinutes: null,
      from: '2026-12-18',
      lastDay: null,
    })
    expect((await rowOf(youthId))?.group).toBe('begins')
  })

  test('whether somebody came: not coming is off plan from the first day, and can be taken back', async () => {
    const youthId = await add({
      activities: [
        ['education', '2026-08-10', '2026-12-17'],
        ['fgu', '2026-12-17', null],
      ],
    })
    const activityId = await activityOf(youthId)
    const { cookie } = it.staff.caseworker
    expect(await rowOf(youthId)).toMatchObject({ group: 'begins', next: { activityId } })
    await it.get(cookie, noteShowedUp, { activityId, showedUp: false })
    expect(await rowOf(youthId)).toMatchObject({
      group: 'new',
      offPlan: { cause: 'noShow', known: Temporal.PlainDate.from('2026-12-18') },
    })
    await it.get(cookie, noteShowedUp, { activityId, showedUp: null })
    expect((await rowOf(youthId))?.group).toBe('begins')
    await it.get(cookie, noteShowedUp, { activityId, showedUp: true })
    expect(await rowOf(youthId)).toBeUndefined()
  })

  test('nobody comes ahead of the first day', async () => {
    const youthId = await add({ activities: [['fgu', '2027-01-04', null]] })
    const body = { activityId: await activityOf(youthId), showedUp: true }
    const answer = await it.ask(it.staff.caseworker.cookie, noteShowedUp, body)
    expect(answer.body.error.fields).toEqual([{ field: 'showedUp', code: 'future' }])
  })

  test('a pause with a reason rests the duty until its end', async () => {
    const youthId = await add()
    const body = { youthId, kind: 'illness', from: '2026-12-18', lastDay: '2027-01-10' }
    await it.get(it.staff.caseworker.cookie, beginDutyPause, body)
    expect(await rowOf(youthId)).toMatchObject({
      group: 'paused',
      pause: { kind: 'illness', lastDay: Temporal.PlainDate.from('2027-01-10') },
    })
  })

  test('a pause ahead is told of beside the deadlines, which hold until it begins', async () => {
    const youthId = await add()
    const before = await rowOf(youthId)
    const body = { youthId, kind: 'holiday', from: '2026-12-21', lastDay: '2027-01-04' }
    await it.get(it.staff.caseworker.cookie, beginDutyPause, body)
    const row = await rowOf(youthId)
    expect(row?.group).toBe('new')
    expect(row?.pause?.from.toString()).toBe('2026-12-21')
    expect(row?.pause?.lastDay.toString()).toBe('2027-01-04')
    expect(row?.contactDue?.day.toString()).toBe(before?.contactDue?.day.toString())
  })

  test('parents are not involved until it is noted', async () => {
    const youthId = await add({ guardians: [{ name: 'Mor Prøve' }] })
    expect(await rowOf(youthId)).toMatchObject({ guardiansInvolved: false, contact: null })
    const contactId = await it.talk(youthId, it.staff.caseworker.staffId, '2026-12-18')
    const before = await rowOf(youthId)
    const guardianId = before?.guardians[0]?.guardianId ?? 0
    const { cookie } = it.staff.caseworker
    for (const involved of [true, true, false, true]) {
      await it.get(cookie, involveGuardian, { contactId, guardianId, involved })
      expect(await rowOf(youthId)).toMatchObject({ guardiansInvolved: involved, guardians: [{ involved }] })
    }
    const { rows } = await it.owner.query(
      `select after -> 'involved' as involved from change_log where action = 'guardian.involve' and youth_id = $1 order by id`,
      [youthId],
    )
    expect(rows.map(row => row.involved)).toEqual([true, false, true])
    const other = await add({ guardians: [{ name: 'Far Prøve' }] })
    const others = (await rowOf(other))?.guardians[0]?.guardianId ?? 0
    const wrong = await it.ask(cookie, involveGuardian, { contactId, guardianId: others, involved: true })
    expect(wrong.status).toBe(404)
  })
})

describe('an earlier week', () => {
  test('tells what was known then', async () => {
    const youthId = await add({ activities: [['education', '2026-08-10', null]] })
    const activityId = await activityOf(youthId)
    const { cookie } = it.staff.caseworker
    await it.get(cookie, endDutyActivity, {
      activityId,
      lastDay: '2026-12-09',
      noticeDay: '2026-12-16',
      reason: 'Skolen ringede',
    })
    await it.owner.query(`update youth set created_at = '2026-08-01' where id = $1`, [youthId])
    expect((await rowOf(youthId))?.group).toBe('new')
    const earlier = await overview({ day: '2026-12-10' })
    expect(earlier).toMatchObject({ isThisWeek: false, week: { number: 50 } })
    expect(earlier.asOf.toString()).toBe('2026-12-13')
    expect(earlier.rows.map(row => row.youthId)).not.toContain(youthId)
    await it.goTo('2027-01-15')
    const { cookie: later } = it.staff.caseworker
    await it.get(later, beginDutyActivity, {
      youthId,
      kind: 'fgu',
      description: '',
      weeklyMinutes: null,
      from: '2027-01-04',
      lastDay: null,
    })
    expect((await rowOf(youthId, { day: '2026-12-20' }, later))?.group).toBe('new')
    expect((await rowOf(youthId, { day: '2027-01-08' }, later))?.group).toBe('new')
    expect((await rowOf(youthId, {}, later))?.group).toBe('begins')
  })

  test('a week that has not begun is none', async () => {
    const answer = await it.ask(it.staff.caseworker.cookie, readDuty, { day: '2027-02-01' })
    expect(answer.body.error.fields).toEqual([{ field: 'day', code: 'future' }])
  })
})

test('where somebody with a protected address goes is not in the list, and a school finds them only for who follows', async () => {
  const youthId = await add({
    givenName: 'Skjult',
    protectedAddress: true,
    activities: [['education', '2026-08-10', '2026-12-15', null, '2026-12-17']],
  })
  const { caseworker, leader } = it.staff
  for (const { cookie } of [caseworker, leader]) {
    const { rows } = await overview({}, cookie)
    const row = rows.find(each => each.youthId === youthId)
    expect(row).toMatchObject({
      protectedAddress: true,
      offPlan: { activity: { kind: 'education', description: '' } },
    })
  }
  // Whoever follows the young person knows the school, and finds them by it; to others the list says nothing of it.
  expect(await rowOf(youthId, { school: 'FGU Nord' })).toBeDefined()
  expect(await rowOf(youthId, { school: 'FGU Nord' }, leader.cookie)).toBeUndefined()
})

test('of a long case only what was said since it was known counts, and the latest talk of who is not off plan', async () => {
  const { staffId } = it.staff.caseworker
  const dropped = await add({
    activities: [['education', '2026-08-10', '2026-12-15', null, '2026-12-17']],
    guardians: [{ name: 'Mor Prøve' }],
  })
  const before = await it.talk(dropped, staffId, '2026-09-01')
  await it.owner.query(
    `insert into guardian_involved (guardian_id, contact_id, youth_id, noted_by)
     select id, $2, youth_id, $3 from guardian where youth_id = $1`,
    [dropped, before, staffId],
  )
  const row = await rowOf(dropped)
  expect(row).toMatchObject({ group: 'new', contact: null, attempts: 0, guardiansInvolved: false })
  expect(row?.guardians).toMatchObject([{ name: 'Mor Prøve', involved: false }])

  const ends = await add({ activities: [['internship', '2026-08-10', '2027-02-06']] })
  await it.talk(ends, staffId, '2026-09-01')
  const latest = await it.talk(ends, staffId, '2026-10-01')
  await it.owner.query(
    `insert into contact (youth_id, staff_id, kind, outcome, starts_at, day)
     values ($1, $2, 'meeting', 'noShow', '2026-11-02T10:00Z', '2026-11-02')`,
    [ends, staffId],
  )
  expect(await rowOf(ends)).toMatchObject({ group: 'ends', contact: { contactId: latest } })
})

test('who is born on 29 February comes in on 1 March of a common year, and leaves on 1 March', async () => {
  const youthId = await add({
    birthDate: '2012-02-29',
    activities: [['education', '2026-08-10', '2027-01-31']],
  })
  const isIn = async (day: string) => {
    await it.goTo(day)
    return (await rowOf(youthId)) !== undefined
  }
  expect(await isIn('2027-02-28')).toBe(false)
  expect(await isIn('2027-03-01')).toBe(true)
  expect(await isIn('2030-02-28')).toBe(true)
  expect(await isIn('2030-03-01')).toBe(false)
  await it.goTo('2026-12-18')
})

test('days that are taken from today find those who are 15-17, on every day of eight years', async () => {
  const { rows } = await it.owner.query(`
    select count(*)::int as pairs, count(*) filter (where
      (born > (today - interval '18 years')::date and born <= (today - interval '15 years')::date)
      <> (door.birthday(born, 15) <= today and today < door.birthday(born, 18)))::int as other
    from generate_series(date '2024-01-01', '2031-12-31', '1 day') d, lateral (select d::date as today) t,
      generate_series(-3, 3) n, unnest('{15,18}'::int[]) age,
      lateral (select (today - make_interval(years => age))::date + n as born) b`)
  expect(rows).toEqual([{ pairs: 2922 * 14, other: 0 }])
})
