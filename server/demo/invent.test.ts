import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayNumber } from '#domain/calendar/day-number.ts'
import { readCpr } from '#domain/person/cpr.ts'
import { readPhone } from '#domain/person/phone.ts'
import { demoPeople } from './demo-people.ts'
import { inventMunicipality, type Municipality } from './invent.ts'
import { colleagues, emailOf } from './staff-list.ts'

const today = Temporal.PlainDate.from('2026-11-23')
const municipality = inventMunicipality(1, today)
const people = municipality.youths.map(({ person }) => person)

describe('the same seed', () => {
  test('and day give the same people, contacts and appointments', () => {
    expect(inventMunicipality(1, today)).toEqual(municipality)
  })

  test('gives other people when it is another', () => {
    const others = inventMunicipality(2, today).youths.map(({ person }) => person.cpr)
    const same = people.filter(({ cpr }) => others.includes(cpr))
    expect(same.length).toBeLessThan(people.length / 20)
  })
})

describe('nobody is anybody', () => {
  test('every CPR number is a day and a century that fit, and fails modulus 11', () => {
    for (const { life, person } of municipality.youths) {
      const reading = readCpr(person.cpr)
      expect(reading.ok && dayNumber(reading.cpr.birthDate) === life.birth).toBe(true)
      expect(reading.ok && reading.cpr.modulus11).toBe(false)
      // The only birthday for which such numbers have been issued.
      expect(person.cpr.startsWith('0101')).toBe(false)
      expect(Number(person.cpr.at(-1)) % 2 === 1).toBe(person.gender === 'male')
    }
    expect(new Set(people.map(({ cpr }) => cpr)).size).toBe(people.length)
  })

  test('telephone numbers lie where there are no subscribers, and addresses at .example', () => {
    for (const { phone, email } of people) {
      if (phone !== null) {
        expect(phone).toMatch(/^\+4537\d{6}$/)
        expect(readPhone(phone)).toEqual({ ok: true, phone })
      }
      if (email !== null) expect(email).toMatch(/^[a-z]+\d\d(-\d+)?@post\.example$/)
    }
    for (const colleague of colleagues)
      expect(emailOf(colleague)).toMatch(/^[a-z-]+\.[a-z-]+@aastrup\.example$/)
  })

  test('nobody was called or written to who has no number, and some have none', () => {
    const without = municipality.youths.filter(({ person }) => person.phone === null)
    expect(without.length).toBeGreaterThan(0)
    const kinds = without.flatMap(({ history }) => history.contacts.map(({ kind }) => kind))
    expect(kinds.filter(kind => kind === 'call' || kind === 'text')).toEqual([])
  })

  test('nobody has the name of somebody whom everybody knows', () => {
    const known = [
      'Mads Mikkelsen',
      'Simon Kjær',
      'Christian Eriksen',
      'Mikkel Hansen',
      'Caroline Wozniacki',
      'Kasper Hjulmand',
      'Sebastian Jensen',
      'Lars Larsen',
      'Mette Frederiksen',
      'Lars Løkke Rasmussen',
    ]
    const names = [
      ...people.map(({ given, family }) => `${given} ${family}`),
      ...people.map(({ given, family }) => `${given.split(' ')[0]} ${family}`),
      ...people.flatMap(({ guardians }) => guardians.map(({ name }) => name)),
      ...colleagues.map(({ given, family }) => `${given} ${family}`),
    ]
    expect(names.filter(name => known.includes(name))).toEqual([])
  })

  test('nobody’s parent has the name of the child', () => {
    expect(
      people.flatMap(({ given, guardians }) =>
        guardians.filter(({ name }) => given.split(' ').includes(name.split(' ')[0] ?? '')),
      ),
    ).toEqual([])
  })

  test('notes are finished sentences: no place is left unfilled', () => {
    const bodies = municipality.youths.flatMap(({ history }) =>
      history.contacts.flatMap(({ note }) => (note === null ? [] : [note.body])),
    )
    expect(bodies.length).toBeGreaterThan(10_000)
    expect(bodies.filter(body => /[{}]|undefined/.test(body) || !/[.?!"]$/.test(body))).toEqual([])
    // Varied: hardly any two of them are the same, attempts aside.
    expect(new Set(bodies).size).toBeGreaterThan(bodies.length / 2)
  })
})

test('those whom one can log in as first are one of each kind', () => {
  expect(demoPeople().map(({ name, role }) => [name, role])).toEqual([
    ['Åse Kjær', 'caseworker'],
    ['Malene Gram', 'educationAdviser'],
    ['Karen Bach', 'leader'],
    ['Dorthe Lindgaard', 'administrator'],
  ])
})

test('holds the published numbers on any day and with any seed', () => {
  const days = fc
    .integer({ min: 0, max: 1400 })
    .map(days => Temporal.PlainDate.from('2026-03-01').add({ days }))
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0x7fffffff }), days, (seed, day) => {
      const invented = inventMunicipality(seed, day)
      expect(openByGroup(invented)).toEqual({
        notAssessed: 2,
        clearlyReady: 28,
        educationReady: 295,
        activityReady: 387,
      })
      expect(targetGroupOn(invented, day)).toBe(164)
      expect(targetGroupOn(invented, day.subtract({ years: 1 }))).toBe(198)
      expect(targetGroupOn(invented, day.subtract({ years: 2 }))).toBe(198)
    }),
    { numRuns: 12 },
  )
})

function openByGroup({ youths, times }: Municipality): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { life } of youths) {
    if (life.open.to !== null) continue
    const group = life.groups.find(
      ({ from, to }) => from <= times.today && (to === null || times.today < to),
    )?.group
    if (group) counts[group] = (counts[group] ?? 0) + 1
  }
  return counts
}

/** 18-24 years, activityReady, on benefit and for at least 52 weeks: counted from the rows, as a report would. */
function targetGroupOn({ youths }: Municipality, on: Temporal.PlainDate): number {
  const day = dayNumber(on)
  return youths.filter(({ life }) => {
    const born = new Temporal.PlainDate(1970, 1, 1).add({ days: life.birth })
    const age = born.until(on, { largestUnit: 'years' }).years
    const holds = ({ from, to }: { from: number; to: number | null }) =>
      from <= day && (to === null || day < to)
    const weeks = life.benefits.reduce(
      (sum, { from, to }) => sum + Math.max(0, Math.min(to ?? day, day) - from) / 7,
      0,
    )
    return (
      age >= 18 &&
      age <= 24 &&
      weeks >= 52 &&
      life.benefits.some(holds) &&
      life.groups.some(row => holds(row) && row.group === 'activityReady')
    )
  }).length
}
