import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { danishCalendar } from '#domain/calendar/calendar.ts'
import { isWorkingDay } from '#domain/calendar/working-days.ts'
import { readCpr } from '#domain/person/cpr.ts'
import { createPool } from '#server/database/pool.ts'
import { freshDatabase } from '#server/database/test-database.ts'
import { inTransaction } from '#server/database/transaction.ts'
import { createCprVault } from '#server/records/cpr-vault.ts'
import { recomputeDeadlines } from '#server/records/deadlines.ts'
import { loadDemo } from './load-demo.ts'

const today = Temporal.PlainDate.from('2026-11-23')
const day = today.toString()
const key = Buffer.alloc(32, 7)
const cpr = createCprVault({ encryption: new Map([[1, key]]), current: 1, index: key })
const system = { kind: 'system', onBehalfOf: null, today, requestId: 'test' } as const

let database: { url: string; drop: () => Promise<void> }
/** As the owner, past row-level security. */
let pool: pg.Pool
/** As the app works: what it may not insert, the demo may not either. */
let app: pg.Pool

beforeAll(async () => {
  database = await freshDatabase()
  pool = createPool({ url: database.url, role: null, max: 2, onError: () => {} })
  app = createPool({ url: database.url, role: 'medgang_app', max: 2, onError: () => {} })
})
afterAll(async () => {
  await app.end()
  await pool.end()
  await database.drop()
})

async function rowsOf<Row extends pg.QueryResultRow>(
  text: string,
  values: unknown[] = [day],
): Promise<Row[]> {
  return (await pool.query<Row>(text, values)).rows
}

test('a crash half-way leaves nothing', async () => {
  const crash = inTransaction(app, system, async db => {
    await loadDemo(db, { seed: 1, today, cpr })
    throw new Error('crash')
  })
  await expect(crash).rejects.toThrow('crash')
  expect(
    await rowsOf(
      'select (select count(*) from youth)::int + (select count(*) from municipality)::int as n',
      [],
    ),
  ).toEqual([{ n: 0 }])
})

