import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contains, type Period } from '#domain/calendar/period.ts'
import { isWorkingDay } from '#domain/calendar/working-days.ts'
import { deriveDeadlines } from './derive.ts'
import { callBetween, newActivity } from './example.fixture.ts'
import { keptShare } from './kept.ts'
import { rulesInForce } from './rules-in-force.ts'
import { anyContact, anyDay, anyDeed, anyHistory, calendar, dayAt, forAll, rules } from './test-histories.ts'
import type { Clock, Contact, Deadline, RhythmHistory } from './types.ts'

const derive = (history: RhythmHistory, today: Temporal.PlainDate) =>
  deriveDeadlines(rules, history, today, calendar)

const before = (a: Temporal.PlainDate, b: Temporal.PlainDate) => Temporal.PlainDate.compare(a, b) < 0
const overdue = (rows: readonly Deadline[], today: Temporal.PlainDate) =>
  rows.filter(row => row.state === 'open' && before(row.windowTo, today))
const name = (row: Deadline) => `${row.ruleId}/${row.ordinal}`
const plain = (rows: readonly Deadline[]) => JSON.parse(JSON.stringify(rows))
const stopped = new Set(rules.filter(rule => rule.stopsInPause).map(rule => rule.id))
const moved = (clock: Clock) =>
  new Set(
    rules.filter(rule => rule.nonWorkingDays === 'dayBefore' && rule.clock === clock).map(rule => rule.id),
  )

test('at most one obligation is open for each rule, and each has its own name', () => {
  forAll([anyHistory, anyDay], (history, today) => {
    const rows = derive(history, today)
    const open = rows.filter(row => row.state === 'open').map(row => row.ruleId)
    expect(new Set(open).size).toBe(open.length)
    expect(new Set(rows.map(name)).size).toBe(rows.length)
  })
})

test('the order in which facts are listed does not matter', () => {
  const shuffled = anyHistory.chain(history =>
    fc.record({
      history: fc.constant(history),
      assessments: order(history.assessments),
      memberships: order(history.memberships),
      pauses: order(history.pauses),
      contacts: order(history.contacts),
      deeds: order(history.deeds),
      offPlan: order(history.offPlan),
      orderSteps: order(history.orderSteps),
    }),
  )
  forAll([shuffled, anyDay], ({ history, ...other }, today) => {
    expect(plain(derive({ ...history, ...other }, today))).toEqual(plain(derive(history, today)))
  })
})

test('which of two contacts of a day was written down first does not matter', () => {
  const nameless = (rows: readonly Deadline[]) =>
    plain(rows.map(row => ({ ...row, fulfilledBy: row.fulfilledBy && 1 })))
  forAll([anyHistory, anyDay, anyDay], (history, first, today) => {
    const crowded = history.contacts.map((contact, at) => ({ ...contact, day: first.add({ days: at % 4 }) }))
    const turned = crowded.map(contact => ({ ...contact, id: 1_000_001 - contact.id }))
    expect(nameless(derive({ ...history, contacts: turned }, today))).toEqual(
      nameless(derive({ ...history, contacts: crowded }, today)),
    )
  })
})

function order<Item>(items: readonly Item[]): fc.Arbitrary<Item[]> {
  return fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length })
}

test('a promise is due on a working day of the house, and the law, where it moves, on one of the country', () => {
  const [promised, ofLaw] = [moved('promise'), moved('statutory')]
  forAll([anyHistory, anyDay], (history, today) => {
    for (const row of derive(history, today)) {
      if (promised.has(row.ruleId)) expect(isWorkingDay(row.dueDay, calendar)).toBe(true)
      if (ofLaw.has(row.ruleId)) expect(isWorkingDay(row.dueDay, calendar.law)).toBe(true)
    }
  })
})

