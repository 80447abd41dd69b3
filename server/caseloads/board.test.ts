import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readBoard, readCaseWeight } from '#contract/caseload-board.ts'
import type { OutputOf } from '#contract/use-case.ts'
import { boardForTest } from './test-board.ts'

type Board = OutputOf<typeof readBoard>

let it: Awaited<ReturnType<typeof boardForTest>>
beforeAll(async () => {
  it = await boardForTest()
  ;({ owner, ask, caseworker, youth, leader } = it)
})
afterAll(() => it.close())
beforeEach(() => it.empty())

let owner: typeof it.owner
let leader: typeof it.leader
let ask: typeof it.ask
let caseworker: typeof it.caseworker
let youth: typeof it.youth

async function read(): Promise<Board> {
  const answer = await ask('/api/caseload')
  expect(answer.statusCode).toBe(200)
  return readBoard.output.parse(answer.json()) as Board
}

const minutesAhead = (board: Board, staffId: number) =>
  board.caseworkers.find(each => each.staffId === staffId)?.points.map(({ minutes }) => minutes) ?? []

describe('the board', () => {
  test('is empty in an empty unit', async () => {
    expect(await read()).toMatchObject({
      caseworkers: [],
      cases: { cases: 0, minutes: 0 },
      waiting: { total: 0, first: [] },
      coming: [],
      leftAlone: [],
    })
  })

  test('weighs each case by its programme and the rules that ask for something', async () => {
    const { staffId } = await caseworker('Holm')
    await youth({ staffId, programme: ['mod', '[2024-02-01,)'] })
    await youth({ staffId })
    // A meeting a month by the rule, although six a year are planned; and elsewhere six a year.
    expect(minutesAhead(await read(), staffId)).toEqual(Array.from({ length: 13 }, () => 180 + 100))
  })

  test('says how many weigh nothing, where no minutes are configured for them', async () => {
    const { staffId } = await caseworker('Holm')
    await youth({ staffId })
    await youth({ staffId, programme: ['mod', '[2024-02-01,)'] })
    expect((await read()).unweighed).toBe(0)
    const ends = (to: string | null) =>
      owner.query(`update case_weight set during = daterange(lower(during), $1) where programme_id is null`, [
        to,
      ])
    await ends('2026-11-01')
    expect(await read()).toMatchObject({ unweighed: 1, cases: { cases: 2, minutes: 180 } })
    await ends(null)
  })

  test('sees ahead who begins, who is handed on and who leaves a programme by birthday', async () => {
    const { staffId } = await caseworker('Holm')
    const other = await caseworker('Vang')
    await youth({ staffId, programme: ['mod', '[2026-12-08,)'] })
    await youth({ staffId, birth: '2008-12-22', programme: ['ung', '[2025-01-01,)'] })
    const handedOn = await youth({ staffId })
    await owner.query(
      `update assignment set during = daterange(lower(during), '2026-12-29') where youth_id = $1`,
      [handedOn],
    )
    await owner.query(
      `insert into assignment (youth_id, staff_id, role, during) values ($1, $2, 'caseworker', '[2026-12-29,)')`,
      [handedOn, other.staffId],
    )
    const board = await read()
    // 18 on 22 December: from then the case weighs as all others.
    expect(minutesAhead(board, staffId).slice(0, 8)).toEqual([350, 350, 350, 430, 430, 380, 280, 280])
    expect(minutesAhead(board, other.staffId).slice(4, 7)).toEqual([0, 0, 100])
  })

  test('tells away, unknown and full apart, and none of them is a number', async () => {
    const away = await caseworker('Borte')
    const unknown = await caseworker('Uvis', 0)
    const full = await caseworker('Optaget')
    const partly = await caseworker('Delt')
    await owner.query(
      `insert into staff_absence (staff_id, kind, deputy_id, during) values ($1, 'leave', $2, '[2026-11-01,2027-02-01)')`,
      [away.staffId, partly.staffId],
    )
    await owner.query(
      `insert into staff_duty (staff_id, name, weekly_minutes, during) values
        ($1, 'Faglig leder', 2220, '[2026-01-01,)'), ($2, 'Modtagelsen', 1110, '[2026-01-01,)')`,
      [full.staffId, partly.staffId],
    )
    for (const { staffId } of [away, unknown, full, partly]) await youth({ staffId })
    const { caseworkers, time } = await read()
    expect(
      caseworkers.map(({ familyName, capacity, overNow }) => [familyName, capacity.kind, overNow]),
    ).toEqual([
      ['Borte', 'away', null],
      ['Delt', 'available', false],
      ['Optaget', 'full', true],
      ['Uvis', 'unknown', null],
    ])
    const [gone, deputy] = caseworkers
    expect(gone?.capacity).toMatchObject({ kind: 'away', deputy: { familyName: 'Delt' } })
    expect(gone?.capacity.kind === 'away' && String(gone.capacity.lastDay)).toBe('2027-01-31')
    expect(deputy).toMatchObject({
      own: { minutes: 100 },
      standsIn: { minutes: 100 },
      capacity: { minutes: 3150 },
    })
    expect(time).toBe(3150)
  })

  test('whoever is new has half the time, counted from the first young person too', async () => {
    const fresh = await caseworker('Ny')
    const known = await caseworker('Kendt')
    await owner.query(`update staff_role set during = '[2026-11-02,)' where staff_id = any ($1)`, [
      [fresh.staffId, known.staffId],
    ])
    await youth({ staffId: fresh.staffId, from: '2026-11-02' })
    await youth({ staffId: known.staffId, from: '2024-01-08' })
    const time = async () =>
      (await read()).caseworkers.map(({ familyName, points }) => [familyName, points[0]?.of, points[12]?.of])
    expect(await time()).toEqual([
      ['Kendt', 6300, 6300],
      ['Ny', 3150, 4725],
    ])
    await owner.query(
      `insert into onboarding_step (staff_id, from_week, percent, during, source, status)
       values ($1, 0, 100, '[2026-01-01,)', 'Har været her før', 'local')`,
      [fresh.staffId],
    )
    expect((await time())[1]).toEqual(['Ny', 6300, 6300])
    await owner.query('delete from onboarding_step where staff_id is not null')
  })

  test('counts against the ceiling of the programme, and says whose exception it is', async () => {
    const { staffId } = await caseworker('Holm')
    for (const _ of [1, 2, 3]) await youth({ staffId, programme: ['mod', '[2024-02-01,)'] })
    await youth({ staffId })
    await owner.query(
      `insert into ceiling (programme_id, cases, during, source, status)
       select id, 2, '[2026-01-01,)', 'test', 'local' from programme where key = 'mod'`,
    )
    const standing = async () => (await read()).caseworkers[0]?.ceilings
    expect(await standing()).toMatchObject([{ programme: 'Mod til uddannelse', cases: 3, state: 'over' }])
    await owner.query(
      `insert into ceiling_exception (staff_id, programme_id, cases, during, reason)
       select $1, id, 3, '[2026-11-01,2026-12-01)', 'Til den nye begynder' from programme where key = 'mod'`,
      [staffId],
    )
    const [allowed] = (await standing()) ?? []
    expect(allowed).toMatchObject({
      mostCases: 3,
      state: 'at',
      exception: { reason: 'Til den nye begynder' },
    })
    expect(String(allowed?.exception?.lastDay)).toBe('2026-11-30')
  })

  test('those whom nobody has wait in order, with why and since when, and are in the read log', async () => {
    const away = await caseworker('Borte')
    const left = await caseworker('Stoppet')
    await owner.query(
      `insert into staff_absence (staff_id, kind, during) values ($1, 'illness', '[2026-11-10,)')`,
      [away.staffId],
    )
    const until = `update staff_role set during = daterange('2020-01-01', $2) where staff_id = $1`
    await owner.query(until, [left.staffId, '2026-11-16'])
    await owner.query(until, [away.staffId, '2026-12-16'])
    const ofAway = await youth({ staffId: away.staffId })
    const ofLeft = await youth({ staffId: left.staffId })
    const nobodys = await youth({ since: '2026-11-18' })
    const owed = await youth({ since: '2026-11-20' })
    await owner.query(
      `insert into deadline (youth_id, case_id, rule_id, ordinal, clock, state, anchor_kind, anchor_day, due_day,
         window_from, window_to, last_working_day, held_count, attempts, escalated)
       select $1, c.id, r.id, 1, 'statutory', 'open', 'enquiry', '2026-11-20', '2026-11-27', '2026-11-27',
         '2026-11-27', '2026-11-27', 0, 0, false
       from youth_case c, rule r where c.youth_id = $1 and r.key = 'first'`,
      [owed],
    )
    const { waiting, cases, caseworkers } = await read()
    expect(
      waiting.first.map(({ youthId, why, since, holder, reason }) => [
        youthId,
        why,
        String(since),
        holder?.familyName ?? null,
        reason.kind,
      ]),
    ).toEqual([
      [owed, 'noCaseworker', '2026-11-20', null, 'statutory'],
      [ofAway, 'away', '2026-11-10', 'Borte', 'since'],
      [ofLeft, 'noCaseworker', '2026-11-16', 'Stoppet', 'since'],
      [nobodys, 'noCaseworker', '2026-11-18', null, 'since'],
    ])
    expect(waiting).toMatchObject({ total: 4, minutes: cases.minutes })
    const [stops, gone] = caseworkers
    expect([stops, gone].map(each => each?.points[0]?.capacity)).toEqual(['away', 'stopped'])
    expect(gone?.capacity.kind === 'notCaseworker' && String(gone.capacity.lastDay)).toBe('2026-11-15')
    expect([stops, gone].map(each => String(each?.lastDay))).toEqual(['2026-12-15', 'null'])
    const { rows } = await owner.query(
      `select youth_ids::int[] as ids from read_log where action = 'caseload.read' order by id desc limit 1`,
    )
    expect(rows[0]?.ids).toEqual([owed, ofAway, ofLeft, nobodys])
  })

  test('counts changes of caseworker in the last year, of those held today', async () => {
    const { staffId } = await caseworker('Holm')
    const before = await caseworker('Før')
    const changed = await youth({ staffId, from: '2026-06-01' })
    const longAgo = await youth({ staffId, from: '2025-06-01' })
    await youth({ staffId })
    for (const [id, until] of [
      [changed, '2026-06-01'],
      [longAgo, '2025-06-01'],
    ])
      await owner.query(
        `insert into assignment (youth_id, staff_id, role, during) values ($1, $2, 'caseworker', daterange('2024-01-08', $3))`,
        [id, before.staffId, until],
      )
    const found = (await read()).caseworkers.find(each => each.staffId === staffId)
    expect(found?.changed).toEqual({ cases: 1, changes: 1 })
  })

  test('a day off is told in words, and hides no overload', async () => {
    const { staffId } = await caseworker('Holm', 60)
    const deputy = await caseworker('Vang')
    for (const _ of [1, 2]) await youth({ staffId })
    const off = (during: string) =>
      owner.query(
        `insert into staff_absence (staff_id, kind, deputy_id, during) values ($1, 'holiday', $2, $3)`,
        [staffId, deputy.staffId, during],
      )
    const before = (await read()).caseworkers.find(each => each.staffId === staffId)
    expect(before).toMatchObject({ overNow: true, weeklyMinutes: 60, absences: [] })
    await off('[2026-11-23,2026-11-24)')
    await off('[2026-12-21,2026-12-24)')
    await off('[2027-01-04,2027-03-01)')
    await off('[2027-04-01,2027-05-01)')
    const after = (await read()).caseworkers.find(each => each.staffId === staffId)
    expect(after?.overNow).toBe(true)
    expect(after?.points.map(({ capacity }) => capacity).slice(0, 7)).toEqual([
      ...Array.from({ length: 6 }, () => 'available'),
      'away',
    ])
    expect(
      after?.absences.map(({ from, lastDay, isLong }) => [String(from), String(lastDay), isLong]),
    ).toEqual([
      ['2026-11-23', '2026-11-23', false],
      ['2026-12-21', '2026-12-23', false],
      ['2027-01-04', '2027-02-28', true],
    ])
    expect(after?.absences[0]?.deputy).toMatchObject({ familyName: 'Vang' })
  })

  test('says how promises were kept in the last three months, by whoever had the case on the day', async () => {
    const { staffId } = await caseworker('Holm')
    const before = await caseworker('Før')
    const id = await youth({ staffId, from: '2026-10-01' })
    await owner.query(
      `insert into assignment (youth_id, staff_id, role, during)
       values ($1, $2, 'caseworker', '[2024-01-08,2026-10-01)')`,
      [id, before.staffId],
    )
    await owner.query(
      `insert into deadline (youth_id, case_id, rule_id, ordinal, clock, state, anchor_kind, anchor_day, due_day,
         window_from, window_to, last_working_day, held_count, attempts, escalated, closed_day)
       select $1, c.id, r.id, n, 'promise', s, 'membership', '2024-02-01', d, d, d, d, 0, 0, false,
         case when s <> 'open' then d end
       from youth_case c, rule r, (values (1, 'onTime', date '2026-11-02'), (2, 'missed', date '2026-10-15'),
         (3, 'onTime', date '2026-09-15'), (4, 'onTime', date '2026-08-01'), (5, 'excused', date '2026-11-03'),
         (6, 'open', date '2026-11-30')) f (n, s, d)
       where c.youth_id = $1 and r.key = 'meeting'`,
      [id],
    )
    const kept = (await read()).caseworkers.map(({ familyName, promise }) => [familyName, promise])
    expect(kept).toEqual([
      ['Før', { kept: 1, due: 1 }],
      ['Holm', { kept: 1, due: 2 }],
    ])
  })

  test('opens into the young people of one caseworker, with those for whom they stand in, and notes them', async () => {
    const away = await caseworker('Borte')
    const deputy = await caseworker('Delt')
    await owner.query(
      `insert into staff_absence (staff_id, kind, deputy_id, during) values ($1, 'leave', $2, '[2026-11-01,2027-02-01)')`,
      [away.staffId, deputy.staffId],
    )
    const theirs = await youth({ staffId: away.staffId, from: '2026-03-02' })
    const own = await youth({ staffId: deputy.staffId, programme: ['mod', '[2024-02-01,)'] })
    const casesOf = async (staffId: number) =>
      (await ask(`/api/caseload/caseworkers/${staffId}/cases`)).json().cases
    expect(await casesOf(deputy.staffId)).toMatchObject([
      { youthId: theirs, as: 'standsIn', minutes: 100, since: '2026-03-02', holder: { familyName: 'Borte' } },
      { youthId: own, as: 'own', minutes: 180, programmes: ['Mod til uddannelse'] },
    ])
    const { rows } = await owner.query(
      `select youth_ids::int[] as ids from read_log where action = 'caseload.cases' order by id desc limit 1`,
    )
    expect(rows[0]?.ids.toSorted()).toEqual([theirs, own])
    expect(await casesOf(away.staffId)).toMatchObject([{ youthId: theirs, as: 'away' }])
    expect((await ask('/api/caseload/caseworkers/999/cases')).statusCode).toBe(404)
    expect((await ask(`/api/caseload/caseworkers/${away.staffId}/cases`, deputy.cookie)).statusCode).toBe(403)
  })

  test('is for leaders', async () => {
    const { cookie } = await caseworker('Holm')
    for (const url of ['/api/caseload', '/api/caseload/weights']) {
      expect((await ask(url, cookie)).statusCode).toBe(403)
      expect((await ask(url, '')).statusCode).toBe(401)
    }
  })
})

