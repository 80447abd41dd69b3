import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listAges, tickAge, undoAgeEnding } from '#contract/ages.ts'
import { agesForTest, testToday } from './test-ages.ts'
import { turnAges } from './turn.ts'

let it: Awaited<ReturnType<typeof agesForTest>>
beforeAll(async () => {
  it = await agesForTest()
})
afterAll(() => it.end())

const nobody = (_youthId: number, error: unknown) => {
  throw error
}
const turn = () =>
  turnAges(it.house.pool, { kind: 'system', onBehalfOf: null, today: testToday, requestId: 'test' }, nobody)
const turnsOf = async (youthId: number, cookie = it.leader.cookie) =>
  (await it.get(cookie, listAges)).turns.filter(row => row.youthId === youthId)
const endingsOf = async (youthId: number, cookie = it.leader.cookie) =>
  (await it.get(cookie, listAges)).endings.filter(row => row.youthId === youthId)
const born = (days: number, age = 18) => testToday.add({ days }).subtract({ years: age }).toString()

describe('the list', () => {
  test('tells what happens by itself and what to do, twelve months ahead', async () => {
    const youthId = await it.add({
      birthDate: '2009-03-04',
      staffId: it.caseworker.staffId,
      membership: '[2026-01-05,)',
      guardian: true,
    })
    const [row, ...more] = await turnsOf(youthId, it.caseworker.cookie)
    expect(more).toEqual([])
    expect(row).toMatchObject({
      age: 18,
      givenName: 'Ung',
      caseworker: { staffId: it.caseworker.staffId, name: 'Sofie Rådgiver' },
      byItself: [
        { what: 'guardians', name: '' },
        { what: 'membership', name: 'Sikker overgang' },
      ],
      isLate: false,
    })
    expect(row?.day.toString()).toBe('2027-03-04')
    expect(row?.changes.map(({ key, status }) => [key, status])).toEqual([
      ['guardians-18', 'law'],
      ['duty-18', 'law'],
      ['benefit-18', 'unverified'],
    ])
    expect(row?.tasks.map(({ item, dueDay }) => [item, dueDay.toString()])).toEqual([
      // Sixty days before is a Sunday after New Year: the last working day of the year.
      ['consent-18', '2026-12-30'],
      ['programme-18', '2026-12-30'],
      ['benefit-18', '2027-02-02'],
    ])
  })

  test('goes to the day a year ahead, keeps who is late for three months, and puts them first', async () => {
    const inAYear = await it.add({
      birthDate: testToday.add({ years: 1 }).subtract({ years: 25 }).toString(),
    })
    const after = await it.add({
      birthDate: testToday.add({ years: 1, days: 1 }).subtract({ years: 25 }).toString(),
    })
    const late = await it.add({ birthDate: testToday.subtract({ months: 3, years: 25 }).toString() })
    const tooLate = await it.add({
      birthDate: testToday.subtract({ months: 3, days: 1, years: 25 }).toString(),
    })
    const { turns } = await it.get(it.leader.cookie, listAges)
    const ids = turns.map(({ youthId }) => youthId)
    expect(ids).toContain(inAYear)
    expect(ids).not.toContain(after)
    expect(turns.find(({ youthId }) => youthId === late)?.isLate).toBe(true)
    expect(ids).not.toContain(tooLate)
    const firstOnTime = turns.findIndex(({ isLate }) => !isLate)
    expect(turns.slice(firstOnTime).every(({ isLate }) => !isLate)).toBe(true)
    expect(firstOnTime).toBeGreaterThan(0)
  })

  test('keeps those over 30 until their case is closed, and leaves closed cases out', async () => {
    const open = await it.add({ birthDate: '1994-05-05' })
    const closed = await it.add({ birthDate: '1994-05-05', closed: true })
    expect(await turnsOf(open)).toMatchObject([{ age: 30, isLate: true }])
    expect(await turnsOf(closed)).toEqual([])
  })

  test('is of those whom one follows; a leader sees all; mentors and administrators none', async () => {
    const youthId = await it.add({ birthDate: born(20), staffId: it.caseworker.staffId })
    expect(await turnsOf(youthId, it.caseworker.cookie)).toHaveLength(1)
    expect(await turnsOf(youthId, it.colleague.cookie)).toEqual([])
    expect(await turnsOf(youthId)).toHaveLength(1)
    for (const { cookie } of [it.mentor, it.administrator])
      expect((await it.ask(cookie, listAges)).status).toBe(403)
    const { rows } = await it.owner.query(
      `select distinct staff_id::int from read_log where action = 'ages.list' and $1 = any (youth_ids) order by 1`,
      [youthId],
    )
    expect(rows.map(row => row.staff_id)).toEqual(
      [it.caseworker.staffId, it.leader.staffId].sort((a, b) => a - b),
    )
  })
})

