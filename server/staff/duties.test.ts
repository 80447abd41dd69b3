import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { staffForTest } from './test-staff.ts'

let here: Awaited<ReturnType<typeof staffForTest>>
beforeAll(async () => {
  here = await staffForTest()
})
afterAll(() => here.end())

const duty = { name: 'Modtagelsen', weeklyMinutes: 480, from: '2026-12-01', lastDay: null as string | null }
const begin = (staffId: number, more: object, cookie = here.leader.cookie) =>
  here.send(cookie, 'POST', `/api/staff/${staffId}/duties`, { ...duty, ...more })
const end = (staffId: number, id: number, more: object) =>
  here.send(here.leader.cookie, 'POST', `/api/staff/${staffId}/duties/${id}/end`, more)

test('other work begins, is told with the person, and ends; all of it is in the change log', async () => {
  const staffId = await here.added()
  const { version } = await here.member(staffId)
  const begun = await begin(staffId, { version })
  expect(begun).toEqual({ status: 200, body: { version: version + 1 } })
  const [row] = (await here.member(staffId)).duties
  expect(row).toMatchObject({
    name: 'Modtagelsen',
    weeklyMinutes: 480,
    during: { from: '2026-12-01', lastDay: null },
  })
  const ended = await end(staffId, row.id, { version: version + 1, lastDay: '2026-12-31' })
  expect(ended.status).toBe(200)
  expect((await here.member(staffId)).duties[0].during).toEqual({ from: '2026-12-01', lastDay: '2026-12-31' })
  expect((await end(staffId, row.id, { version: version + 2, lastDay: '2026-11-30' })).status).toBe(200)
  expect((await here.member(staffId)).duties).toEqual([])
  const { rows } = await here.owner.query(
    `select action from change_log where subject = 'staff_duty' order by id`,
  )
  expect(rows.map(({ action }) => action)).toEqual(['staffDuty.begin', 'staffDuty.end', 'staffDuty.end'])
})

test('the same work twice at a time, an older version and an end before the beginning are refused', async () => {
  const staffId = await here.added()
  const { version } = await here.member(staffId)
  expect((await begin(staffId, { version })).status).toBe(200)
  const twice = await begin(staffId, { version: version + 1, from: '2027-01-01' })
  expect(twice).toMatchObject({ status: 409, body: { error: { reason: 'staff_duty_no_overlap' } } })
  expect((await begin(staffId, { version, name: 'Andet' })).body.error.code).toBe('changedMeanwhile')
  const backwards = await begin(staffId, { version: version + 1, name: 'Andet', lastDay: '2026-11-01' })
  expect(backwards.body.error.fields).toMatchObject([{ field: 'lastDay', code: 'periodOrder' }])
  expect((await end(staffId, 999_999, { version: version + 1, lastDay: '2026-12-31' })).status).toBe(404)
})

test('duties that together are more than the contracted hours are refused at the field', async () => {
  const staffId = await here.added()
  const { version } = await here.member(staffId)
  await here.owner.query(
    `insert into staff_hours (staff_id, weekly_minutes, during) values ($1, 1200, '[2027-01-01,)')`,
    [staffId],
  )
  expect((await begin(staffId, { version, from: '2026-12-01', weeklyMinutes: 700 })).status).toBe(200)
  const more = { version: version + 1, name: 'Praktikvejleder', from: '2026-12-15' }
  const { status, body } = await begin(staffId, { ...more, weeklyMinutes: 501 })
  expect([status, body.error.fields]).toEqual([
    400,
    [{ field: 'weeklyMinutes', code: 'dutiesOverHours', params: { duties: 20.02, hours: 20 } }],
  ])
  expect((await begin(staffId, { ...more, weeklyMinutes: 500 })).status).toBe(200)
})

test('hours under what the duties take are refused at the field, and by the database', async () => {
  const staffId = await here.added({ weeklyMinutes: 2220 })
  const { version } = await here.member(staffId)
  await begin(staffId, { version, weeklyMinutes: 1200, lastDay: '2027-01-31' })
  await begin(staffId, { version: version + 1, name: 'Projekt', weeklyMinutes: 600, from: '2027-01-01' })
  const change = (weeklyMinutes: number | null, from: string) =>
    here.send(here.leader.cookie, 'POST', `/api/staff/${staffId}/hours`, {
      version: version + 2,
      weeklyMinutes,
      from,
    })
  for (const from of ['2026-11-25', '2027-01-15']) {
    const { status, body } = await change(1799, from)
    expect([status, body.error.fields]).toEqual([
      400,
      [{ field: 'weeklyMinutes', code: 'hoursUnderDuties', params: { duties: 30 } }],
    ])
  }
  await expect(
    here.owner.query(
      `update staff_hours set weekly_minutes = 1799 where staff_id = $1 and during @> date '2027-01-01'`,
      [staffId],
    ),
  ).rejects.toMatchObject({ constraint: 'staff_duties_within_hours' })
  await expect(
    here.owner.query(
      `insert into staff_duty (staff_id, name, weekly_minutes, during) values ($1, 'Mere', 421, '[2026-11-01,)')`,
      [staffId],
    ),
  ).rejects.toMatchObject({ constraint: 'staff_duties_within_hours' })
  // From February on there is only the project.
  expect((await change(600, '2027-02-01')).status).toBe(200)
})

