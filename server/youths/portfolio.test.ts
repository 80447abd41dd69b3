import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OutputOf } from '#contract/use-case.ts'
import { countYouths, listYouths, youthChoices, youthSorts } from '#contract/youths.ts'
import { readYouth } from '#contract/youths-person.ts'
import { youthRoutes } from './routes.ts'
import { youthsForTest } from './test-youths.ts'

let world: Awaited<ReturnType<typeof youthsForTest>>

beforeAll(async () => {
  world = await youthsForTest(youthRoutes)
})
afterAll(() => world.end())

async function clear(): Promise<void> {
  // Logs are append-only, and a truncation would reach them.
  await world.owner.query(
    'set session_replication_role = replica; truncate youth cascade; set session_replication_role = origin',
  )
}

const ids = (answer: { rows: readonly { youthId: number }[] }) => answer.rows.map(row => row.youthId)

/** Every page of a list, one after the other. */
async function allPages(cookie: string, input: Record<string, unknown>): Promise<number[]> {
  const found: number[] = []
  let after: number | null = null
  do {
    const page: OutputOf<typeof listYouths> = await world.get(cookie, listYouths, {
      ...input,
      ...(after === null ? {} : { after }),
    })
    found.push(...ids(page))
    after = page.next
  } while (after !== null)
  return found
}

test('a caseworker sees those whom the caseworker follows, a leader everybody, an administrator nobody', async () => {
  await clear()
  const mine = await world.add({ staffId: world.caseworker.staffId })
  const other = await world.add({ staffId: world.colleague.staffId })
  const nobodys = await world.add({})
  expect(ids(await world.get(world.caseworker.cookie, listYouths))).toEqual([mine])
  expect(ids(await world.get(world.colleague.cookie, listYouths))).toEqual([other])
  expect(ids(await world.get(world.leader.cookie, listYouths)).sort((a, b) => a - b)).toEqual([
    mine,
    other,
    nobodys,
  ])
  expect(ids(await world.get(world.leader.cookie, listYouths, { scope: 'mine' }))).toEqual([])
  expect((await world.ask(world.administrator.cookie, listYouths)).status).toBe(403)
  expect((await world.ask(world.administrator.cookie, countYouths)).status).toBe(403)
  expect((await world.get(world.caseworker.cookie, countYouths)).count).toBe(1)
  expect((await world.get(world.leader.cookie, countYouths)).count).toBe(3)
})

test('everybody who is shown is in the read log, and nobody else', async () => {
  await clear()
  const shown = await world.add({ familyName: 'Bb', staffId: world.caseworker.staffId })
  const next = await world.add({ familyName: 'Cc', staffId: world.caseworker.staffId })
  await world.get(world.caseworker.cookie, listYouths, { limit: 1 })
  expect(await world.readings(shown)).toEqual([{ staff_id: world.caseworker.staffId, action: 'youth.list' }])
  expect(await world.readings(next)).toEqual([])
})

test('paging gives everybody exactly once in the order of one long page, also among equal names and empty values', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          familyName: fc.constantFrom('Aagaard', 'Ågren', 'Østergaard', 'Prøve'),
          givenName: fc.constantFrom('Ida', 'Åse'),
          birthDate: fc.constantFrom('2007-02-01', '2004-02-29'),
          isFollowed: fc.boolean(),
          isMet: fc.boolean(),
          due: fc.option(
            fc.tuple(
              fc.constantFrom('2026-12-02', '2026-12-05'),
              fc.constantFrom(null, '2026-11-30', '2026-12-02', '2026-12-09'),
            ),
          ),
        }),
        { minLength: 1, maxLength: 12 },
      ),
      fc.constantFrom(...youthSorts),
      fc.boolean(),
      fc.integer({ min: 1, max: 4 }),
      async (people, sort, descending, limit) => {
        await clear()
        for (const person of people) {
          const { staffId } = world.colleague
          const youthId = await world.add({ ...person, ...(person.isFollowed ? { staffId } : {}) })
          if (person.isMet) await met(youthId, '2026-11-02')
          if (person.due) await due(youthId, '2026-11-28', ...person.due)
        }
        const whole = await world.get(world.leader.cookie, listYouths, { sort, descending, limit: 200 })
        const paged = await allPages(world.leader.cookie, { sort, descending, limit })
        expect(paged).toEqual(ids(whole))
        expect(new Set(paged).size).toBe(people.length)
      },
    ),
    { numRuns: 20 },
  )
})

