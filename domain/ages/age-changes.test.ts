import fc from 'fast-check'
import { expect, test } from 'vitest'
import { danishCalendar } from '#domain/calendar/calendar.ts'
import { plainDate } from '#domain/calendar/day-number.ts'
import { ageOn } from '#domain/calendar/months.ts'
import { lastWorkingDayOnOrBefore } from '#domain/calendar/working-days.ts'
import { type AgeChange, type AgeSituation, ageChanges, runsPast } from './age-changes.ts'
import { birthday } from './birthday.ts'

const on = (day: string) => Temporal.PlainDate.from(day)
const calendar = danishCalendar()
const always = { from: on('2014-01-01'), to: null }
const alone: AgeSituation = { hasGuardians: false, memberships: [], targetGroups: [] }

function change(over: Partial<AgeChange>): AgeChange {
  const words = { name: 'Noget', text: 'Noget ændrer sig', source: 'Loven', status: 'law' as const }
  return { key: 'k', age: 18, kind: 'told', ...words, during: always, tasks: [], ...over }
}

test.each([
  ['2008-11-23', 18, '2026-11-23'],
  ['2008-02-29', 18, '2026-03-01'],
  ['2008-02-29', 20, '2028-02-29'],
  ['2008-02-28', 18, '2026-02-28'],
  ['2008-03-01', 18, '2026-03-01'],
  ['2000-02-29', 100, '2100-03-01'],
  ['2006-12-31', 0, '2006-12-31'],
])('born %s, %i on %s', (born, age, day) => {
  expect(birthday(on(born), age).toString()).toBe(day)
})

test('the birthday is the first day on which one has the age', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 40_000 }).map(plainDate),
      fc.integer({ min: 0, max: 99 }),
      (born, age) => {
        const day = birthday(born, age)
        expect(ageOn(born, day)).toBe(age)
        if (age > 0) expect(ageOn(born, day.subtract({ days: 1 }))).toBe(age - 1)
      },
    ),
  )
})

test('at 18 guardians leave, the programme for 15-17 ends, and what to do comes in the order of its days', () => {
  const task = (item: string, daysBefore: number, onlyWith: 'guardians' | 'membership' | null = null) => ({
    item,
    text: item,
    daysBefore,
    onlyWith,
  })
  const config = [
    change({ key: 'told', tasks: [task('late', 0), task('early', 60)] }),
    change({
      key: 'guardians',
      kind: 'guardiansLeave',
      tasks: [task('consent', 90, 'guardians'), task('after', 30, 'membership')],
    }),
  ]
  const situation: AgeSituation = {
    hasGuardians: true,
    memberships: [
      { name: 'Sikker overgang', leaveAge: 18, during: { from: on('2025-08-01'), to: null } },
      { name: 'Til 25', leaveAge: 25, during: { from: on('2025-08-01'), to: null } },
      { name: 'Slut før', leaveAge: 18, during: { from: on('2025-08-01'), to: on('2026-01-01') } },
    ],
    targetGroups: [{ name: 'Uddannelsesparat', during: { from: on('2025-08-01'), to: null } }],
  }
  const turns = ageChanges(on('2008-11-23'), situation, config, calendar)
  expect(turns.map(({ age, day }) => [age, day.toString()])).toEqual([
    [18, '2026-11-23'],
    [25, '2033-11-23'],
  ])
  expect(turns[0]?.byItself).toEqual([
    { what: 'guardians', name: '' },
    { what: 'membership', name: 'Sikker overgang' },
  ])
  expect(turns[0]?.tasks.map(({ item, dueDay }) => [item, dueDay.toString()])).toEqual([
    ['consent', '2026-08-25'],
    ['early', '2026-09-24'],
    // A Saturday before it.
    ['after', '2026-10-23'],
    ['late', '2026-11-23'],
  ])
  const [bare] = ageChanges(on('2008-11-23'), alone, config, calendar)
  expect(bare?.byItself).toEqual([])
  expect(bare?.tasks.map(({ item }) => item)).toEqual(['early', 'late'])
})

test('the target group ends at the age that the configuration says, and only so', () => {
  const group = { ...alone, targetGroups: [{ name: 'Aktivitetsparat', during: always }] }
  const [turn] = ageChanges(on('1996-05-05'), group, [change({ age: 30, kind: 'targetGroupsEnd' })], calendar)
  expect(turn).toMatchObject({ age: 30, byItself: [{ what: 'assessment', name: 'Aktivitetsparat' }] })
  const [told] = ageChanges(on('1996-05-05'), group, [change({ age: 30, kind: 'handover' })], calendar)
  expect(told?.byItself).toEqual([])
})

const anyDay = fc.integer({ min: 10_000, max: 25_000 }).map(plainDate)
const anyPeriod = fc
  .tuple(anyDay, fc.option(fc.integer({ min: 1, max: 4000 })))
  .map(([from, days]) => ({ from, to: days === null ? null : from.add({ days }) }))
