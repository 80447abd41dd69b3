import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ageChanges } from '#domain/ages/age-changes.ts'
import { danishCalendar } from '#domain/calendar/calendar.ts'
import { plainDate } from '#domain/calendar/day-number.ts'
import { inTransaction } from '#server/database/transaction.ts'
import { loadAgeChanges } from '#server/records/age-changes.ts'
import { agesForTest, testToday } from './test-ages.ts'
import { turnAges } from './turn.ts'

let ages: Awaited<ReturnType<typeof agesForTest>>
beforeAll(async () => {
  ages = await agesForTest()
})
afterAll(() => ages.end())

const system = { kind: 'system', onBehalfOf: null, today: testToday, requestId: 'test' } as const
const around = fc.integer({ min: 9_000, max: 12_000 }).map(plainDate)

test('the database ends by the same birthdays as the domain tells, whatever the ages were and are', async () => {
  await fc.assert(
    fc.asyncProperty(
      around,
      fc.array(fc.tuple(fc.integer({ min: 27, max: 31 }), fc.integer({ min: 1, max: 900 })), {
        minLength: 1,
        maxLength: 5,
      }),
      fc.boolean(),
      async (born, steps, runsOn) => {
        await ages.owner.query(`delete from age_change where kind = 'targetGroupsEnd'`)
        let from = Temporal.PlainDate.from('2022-01-01')
        for (const [index, [age, days]] of steps.entries()) {
          const to = from.add({ days })
          const last = runsOn && index === steps.length - 1
          await ages.owner.query(
            `insert into age_change (key, age, kind, name, text, source, status, during)
            values ('k', $1, 'targetGroupsEnd', 'n', 't', 's', 'local', daterange($2, $3))`,
            [age, from.toString(), last ? null : to.toString()],
          )
          from = to
        }
        const config = (await inTransaction(ages.house.pool, system, loadAgeChanges)).filter(
          ({ key }) => key === 'k',
        )
        const nobody = { hasGuardians: false, memberships: [], targetGroups: [] }
        const told = ageChanges(born, nobody, config, danishCalendar()).flatMap(({ age, changes }) =>
          changes.map(() => age),
        )
        const { rows } = await ages.owner.query(
          `select age from age_change c where kind = 'targetGroupsEnd'
            and (during @> door.birthday($1, age) or door.age_change_goes_on(id, $1))
          order by age`,
          [born.toString()],
        )
        expect(rows.map(({ age }) => age)).toEqual(told)
        expect(new Set(told).size).toBe(told.length)
      },
    ),
    { numRuns: 150 },
  )
})

test('lowered from today, it ends for whoever is between the two at the old age, and not before', async () => {
  await ages.owner.query(`delete from age_change where kind = 'targetGroupsEnd'`)
  await ages.owner.query(`
    insert into age_change (key, age, kind, name, text, source, status, during) values
    ('k', 30, 'targetGroupsEnd', 'n', 't', 's', 'local', '[2014-01-01,2026-11-23)'),
    ('k', 29, 'targetGroupsEnd', 'n', 't', 's', 'local', '[2026-11-23,)')`)
  const at = async (birthDate: string) => ages.add({ birthDate, assessment: '[2026-01-01,)' })
  const [between, atNew] = [await at('1997-06-01'), await at('1997-11-23')]
  const turned = (day: string) =>
    turnAges(ages.house.pool, { ...system, today: Temporal.PlainDate.from(day) }, () => undefined)
  const ends = async (id: number) => {
    const { rows } = await ages.owner.query(
      'select upper(during)::text as "end" from assessment where youth_id = $1',
      [id],
    )
    return rows[0].end
  }
  await turned('2026-11-24')
  expect([await ends(between), await ends(atNew)]).toEqual([null, '2026-11-23'])
  await turned('2027-06-02')
  expect(await ends(between)).toBe('2027-06-01')
})