describe('Åstrup Kommune', () => {
  beforeAll(async () => {
    await inTransaction(app, system, db => loadDemo(db, { seed: 1, today, cpr }))
    await pool.query('analyze')
  })

  test('says that it is a demo', async () => {
    expect(await rowsOf('select name, is_demo from municipality', [])).toEqual([
      { name: 'Åstrup Kommune', is_demo: true },
    ])
  })

  test('no telephone number can be anybody’s, and nobody in the register has a colleague’s or one of an enquiry', async () => {
    const phones = await rowsOf<{ whose: string; phone: string; people: number }>(
      `select whose, phone, count(*)::int as people from (
         select 'youth' as whose, phone from youth union all select 'guardian', phone from guardian
         union all select 'staff', phone from staff
         union all select distinct 'enquiry', unnest(array[sender_phone, youth_phone]) from referral
         union all select 'house', phone from entrance_setting
         union all select 'house', right(out_of_hours, 11) from entrance_setting) p
       where phone is not null group by whose, phone`,
      [],
    )
    expect(phones.filter(({ phone }) => !/^(\+45)? ?37( ?\d\d){3}$/.test(phone))).toEqual([])
    const ownOf = (whose: string) => phones.filter(row => row.whose === whose).map(({ phone }) => phone)
    for (const whose of ['staff', 'enquiry', 'house']) {
      expect(ownOf(whose).length).toBeGreaterThan(0)
      for (const other of ['youth', 'guardian', 'staff', 'enquiry', 'house'].filter(one => one !== whose))
        expect(ownOf(whose).filter(phone => ownOf(other).includes(phone))).toEqual([])
    }
  })

  test('has the 712 young people of the published four groups', async () => {
    const groups = await rowsOf(`
      select a.target_group, count(*)::int as n from youth_case c
      join assessment a on a.youth_id = c.youth_id and a.withdrawn_at is null and a.during @> $1::date
      where c.during @> $1::date group by 1 order by 1`)
    expect(groups).toEqual([
      { target_group: 'activityReady', n: 387 },
      { target_group: 'clearlyReady', n: 28 },
      { target_group: 'educationReady', n: 295 },
      { target_group: 'notAssessed', n: 2 },
    ])
    expect(await rowsOf('select count(*)::int as n from youth_case where upper_inf(during)', [])).toEqual([
      { n: 712 },
    ])
  })

  test("the programme's target group was level for a year and falls from 198 to 164 in the next", async () => {
    const quarters = await rowsOf<{ n: number }>(`
      with programme as (select * from programme where key = 'mod-til-uddannelse')
      select (
        select count(distinct y.id)::int
        from youth y, programme p
        join assessment a on a.target_group = any (p.entry_target_groups)
        where a.youth_id = y.id and a.withdrawn_at is null and a.during @> d.day
          and extract(year from age(d.day, y.birth_date)) between p.entry_age_from and p.entry_age_to
          and exists (select from benefit b where b.youth_id = y.id and b.during @> d.day)
          and (select sum(least(coalesce(upper(b.during), d.day), d.day) - lower(b.during)) from benefit b
            where b.youth_id = y.id and lower(b.during) <= d.day) >= p.entry_benefit_weeks * 7
      ) as n
      from (select (generate_series($1::date - interval '2 years', $1::date, '3 months'))::date as day) d
      order by d.day`)
    const counts = quarters.map(({ n }) => n)
    expect([counts[0], counts[4], counts[8]]).toEqual([198, 198, 164])
    for (const level of counts.slice(0, 5)) expect(Math.abs(level - 198)).toBeLessThanOrEqual(6)
    const falling = counts.slice(4)
    expect(falling).toEqual(falling.toSorted((a, b) => b - a))
  })

  test('has twenty caseworkers, four of them with about 35 in the programmes, and an adviser for all of these', async () => {
    const loads = await rowsOf<{ name: string; n: number; members: number }>(`
      select s.given_name || ' ' || s.family_name as name, count(*)::int as n,
        count(*) filter (where exists (
          select from membership m where m.youth_id = a.youth_id and m.during @> $1::date))::int as members
      from assignment a join staff s on s.id = a.staff_id
      where a.role = 'caseworker' and a.during @> $1::date and a.withdrawn_at is null
        and exists (select from youth_case c where c.youth_id = a.youth_id and upper_inf(c.during))
      group by s.id order by members desc, name`)
    expect(loads).toHaveLength(20)
    const team = loads.slice(0, 4)
    for (const { n, members } of team) expect([n, n >= 34 && n <= 36]).toEqual([members, true])
    for (const { members } of loads.slice(4)) expect(members).toBe(0)
    const others = loads.slice(4).reduce((sum, { n }) => sum + n, 0)
    expect([team.reduce((sum, { n }) => sum + n, 0), others]).toEqual([140, 571])
    const advised = await rowsOf(`
      select count(*)::int as n from assignment a join staff s on s.id = a.staff_id
      where s.family_name = 'Gram' and a.role = 'educationAdviser' and a.during @> $1::date and upper_inf(a.during)`)
    expect(advised).toEqual([{ n: 140 }])
  })

  test('every open case has a caseworker, but for one who came in yesterday', async () => {
    const without = await rowsOf(`
      select $1::date - lower(c.during) as days from youth_case c
      where c.during @> $1::date and not exists (
        select from assignment a where a.youth_id = c.youth_id and a.role = 'caseworker' and a.during @> $1::date)`)
    expect(without).toEqual([{ days: 1 }])
  })

  test('about fifty work here, in mixed professions, some part-time and some away', async () => {
    const [staff] = await rowsOf<{ n: number; professions: number; part_time: number; away: number }>(`
      select count(*)::int as n, count(distinct profession)::int as professions,
        count(*) filter (where exists (
          select from staff_hours h where h.staff_id = s.id and h.during @> $1::date and weekly_minutes < 37 * 60))::int as part_time,
        count(*) filter (where exists (
          select from staff_absence x where x.staff_id = s.id and x.during @> $1::date))::int as away
      from staff s where s.left_on is null or s.left_on >= $1::date`)
    expect(staff?.n).toBe(50)
    expect(staff?.professions).toBeGreaterThanOrEqual(14)
    expect(staff?.part_time).toBeGreaterThanOrEqual(10)
    expect(staff?.away).toBeGreaterThanOrEqual(3)
  })

  test('everyone under 18 has a guardian with custody; nobody of age has', async () => {
    const [wrong] = await rowsOf(`
      select count(*) filter (where minor <> custody)::int as wrong, count(*) filter (where minor)::int as minors
      from (select y.birth_date > $1::date - interval '18 years' as minor,
          exists (select from guardian g where g.youth_id = y.id and g.has_custody) as custody
        from youth y join youth_case c on c.youth_id = y.id and upper_inf(c.during)) y`)
    expect(wrong).toEqual({ wrong: 0, minors: 44 })
  })

  test('stored CPR numbers open to the birth date', async () => {
    const people = await rowsOf<{ birth_date: Temporal.PlainDate; cpr_encrypted: Buffer; cpr_index: Buffer }>(
      'select birth_date, cpr_encrypted, cpr_index from youth',
      [],
    )
    for (const { birth_date, cpr_encrypted, cpr_index } of people) {
      const digits = cpr.decrypt(cpr_encrypted)
      const reading = readCpr(digits)
      expect(reading.ok && reading.cpr.birthDate.equals(birth_date)).toBe(true)
      expect(cpr.indexOf(digits).equals(cpr_index)).toBe(true)
    }
  })

  test('stored deadlines are what deriving them anew gives', async () => {
    const snapshot = () =>
      rowsOf(
        `select md5(string_agg(d::text || d.xmin::text, ',' order by youth_id, rule_id, ordinal)) as sum,
        count(*)::int as n from deadline d`,
        [],
      )
    const before = await snapshot()
    const ids = (await rowsOf<{ id: number }>('select id from youth', [])).map(({ id }) => id)
    await inTransaction(app, system, db => recomputeDeadlines(db, ids, today))
    expect(await snapshot()).toEqual(before)
    expect(before[0]?.['n']).toBeGreaterThan(8_000)
  })

  test('each of the four keeps the promise 85-98 %, and has a few overdue', async () => {
    const kept = await rowsOf<{ family_name: string; kept: number; overdue: number }>(`
      select s.family_name,
        100.0 * count(*) filter (where d.state = 'onTime')
          / count(*) filter (where d.state in ('onTime', 'late', 'missed') or d.window_to < $1::date and d.state = 'open') as kept,
        count(*) filter (where d.state = 'open' and d.window_to < $1::date)::int as overdue
      from deadline d
      join assignment a on a.youth_id = d.youth_id and a.role = 'caseworker' and a.during @> d.due_day
      join staff s on s.id = a.staff_id
      where d.clock = 'promise' and d.due_day between $1::date - 365 and $1::date
      group by 1 having count(*) > 20`)
    expect(kept.map(({ family_name }) => family_name).toSorted()).toEqual(['Kjær', 'Lund', 'Rask', 'Vinther'])
    for (const row of kept) {
      expect(Number(row.kept)).toBeGreaterThan(85)
      expect(Number(row.kept)).toBeLessThan(98)
      expect(row.overdue).toBeLessThanOrEqual(7)
    }
  })

  test("Åse's day has something of everything", async () => {
    const [counts] = await rowsOf(`
      with hers as (
        select a.youth_id, lower(a.during) as since from assignment a
        where a.staff_id = (select id from staff where email = 'aase.kjaer@aastrup.example') and a.role = 'caseworker'
          and a.during @> $1::date
      ), d as (select d.* from deadline d join hers using (youth_id) where d.state = 'open')
      select (select count(distinct youth_id) from d where window_to < $1::date)::int >= 3 as overdue,
        (select count(distinct youth_id) from d where due_day = $1::date)::int >= 3 as today,
        (select count(distinct youth_id) from d where due_day between $1::date + 1 and $1::date + 6)::int >= 4 as this_week,
        (select count(distinct youth_id) from d where attempts > 0)::int >= 1 as waiting,
        (select count(*) from hers where since > $1::date - 10)::int as new_to_her,
        (select count(*) from hers h where not exists (
          select from appointment p where p.youth_id = h.youth_id and p.state = 'booked'))::int >= 4 as unbooked`)
    expect(counts).toEqual({
      overdue: true,
      today: true,
      this_week: true,
      waiting: true,
      new_to_her: 1,
      unbooked: true,
    })
    const booked = await rowsOf(`
      select y.given_name || ' ' || y.family_name as name, p.kind, p.place,
        to_char(p.starts_at at time zone 'Europe/Copenhagen', 'HH24:MI') as at
      from appointment p join youth y on y.id = p.youth_id join staff s on s.id = p.staff_id
      where s.email = 'aase.kjaer@aastrup.example' and p.state = 'booked'
        and (p.starts_at at time zone 'Europe/Copenhagen')::date = $1::date order by p.starts_at`)
    expect(booked).toContainEqual({
      name: 'Mikkel Bæk',
      kind: 'accompaniment',
      place: 'Lægehuset, Torvet 4',
      at: '09:00',
    })
    expect(booked.length).toBeGreaterThanOrEqual(3)
  })

  test('contacts lie on working days before today, with somebody who followed the person or stood in', async () => {
    const calendar = danishCalendar()
    const days = await rowsOf<{ day: Temporal.PlainDate }>('select distinct day from contact', [])
    expect(days.filter(row => !isWorkingDay(row.day, calendar))).toEqual([])
    const [wrong] = await rowsOf(`
      select count(*) filter (where k.day >= $1::date)::int as future,
        count(*) filter (where c.id is null)::int as outside,
        count(*) filter (where coalesce(x.deputy_id, a.staff_id) is distinct from k.staff_id)::int as strangers
      from contact k
      left join youth_case c on c.youth_id = k.youth_id and c.during @> k.day
      left join assignment a on a.youth_id = k.youth_id and a.role = 'caseworker' and a.during @> k.day
      left join staff_absence x on x.staff_id = a.staff_id and x.during @> k.day`)
    expect(wrong).toEqual({ future: 0, outside: 0, strangers: 0 })
  })

  test('appointments lie in working hours, on days when the staff is there', async () => {
    const [booked] = await rowsOf<{ n: number; late: number; away: number; weeks: number }>(`
      select count(*)::int as n,
        count(*) filter (where starts_at::time < '08:30' or ends_at::time > '15:30')::int as late,
        count(*) filter (where exists (
          select from staff_absence x where x.staff_id = p.staff_id and x.during @> p.starts_at::date))::int as away,
        count(*) filter (where starts_at::date < $1::date + 14)::int as weeks
      from (select staff_id, starts_at at time zone 'Europe/Copenhagen' as starts_at,
        ends_at at time zone 'Europe/Copenhagen' as ends_at from appointment where state = 'booked') p`)
    expect([booked?.late, booked?.away]).toEqual([0, 0])
    expect(booked?.weeks).toBeGreaterThan(120)
  })

  test('says who fits whom: languages, places, and wishes that somebody can meet', async () => {
    const rows = await rowsOf<{ languages: number; places: number }>(
      `select
      (select count(*)::int from staff_language) as languages, (select count(*)::int from staff_place) as places,
      (select count(*)::int from caseworker_wish where competence is not null) as called,
      (select count(*)::int from caseworker_wish w join youth y on y.id = w.youth_id
        join staff_language l on l.staff_id = w.staff_id and l.language = y.language) as wished`,
      [],
    )
    expect(rows[0]?.languages).toBeGreaterThan(8)
    expect(rows[0]?.places).toBeGreaterThan(5)
    expect(rows[0]).toMatchObject({ called: 1, wished: 1 })
  })

  test('two years lie behind it: closed cases, changes of caseworker, pauses, attempts, protected addresses', async () => {
    const [seen] = await rowsOf(`
      select (select count(*) from youth_case where not upper_inf(during) and close_reason <> '')::int > 400 as closed,
        (select count(*) from (select from assignment where role = 'caseworker' group by youth_id having count(*) > 1) c)::int > 200 as changes,
        (select count(*) from pause)::int > 20 as pauses,
        (select count(*) from contact where outcome in ('noShow', 'unanswered'))::int > 1000 as attempts,
        (select count(*) from youth y join youth_case c on c.youth_id = y.id and upper_inf(c.during)
          where protected_address)::int between 7 and 28 as protected,
        (select count(distinct language) from youth)::int > 4 as languages,
        (select count(*) from membership where end_reason is not null)::int > 20 as left_programme,
        (select min(day) from contact) < $1::date - 700 as reaches_back`)
    expect(Object.entries(seen ?? {}).filter(([, holds]) => holds !== true)).toEqual([])
  })
})
