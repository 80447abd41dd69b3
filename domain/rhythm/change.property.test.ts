import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deriveDeadlines } from './derive.ts'
import { callBetween, everySecondMonth, member, monthlyMeeting } from './example.fixture.ts'
import { anyDay, anyHistory, calendar, dayAt, rules as everyRule, forAll } from './test-histories.ts'
import type { Deadline, RhythmHistory, Rule } from './types.ts'

/** What is replaced in these tests: rules that count again and again, one linked to another, with pauses and without. */
const repeated: readonly Rule[] = [
  monthlyMeeting,
  callBetween,
  everySecondMonth,
  ...everyRule.filter(({ id, pattern }) => id > 3 && pattern === 'every'),
].map(rule => ({ ...rule, key: rule.name + rule.id }))
const others = everyRule.filter(rule => !repeated.some(({ id }) => id === rule.id))

const before = (a: Temporal.PlainDate, b: Temporal.PlainDate) => Temporal.PlainDate.compare(a, b) < 0
const plain = (rows: readonly Deadline[]) => JSON.parse(JSON.stringify(rows))
const derive = (rules: readonly Rule[], history: RhythmHistory, today: Temporal.PlainDate) =>
  deriveDeadlines([...rules, ...others], history, today, calendar)
const overdue = (rows: readonly Deadline[], today: Temporal.PlainDate) =>
  plain(rows.filter(row => row.state === 'open' && before(row.windowTo, today)))
const closedBefore = (rows: readonly Deadline[], day: Temporal.PlainDate) =>
  plain(rows.filter(({ closedDay }) => closedDay !== null && before(closedDay, day)))

interface Change {
  ruleId: number
  from: Temporal.PlainDate
  change: Partial<Rule>
}

/** Each rule in as many rows as there are changes of it. The first keeps its id, the others are 100 and more. */
function after(changes: readonly Change[]): Rule[] {
  return repeated.flatMap(rule => {
    const own = changes
      .filter(({ ruleId }) => ruleId === rule.id)
      .toSorted((a, b) => Temporal.PlainDate.compare(a.from, b.from))
      .filter(({ from }, at, all) => !all[at + 1]?.from.equals(from))
    const rows: Rule[] = [rule]
    for (const { from, change } of own) {
      const last = rows.at(-1)
      if (!last) continue
      rows[rows.length - 1] = { ...last, during: { from: last.during.from, to: from } }
      rows.push({ ...last, ...change, id: rule.id + 100 * rows.length, during: { from, to: null } })
    }
    return rows
  })
}

const anyRule = fc.constantFrom(...repeated.map(({ id }) => id))
/** What has no bearing on when anything is due. */
const inWords: fc.Arbitrary<Partial<Rule>> = fc.record({
  name: fc.string(),
  source: fc.string(),
  status: fc.constantFrom('law', 'local', 'unverified'),
  retryWorkingDays: fc.integer({ min: 1, max: 10 }),
  escalateAfter: fc.integer({ min: 1, max: 5 }),
})
const anyInterval = fc.record({
  unit: fc.constantFrom('months' as const, 'days' as const, 'workingDays' as const),
  length: fc.integer({ min: 1, max: 40 }),
})
const inDays: fc.Arbitrary<Partial<Rule>> = fc.record(
  {
    interval: anyInterval,
    fulfilledBy: fc.constantFrom<Rule['fulfilledBy']>(['meeting'], ['call'], ['meeting', 'call', 'letter']),
    windowWorkingDays: fc.integer({ min: 0, max: 10 }),
    nonWorkingDays: fc.constantFrom('dayBefore' as const, 'stays' as const),
    stopsInPause: fc.boolean(),
    stopsInClosing: fc.boolean(),
    returnWorkingDays: fc.integer({ min: 0, max: 10 }),
    retryWorkingDays: fc.integer({ min: 1, max: 10 }),
  },
  { requiredKeys: [] },
)
const changesOf = (change: fc.Arbitrary<Partial<Rule>>) =>
  fc.array(fc.record({ ruleId: anyRule, from: anyDay, change }), { minLength: 1, maxLength: 6 })

