import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { listAges } from '#contract/ages.ts'
import { birthday } from '#domain/ages/birthday.ts'
import { inTransaction } from '#server/database/transaction.ts'
import { recomputeDeadlines } from '#server/records/deadlines.ts'
import { ageJobs } from './routes.ts'
import { agesForTest, testToday } from './test-ages.ts'
import { turnAges } from './turn.ts'

let it: Awaited<ReturnType<typeof agesForTest>>
beforeAll(async () => {
  it = await agesForTest()
})
afterAll(() => it.end())

const entry = (today = testToday) => ({ kind: 'system', onBehalfOf: null, today, requestId: 'test' }) as const
const failedFor: number[] = []
const turn = (today = testToday) => turnAges(it.house.pool, entry(today), id => void failedFor.push(id))
const derive = (youthId: number) =>
  inTransaction(it.house.pool, entry(), db => recomputeDeadlines(db, [youthId], testToday))

async function endings(youthId: number) {
  const { rows } = await it.owner.query(
    `select age, subject, day::text, previous_end::text as "previousEnd", undone_at is not null as undone
     from age_ending where youth_id = $1 order by id`,
    [youthId],
  )
  return rows
}

test('the database counts birthdays and guardians as the domain does, leap days and all', async () => {
  const leap = fc.constantFrom(
    '1996-02-29',
    '2000-02-29',
    '2004-02-29',
    '2008-02-29',
    '2008-02-28',
    '2008-03-01',
  )
  const any = fc
    .date({ min: new Date('1980-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
    .map(date => date.toISOString().slice(0, 10))
  const born = fc.sample(fc.oneof(leap, any), { numRuns: 400, seed: 1 })
  const { rows } = await it.owner.query<{
    born: string
    age: number
    day: string
    before: boolean
    then: boolean
  }>(
    `select b::text as born, a as age, door.birthday(b, a)::text as day,
       door.guardian_open(b, door.birthday(b, 18) - 1) as before, door.guardian_open(b, door.birthday(b, 18)) as then
     from unnest($1::date[]) b, unnest('{0,1,15,17,18,20,25,30,99}'::int[]) a`,
    [born],
  )
  expect(rows).toHaveLength(3600)
  for (const { born: day, age, day: turned, before, then } of rows) {
    expect(turned).toBe(birthday(Temporal.PlainDate.from(day), age).toString())
    expect([before, then]).toEqual([true, false])
  }
})

test('a membership ends on the 18th birthday, also when the night was slept through, and who follows goes on', async () => {
  const { staffId } = it.caseworker
  const youthId = await it.add({ birthDate: '2008-11-19', staffId, membership: '[2026-11-02,)' })
  const young = await it.add({ birthDate: '2008-11-24', staffId, membership: '[2026-01-05,)' })
  await derive(youthId)
  const open = async () =>
    (
      await it.owner.query(`select due_day::text from deadline where youth_id = $1 and state = 'open'`, [
        youthId,
      ])
    ).rows
  expect(await open()).not.toEqual([])
  expect(await turn()).toBe(1)
  expect(await it.periods('membership', youthId)).toEqual(['[2026-11-02,2026-11-19)'])
  expect(await it.periods('membership', young)).toEqual(['[2026-01-05,)'])
  expect(await it.periods('assignment', youthId)).toEqual(['[2026-01-05,)'])
  // The promise of the programme ends with it; one that was overdue before would stay.
  expect(await open()).toEqual([])
  expect(await endings(youthId)).toEqual([
    { age: 18, subject: 'membership', day: '2026-11-19', previousEnd: null, undone: false },
  ])
  const { rows } = await it.owner.query(
    `select staff_id, action, before, after from change_log where youth_id = $1 order by id desc limit 1`,
    [youthId],
  )
  expect(rows).toEqual([
    { staff_id: null, action: 'ages.turn', before: { end: null }, after: { end: '2026-11-19', age: 18 } },
  ])
  expect(await turn()).toBe(0)
  expect(await turn(testToday.add({ days: 1 }))).toBe(1)
  expect(await it.periods('membership', young)).toEqual(['[2026-01-05,2026-11-24)'])
})

test('a target group ends on the 30th birthday, on 1 March for who was born on 29 February', async () => {
  const youthId = await it.add({ birthDate: '1996-02-29', assessment: '[2026-01-05,)' })
  const later = await it.add({ birthDate: '1996-11-24', assessment: '[2026-01-05,)' })
  await turn()
  expect(await it.periods('assessment', youthId)).toEqual(['[2026-01-05,2026-03-01)'])
  expect(await it.periods('assessment', later)).toEqual(['[2026-01-05,)'])
})

test('an age that a programme gets ends nobody who was older already: a person is asked', async () => {
  const { staffId, cookie } = it.caseworker
  const past = testToday.subtract({ days: 20 }).subtract({ years: 18 }).toString()
  const soon = testToday.add({ days: 1 }).subtract({ years: 18 }).toString()
  const older = await it.add({ birthDate: past, staffId, membership: '[2026-01-05,)' })
  const decided = await it.add({ birthDate: past, staffId, membership: '[2026-01-05,2027-01-01)' })
  const young = await it.add({ birthDate: soon, staffId, membership: '[2026-01-05,)' })
  const setAge = (age: number | null) =>
    inTransaction(it.house.pool, entry(), db =>
      db.updateTable('programme').set({ leave_age: age }).where('key', '=', 'to18').execute(),
    )
  const agedFrom = async () =>
    (await it.owner.query(`select leave_age_from::text as day from programme where key = 'to18'`)).rows[0].day
  await setAge(null)
  expect(await agedFrom()).toBeNull()
  await setAge(18)
  expect(await agedFrom()).toBe('2026-11-23')
  expect(await turn()).toBe(0)
  expect(await it.periods('membership', older)).toEqual(['[2026-01-05,)'])
  const { waiting, turns } = await it.get(cookie, listAges)
  expect(waiting).toEqual([
    {
      youthId: older,
      givenName: 'Ung',
      familyName: expect.stringMatching(/^Nummer/),
      name: 'Sikker overgang',
      age: 18,
      birthday: Temporal.PlainDate.from('2026-11-03'),
      agedOn: testToday,
    },
  ])
  const ends = (id: number) => turns.filter(each => each.youthId === id).flatMap(each => each.byItself)
  expect(ends(older)).toEqual([])
  expect(ends(decided)).toEqual([])
  expect(ends(young)).toContainEqual({ what: 'membership', name: 'Sikker overgang' })
  expect((await it.get(it.colleague.cookie, listAges)).waiting).toEqual([])
  // Saying the same again dates nothing anew.
  await inTransaction(it.house.pool, entry(testToday.add({ days: 5 })), db =>
    db.updateTable('programme').set({ leave_age: 18 }).where('key', '=', 'to18').execute(),
  )
  expect(await agedFrom()).toBe('2026-11-23')
  await turn(testToday.add({ days: 1 }))
  expect(await it.periods('membership', young)).toEqual(['[2026-01-05,2026-11-24)'])
  expect(await it.periods('membership', older)).toEqual(['[2026-01-05,)'])
  await it.owner.query(`update programme set leave_age_from = '2017-01-01' where key = 'to18'`)
  expect(await turn()).toBe(2)
})

test('what a person ended, began on the birthday or later, or took back, is left', async () => {
  const ended = await it.add({ birthDate: '2008-06-01', membership: '[2026-01-05,2026-09-01)' })
  const begun = await it.add({ birthDate: '2008-06-01', membership: '[2026-06-01,)' })
  const future = await it.add({ birthDate: '2008-06-01', membership: '[2026-01-05,2027-01-01)' })
  await turn()
  expect(await it.periods('membership', ended)).toEqual(['[2026-01-05,2026-09-01)'])
  expect(await it.periods('membership', begun)).toEqual(['[2026-06-01,)'])
  expect(await it.periods('membership', future)).toEqual(['[2026-01-05,2026-06-01)'])
  expect(await endings(future)).toMatchObject([{ previousEnd: '2027-01-01' }])
  await it.owner.query(`update age_ending set undone_at = now() where youth_id = $1`, [future])
  await it.owner.query(`update membership set during = '[2026-01-05,2027-01-01)' where youth_id = $1`, [
    future,
  ])
  expect(await turn()).toBe(0)
})

test('two nodes at once end each thing once', async () => {
  const ids: number[] = []
  for (let count = 0; count < 12; count += 1)
    ids.push(await it.add({ birthDate: '2008-11-20', membership: '[2026-01-05,)' }))
  const turned = await Promise.all([turn(), turn(), turn()])
  expect(turned.reduce((sum, count) => sum + count)).toBe(12)
  for (const id of ids) {
    expect(await it.periods('membership', id)).toEqual(['[2026-01-05,2026-11-20)'])
    expect(await endings(id)).toHaveLength(1)
  }
})

test('who cannot be done is told of and left wholly, all others are done, and the next run does the rest', async () => {
  const ids: number[] = []
  for (let count = 0; count < 8; count += 1)
    ids.push(await it.add({ birthDate: '2008-11-21', membership: '[2026-01-05,)' }))
  const refused = [ids[0], ids[4]]
  await it.owner.query(`
    create function fail_late() returns trigger language plpgsql as $$ begin
      if new.action = 'ages.turn' and new.youth_id in (${refused.join()}) then raise exception 'stopped'; end if;
      return new;
    end $$;
    create trigger fail_late before insert on change_log for each row execute function fail_late()`)
  await expect(turn()).rejects.toThrow('birthdays of 2 could not be turned, of 6 they were')
  expect(failedFor).toEqual(refused)
  await it.owner.query('drop trigger fail_late on change_log')
  const done = async () => {
    const { rows } = await it.owner.query<{ ends: boolean; endings: number }>(
      `select not upper_inf(m.during) as ends, (select count(*)::int from age_ending e where e.youth_id = m.youth_id) as endings
       from membership m where m.youth_id = any ($1) order by m.youth_id`,
      [ids],
    )
    return rows.map(({ ends, endings: told }) => `${ends} ${told}`)
  }
  const yes = 'true 1'
  const no = 'false 0'
  expect(await done()).toEqual([no, yes, yes, yes, no, yes, yes, yes])
  expect(await turn()).toBe(2)
  expect(await done()).toEqual(Array(8).fill(yes))
})

test('the job of the night fails where it failed for somebody, and its log says for whom, by key alone', async () => {
  const youthId = await it.add({ birthDate: '2008-11-21', membership: '[2026-01-05,)' })
  await it.owner.query(`
    alter table age_ending add constraint no_more check (youth_id <> ${youthId})`)
  const error = vi.spyOn(it.house.app.log, 'error')
  await expect(ageJobs['ages:turn'](null, it.house)).rejects.toThrow(AggregateError)
  await it.owner.query('alter table age_ending drop constraint no_more')
  expect(error.mock.calls).toEqual([
    [{ youthId, error: expect.anything() }, 'a birthday could not be turned'],
  ])
  expect(JSON.stringify(error.mock.calls)).not.toMatch(/Nummer|2008/)
  await ageJobs['ages:turn'](null, it.house)
  expect(await it.periods('membership', youthId)).toEqual(['[2026-01-05,2026-11-21)'])
})