test('the window holds the due day, and on time means by its end', () => {
  forAll([anyHistory, anyDay], (history, today) => {
    for (const { state, windowFrom, dueDay, windowTo, closedDay } of derive(history, today)) {
      expect(before(dueDay, windowFrom) || before(windowTo, dueDay)).toBe(false)
      if (state === 'onTime') expect(closedDay && !before(windowTo, closedDay)).toBe(true)
      if (state === 'late') expect(closedDay && before(windowTo, closedDay)).toBe(true)
      if (state === 'missed') expect(closedDay && !before(closedDay, windowTo)).toBe(true)
    }
  })
})

test('what fulfils is held, of a kind that the rule names, and fulfils a rule once', () => {
  forAll([anyHistory, anyDay], (history, today) => {
    const seen = new Set<string>()
    for (const row of derive(history, today)) {
      if (row.fulfilledBy === null) continue
      const rule = rules.find(each => each.id === row.ruleId)
      const contact = history.contacts.find(each => each.id === row.fulfilledBy)
      expect(contact?.outcome).toBe('held')
      expect(contact && rule?.fulfilledBy.includes(contact.kind)).toBe(true)
      expect(contact?.day.equals(row.closedDay ?? dayAt(0))).toBe(true)
      if (rule?.pattern === 'every' || rule?.pattern === 'between') {
        expect(seen.has(`${row.ruleId} ${row.fulfilledBy}`)).toBe(false)
        seen.add(`${row.ruleId} ${row.fulfilledBy}`)
      }
    }
  })
})

test('a pause never makes something due inside it', () => {
  forAll([anyHistory, anyDay], (history, today) => {
    const ends = rulesInForce(rules, history, today)
    for (const row of derive(history, today)) {
      if (!stopped.has(row.ruleId)) continue
      // A rule known to end before the due day will excuse it, whatever happens afterwards.
      const outlived = !ends.some(
        ({ chain, during }) =>
          chain.some(({ rule }) => rule.id === row.ruleId) &&
          !before(today, during.from) &&
          (during.to === null || before(row.dueDay, during.to)),
      )
      for (const { during } of history.pauses) {
        if (['late', 'missed'].includes(row.state) || (row.state === 'open' && !outlived)) {
          expect(contains(during, row.dueDay)).toBe(false)
        }
        if (row.retryDay) expect(contains(during, row.retryDay)).toBe(false)
      }
    }
  })
})

test('a pause does not touch a clock that it does not stop', () => {
  forAll([anyHistory, anyDay], (history, today) => {
    const running = (rows: Deadline[]) => plain(rows.filter(row => !stopped.has(row.ruleId)))
    expect(running(derive(history, today))).toEqual(running(derive({ ...history, pauses: [] }, today)))
  })
})

test('a held meeting more never makes more overdue; for what it starts anew, a meeting today', () => {
  // A talk with somebody who is off plan is what the new activity counts from.
  const started = new Set([callBetween.id, newActivity.id, 14])
  forAll([anyHistory, anyDay, anyDay], (history, day, today) => {
    const withMeeting = (on: Temporal.PlainDate) =>
      derive(
        { ...history, contacts: [...history.contacts, { id: 0, day: on, kind: 'meeting', outcome: 'held' }] },
        today,
      )
    const count = (rows: Deadline[]) => overdue(rows, today).filter(row => !started.has(row.ruleId)).length
    expect(count(withMeeting(day))).toBeLessThanOrEqual(count(derive(history, today)))
    expect(overdue(withMeeting(today), today).length).toBeLessThanOrEqual(
      overdue(derive(history, today), today).length,
    )
  })
})

test('a meeting today leaves no meeting overdue while the case is open', () => {
  forAll([anyHistory, anyDay], (history, today) => {
    const met: Contact = { id: 0, day: today, kind: 'meeting', outcome: 'held' }
    const rows = derive({ ...history, closedFrom: null, contacts: [...history.contacts, met] }, today)
    const left = overdue(rows, today).filter(row => {
      const rule = rules.find(each => each.id === row.ruleId)
      return rule?.pattern !== 'counted' && rule?.fulfilledBy.includes('meeting')
    })
    expect(left).toEqual([])
  })
})

