import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readBoard } from '#contract/caseload-board.ts'
import { readFit } from '#contract/caseload-fit.ts'
import { configuration } from './test-minutes.ts'
import { proposalsForTest } from './test-proposals.ts'

let place: Awaited<ReturnType<typeof proposalsForTest>>
let a: number
let b: number
let c: number

beforeAll(async () => {
  place = await proposalsForTest()
  await place.owner.query(configuration)
  ;[a, b, c] = [place.first.staffId, place.second.staffId, place.third.staffId]
})
afterAll(() => place.end())

beforeEach(async () => {
  await place.owner.query(`update youth_case set during = daterange(lower(during), lower(during) + 1),
    close_reason = 'flyttet' where upper_inf(during);
    delete from ceiling; delete from staff_absence; delete from staff_language; delete from staff_place;
    delete from staff_competence; delete from caseworker_wish; delete from bar`)
})

const fitOf = (youthId: number) => place.get(place.leader.cookie, readFit, { youthId })
const run = (text: string, values: unknown[] = []) => place.owner.query(text, values)

describe('the best three', () => {
  test('are told with the loads that the board tells, now and with the young person', async () => {
    const asked = await place.youth(a)
    for (let more = 0; more < 5; more++) await place.youth(b)
    const { best, others, cannot, minutes, holder, givenName } = await fitOf(asked)
    expect({ givenName, holder: holder?.staffId }).toEqual({ givenName: 'Ung', holder: a })
    expect(best.map(({ staffId }) => staffId)).toEqual([c, b])
    expect([others, cannot]).toEqual([[], []])
    const board = await place.get(place.leader.cookie, readBoard)
    for (const fit of best) {
      const [now] = board.caseworkers.find(({ staffId }) => staffId === fit.staffId)?.points ?? []
      expect([fit.before, fit.of]).toEqual([now?.minutes, now?.of])
      expect(fit.after).toBe(fit.before + minutes)
      expect(fit.worst?.minutes).toBeGreaterThanOrEqual(fit.after)
    }
    const { rows } = await run(
      `select youth_ids::text as ids from read_log where action = 'caseload.fit' order by id desc limit 1`,
    )
    expect(rows).toEqual([{ ids: `{${asked}}` }])
  })

  test('say language, place, what the case calls for, wishes, and who had them in an earlier case', async () => {
    const asked = await place.youth(null)
    await run(
      `update youth set language = 'ar', needs_interpreter = true, postal_code = '6230', city = 'Rødekro'
      where id = $1`,
      [asked],
    )
    await run(
      `insert into assignment (youth_id, staff_id, role, during)
      values ($1, $2, 'caseworker', '[2023-02-01,2024-05-01)')`,
      [asked, b],
    )
    await run(`insert into competence (code, name) values ('autisme', 'Autisme') on conflict do nothing`)
    await run(`insert into staff_language values ($1, 'ar')`, [a])
    await run(`insert into staff_place values ($1, '6230')`, [a])
    await run(`insert into staff_competence values ($1, 'autisme')`, [a])
    await run(
      `insert into caseworker_wish (youth_id, whose, competence, staff_id, during) values
      ($1, 'case', 'autisme', null, '[2026-01-01,)'), ($1, 'youth', null, $2, '[2026-01-01,)'),
      ($1, 'youth', null, $3, '[2026-01-01,2026-02-01)')`,
      [asked, c, b],
    )
    const { best } = await fitOf(asked)
    const of = (staffId: number) => best.find(fit => fit.staffId === staffId)
    expect(of(a)?.terms).toEqual([
      { kind: 'competence', name: 'Autisme', whose: 'case' },
      { kind: 'language', language: 'ar', insteadOfInterpreter: true },
      { kind: 'place', postalCode: '6230', city: 'Rødekro' },
    ])
    expect(of(a)?.lacks.map(({ kind }) => kind)).toEqual(['person'])
    const [known] = of(b)?.terms ?? []
    expect(known?.kind === 'knownBefore' && [known.from.toString(), known.lastDay.toString()]).toEqual([
      '2023-02-01',
      '2024-04-30',
    ])
    expect(of(c)?.terms).toEqual([{ kind: 'wished' }])
    expect(best.map(({ staffId }) => staffId)).toEqual([a, c, b])
  })

  test('a protected address says nothing of where somebody lives', async () => {
    const asked = await place.youth(null)
    await run(
      `update youth set postal_code = '6230', city = 'Rødekro', protected_address = true where id = $1`,
      [asked],
    )
    await run(`insert into staff_place values ($1, '6230')`, [a])
    const answer = await fitOf(asked)
    expect(answer.best.flatMap(({ terms }) => terms)).toEqual([])
    expect(JSON.stringify(answer)).not.toContain('Rødekro')
  })
})