describe('ticks', () => {
  const tick = (cookie: string, youthId: number, over: object = {}) =>
    it.ask(cookie, tickAge, { youthId, age: 18, item: 'benefit-18', done: true, ...over })

  test('are kept with who and when, can be taken back, and are written down', async () => {
    const youthId = await it.add({ birthDate: born(10), staffId: it.caseworker.staffId })
    expect((await turnsOf(youthId))[0]?.isLate).toBe(true)
    expect((await tick(it.caseworker.cookie, youthId)).status).toBe(200)
    expect((await tick(it.leader.cookie, youthId)).status).toBe(200)
    const [row] = await turnsOf(youthId)
    expect(row?.isLate).toBe(false)
    expect(row?.tasks).toMatchObject([{ item: 'benefit-18', done: { by: 'Sofie Rådgiver' } }])
    await tick(it.caseworker.cookie, youthId, { done: false })
    expect((await turnsOf(youthId))[0]?.tasks[0]?.done).toBeNull()
    const { rows } = await it.owner.query(
      `select action, staff_id::int from change_log where youth_id = $1 order by id`,
      [youthId],
    )
    const me = it.caseworker.staffId
    expect(rows).toEqual([
      { action: 'ages.tick', staff_id: me },
      { action: 'ages.untick', staff_id: me },
    ])
  })

  test('are refused out of sight, for what there is not, and for mentors', async () => {
    const youthId = await it.add({ birthDate: born(10), staffId: it.caseworker.staffId })
    expect((await tick(it.colleague.cookie, youthId)).status).toBe(404)
    expect((await tick(it.mentor.cookie, youthId)).status).toBe(403)
    for (const over of [{ item: 'nothing' }, { age: 17 }]) {
      const { status, body } = await tick(it.caseworker.cookie, youthId, over)
      expect(status).toBe(400)
      expect(body.error.fields).toEqual([{ field: 'item', code: 'invalid' }])
    }
  })

  test('generated: no input makes it fail, and what is wrong is named', async () => {
    const youthId = await it.add({ birthDate: born(10), staffId: it.caseworker.staffId })
    const ages = fc.oneof(fc.constantFrom(0, 1, 18, 99, 100, -1, 1.5, null, '18', 2 ** 53), fc.integer())
    const items = fc.oneof(
      fc.string(),
      fc.constantFrom('', ' ', 'x'.repeat(40), 'x'.repeat(41), 'a\u0000b', '\ud800', null, 7, 'benefit-18'),
    )
    const dones = fc.constantFrom(true, false, 'true', null, 1)
    await fc.assert(
      fc.asyncProperty(ages, items, dones, async (age, item, done) => {
        const { status, body } = await tick(it.caseworker.cookie, youthId, { age, item, done })
        const isRight = age === 18 && String(item).trim() === 'benefit-18' && typeof done === 'boolean'
        expect(status).toBe(isRight ? 200 : 400)
        if (!isRight) expect(['age', 'item', 'done']).toContain(body.error.fields[0].field)
      }),
      { numRuns: 150, seed: 6 },
    )
  })
})

test('what ends as of a birthday long ago is told as well, and can be taken back', async () => {
  const youthId = await it.add({ birthDate: born(-500), membership: '[2024-01-05,)' })
  await turn()
  const [ended] = await endingsOf(youthId)
  expect(ended?.day.toString()).toBe(testToday.subtract({ days: 500 }).toString())
  const undone = { endingId: ended?.endingId ?? 0, reason: 'Fortsætter efter aftale' }
  expect((await it.ask(it.leader.cookie, undoAgeEnding, undone)).status).toBe(200)
  expect(await it.periods('membership', youthId)).toEqual(['[2024-01-05,)'])
  expect(await turn()).toBe(0)
})