const anyChange = fc
  .record({
    age: fc.integer({ min: 1, max: 40 }),
    kind: fc.constantFrom('guardiansLeave', 'targetGroupsEnd', 'handover', 'told'),
    during: anyPeriod,
  })
  .map(over => change({ ...over, tasks: [{ item: 'i', text: 't', daysBefore: 30, onlyWith: null }] }))
const anySituation = fc.record({
  hasGuardians: fc.boolean(),
  memberships: fc.array(
    fc.record({
      name: fc.string(),
      leaveAge: fc.option(fc.integer({ min: 1, max: 40 })),
      during: anyPeriod,
    }),
    { maxLength: 4 },
  ),
  targetGroups: fc.array(fc.record({ name: fc.string(), during: anyPeriod }), { maxLength: 4 }),
})

test('each age comes once, in order, on its birthday; only what is in force then is told, and what runs past it ends', () => {
  fc.assert(
    fc.property(anyDay, anySituation, fc.array(anyChange, { maxLength: 8 }), (born, situation, some) => {
      const config = some.map((row, at) => ({ ...row, key: `k${at}` }))
      const turns = ageChanges(born, situation, config, calendar)
      const ages = turns.map(({ age }) => age)
      expect(ages).toEqual([...new Set(ages)].sort((a, b) => a - b))
      for (const { age, day, changes, byItself, tasks } of turns) {
        expect(day.equals(birthday(born, age))).toBe(true)
        for (const { during } of changes) {
          expect(Temporal.PlainDate.compare(during.from, day)).toBeLessThanOrEqual(0)
          if (during.to !== null) expect(Temporal.PlainDate.compare(day, during.to)).toBeLessThan(0)
        }
        const leaving = situation.memberships.filter(row => row.leaveAge === age && runsPast(row.during, day))
        expect(byItself.filter(({ what }) => what === 'membership')).toHaveLength(leaving.length)
        for (const { dueDay } of tasks)
          expect(String(dueDay)).toBe(String(lastWorkingDayOnOrBefore(day.subtract({ days: 30 }), calendar)))
      }
      // Nobody's membership is forgotten, whatever the configuration says.
      for (const { leaveAge, during } of situation.memberships)
        if (leaveAge !== null && runsPast(during, birthday(born, leaveAge))) expect(ages).toContain(leaveAge)
    }),
  )
})

test('where the age is lowered nobody falls between the two: who was older than the new one keeps the old', () => {
  const ends = (age: number, from: string, to: string | null) =>
    change({ age, kind: 'targetGroupsEnd', during: { from: on(from), to: to === null ? null : on(to) } })
  const lowered = [ends(30, '2014-01-01', '2027-01-01'), ends(29, '2027-01-01', null)]
  const agesOf = (born: string, config = lowered) =>
    ageChanges(on(born), alone, config, calendar).map(({ age }) => age)
  expect(agesOf('1996-12-31')).toEqual([30])
  expect(agesOf('1997-01-01')).toEqual([30])
  expect(agesOf('1997-12-31')).toEqual([30])
  expect(agesOf('1998-01-01')).toEqual([29])
  expect(agesOf('1998-06-01')).toEqual([29])
  // Raised, it comes anew; abolished before the old age, it does not come at all.
  expect(agesOf('1997-06-01', [ends(29, '2014-01-01', '2027-01-01'), ends(30, '2027-01-01', null)])).toEqual([
    29, 30,
  ])
  // Lowered and raised again before the birthday, it comes once.
  const again = [...lowered.slice(0, 1), ends(29, '2027-01-01', '2027-03-01'), ends(30, '2027-03-01', null)]
  expect(ageChanges(on('1997-06-01'), alone, again, calendar).map(({ changes }) => changes.length)).toEqual([
    1,
  ])
  expect(agesOf('1997-06-01', [lowered[0] as AgeChange, ends(29, '2027-01-01', '2027-03-01')])).toEqual([])
})

test('lowered or raised, whoever reaches the age in force reaches it at least once, and as before where it stays', () => {
  fc.assert(
    fc.property(
      anyDay,
      fc.integer({ min: 15, max: 35 }),
      fc.integer({ min: 15, max: 35 }),
      anyDay,
      (born, age, next, turn) => {
        const began = on('1980-01-01')
        const config = [
          change({ age, during: { from: began, to: turn } }),
          change({ age: next, during: { from: turn, to: null } }),
        ]
        const days = ageChanges(born, alone, config, calendar).map(({ day }) => day)
        const reached = Temporal.PlainDate.compare(birthday(born, Math.max(age, next)), began) >= 0
        if (reached && Temporal.PlainDate.compare(turn, began) > 0)
          expect(days.length).toBeGreaterThanOrEqual(1)
        if (age === next) expect(days).toHaveLength(reached ? 1 : 0)
      },
    ),
  )
})
