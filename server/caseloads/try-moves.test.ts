import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { mostMoves, tryMoves } from '#contract/caseload-tries.ts'
import type { OutputOf } from '#contract/use-case.ts'
import { boardForTest } from './test-board.ts'

let it: Awaited<ReturnType<typeof boardForTest>>
beforeAll(async () => {
  it = await boardForTest()
})
afterAll(() => it.close())
beforeEach(() => it.empty())

type Tried = OutputOf<typeof tryMoves>

async function attempt(
  moves: { youthId: number; toId: number }[],
  from = '2026-11-23',
  cookie = it.leader.cookie,
): Promise<Tried> {
  const { status, body } = await it.post('tries', { from, moves }, cookie)
  expect(status).toBe(200)
  return tryMoves.output.parse(body) as Tried
}

const minutesOf = (tried: Tried, staffId: number) => {
  const found = tried.caseworkers.find(each => each.staffId === staffId)
  return [found?.before, found?.after].map(points => points?.map(({ minutes }) => minutes).slice(0, 4))
}

describe('moves that are tried', () => {
  test('show both loads before and after from their day on, and save nothing', async () => {
    const [giver, receiver] = [await it.caseworker('Lund'), await it.caseworker('Dam')]
    const inProject = await it.youth({ staffId: giver.staffId, programme: ['mod', '[2024-02-01,)'] })
    const other = await it.youth({ staffId: giver.staffId })
    await it.youth({ staffId: receiver.staffId, programme: ['mod', '[2024-02-01,)'] })
    const assignments = async () =>
      (await it.owner.query('select id, staff_id, during::text from assignment order by id')).rows
    const before = await assignments()
    const tried = await attempt(
      [
        { youthId: inProject, toId: receiver.staffId },
        { youthId: other, toId: receiver.staffId },
      ],
      '2026-12-01',
    )
    expect(minutesOf(tried, giver.staffId)).toEqual([
      [280, 280, 280, 280],
      [280, 280, 0, 0],
    ])
    expect(minutesOf(tried, receiver.staffId)).toEqual([
      [180, 180, 180, 180],
      [180, 180, 460, 460],
    ])
    expect(tried.moves).toMatchObject([
      {
        youthId: inProject,
        minutes: 180,
        from: { familyName: 'Lund' },
        to: { familyName: 'Dam' },
        cannot: null,
        hadBefore: null,
        programmes: [{ name: 'Mod til uddannelse', others: 1 }],
      },
      { youthId: other, minutes: 100, programmes: [] },
    ])
    expect(await assignments()).toEqual(before)
    const { rows } = await it.owner.query(
      `select youth_ids::int[] as ids, staff_id::int from read_log where action = 'caseload.tryMoves'
       order by id desc limit 1`,
    )
    expect(rows).toEqual([{ ids: [inProject, other], staff_id: it.leader.staffId }])
  })

  test('say who had the young person before, and until when', async () => {
    const [giver, receiver] = [await it.caseworker('Lund'), await it.caseworker('Dam')]
    const id = await it.youth({ staffId: giver.staffId, from: '2026-06-01' })
    await it.owner.query(
      `insert into assignment (youth_id, staff_id, role, during)
       values ($1, $2, 'caseworker', '[2024-01-08,2026-06-01)')`,
      [id, receiver.staffId],
    )
    const [move] = (await attempt([{ youthId: id, toId: receiver.staffId }])).moves
    expect(String(move?.hadBefore)).toBe('2026-05-31')
  })

  test('that cannot be done are named with why, and weigh nothing; which bar there is, is not told', async () => {
    const [giver, receiver, away] = [
      await it.caseworker('Lund'),
      await it.caseworker('Dam'),
      await it.caseworker('Borte'),
    ]
    await it.owner.query(
      `insert into staff_absence (staff_id, kind, during) values ($1, 'leave', '[2026-11-01,)')`,
      [away.staffId],
    )
    const [barred, planned, toAway, may] = [
      await it.youth({ staffId: giver.staffId }),
      await it.youth({ staffId: giver.staffId }),
      await it.youth({ staffId: giver.staffId }),
      await it.youth({ staffId: giver.staffId }),
    ]
    await it.owner.query(
      `insert into bar (youth_id, staff_id, reason, note, during)
       values ($1, $2, 'kinship', 'Hendes onkel', '[2026-01-01,)')`,
      [barred, receiver.staffId],
    )
    await it.owner.query(
      `update assignment set during = daterange(lower(during), '2026-12-29') where youth_id = $1`,
      [planned],
    )
    await it.owner.query(
      `insert into assignment (youth_id, staff_id, role, during) values ($1, $2, 'caseworker', '[2026-12-29,)')`,
      [planned, receiver.staffId],
    )
    const tried = await attempt([
      { youthId: barred, toId: receiver.staffId },
      { youthId: planned, toId: receiver.staffId },
      { youthId: toAway, toId: away.staffId },
      { youthId: may, toId: giver.staffId },
    ])
    expect(tried.moves.map(({ cannot }) => cannot)).toEqual([
      'barred',
      'changePlanned',
      'receiverAway',
      'hasAlready',
    ])
    expect(JSON.stringify(tried)).not.toMatch(/kinship|onkel/)
    for (const { before, after } of tried.caseworkers) expect(after).toEqual(before)
  })

  test('of a case that ends, and to whoever stops as a caseworker or here, say which', async () => {
    const [giver, stops, leaves] = [
      await it.caseworker('Lund'),
      await it.caseworker('Stopper'),
      await it.caseworker('Rejser'),
    ]
    await it.owner.query(
      `update staff_role set during = '[2020-01-01,2026-12-01)' where role = 'caseworker' and staff_id = any ($1)`,
      [[stops.staffId, leaves.staffId]],
    )
    await it.owner.query(`update staff set left_on = '2026-11-30' where id = $1`, [leaves.staffId])
    const [closes, goesOn] = [
      await it.youth({ staffId: giver.staffId }),
      await it.youth({ staffId: giver.staffId }),
    ]
    // Closed as of today: open today still, and given to nobody any more.
    await it.owner.query(
      `update youth_case set during = daterange(lower(during), '2026-11-24'), close_reason = 'x' where youth_id = $1`,
      [closes],
    )
    const whyNot = async (youthId: number, toId: number, from: string) =>
      (await attempt([{ youthId, toId }], from)).moves[0]?.cannot
    expect(await whyNot(closes, stops.staffId, '2026-11-23')).toBe('caseClosed')
    expect(await whyNot(goesOn, stops.staffId, '2026-12-01')).toBe('receiverNotCaseworker')
    expect(await whyNot(goesOn, leaves.staffId, '2026-12-01')).toBe('receiverLeft')
    expect(await whyNot(goesOn, leaves.staffId, '2026-11-30')).toBeNull()
  })

  test('count against ceilings', async () => {
    const [giver, receiver] = [await it.caseworker('Lund'), await it.caseworker('Dam')]
    const id = await it.youth({ staffId: giver.staffId, programme: ['mod', '[2024-02-01,)'] })
    await it.youth({ staffId: receiver.staffId, programme: ['mod', '[2024-02-01,)'] })
    await it.owner.query(
      `insert into ceiling (programme_id, cases, during, source, status)
       select id, 1, '[2026-01-01,)', 'test', 'local' from programme where key = 'mod'`,
    )
    const { caseworkers } = await attempt([{ youthId: id, toId: receiver.staffId }])
    expect(caseworkers.map(({ familyName, passed }) => [familyName, passed])).toEqual([
      ['Dam', [{ programme: 'Mod til uddannelse', unit: 'cases', has: 2, most: 1, later: null }]],
      ['Lund', []],
    ])
  })

  test('count against ceilings also on a later day on which the receiver gets somebody', async () => {
    const [giver, receiver] = [await it.caseworker('Lund'), await it.caseworker('Dam')]
    const id = await it.youth({ staffId: giver.staffId })
    await it.youth({ staffId: receiver.staffId, from: '2027-03-01' })
    await it.owner.query(
      `insert into ceiling (staff_id, cases, during, source, status) values ($1, 1, '[2027-01-01,)', 'test', 'local')`,
      [receiver.staffId],
    )
    const { caseworkers } = await attempt([{ youthId: id, toId: receiver.staffId }])
    const [passed] = caseworkers.find(({ staffId }) => staffId === receiver.staffId)?.passed ?? []
    expect({ ...passed, later: String(passed?.later) }).toEqual({
      ...{ programme: null, unit: 'cases', has: 2, most: 1 },
      later: '2027-03-01',
    })
  })

  test('give somebody without a caseworker one, and tell of deputies', async () => {
    const [away, deputy] = [await it.caseworker('Borte'), await it.caseworker('Vang')]
    await it.owner.query(
      `insert into staff_absence (staff_id, kind, deputy_id, during) values ($1, 'leave', $2, '[2026-12-01,)')`,
      [away.staffId, deputy.staffId],
    )
    const id = await it.youth({})
    const tried = await attempt([{ youthId: id, toId: away.staffId }])
    expect(tried.moves).toMatchObject([{ from: null, cannot: null }])
    expect(minutesOf(tried, away.staffId)[1]).toEqual([100, 100, 0, 0])
    expect(minutesOf(tried, deputy.staffId)[1]).toEqual([0, 0, 100, 100])
  })

  test('are refused on days outside of the forecast, for strangers, twice the same and too many', async () => {
    const { staffId, cookie } = await it.caseworker('Lund')
    const youthId = await it.youth({ staffId })
    const one = [{ youthId, toId: staffId }]
    const fieldOf = async (payload: object) => {
      const { status, body } = await it.post('tries', payload)
      return [status, body.error.fields?.[0]]
    }
    expect(await fieldOf({ from: '2026-11-22', moves: one })).toMatchObject([
      400,
      { field: 'from', code: 'dayPassed' },
    ])
    expect(await fieldOf({ from: '2027-02-16', moves: one })).toMatchObject([
      400,
      { field: 'from', code: 'beyondForecast' },
    ])
    for (const moves of [
      [],
      [...one, ...one],
      [{ youthId: 999_999, toId: staffId }],
      [{ youthId, toId: 999_999 }],
      Array.from({ length: mostMoves + 1 }, (_, index) => ({ youthId: index + 1, toId: staffId })),
    ])
      expect((await fieldOf({ from: '2026-11-23', moves }))[0]).toBe(400)
    expect((await it.post('tries', { from: '2027-02-15', moves: one })).status).toBe(200)
    expect((await it.post('tries', { from: '2026-11-23', moves: one }, cookie)).status).toBe(403)
    expect((await it.post('tries', { from: '2026-11-23', moves: one }, '')).status).toBe(401)
  })

  test('whatever is sent, the answer is a refusal and never a crash', async () => {
    const junk = fc.oneof(
      fc.string(),
      fc.double(),
      fc.constant(null),
      fc.constant(2 ** 60),
      fc.integer({ max: 0 }),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          from: fc.oneof(junk, fc.constant('2026-02-30'), fc.constant('2026-11-23')),
          moves: fc.oneof(junk, fc.array(fc.record({ youthId: junk, toId: junk }), { maxLength: 3 })),
        }),
        async payload => {
          expect((await it.post('tries', payload)).status).toBe(400)
        },
      ),
      { numRuns: 40 },
    )
  })
})

