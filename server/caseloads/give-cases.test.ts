import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { boardForTest } from './test-board.ts'

let it: Awaited<ReturnType<typeof boardForTest>>
beforeAll(async () => {
  it = await boardForTest()
})
afterAll(() => it.close())
beforeEach(() => it.empty())

describe('moves that are carried out', () => {
  const give = (moves: { youthId: number; toId: number }[], from = '2026-11-23', cookie = it.leader.cookie) =>
    it.post('moves', { from, moves, note: 'Så det går op' }, cookie)
  const rowsOf = async (youthId: number) =>
    (
      await it.owner.query(
        `select staff_id::int as staff, during::text, reason, author_id::int as author, withdrawn_at is not null as withdrawn
         from assignment where youth_id = $1 order by id`,
        [youthId],
      )
    ).rows

  test('end what was and begin the new from their day on, with author and reason, and begin a handover', async () => {
    const [giver, receiver] = [await it.caseworker('Lund'), await it.caseworker('Dam')]
    const [first, second, nobodys] = [
      await it.youth({ staffId: giver.staffId }),
      await it.youth({ staffId: giver.staffId, from: '2026-12-01' }),
      await it.youth({}),
    ]
    const moves = [first, second, nobodys].map(youthId => ({ youthId, toId: receiver.staffId }))
    expect(await give(moves, '2026-12-01')).toEqual({ status: 200, body: { given: 3 } })
    const [staff, author, reason] = [receiver.staffId, it.leader.staffId, 'Så det går op']
    const begun = { staff, during: '[2026-12-01,)', reason, author, withdrawn: false }
    expect(await rowsOf(first)).toMatchObject([
      { staff: giver.staffId, during: '[2024-01-08,2026-12-01)', withdrawn: false },
      begun,
    ])
    expect(await rowsOf(second)).toMatchObject([{ staff: giver.staffId, withdrawn: true }, begun])
    expect(await rowsOf(nobodys)).toMatchObject([begun])
    const { rows: handovers } = await it.owner.query(
      `select youth_id::int as youth, from_id::int as "from", to_id::int as "to", since::text from handover
       where youth_id = any ($1) and ended_on is null order by youth_id`,
      [[first, second, nobodys]],
    )
    expect(handovers).toContainEqual({
      youth: first,
      from: giver.staffId,
      to: staff,
      since: '2026-12-01',
    })
    expect(handovers.map(({ youth }) => youth)).not.toContain(nobodys)
    const { rows: logged } = await it.owner.query(
      `select youth_id::int as youth, action, before, after from change_log
       where youth_id = any ($1) and action like 'assignment%' order by youth_id, id`,
      [[first, second]],
    )
    const row = { staffId: staff, role: 'caseworker', note: reason }
    const begin = {
      action: 'assignment.begin',
      before: null,
      after: { during: { from: '2026-12-01', to: null }, row },
    }
    expect(logged).toEqual([
      {
        youth: first,
        action: 'assignment.end',
        before: { during: { from: '2024-01-08', to: null } },
        after: { lastDay: '2026-11-30' },
      },
      { youth: first, ...begin },
      { youth: second, action: 'assignment.withdraw', before: null, after: { reason } },
      { youth: second, ...begin },
    ])
  })

  test('end what was to end later anyway on the day before', async () => {
    const [giver, receiver] = [await it.caseworker('Lund'), await it.caseworker('Dam')]
    const youthId = await it.youth({ staffId: giver.staffId })
    await it.owner.query(`update assignment set during = '[2024-01-10,2027-01-01)' where youth_id = $1`, [
      youthId,
    ])
    expect(await give([{ youthId, toId: receiver.staffId }], '2026-12-01')).toMatchObject({ status: 200 })
    expect((await rowsOf(youthId)).map(({ staff, during }) => [staff, during])).toEqual([
      [giver.staffId, '[2024-01-10,2026-12-01)'],
      [receiver.staffId, '[2026-12-01,)'],
    ])
  })

  test('are all carried out or none', async () => {
    const [giver, receiver] = [await it.caseworker('Lund'), await it.caseworker('Dam')]
    const [may, barred] = [
      await it.youth({ staffId: giver.staffId }),
      await it.youth({ staffId: giver.staffId }),
    ]
    await it.owner.query(
      `insert into bar (youth_id, staff_id, reason, note, during) values ($1, $2, 'kinship', '', '[2026-01-01,)')`,
      [barred, receiver.staffId],
    )
    const moves = [may, barred].map(youthId => ({ youthId, toId: receiver.staffId }))
    expect(await give(moves)).toMatchObject({
      status: 409,
      body: { error: { code: 'conflict', reason: 'movesNotPossible' } },
    })
    expect(await rowsOf(may)).toHaveLength(1)
    expect((await give(moves.slice(0, 1))).status).toBe(200)
  })

  test('hold the ceilings, with who and how many; whoever hands one on has room for another', async () => {
    const [giver, receiver] = [await it.caseworker('Lund'), await it.caseworker('Dam')]
    const mod = ['mod', '[2024-02-01,)'] as [string, string]
    const theirs = await it.youth({ staffId: giver.staffId, programme: mod })
    const held = await it.youth({ staffId: receiver.staffId, programme: mod })
    await it.owner.query(
      `insert into ceiling (programme_id, cases, during, source, status)
       select id, 1, '[2026-01-01,)', 'test', 'local' from programme where key = 'mod'`,
    )
    const there = { youthId: theirs, toId: receiver.staffId }
    const refused = await give([there])
    expect(refused).toMatchObject({
      status: 400,
      body: {
        error: {
          fields: [{ field: 'moves', code: 'ceilingOfCasesIn', params: { has: 2, most: 1 } }],
        },
      },
    })
    expect((await give([there, { youthId: held, toId: giver.staffId }])).status).toBe(200)
  })

  test('of three at once for the last place, one passes', async () => {
    const [giver, receiver] = [await it.caseworker('Lund'), await it.caseworker('Dam')]
    const youths = []
    for (let count = 0; count < 3; count += 1) youths.push(await it.youth({ staffId: giver.staffId }))
    await it.owner.query(
      `insert into ceiling (cases, during, source, status, staff_id) values (1, '[2026-01-01,)', 'test', 'local', $1)`,
      [receiver.staffId],
    )
    const answers = await Promise.all(youths.map(youthId => give([{ youthId, toId: receiver.staffId }])))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 400, 400])
  })

  test('are for leaders, and nothing that is sent is a crash', async () => {
    const { staffId, cookie } = await it.caseworker('Lund')
    const one = [{ youthId: await it.youth({}), toId: staffId }]
    expect((await give(one, '2026-11-23', cookie)).status).toBe(403)
    expect((await give(one, '2026-11-23', '')).status).toBe(401)
    expect((await give(one, '2026-11-22')).status).toBe(400)
    expect((await give(one, '2027-02-16')).status).toBe(400)
    const junk = fc.oneof(fc.string(), fc.double(), fc.constant(null), fc.integer({ max: 0 }))
    await fc.assert(
      fc.asyncProperty(
        fc.record({ from: junk, moves: fc.oneof(junk, fc.array(junk, { maxLength: 2 })), note: junk }),
        async payload => {
          expect((await it.post('moves', payload)).status).toBe(400)
        },
      ),
      { numRuns: 30 },
    )
  })
})