test('a change of words, or of the days of trying again, moves no due day and makes no deadline', () => {
  const named = (rows: readonly Deadline[]) =>
    plain(rows)
      .map(({ retryDay: _retry, escalated: _escalated, ruleId, ...row }: Deadline) => ({
        ...row,
        ruleId: ruleId % 100,
      }))
      .sort((a: Deadline, b: Deadline) => a.ruleId - b.ruleId || a.ordinal - b.ordinal)
  // Also where something else was changed before, so that what the first change moved stays there. On the very same day
  // the later row would take its place.
  const both = fc.record({ days: fc.option(changesOf(inDays)), words: changesOf(inWords), today: anyDay })
  forAll([anyHistory, both], (history, { days, words, today }) => {
    const first = days ?? []
    const last = first.reduce((day, { from }) => (before(day, from) ? from : day), dayAt(0))
    const later = words.map(one => ({
      ...one,
      from: before(last, one.from) ? one.from : last.add({ days: 1 }),
    }))
    expect(named(derive(after([...first, ...later]), history, today))).toEqual(
      named(derive(after(first), history, today)),
    )
  })
})

test('on the day of a change nobody is late by it, and what was overdue stays so, row by row', () => {
  forAll(
    [anyHistory, changesOf(inDays), anyRule, inDays, anyDay],
    (history, changes, ruleId, change, from) => {
      const earlier = changes.filter(one => before(one.from, from))
      const rows = derive(after([...earlier, { ruleId, from, change }]), history, from)
      const without = derive(after(earlier), history, from)
      // A meeting that is made on the very day is judged by the new row: it is left out here.
      if (history.contacts.some(({ day }) => day.equals(from))) return
      const named = (all: object[]) => all.map(row => ({ ...row, retryDay: null, escalated: null }))
      expect(named(overdue(rows, from))).toEqual(named(overdue(without, from)))
      for (const row of rows) {
        if (row.state !== 'missed' && row.state !== 'late') continue
        const same = without.find(one => one.ruleId === row.ruleId && one.ordinal === row.ordinal)
        expect(same && plain([same])).toEqual(plain([row]))
      }
    },
  )
})

test('what was closed before a change stays byte for byte, whenever it is asked', () => {
  forAll([anyHistory, changesOf(inDays), anyDay], (history, changes, today) => {
    const first = changes.reduce((day, { from }) => (before(from, day) ? from : day), dayAt(9999))
    const now = derive(after(changes), history, today)
    expect(closedBefore(now, first)).toEqual(closedBefore(derive(repeated, history, today), first))
  })
})

test('what is decided ahead moves nothing before its day', () => {
  forAll([anyHistory, changesOf(inDays), anyDay], (history, changes, today) => {
    const ahead = changes.map(one =>
      before(today, one.from) ? one : { ...one, from: today.add({ days: 1 }) },
    )
    expect(plain(derive(after(ahead), history, today))).toEqual(plain(derive(repeated, history, today)))
  })
})

test('at most one obligation is open for each rule, through all of its rows, and none is open under a row ahead', () => {
  forAll([anyHistory, changesOf(inDays), anyDay], (history, changes, today) => {
    const rules = after(changes)
    const rows = derive(rules, history, today)
    const open = rows.filter(row => row.state === 'open').map(row => row.ruleId % 100)
    expect(new Set(open).size).toBe(open.length)
    const names = rows.map(row => `${row.ruleId % 100}/${row.ordinal}`)
    expect(new Set(names).size).toBe(names.length)
    for (const row of rows) {
      const rule = rules.find(({ id }) => id === row.ruleId)
      if (rule) expect(before(today, rule.during.from)).toBe(false)
    }
  })
})

test('a meeting is due one new interval after what it counted from; where that has passed, after the change or on the old day', () => {
  forAll([anyHistory, anyInterval, anyDay], (any, interval, from) => {
    const history = { ...any, pauses: [] }
    if (history.contacts.some(({ day }) => day.equals(from))) return
    const openMeeting = (rules: readonly Rule[]) =>
      derive(rules, history, from).find(row => row.state === 'open' && row.ruleId % 100 === monthlyMeeting.id)
    const old = openMeeting(repeated)
    const now = openMeeting(after([{ ruleId: monthlyMeeting.id, from, change: { interval } }]))
    expect(now === undefined).toBe(old === undefined)
    if (!old || !now) return
    const { dueDay } = old
    const goesOn = oneIntervalAfter(old.anchor.day, interval)
    const anew = oneIntervalAfter(from, interval)
    const due = before(dueDay, from)
      ? dueDay
      : before(goesOn, from)
        ? before(anew, dueDay)
          ? anew
          : dueDay
        : goesOn
    expect(now.dueDay.toString()).toBe(due.toString())
  })
})

/** As somebody owes it who became a member that day, by a rule that was always so. */
function oneIntervalAfter(from: Temporal.PlainDate, interval: Rule['interval']): Temporal.PlainDate {
  const memberships = [{ programmeId: 7, during: { from, to: null } }]
  const rows = deriveDeadlines([{ ...monthlyMeeting, interval }], { ...member, memberships }, from, calendar)
  return rows[0]?.dueDay ?? from
}
