import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OutputOf } from '#contract/use-case.ts'
import { readAddress, readCpr, readTimeline, readYouth } from '#contract/youths-person.ts'
import { youthRoutes } from './routes.ts'
import { youthsForTest } from './test-youths.ts'

let world: Awaited<ReturnType<typeof youthsForTest>>
let youthId: number
let adult: number

beforeAll(async () => {
  world = await youthsForTest(youthRoutes)
  const { staffId } = world.caseworker
  youthId = await world.add({
    birthDate: '2009-11-22',
    staffId,
    protectedAddress: true,
    cpr: '221109-4000',
    targetGroup: 'ready',
  })
  adult = await world.add({ birthDate: '2007-02-01', staffId })
  await world.owner.query(`
    insert into guardian (youth_id, name, relation, phone, email) values
      (${youthId}, 'Mor Prøve', 'Mor', '37 20 00 01', 'mor@example.dk'),
      (${adult}, 'Far Prøve', 'Far', '37 20 00 02', 'far@example.dk');
    insert into subject_area values ('health', 'Helbred', 'LAB', true, 1, 'local');
    insert into membership (youth_id, programme_id, during) select ${youthId}, id, '[2026-06-15,)' from programme;
    insert into pause (youth_id, reason, during) values (${youthId}, 'illness', '[2026-07-01,2026-07-15)');
    insert into activity (youth_id, kind, description, during) values
      (${youthId}, 'internship', 'Værksted', '[2026-08-01,2026-09-01)');
    insert into benefit (youth_id, kind, during) values (${youthId}, 'kontanthjaelp', '[2026-06-01,)');
    insert into appointment (youth_id, staff_id, kind, place, starts_at, ends_at) values
      (${youthId}, ${staffId}, 'meeting', 'Hos mor, Skjulte Vej', '2026-11-24 10:00+01', '2026-11-24 10:45+01');
    insert into appointment (youth_id, staff_id, kind, starts_at, ends_at, state) values
      (${youthId}, ${staffId}, 'call', '2026-11-10 10:00+01', '2026-11-10 10:15+01', 'cancelled');
    insert into contact (youth_id, staff_id, kind, outcome, place, starts_at, day, minutes) values
      (${youthId}, ${staffId}, 'meeting', 'held', 'Skjulte Vej', '2026-10-20 10:00+02', '2026-10-20', 45),
      (${youthId}, ${staffId}, 'meeting', 'noShow', '', '2026-10-05 10:00+02', '2026-10-05', null);
    insert into note (contact_id, youth_id, subject_area, body)
      select id, youth_id, 'health', 'Henvist til psykolog.' from contact where outcome = 'held';
    insert into deadline (youth_id, case_id, rule_id, ordinal, clock, state, anchor_kind, anchor_day, due_day,
      window_from, window_to, last_working_day, held_count, attempts, escalated, closed_day)
    select ${youthId}, c.id, r.id, x.ordinal, 'promise', x.state, 'contact', x.due - 30, x.due, x.due, x.due, x.due,
      0, 0, false, case when x.state <> 'open' then x.due end
    from youth_case c, (select * from rule where entrance_stage is null) r, (values (1, 'onTime', date '2026-08-14'), (2, 'late', date '2026-09-14'),
      (3, 'excused', date '2026-10-14'), (4, 'onTime', date '2025-01-14'), (5, 'open', date '2026-11-18'))
      x (ordinal, state, due)
    where c.youth_id = ${youthId} and r.entrance_stage is null`)
})
afterAll(() => world.end())

test('the person is read by those who follow and by a leader, and is not found by a colleague', async () => {
  const read = await world.get(world.caseworker.cookie, readYouth, { youthId })
  expect(read).toMatchObject({ givenName: 'Mikkel', age: 16, isMine: true, isOpen: true, hasCpr: true })
  expect(read.relations.map(({ familyName, role }) => [familyName, role])).toEqual([
    ['Rådgiver', 'caseworker'],
  ])
  expect(read.targetGroups.map(({ name }) => name)).toEqual(['Aktivitetsparat'])
  expect(read.deadlines.map(({ ruleName, programme }) => [ruleName, programme])).toEqual([
    ['Møde hver måned', 'Mod til uddannelse'],
  ])
  const byLeader = await world.get(world.leader.cookie, readYouth, { youthId })
  expect(byLeader.isMine).toBe(false)
  for (const useCase of [readYouth, readTimeline, readAddress, readCpr]) {
    expect((await world.ask(world.colleague.cookie, useCase, { youthId })).status).toBe(404)
    expect((await world.ask(world.administrator.cookie, useCase, { youthId })).status).toBe(403)
    expect((await world.ask(world.caseworker.cookie, useCase, { youthId: 999_999 })).status).toBe(404)
  }
})