describe('one weight, opened', () => {
  const open = async (youthId: unknown, cookie = leader.cookie) => {
    const answer = await ask(`/api/caseload/cases/${String(youthId)}`, cookie)
    return { status: answer.statusCode, body: answer.json() }
  }

  test('says its terms, the rules behind them and what was logged, and is noted as read', async () => {
    const { staffId, cookie } = await caseworker('Holm')
    const id = await youth({ staffId, programme: ['mod', '[2024-02-01,)'] })
    await owner.query(
      `insert into contact (youth_id, staff_id, kind, outcome, starts_at, day, minutes)
       select $1, $2, k, o, d::date + time '09:00', d::date, m from (values ('meeting', 'held', '2026-11-02', 70),
         ('meeting', 'held', '2026-10-05', 50), ('meeting', 'noShow', '2026-10-01', null), ('call', 'held', '2026-10-20', null),
         ('meeting', 'held', '2026-08-01', 300)) r (k, o, d, m)`,
      [id, staffId],
    )
    const { status, body } = await open(id, cookie)
    expect(status).toBe(200)
    const weight = readCaseWeight.output.parse(body) as OutputOf<typeof readCaseWeight>
    expect(weight).toMatchObject({
      minutes: 180,
      programme: 'Mod til uddannelse',
      fullTime: 6300,
      terms: [
        {
          key: 'moede',
          minutesEach: 100,
          frequency: { times: 1, months: 1 },
          minutes: 100,
          why: { kind: 'rules' },
        },
        { key: 'team', minutes: 80, why: { kind: 'monthly' } },
      ],
      rules: [{ name: 'Møde hver måned' }],
      logged: {
        kinds: [
          { kind: 'call', held: 1, withMinutes: 0, minutes: 0 },
          { kind: 'meeting', held: 2, withMinutes: 2, minutes: 120 },
        ],
      },
    })
    const { rows } = await owner.query(
      `select youth_ids::int[] as ids, staff_id::int from read_log where action = 'caseload.case' order by id desc limit 1`,
    )
    expect(rows).toEqual([{ ids: [id], staff_id: staffId }])
  })

  test('whoever is out of sight, unknown or closed looks alike', async () => {
    const { staffId } = await caseworker('Holm')
    const stranger = await caseworker('Fremmed')
    const id = await youth({ staffId })
    const closed = await youth({ staffId })
    await owner.query(
      `update youth_case set during = daterange(lower(during), '2026-11-01'), close_reason = 'moved' where youth_id = $1`,
      [closed],
    )
    const { rows: before } = await owner.query(`select count(*)::int as n from read_log`)
    const answers = [await open(id, stranger.cookie), await open(closed), await open(999_999)]
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404])
    expect((await owner.query(`select count(*)::int as n from read_log`)).rows).toEqual(before)
  })

  test('whatever is asked for, the answer is a refusal and never a crash', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string(), fc.double(), fc.integer({ min: -5, max: 0 }), fc.constant(2 ** 60)),
        async drawn => {
          const { statusCode } = await ask(`/api/caseload/cases/${encodeURIComponent(String(drawn))}`)
          expect([400, 404]).toContain(statusCode)
        },
      ),
      { numRuns: 40 },
    )
  })
})