test('whoever leaves has no other work any more', async () => {
  const staffId = await here.added()
  const { version } = await here.member(staffId)
  await begin(staffId, { version, from: '2026-11-01' })
  await begin(staffId, { version: version + 1, name: 'Senere', from: '2027-03-01' })
  const left = await here.send(here.leader.cookie, 'POST', `/api/staff/${staffId}/leave`, {
    version: version + 2,
    lastDay: '2026-11-30',
  })
  expect(left.status).toBe(200)
  expect((await here.member(staffId)).duties).toMatchObject([
    { name: 'Modtagelsen', during: { from: '2026-11-01', lastDay: '2026-11-30' } },
  ])
})

test('is for who sets up staff', async () => {
  const staffId = await here.added()
  expect((await begin(staffId, { version: 1 }, here.administrator.cookie)).status).toBe(200)
  expect((await begin(staffId, { version: 2 }, '')).status).toBe(401)
})

test('minutes, names and days outside of what is sensible are said at the field', async () => {
  const staffId = await here.added()
  const { version } = await here.member(staffId)
  const wrong = fc.oneof(
    fc
      .integer()
      .filter(minutes => minutes < 1 || minutes > 3600)
      .map(weeklyMinutes => ({ weeklyMinutes })),
    fc.double({ noInteger: true, noNaN: true }).map(weeklyMinutes => ({ weeklyMinutes })),
    fc.constantFrom('', ' ', 'x'.repeat(101)).map(name => ({ name })),
    fc.constantFrom('1979-12-31', '2100-01-02', '2026-02-30', 'i morgen', '').map(from => ({ from })),
  )
  await fc.assert(
    fc.asyncProperty(wrong, async field => {
      const { status, body } = await begin(staffId, { version, ...field })
      expect(status).toBe(400)
      expect(body.error.fields.map((fault: { field: string }) => fault.field)).toContain(
        Object.keys(field)[0],
      )
    }),
    { numRuns: 60 },
  )
})

test('somebody who is new may have steps of their own, or none again', async () => {
  const staffId = await here.added()
  const { version } = await here.member(staffId)
  const set = (more: object, cookie = here.leader.cookie) =>
    here.send(cookie, 'POST', `/api/staff/${staffId}/onboarding`, more)
  const steps = [
    { fromWeek: 0, percent: 25 },
    { fromWeek: 4, percent: 100 },
  ]
  expect((await set({ version, steps })).status).toBe(200)
  expect((await here.member(staffId)).onboarding).toEqual(steps)
  expect((await set({ version, steps: [] })).body.error.code).toBe('changedMeanwhile')
  // As decided before today: it ends yesterday, and the new begins.
  await here.owner.query(
    `update onboarding_step set during = '[2026-11-01,)' where staff_id = $1 and from_week = 0`,
    [staffId],
  )
  expect((await set({ version: version + 1, steps: [{ fromWeek: 0, percent: 60 }] })).status).toBe(200)
  expect((await here.member(staffId)).onboarding).toEqual([{ fromWeek: 0, percent: 60 }])
  const { rows } = await here.owner.query(
    `select percent || ' ' || during as said from onboarding_step where staff_id = $1 order by lower(during)`,
    [staffId],
  )
  expect(rows.map(({ said }) => said)).toEqual(['25 [2026-11-01,2026-11-21)', '60 [2026-11-21,)'])
  expect((await set({ version: version + 2, steps: [] })).status).toBe(200)
  expect((await here.member(staffId)).onboarding).toEqual([])
  const twice = [steps[0], steps[0]]
  expect((await set({ version: version + 3, steps: twice })).body.error.fields).toMatchObject([
    { field: 'steps' },
  ])
  const late = [{ fromWeek: 4, percent: 60 }]
  expect((await set({ version: version + 3, steps: late })).body.error.fields).toMatchObject([
    { field: 'steps.0.fromWeek', code: 'stepsFromZero' },
  ])
  expect((await set({ version: version + 3, steps }, '')).status).toBe(401)
})
