import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Role } from '#domain/sharing/permissions.ts'
import { logInForTest } from '#server/door/test-session.ts'
import { at, fieldsOf, staffForTest } from './test-staff.ts'

type World = Awaited<ReturnType<typeof staffForTest>>
let house: World['house']
let owner: World['owner']
let leader: World['leader']
let administrator: World['administrator']
let send: World['send']
let somebody: World['somebody']
let added: World['added']
let member: World['member']
let end: World['end']

beforeAll(async () => {
  ;({ house, owner, leader, administrator, send, somebody, added, member, end } = await staffForTest())
})
afterAll(() => end())

test('somebody new is in the list, with hours not given rather than none', async () => {
  const staffId = await added({
    email: 'Ny.Kollega@Example.DK',
    phone: '37 20 00 02',
    competences: ['gaeld'],
    roles: ['caseworker', 'mentor'],
  })
  const { body } = await send(administrator.cookie, 'GET', '/api/staff')
  const listed = body.staff.find((one: { staffId: number }) => one.staffId === staffId)
  expect(listed).toMatchObject({ weeklyMinutes: null, away: null, logIn: 'ready', leftOn: null })
  expect(listed.roles.sort()).toEqual(['caseworker', 'mentor'])
  expect(await member(staffId)).toMatchObject({
    email: 'ny.kollega@example.dk',
    phone: '+4537200002',
    competences: ['gaeld'],
    hours: [],
    version: 1,
  })
})

test('an e-mail belongs to one, whatever its letters, and is said at the field', async () => {
  await added({ email: 'to@example.dk' })
  const other = await added()
  const again = await send(leader.cookie, 'POST', '/api/staff', somebody({ email: 'TO@example.dk' }))
  expect(again.status).toBe(400)
  expect(fieldsOf(again.body)).toEqual([{ field: 'email', code: 'emailTaken' }])
  const changed = { version: 1, ...somebody({ email: 'To@Example.dk' }) }
  expect(fieldsOf((await send(leader.cookie, 'PUT', `/api/staff/${other}`, changed)).body)).toEqual([
    { field: 'email', code: 'emailTaken' },
  ])
  // Nobody's own address is in their way.
  const own = await added({ email: 'egen@example.dk' })
  expect(
    (await send(leader.cookie, 'PUT', `/api/staff/${own}`, { ...changed, email: 'EGEN@example.dk' })).status,
  ).toBe(200)
})

test('of two who change somebody at once the second is told, and nothing of theirs is stored', async () => {
  const staffId = await added()
  const [one, two] = await Promise.all([
    send(leader.cookie, 'PUT', `/api/staff/${staffId}`, {
      version: 1,
      ...somebody({ profession: 'Mentor' }),
    }),
    send(administrator.cookie, 'PUT', `/api/staff/${staffId}`, {
      version: 1,
      ...somebody({ profession: 'Lærer' }),
    }),
  ])
  expect([one.status, two.status].sort()).toEqual([200, 409])
  const { profession, version } = await member(staffId)
  expect(profession).toBe(one.status === 200 ? 'Mentor' : 'Lærer')
  expect(version).toBe(2)
  const { rows } = await owner.query(
    `select count(*)::int as n from change_log where action = 'staff.update' and subject_id = $1`,
    [staffId],
  )
  expect(rows).toEqual([{ n: 1 }])
})

test.each(['caseworker', 'educationAdviser', 'contactPerson', 'mentor'] as const)(
  'a %s neither reads nor writes staff',
  async role => {
    const { cookie, staffId } = await logInForTest(house.pool, { roles: [role], at })
    expect((await send(cookie, 'GET', '/api/staff')).status).toBe(403)
    expect((await send(cookie, 'GET', `/api/staff/${staffId}`)).status).toBe(403)
    expect((await send(cookie, 'POST', '/api/staff', somebody())).status).toBe(403)
    const role_ = { version: 1, role: 'leader', from: '2026-11-21' }
    expect((await send(cookie, 'POST', `/api/staff/${staffId}/roles`, role_)).status).toBe(403)
  },
)