test('who may not is told apart: a bar without which, a long absence, a ceiling', async () => {
  const asked = await place.youth(null)
  await place.youth(c)
  await run(
    `insert into bar (youth_id, staff_id, reason, note, during) values ($1, $2, 'kinship', 'Min faster',
    '[2026-11-01,)')`,
    [asked, a],
  )
  await run(
    `insert into staff_absence (staff_id, kind, during) values ($1, 'illness', '[2026-11-01,2027-02-01)')`,
    [b],
  )
  await run(
    `insert into ceiling (staff_id, cases, during, source, status) values ($1, 1, '[2026-01-01,)', 'test', 'local')`,
    [c],
  )
  const answer = await fitOf(asked)
  expect(answer.best).toEqual([])
  expect(answer.cannot.map(({ staffId, why }) => [staffId, why]).sort()).toEqual(
    [
      [a, 'barred'],
      [b, 'away'],
      [c, 'ceiling'],
    ].sort(),
  )
  expect(JSON.stringify(answer)).not.toMatch(/kinship|faster|illness/)
})

test('of a ceiling in young people and in minutes the one that would be passed is told', async () => {
  const asked = await place.youth(null)
  await place.youth(c)
  await run(
    `insert into ceiling (staff_id, cases, minutes, during, source, status)
     values ($1, 40, 100, '[2026-01-01,)', 'test', 'local')`,
    [c],
  )
  const { cannot } = await fitOf(asked)
  expect(cannot).toMatchObject([{ staffId: c, why: 'ceiling', mostCases: null, mostMinutes: 100 }])
})

test('a caseworker whom a bar keeps away is told as such, and what is planned too', async () => {
  const asked = await place.youth(a)
  await run(
    `insert into bar (youth_id, staff_id, reason, during) values ($1, $2, 'conflict', '[2026-11-01,)')`,
    [asked, a],
  )
  await run(`update assignment set during = '[2026-05-01,2026-12-10)' where youth_id = $1`, [asked])
  await run(
    `insert into assignment (youth_id, staff_id, role, during) values ($1, $2, 'caseworker', '[2026-12-10,)')`,
    [asked, b],
  )
  const { holderBarred, planned } = await fitOf(asked)
  expect([holderBarred, planned?.staff.staffId, planned?.from.toString()]).toEqual([true, b, '2026-12-10'])
})

test('it is for leaders, and only about whoever has an open case', async () => {
  const asked = await place.youth(a)
  expect((await place.ask(place.first.cookie, readFit, { youthId: asked })).status).toBe(403)
  const close = (during: string) =>
    run(`update youth_case set during = $2::daterange, close_reason = 'flyttet' where youth_id = $1`, [
      asked,
      during,
    ])
  // As of today: it is given to nobody.
  await close('[2026-01-05,2026-11-24)')
  expect((await place.ask(place.leader.cookie, readFit, { youthId: asked })).status).toBe(404)
  await close('[2026-01-05,2026-11-01)')
  for (const youthId of [asked, 999_999])
    expect((await place.ask(place.leader.cookie, readFit, { youthId })).status).toBe(404)
})

test('whatever stands in the address, it is refused or not found, and never an error', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.integer(), fc.constantFrom(0, -1, 2 ** 53, 2 ** 63, 'x', '1e3', ' ', '%00', '1.5')),
      async youthId => {
        const { status } = await place.ask(place.leader.cookie, readFit, { youthId })
        expect([400, 404]).toContain(status)
      },
    ),
    { numRuns: 25 },
  )
})