async function met(youthId: number, day: string): Promise<void> {
  await world.owner.query(
    `insert into contact (youth_id, staff_id, kind, outcome, starts_at, day)
     values ($1, $2, 'meeting', 'held', $3::date + interval '10 hours', $3::date)`,
    [youthId, world.colleague.staffId, day],
  )
}

/** An open deadline; the last day on which it is kept and the day of a retry are the due day and none unless told. */
async function due(
  youthId: number,
  day: string,
  lastDay = day,
  retryDay: string | null = null,
): Promise<void> {
  await world.owner.query(
    `insert into deadline (youth_id, case_id, rule_id, ordinal, clock, state, anchor_kind, anchor_day, due_day,
       window_from, window_to, last_working_day, held_count, attempts, retry_day, escalated)
     select $1, c.id, r.id, 1, 'promise', 'open', 'contact', $2::date - 30, $2::date, $2::date, $3::date, $3::date,
       0, case when $4::date is null then 0 else 1 end, $4::date, false
     from youth_case c, rule r where c.youth_id = $1`,
    [youthId, day, lastDay, retryDay],
  )
}

test('names are sorted as in Danish: å after ø, and aa as å', async () => {
  await clear()
  for (const familyName of ['Åberg', 'Zimmer', 'Østergaard', 'Ærø', 'Aagaard', 'Bang'])
    await world.add({ familyName, staffId: world.caseworker.staffId })
  const { rows } = await world.get(world.caseworker.cookie, listYouths)
  expect(rows.map(row => row.familyName)).toEqual(['Bang', 'Zimmer', 'Ærø', 'Østergaard', 'Åberg', 'Aagaard'])
})

test('those without what is sorted by come last in both directions', async () => {
  await clear()
  const never = await world.add({ familyName: 'Aa' })
  const long = await world.add({})
  const lately = await world.add({})
  await met(long, '2026-08-01')
  await met(lately, '2026-11-01')
  const list = (descending: boolean) =>
    world.get(world.leader.cookie, listYouths, { sort: 'lastContact', descending })
  expect(ids(await list(false))).toEqual([long, lately, never])
  expect(ids(await list(true))).toEqual([lately, long, never])
})

test('what is shown and sorted by is the last day on which it is kept, or a retry that is due sooner', async () => {
  await clear()
  const between = await world.add({})
  const retried = await world.add({})
  const retriedLater = await world.add({})
  const over = await world.add({})
  await due(between, '2026-11-25', '2026-11-30')
  await due(retried, '2026-12-10', '2026-12-10', '2026-11-26')
  await due(retriedLater, '2026-11-27', '2026-11-27', '2026-12-02')
  await due(over, '2026-11-15', '2026-11-20')
  const { rows } = await world.get(world.leader.cookie, listYouths, { sort: 'nextDue' })
  expect(
    rows.map(({ youthId, nextDue }) => [
      youthId,
      nextDue?.day.toString(),
      nextDue?.lastDay.toString(),
      nextDue?.isRetry,
    ]),
  ).toEqual([
    [over, '2026-11-20', '2026-11-20', false],
    [retried, '2026-11-26', '2026-12-10', true],
    [retriedLater, '2026-11-27', '2026-11-27', false],
    [between, '2026-11-30', '2026-11-30', false],
  ])
  const within = await world.get(world.leader.cookie, listYouths, { dueWithinDays: 7, sort: 'nextDue' })
  expect(ids(within)).toEqual([over, retried, retriedLater])
  const overdue = await world.get(world.leader.cookie, listYouths, { overdue: true })
  expect(ids(overdue)).toEqual([over])
})