test('kept counts what fell due in the last year, without what was excused and with what stands open', async () => {
  const { kept } = await world.get(world.caseworker.cookie, readYouth, { youthId })
  expect(kept.promise).toEqual({ kept: 1, due: 3 })
  expect(kept.statutory).toEqual({ kept: 0, due: 0 })
})

test('a protected address is shown by its own use case alone, to those who follow, and is logged by itself', async () => {
  for (const { cookie } of [world.caseworker, world.leader]) {
    expect((await world.ask(cookie, readYouth, { youthId })).text).not.toContain('"Skjulte Vej 7')
    expect((await world.get(cookie, readYouth, { youthId })).address).toBeNull()
  }
  expect(await world.get(world.caseworker.cookie, readAddress, { youthId })).toEqual({
    address: 'Skjulte Vej 7, 8700 Åstrup',
  })
  expect((await world.ask(world.leader.cookie, readAddress, { youthId })).status).toBe(404)
  const readings = (await world.readings(youthId)).filter(({ action }) => action === 'youth.address')
  expect(readings).toEqual([{ staff_id: world.caseworker.staffId, action: 'youth.address' }])
})

test('a place that could give the protected address away is hidden from those who do not follow', async () => {
  for (const useCase of [readYouth, readTimeline]) {
    const byLeader = (await world.ask(world.leader.cookie, useCase, { youthId })).text
    const byCaseworker = (await world.ask(world.caseworker.cookie, useCase, { youthId })).text
    // The place of an appointment, and of an internship.
    for (const place of ['Skjulte Vej', 'Værksted']) {
      expect(byLeader).not.toContain(place)
      expect(byCaseworker).toContain(place)
    }
  }
})

test('the CPR number is opened for those who follow, and is logged by itself', async () => {
  expect(await world.get(world.caseworker.cookie, readCpr, { youthId })).toEqual({ cpr: '221109-4000' })
  expect((await world.ask(world.leader.cookie, readCpr, { youthId })).status).toBe(404)
  expect((await world.ask(world.caseworker.cookie, readCpr, { youthId: adult })).status).toBe(404)
  expect((await world.ask(world.caseworker.cookie, readYouth, { youthId })).text).not.toContain('4000')
  const readings = (await world.readings(youthId)).filter(({ action }) => action === 'youth.cpr')
  expect(readings).toEqual([{ staff_id: world.caseworker.staffId, action: 'youth.cpr' }])
})

test('how to reach guardians is shown until the young person is 18', async () => {
  const child = await world.get(world.caseworker.cookie, readYouth, { youthId })
  expect(child.guardians).toMatchObject([
    { name: 'Mor Prøve', phone: '37 20 00 01', email: 'mor@example.dk' },
  ])
  const grown = await world.get(world.caseworker.cookie, readYouth, { youthId: adult })
  expect(grown.guardians).toMatchObject([{ name: 'Far Prøve', phone: null, email: null }])
})

test('the timeline tells everything once, newest first', async () => {
  const { events, next } = await world.get(world.caseworker.cookie, readTimeline, { youthId })
  expect(next).toBeNull()
  expect(events.map(({ type, day }) => `${day} ${type}`)).toEqual([
    '2026-11-10 appointment',
    '2026-10-20 contact',
    '2026-10-05 contact',
    '2026-09-01 activityEnded',
    '2026-08-01 activityBegan',
    '2026-07-01 paused',
    '2026-06-15 programmeBegan',
    '2026-06-01 benefitBegan',
    '2026-06-01 relationBegan',
    '2026-06-01 assessed',
    '2026-05-20 caseOpened',
  ])
  expect(events[1]).toMatchObject({
    note: 'Henvist til psykolog.',
    subjectArea: 'Helbred',
    minutes: 45,
    outcome: 'held',
  })
  expect(await world.readings(youthId)).toContainEqual({
    staff_id: world.caseworker.staffId,
    action: 'youth.timeline',
  })
})

test('an education order is told: given, each step that was done, and that it was withdrawn', async () => {
  const ordered = await world.add({ staffId: world.caseworker.staffId })
  await world.owner.query(
    `with o as (
       insert into education_order (youth_id, during, given_on, text, author_id, end_reason, withdrawn_at, withdrawn_by, withdrawn_reason)
       values ($1, '[2026-08-01,2026-10-01)', '2026-08-01', 'Søg ind', $2, 'Fik arbejde', null, null, null),
         ($1, '[2026-07-01,)', '2026-07-01', 'Skrevet forkert', $2, null, now(), $2, 'Forkert') returning id, withdrawn_at)
     insert into education_order_step (order_id, youth_id, position, kind, due_day, done_day, done_by, settled_at)
     select o.id, $1, n, k, date '2026-09-01' + n, case n when 1 then date '2026-08-20' end,
       case n when 1 then $2::bigint end, case n when 1 then now() end
     from o, (values (1, 'propose'), (2, 'apply'), (3, 'start')) s (n, k)`,
    [ordered, world.caseworker.staffId],
  )
  const { events } = await world.get(world.caseworker.cookie, readTimeline, { youthId: ordered })
  expect(events.slice(0, 3)).toMatchObject([
    { type: 'orderEnded', reason: 'Fik arbejde' },
    { type: 'orderStepDone', step: 'propose', staff: { familyName: 'Rådgiver' } },
    { type: 'orderGiven', staff: { familyName: 'Rådgiver' } },
  ])
  expect(events.slice(0, 4).map(({ day }) => String(day))).toEqual([
    '2026-10-01',
    '2026-08-20',
    '2026-08-01',
    '2026-06-01',
  ])
})