test('what a try and a recommendation say of ceilings and what carrying out says are one', async () => {
  const someone = fc.record({
    holder: fc.integer({ min: 0, max: 3 }),
    /** Weeks from today after which somebody else takes over: nobody does at 0. */
    after: fc.integer({ min: 0, max: 14 }),
    next: fc.integer({ min: 0, max: 2 }),
    inProgramme: fc.boolean(),
  })
  const aLimit = fc.record({
    staff: fc.integer({ min: -1, max: 2 }),
    ofProgramme: fc.boolean(),
    most: fc.integer({ min: 1, max: 4 }),
    /** Weeks from today. */
    from: fc.constantFrom(-10, 0, 5),
  })
  const seen = { passed: 0, given: 0 }
  await fc.assert(
    fc.asyncProperty(
      fc.array(someone, { minLength: 6, maxLength: 9 }),
      fc.array(aLimit, { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 1, max: 3 }),
      async (people, limits, moved) => {
        await it.empty()
        const staff = [await it.caseworker('Et'), await it.caseworker('To'), await it.caseworker('Tre')].map(
          ({ staffId }) => staffId,
        )
        const youths: { id: number; isPlanned: boolean }[] = []
        for (const { holder, after, next, inProgramme } of people) {
          const id = await it.youth({
            staffId: staff[holder] ?? null,
            ...(inProgramme ? { programme: ['mod', '[2024-02-01,)'] } : {}),
          })
          const isPlanned = after > 0 && staff[holder] !== staff[next]
          if (isPlanned) {
            await it.owner.query(
              `update assignment set during = daterange(lower(during), '2026-11-23'::date + $2::int * 7)
               where youth_id = $1`,
              [id, after],
            )
            await it.owner.query(
              `insert into assignment (youth_id, staff_id, role, during)
               values ($1, $2, 'caseworker', daterange('2026-11-23'::date + $3::int * 7, null))`,
              [id, staff[next], after],
            )
          }
          youths.push({ id, isPlanned })
        }
        for (const [index, { staff: whose, ofProgramme, most, from }] of limits.entries())
          await it.owner.query(
            `insert into ceiling (staff_id, programme_id, cases, minutes, during, source, status)
             select $1, case when $2 then (select id from programme where key = 'mod') end, $3, $4,
               daterange('2026-11-23'::date + $5::int * 7, null), 'test', 'local'
             on conflict do nothing`,
            [staff[whose] ?? null, ofProgramme, most, index === 0 ? null : 1000, from],
          )
        const free = youths.filter(({ isPlanned }) => !isPlanned)
        for (const { id } of free.slice(0, 2)) {
          const answer = await it.ask(`/api/caseload/fit/${id}`)
          const { best, others } = answer.json()
          for (const { staffId } of [...best, ...others]) {
            const tried = await attempt([{ youthId: id, toId: staffId }])
            expect(tried.moves[0]?.cannot).toBeNull()
            expect(tried.caseworkers.flatMap(({ passed }) => passed)).toEqual([])
          }
        }
        const moves = free
          .slice(0, moved)
          .map(({ id }, at) => ({ youthId: id, toId: staff[(at + moved) % 3] ?? 0 }))
        if (moves.length === 0) return
        const tried = await attempt(moves)
        if (tried.moves.some(({ cannot }) => cannot !== null)) return
        const isPassed = tried.caseworkers.some(({ passed }) => passed.length > 0)
        const { status } = await it.post('moves', { from: '2026-11-23', moves, note: '' })
        expect(status).toBe(isPassed ? 400 : 200)
        seen[isPassed ? 'passed' : 'given'] += 1
      },
    ),
    { numRuns: 30, seed: 1 },
  )
  expect(Math.min(seen.passed, seen.given)).toBeGreaterThan(2)
})