test('the next day, without new facts, keeps what was closed, and every open obligation by its name', () => {
  forAll([anyHistory, anyDay], (history, today) => {
    const tomorrow = today.add({ days: 1 })
    const facts = {
      ...history,
      contacts: history.contacts.filter(({ day }) => !day.equals(tomorrow)),
      deeds: history.deeds.filter(({ day }) => !day.equals(tomorrow)),
    }
    const later = new Map(derive(facts, tomorrow).map(row => [name(row), row]))
    for (const row of derive(facts, today)) {
      const next = later.get(name(row))
      expect(next).toBeDefined()
      if (row.state !== 'open') expect(next && plain([next])).toEqual(plain([row]))
      else if (next?.state === 'open') expect(next && plain([next])).toEqual(plain([row]))
    }
  })
})

test('no overdue obligation is lost by leaving programme and target group, or by a pause', () => {
  forAll([anyHistory, anyDay], (history, today) => {
    // What somebody cannot make up for ends with its ground; here nothing ends after today.
    const goesOn = <Row extends { during: Period }>(rows: readonly Row[]) =>
      rows.map(row => {
        const { from, to } = row.during
        return to !== null && before(today, to) ? { ...row, during: { from, to: null } } : row
      })
    const facts: RhythmHistory = {
      ...history,
      closedFrom: null,
      deeds: history.deeds.filter(({ day }) => !before(today, day)),
      offPlan: goesOn(history.offPlan),
      orderSteps: goesOn(history.orderSteps),
    }
    const open = overdue(derive(facts, today), today)
    const end = (during: Period) => {
      if (before(today, during.from) || today.equals(during.from)) return []
      return [contains(during, today) ? { from: during.from, to: today } : during]
    }
    const left: RhythmHistory = {
      ...facts,
      assessments: facts.assessments.flatMap(row => end(row.during).map(during => ({ ...row, during }))),
      memberships: facts.memberships.flatMap(row => end(row.during).map(during => ({ ...row, during }))),
    }
    const paused: RhythmHistory = {
      ...facts,
      pauses: [
        ...facts.pauses.flatMap(row => end(row.during).map(during => ({ ...row, during }))),
        { during: { from: today, to: null }, reason: 'illness' },
      ],
    }
    for (const changed of [left, paused]) {
      for (const when of [today, today.add({ days: 100 })]) {
        const contacts = facts.contacts.filter(({ day }) => !before(today, day))
        const still = new Map(
          overdue(derive({ ...changed, contacts }, when), when).map(row => [name(row), row]),
        )
        for (const row of open) expect(still.get(name(row))?.dueDay.toString()).toBe(row.dueDay.toString())
      }
    }
  })
})

test('when the case is closed nothing is open', () => {
  forAll([anyHistory, anyDay], (history, today) => {
    const rows = derive({ ...history, closedFrom: today }, today)
    expect(rows.filter(row => row.state === 'open')).toEqual([])
  })
})