test('an administrator makes no leaders, touches none, and gives himself no role', async () => {
  const staffId = await added()
  const give = (id: number, role: string, version = 1) =>
    send(administrator.cookie, 'POST', `/api/staff/${id}/roles`, { version, role, from: '2026-11-21' })
  expect(fieldsOf((await give(staffId, 'leader')).body)).toEqual([{ field: 'role', code: 'onlyLeader' }])
  expect(
    fieldsOf((await send(administrator.cookie, 'POST', '/api/staff', somebody({ roles: ['leader'] }))).body),
  ).toEqual([{ field: 'roles', code: 'onlyLeader' }])
  expect(fieldsOf((await give(administrator.staffId, 'caseworker')).body)).toEqual([
    { field: 'role', code: 'notToOneself' },
  ])
  const about = await member(leader.staffId, administrator.cookie)
  const roleId = about.roles[0].id
  const attempts = [
    send(administrator.cookie, 'PUT', `/api/staff/${leader.staffId}`, {
      version: 1,
      ...somebody({ email: 'min@example.dk' }),
    }),
    send(administrator.cookie, 'POST', `/api/staff/${leader.staffId}/leave`, {
      version: 1,
      lastDay: '2026-11-21',
    }),
    send(administrator.cookie, 'POST', `/api/staff/${leader.staffId}/roles/${roleId}/end`, {
      version: 1,
      lastDay: '2026-11-21',
    }),
  ]
  for (const { status, body } of await Promise.all(attempts)) {
    expect({ status, reason: body.error.reason }).toEqual({ status: 422, reason: 'onlyLeaders' })
  }
  expect((await give(staffId, 'mentor')).status).toBe(200)
})

test('until a leader has logged in, an administrator can make one', async () => {
  await owner.query('update staff set oidc_subject = null where id = $1', [leader.staffId])
  try {
    const made = await send(administrator.cookie, 'POST', '/api/staff', somebody({ roles: ['leader'] }))
    expect(made.status).toBe(200)
    const own = { version: 1, role: 'leader', from: '2026-11-21' }
    expect(
      fieldsOf(
        (await send(administrator.cookie, 'POST', `/api/staff/${administrator.staffId}/roles`, own)).body,
      ),
    ).toEqual([{ field: 'role', code: 'notToOneself' }])
    await send(leader.cookie, 'POST', `/api/staff/${made.body.staffId}/leave`, {
      version: 1,
      lastDay: '2026-11-21',
    })
  } finally {
    await owner.query(`update staff set oidc_subject = 'x 1' where id = $1`, [leader.staffId])
  }
})

test('a new working time ends the one before it and keeps it; “not given” is no row', async () => {
  const staffId = await added({ weeklyMinutes: 37 * 60 })
  const change = (version: number, weeklyMinutes: number | null, from: string) =>
    send(leader.cookie, 'POST', `/api/staff/${staffId}/hours`, { version, weeklyMinutes, from })
  expect((await change(1, 30 * 60, '2026-12-01')).status).toBe(200)
  expect((await member(staffId)).hours.map(({ id: _, ...row }: { id: number }) => row)).toEqual([
    { weeklyMinutes: 1800, during: { from: '2026-12-01', lastDay: null } },
    { weeklyMinutes: 2220, during: { from: '2026-11-01', lastDay: '2026-11-30' } },
  ])
  expect(fieldsOf((await change(2, 900, '2026-11-15')).body)).toEqual([{ field: 'from', code: 'laterHours' }])
  expect((await change(2, 0, '2026-12-01')).status).toBe(400)
  expect((await change(2, null, '2027-01-01')).status).toBe(200)
  expect((await member(staffId)).hours[0].during).toEqual({ from: '2026-12-01', lastDay: '2026-12-31' })
})