test('the pages of a long timeline give each event once, also at the same moment', async () => {
  const long = await world.add({ staffId: world.caseworker.staffId })
  await world.owner.query(
    `insert into contact (youth_id, staff_id, kind, outcome, starts_at, day)
     select $1, $2, 'call', 'held', '2026-09-01 10:00+02'::timestamptz - (i / 3) * interval '1.5 days',
       date '2026-09-01' - (i / 3) from generate_series(1, 100) i`,
    [long, world.caseworker.staffId],
  )
  const keys: string[] = []
  let after: string | null = null
  do {
    const page: OutputOf<typeof readTimeline> = await world.get(world.caseworker.cookie, readTimeline, {
      youthId: long,
      ...(after === null ? {} : { after }),
    })
    keys.push(...page.events.map(({ key }) => key))
    after = page.next
  } while (after !== null)
  expect(keys).toHaveLength(102)
  expect(new Set(keys).size).toBe(102)
})

test('a page after what is no cursor is refused at its field', async () => {
  const instant = '2026-06-01T00:00:00.000000Z'
  const status = async (after: string) =>
    (await world.ask(world.caseworker.cookie, readTimeline, { youthId, after })).status
  expect(await status(`${instant}~contact~1~${instant}`)).toBe(200)
  const junk = ['', `${instant}~contact~1`, `${instant}~contact~1~`, `x~contact~1~${instant}`]
  const noDays = [`${instant}~contact~1~2026-02-30T00:00:00Z`, `2026-13-01T00:00:00Z~contact~1~${instant}`]
  for (const after of [...junk, ...noDays]) expect(await status(after)).toBe(400)
})

test('of one day what was written down last stands on top, and the case was opened before all of it', async () => {
  const busy = await world.add({ staffId: world.caseworker.staffId, targetGroup: 'ready' })
  await world.owner.query(
    `update youth_case set enquiry_day = '2026-06-01', during = '[2026-06-01,)' where youth_id = $1`,
    [busy],
  )
  const told = async (assessed: string, began: string) => {
    await world.owner.query(`update assessment set recorded_at = $2 where youth_id = $1`, [busy, assessed])
    await world.owner.query(`update assignment set recorded_at = $2 where youth_id = $1`, [busy, began])
    const { events } = await world.get(world.caseworker.cookie, readTimeline, { youthId: busy })
    return events.map(({ type }) => type)
  }
  const ten = '2026-06-01 10:00+02'
  const eleven = '2026-06-01 11:00+02'
  expect(await told(eleven, ten)).toEqual(['assessed', 'relationBegan', 'caseOpened'])
  expect(await told(ten, eleven)).toEqual(['relationBegan', 'assessed', 'caseOpened'])
})

test('a change of caseworker is told by the beginning alone, with who it was before', async () => {
  const handed = await world.add({})
  await world.owner.query(
    `insert into assignment (youth_id, staff_id, role, during) values
      ($1, $2, 'caseworker', '[2026-06-01,2026-10-01)'), ($1, $3, 'caseworker', '[2026-10-01,)'),
      ($1, $2, 'mentor', '[2026-06-01,2026-11-01)')`,
    [handed, world.colleague.staffId, world.caseworker.staffId],
  )
  const { events } = await world.get(world.caseworker.cookie, readTimeline, { youthId: handed })
  const told = events.flatMap(event =>
    event.type === 'relationBegan' || event.type === 'relationEnded'
      ? [[event.type, event.role, event.staff.familyName, event.before?.familyName ?? null]]
      : [],
  )
  expect(told).toEqual([
    ['relationEnded', 'mentor', 'Kollega', null],
    ['relationBegan', 'caseworker', 'Rådgiver', 'Kollega'],
    ['relationBegan', 'mentor', 'Kollega', null],
    ['relationBegan', 'caseworker', 'Kollega', null],
  ])
  expect((await world.ask(world.colleague.cookie, readTimeline, { youthId: handed })).status).toBe(404)
})