// The server stores only rows that were not closed before the earliest day of the facts that changed.
test('facts from a day on never change what was closed before that day', () => {
  const change = fc.oneof(
    anyContact.map(contact => (history: RhythmHistory, since: Temporal.PlainDate) => ({
      ...history,
      contacts: [...history.contacts, { ...contact, id: 0, day: since }],
    })),
    anyDeed.map(({ kind }) => (history: RhythmHistory, since: Temporal.PlainDate) => ({
      ...history,
      deeds: [...history.deeds, { kind, day: since }],
    })),
    fc.constant((history: RhythmHistory, since: Temporal.PlainDate) => ({
      ...history,
      offPlan: cut(history.offPlan, since),
      deeds: [...history.deeds, { kind: 'activity' as const, day: since }],
    })),
    fc.constant((history: RhythmHistory, since: Temporal.PlainDate) => ({
      ...history,
      offPlan: [...cut(history.offPlan, since), { known: since, during: { from: since, to: null } }],
    })),
    fc.constant((history: RhythmHistory, since: Temporal.PlainDate) => ({
      ...history,
      orderSteps: cut(history.orderSteps, since),
    })),
    fc.constant((history: RhythmHistory, since: Temporal.PlainDate) => ({
      ...history,
      orderSteps: [
        ...history.orderSteps.filter(step => before(step.during.from, since)),
        { during: { from: since, to: null }, dueDay: since.add({ days: 20 }) },
      ],
    })),
    fc.constant((history: RhythmHistory, since: Temporal.PlainDate) => ({
      ...history,
      pauses: cut(history.pauses, since),
    })),
    fc.constant((history: RhythmHistory, since: Temporal.PlainDate) => ({
      ...history,
      memberships: cut(history.memberships, since),
    })),
    fc.constant((history: RhythmHistory, since: Temporal.PlainDate) => ({
      ...history,
      assessments: cut(history.assessments, since),
    })),
    fc.integer({ min: 1, max: 60 }).map(length => (history: RhythmHistory, since: Temporal.PlainDate) => ({
      ...history,
      pauses: [...cut(history.pauses, since), pauseOf(since, length)],
    })),
    fc.constant((history: RhythmHistory, since: Temporal.PlainDate) => ({
      ...history,
      assessments: [
        ...cut(history.assessments, since),
        { targetGroup: 'activityReady', during: { from: since, to: null } },
      ],
    })),
    fc.constant((history: RhythmHistory, since: Temporal.PlainDate) => ({
      ...history,
      memberships: [
        ...cut(history.memberships, since),
        { programmeId: 7, during: { from: since, to: null } },
      ],
    })),
    fc.constant((history: RhythmHistory, since: Temporal.PlainDate) => ({ ...history, closedFrom: since })),
  )
  const pauseOf = (from: Temporal.PlainDate, length: number) => ({
    during: { from, to: from.add({ days: length }) },
    reason: 'illness',
  })
  forAll([anyHistory, change, anyDay, anyDay], (history, apply, since, today) => {
    const facts =
      history.closedFrom && before(history.closedFrom, since) ? { ...history, closedFrom: null } : history
    const closedBefore = (rows: Deadline[]) =>
      plain(rows.filter(({ closedDay }) => closedDay !== null && before(closedDay, since)))
    expect(closedBefore(derive(apply(facts, since), today))).toEqual(closedBefore(derive(facts, today)))
  })
})

function cut<Row extends { during: Period }>(rows: readonly Row[], day: Temporal.PlainDate): Row[] {
  return rows
    .filter(row => before(row.during.from, day))
    .map(row =>
      row.during.to === null || before(day, row.during.to)
        ? { ...row, during: { from: row.during.from, to: day } }
        : row,
    )
}

test('kept is part of due, and two periods in a row count as much as both together', () => {
  forAll([anyHistory, anyDay, anyDay, anyDay, anyDay], (history, today, ...edges) => {
    const rows = derive(history, today)
    const [a, b, c] = edges.toSorted(Temporal.PlainDate.compare)
    if (!a || !b || !c) return
    const whole = keptShare(rows, { from: a, to: c }, today)
    const parts = [keptShare(rows, { from: a, to: b }, today), keptShare(rows, { from: b, to: c }, today)]
    expect(whole.kept).toBeLessThanOrEqual(whole.due)
    expect(parts.reduce((sum, part) => sum + part.kept, 0)).toBe(whole.kept)
    expect(parts.reduce((sum, part) => sum + part.due, 0)).toBe(whole.due)
    const clocks = (['promise', 'statutory'] as const).map(clock =>
      keptShare(rows, { from: a, to: c }, today, clock),
    )
    expect(clocks.reduce((sum, part) => sum + part.due, 0)).toBe(whole.due)
  })
})