test('why somebody is away is for the leader and the person; others see that they are', async () => {
  const staffId = await added()
  const deputy = await added()
  const away = { version: 1, kind: 'illness', deputyId: deputy, from: '2026-11-20', lastDay: null }
  const path = `/api/staff/${staffId}/absences`
  expect((await send(administrator.cookie, 'POST', path, away)).status).toBe(403)
  expect((await send(leader.cookie, 'POST', path, away)).status).toBe(200)
  expect(fieldsOf((await send(leader.cookie, 'POST', path, { ...away, version: 2 })).body)).toEqual([
    { field: 'from', code: 'alreadyAway' },
  ])
  const { body } = await send(administrator.cookie, 'GET', '/api/staff')
  const listed = body.staff.find((one: { staffId: number }) => one.staffId === staffId)
  expect(listed.away).toEqual({ lastDay: null })
  expect(JSON.stringify(body)).not.toContain('illness')
  const seen = await member(staffId, administrator.cookie)
  expect(seen.absences).toBeNull()
  expect(JSON.stringify(seen)).not.toContain('illness')
  const [row] = (await member(staffId)).absences
  expect(row).toMatchObject({ kind: 'illness', deputy: { staffId: deputy } })
  const back = { version: 2, lastDay: '2026-11-20' }
  expect((await send(leader.cookie, 'POST', `${path}/${row.id}/end`, back)).status).toBe(200)
  expect((await member(staffId)).absences[0].during).toEqual({ from: '2026-11-20', lastDay: '2026-11-20' })
})

test('a deputy must work with young people, and is not oneself', async () => {
  const staffId = await added()
  const away = { version: 1, kind: 'holiday', from: '2026-12-20', lastDay: '2026-12-23' }
  const path = `/api/staff/${staffId}/absences`
  const attempt = async (deputyId: number) =>
    fieldsOf((await send(leader.cookie, 'POST', path, { ...away, deputyId })).body)
  expect(await attempt(staffId)).toEqual([{ field: 'deputyId', code: 'ownDeputy' }])
  expect(await attempt(administrator.staffId)).toEqual([{ field: 'deputyId', code: 'notInRole' }])
})

test('a competence is one, however it is written', async () => {
  const first = await send(leader.cookie, 'POST', '/api/competences', { name: 'Ægte søvn' })
  expect(first.body).toEqual({ code: 'aegte-soevn', name: 'Ægte søvn' })
  const again = await send(administrator.cookie, 'POST', '/api/competences', { name: ' ægte SØVN ' })
  expect(again.body).toEqual(first.body)
  const unknown = await send(leader.cookie, 'POST', '/api/staff', somebody({ competences: ['findes ikke'] }))
  expect(fieldsOf(unknown.body)).toEqual([{ field: 'competences', code: 'invalid' }])
})

test('whatever is sent about somebody is read back as stored, or refused at a field', async () => {
  const word = fc.oneof(fc.string({ maxLength: 105 }), fc.constantFrom('Åse', "O'Brien", 'Æ'.repeat(100)))
  const sent = fc.record({
    givenName: word,
    familyName: word,
    email: fc.oneof(fc.constant(''), fc.emailAddress(), word),
    phone: fc.oneof(fc.constant(''), fc.constant('37 20 00 03'), word),
    profession: word,
    competences: fc.array(fc.constantFrom('gaeld', 'ukendt'), { maxLength: 3 }),
    from: fc.constantFrom('2026-11-01', '1979-12-31', '2026-02-30', '2100-01-01'),
    roles: fc.uniqueArray(fc.constantFrom<Role>('caseworker', 'mentor', 'administrator'), { maxLength: 3 }),
    weeklyMinutes: fc.oneof(fc.constant(null), fc.integer({ min: -1, max: 3700 })),
  })
  const made: number[] = []
  await fc.assert(
    fc.asyncProperty(sent, async input => {
      const { status, body } = await send(leader.cookie, 'POST', '/api/staff', input)
      if (status !== 200) {
        expect(status).toBe(400)
        expect(body.error.fields.length).toBeGreaterThan(0)
        return
      }
      made.push(body.staffId)
      const stored = await member(body.staffId)
      expect(stored).toMatchObject({
        givenName: input.givenName.trim(),
        email: input.email.trim().toLowerCase(),
        profession: input.profession.trim(),
        competences: [...new Set(input.competences)],
      })
      expect(stored.roles.map(({ role }: { role: Role }) => role).sort()).toEqual([...input.roles].sort())
      expect(stored.hours.map((row: { weeklyMinutes: number }) => row.weeklyMinutes)).toEqual(
        input.weeklyMinutes === null ? [] : [input.weeklyMinutes],
      )
    }),
    { numRuns: 120 },
  )
  expect(made.length).toBeGreaterThan(0)
})