test('each filter lets through those whom it names, and the count says how many', async () => {
  await clear()
  const { staffId } = world.caseworker
  const child = await world.add({ birthDate: '2009-11-21', staffId, targetGroup: 'ready' })
  const adult = await world.add({ birthDate: '2008-11-21', staffId, protectedAddress: true })
  const nobodys = await world.add({ birthDate: '1999-01-01' })
  const closed = await world.add({ closed: true, staffId })
  await due(child, '2026-11-20')
  await due(adult, '2026-11-27')
  await world.owner.query(`insert into membership (youth_id, programme_id, during)
    select ${child}, id, '[2026-06-01,)' from programme`)
  await world.owner.query(`insert into appointment (youth_id, staff_id, kind, starts_at, ends_at)
    values (${child}, ${staffId}, 'meeting', '2026-11-24 10:00+01', '2026-11-24 10:45+01')`)
  const { programmes } = await world.get(world.leader.cookie, youthChoices)
  const cases: [Record<string, unknown>, number[]][] = [
    [{}, [child, adult, nobodys]],
    [{ caseState: 'closed' }, [closed]],
    [{ caseState: 'any' }, [child, adult, nobodys, closed]],
    [{ targetGroup: 'ready' }, [child]],
    [{ targetGroup: 'none' }, [adult, nobodys]],
    [{ programmeId: programmes[0]?.programmeId }, [child]],
    [{ caseworkerId: staffId }, [child, adult]],
    [{ withoutCaseworker: true }, [nobodys]],
    [{ overdue: true }, [child]],
    [{ withoutAppointment: true }, [adult, nobodys]],
    [{ protectedAddress: true }, [adult]],
    [{ protectedAddress: false }, [child, nobodys]],
    [{ ageTo: 17 }, [child]],
    [{ ageFrom: 18, ageTo: 24 }, [adult]],
    [{ ageFrom: 18 }, [adult, nobodys]],
    [{ dueWithinDays: 0 }, [child]],
    [{ dueWithinDays: 7 }, [child, adult]],
    [{ overdue: true, targetGroup: 'none' }, []],
  ]
  for (const [filter, expected] of cases) {
    const found = ids(await world.get(world.leader.cookie, listYouths, filter)).sort((a, b) => a - b)
    expect(found, JSON.stringify(filter)).toEqual(expected)
    const { count } = await world.get(world.leader.cookie, countYouths, filter)
    expect(count, JSON.stringify(filter)).toBe(expected.length)
    const mine = ids(await world.get(world.caseworker.cookie, listYouths, filter)).sort((a, b) => a - b)
    expect(mine, JSON.stringify(filter)).toEqual(expected.filter(id => id !== nobodys))
  }
})

test('a protected address is not in the list, an open one is', async () => {
  await clear()
  const { staffId } = world.caseworker
  await world.add({ protectedAddress: true, staffId })
  await world.add({ familyName: 'Åben', address: 'Torvet 4', staffId })
  const { text } = await world.ask(world.caseworker.cookie, listYouths)
  expect(text).not.toContain('Skjulte Vej')
  const { rows } = await world.get(world.caseworker.cookie, listYouths)
  expect(rows.map(row => row.address)).toEqual([null, 'Torvet 4, 8700 Åstrup'])
})

test('a page after somebody who is out of sight by now is not found, so that the list is asked for anew', async () => {
  await clear()
  const gone = await world.add({ staffId: world.colleague.staffId })
  await world.add({ staffId: world.caseworker.staffId })
  expect((await world.ask(world.caseworker.cookie, listYouths, { after: gone })).status).toBe(404)
})

test('the list and the page tell of the same first: of two retries on a day the one that runs out first', async () => {
  await clear()
  const youthId = await world.add({})
  const { rows: made } = await world.owner.query(
    `insert into rule (key, name, clock, status, source, during, anchor, pattern, fulfilled_by, interval_unit,
       interval_length, non_working_days, stops_in_pause)
     values ('soon', 'Løber ud først', 'promise', 'local', 'Prøve', '[2020-01-01,)', 'enquiry', 'every', '{meeting}',
       'months', 1, 'stays', false) returning id`,
  )
  await due(youthId, '2026-12-27', '2026-12-27', '2026-11-24')
  await world.owner.query(
    `update deadline set window_from = '2026-11-30', window_to = '2026-11-30' where youth_id = $1 and rule_id = $2`,
    [youthId, made[0].id],
  )
  const { rows } = await world.get(world.leader.cookie, listYouths)
  const { deadlines } = await world.get(world.leader.cookie, readYouth, { youthId })
  expect(rows[0]?.nextDue?.ruleName).toBe('Løber ud først')
  expect(deadlines.length).toBeGreaterThan(1)
  expect(deadlines[0]?.ruleName).toBe('Løber ud først')
})