describe('a birth date that is corrected afterwards', () => {
  const correct = (youthId: number, birthDate: string) =>
    it.owner.query('update youth set birth_date = $2 where id = $1', [youthId, birthDate])
  const undo = (cookie: string, endingId: number, reason = 'Fødselsdatoen var forkert') =>
    it.ask(cookie, undoAgeEnding, { endingId, reason })

  test('is told, and what ended goes on until the right birthday', async () => {
    const { staffId, cookie } = it.caseworker
    const youthId = await it.add({ birthDate: born(-3), staffId, membership: '[2026-01-05,)' })
    await turn()
    const [ended] = await endingsOf(youthId)
    expect(ended).toMatchObject({ what: 'membership', name: 'Sikker overgang', age: 18, mayUndo: true })
    expect(ended?.day.equals(ended.birthday)).toBe(true)
    await correct(youthId, born(30))
    const { endings } = await it.get(cookie, listAges)
    // What ended on a wrong day comes first.
    expect(endings[0]).toMatchObject({ youthId })
    expect(endings[0]?.birthday.toString()).toBe(testToday.add({ days: 30 }).toString())
    expect((await undo(cookie, ended?.endingId ?? 0)).status).toBe(200)
    expect(await it.periods('membership', youthId)).toEqual(['[2026-01-05,)'])
    expect(await endingsOf(youthId)).toEqual([])
    expect(await turn()).toBe(0)
    expect((await undo(cookie, ended?.endingId ?? 0)).body.error.code).toBe('changedMeanwhile')
    const later = {
      kind: 'system',
      onBehalfOf: null,
      today: testToday.add({ days: 31 }),
      requestId: 'test',
    } as const
    await turnAges(it.house.pool, later, nobody)
    expect(await it.periods('membership', youthId)).toEqual(['[2026-01-05,2026-12-23)'])
  })

  test('to an earlier day moves the end there', async () => {
    const { staffId, cookie } = it.caseworker
    const youthId = await it.add({ birthDate: born(-3), staffId, membership: '[2026-01-05,)' })
    await turn()
    await correct(youthId, born(-40))
    const [ended] = await endingsOf(youthId)
    await undo(cookie, ended?.endingId ?? 0)
    expect(await it.periods('membership', youthId)).toEqual([
      `[2026-01-05,${testToday.subtract({ days: 40 }).toString()})`,
    ])
  })

  test('taking back with the right birth date is a person’s decision, and is left so', async () => {
    const youthId = await it.add({ birthDate: born(-3), membership: '[2026-01-05,)' })
    await turn()
    const [ended] = await endingsOf(youthId)
    await undo(it.leader.cookie, ended?.endingId ?? 0, 'Fortsætter til sommer')
    expect(await it.periods('membership', youthId)).toEqual(['[2026-01-05,)'])
    expect(await turn()).toBe(0)
    const { rows } = await it.owner.query(
      `select staff_id::int, before, after from change_log where youth_id = $1 and action = 'ages.undo'`,
      [youthId],
    )
    const before = { end: testToday.subtract({ days: 3 }).toString() }
    expect(rows).toEqual([
      { staff_id: it.leader.staffId, before, after: { end: null, reason: 'Fortsætter til sommer' } },
    ])
  })

  test('is not for everybody, nor out of sight, nor in a closed case, and needs a reason', async () => {
    const youthId = await it.add({
      birthDate: born(-3),
      membership: '[2026-01-05,)',
      staffId: it.caseworker.staffId,
    })
    await turn()
    const [{ endingId } = { endingId: 0 }] = await endingsOf(youthId)
    expect((await undo(it.adviser.cookie, endingId)).status).toBe(403)
    expect((await undo(it.colleague.cookie, endingId)).status).toBe(404)
    for (const reason of ['', ' ', 'x'.repeat(501)]) {
      const { status, body } = await undo(it.leader.cookie, endingId, reason)
      expect([status, body.error.fields[0].field]).toEqual([400, 'reason'])
    }
    await it.owner.query(
      `update youth_case set during = daterange(lower(during), '2026-11-22'), close_reason = 'job' where youth_id = $1`,
      [youthId],
    )
    expect((await undo(it.leader.cookie, endingId)).body.error.reason).toBe('ageEndingCaseClosed')
    expect(await it.periods('membership', youthId)).toEqual(['[2026-01-05,2026-11-20)'])
  })
})
