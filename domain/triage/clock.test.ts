import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { houseCalendar } from '#domain/calendar/calendar.ts'
import { type EntrancePromise, promiseDays } from '#domain/entrance/promise.ts'
import type { Rule } from '#domain/rhythm/types.ts'
import { byHurry, enquiryDeadlines, isOverdue, type Talk } from './clock.ts'

const calendar = houseCalendar([])
const day = (text: string) => Temporal.PlainDate.from(text)
const always = { from: day('2014-01-01'), to: null }

const firstInterview: Rule = {
  id: 7,
  name: 'Første samtale inden 7 dage',
  clock: 'statutory',
  status: 'law',
  source: 'LAB § 31, stk. 5',
  during: always,
  programmeId: null,
  targetGroup: null,
  anchor: 'enquiry',
  pattern: 'once',
  fulfilledBy: ['meeting'],
  interval: { unit: 'days', length: 7 },
  count: 1,
  windowWorkingDays: 0,
  nonWorkingDays: 'stays',
  stopsInPause: false,
  stopsInClosing: false,
  returnWorkingDays: 5,
  retryWorkingDays: 3,
  escalateAfter: 3,
}
const promised: EntrancePromise[] = [
  {
    id: 1,
    stage: 'contact',
    interval: { unit: 'workingDays', length: 2 },
    during: always,
    status: 'unverified',
    source: 'x',
  },
  {
    id: 2,
    stage: 'meeting',
    interval: { unit: 'days', length: 7 },
    during: always,
    status: 'unverified',
    source: 'x',
  },
  {
    id: 3,
    stage: 'team',
    interval: { unit: 'workingDays', length: 10 },
    during: always,
    status: 'unverified',
    source: 'x',
  },
]

/** Friday 20 November 2026. */
const receivedOn = day('2026-11-20')

function owed(
  talks: readonly Talk[],
  today: string,
  rules: readonly Rule[] = [firstInterview],
  writers: readonly number[] = [1],
) {
  const history = { receivedOn, writers, talks, closedOn: null }
  return enquiryDeadlines(rules, promised, history, day(today), calendar).map(({ deadline, stage }) => ({
    what: stage ?? 'law',
    state: deadline.state,
    due: deadline.dueDay.toString(),
  }))
}

const talk = (id: number, on: string, over: Partial<Talk> = {}): Talk => ({
  id,
  of: 1,
  day: day(on),
  kind: 'call',
  outcome: 'held',
  with: 'youth',
  isTeam: false,
  ...over,
})

describe('what is owed from an enquiry', () => {
  it('is what the law and the public page say, in the order in which something is to be done', () => {
    expect(owed([], '2026-11-20')).toEqual([
      { what: 'contact', state: 'open', due: '2026-11-24' },
      { what: 'law', state: 'open', due: '2026-11-27' },
      { what: 'meeting', state: 'open', due: '2026-11-27' },
      { what: 'team', state: 'open', due: '2026-12-04' },
    ])
  })

  it.each([
    ['a call to whoever wrote', { with: 'sender' }, ['contact']],
    ['a meeting with whoever wrote', { with: 'sender', kind: 'meeting' }, ['contact']],
    ['a call to the young person', {}, ['contact']],
    ['a meeting with the young person', { kind: 'meeting' }, ['contact', 'law', 'meeting']],
    ['a meeting of the team', { kind: 'meeting', isTeam: true }, ['contact', 'law', 'meeting', 'team']],
    ['a message', { kind: 'text', outcome: 'unanswered' }, []],
    ['a call in vain', { outcome: 'unanswered' }, []],
  ] as const)('%s keeps it', (_what, over, kept) => {
    const onTime = owed([talk(1, '2026-11-23', over)], '2026-11-23').filter(({ state }) => state === 'onTime')
    expect(onTime.map(({ what }) => what).sort()).toEqual([...kept].sort())
  })

  it('is tried again where a call would have kept it; a meeting has its own day still', () => {
    const owedAfter = (over: Partial<Talk>) =>
      enquiryDeadlines(
        [firstInterview],
        promised,
        { receivedOn, writers: [1], talks: [talk(1, '2026-11-23', over)], closedOn: null },
        day('2026-11-23'),
        calendar,
      ).map(({ deadline, stage }) => [
        stage ?? 'law',
        deadline.attempts,
        deadline.retryDay?.toString() ?? null,
        deadline.windowTo.toString(),
      ])
    expect(owedAfter({ outcome: 'unanswered' })).toEqual([
      ['contact', 1, '2026-11-24', '2026-11-24'],
      ['law', 0, null, '2026-11-27'],
      ['meeting', 0, null, '2026-11-27'],
      ['team', 0, null, '2026-12-04'],
    ])
    // Whoever did not come to a meeting is asked again, and may be reached by telephone for it.
    const missed = owedAfter({ kind: 'meeting', outcome: 'noShow' })
    expect(missed.map(([what, attempts]) => [what, attempts])).toContainEqual(['law', 1])
  })

  it('waits for everybody who wrote, where enquiries were joined', () => {
    const spoken = fc.record({
      of: fc.integer({ min: 1, max: 3 }),
      after: fc.integer({ min: 0, max: 5 }),
      with: fc.constantFrom('sender' as const, 'youth' as const),
      outcome: fc.constantFrom('held' as const, 'unanswered' as const),
    })
    fc.assert(
      fc.property(
        fc.array(spoken, { maxLength: 6 }),
        fc.uniqueArray(fc.integer({ min: 1, max: 3 }), { minLength: 1 }),
        (list, keys) => {
          const talks = list
            .filter(({ of }) => keys.includes(of))
            .map(({ after, ...over }, at) => talk(at + 1, receivedOn.add({ days: after }).toString(), over))
          const held = talks.filter(({ outcome }) => outcome === 'held')
          const isKept =
            held.some(each => each.with === 'youth') || keys.every(key => held.some(({ of }) => of === key))
          const call = owed(talks, '2026-11-26', [], keys).find(({ what }) => what === 'contact')
          expect(call?.state !== 'open').toBe(isKept)
        },
      ),
    )
  })

  it('is tried again with whom nobody reached, whatever another was told since', () => {
    const tried = talk(1, '2026-11-23', { with: 'sender', outcome: 'unanswered' })
    const history = (other: Talk) => ({ receivedOn, writers: [1, 2], talks: [tried, other], closedOn: null })
    const retry = (other: Talk) =>
      enquiryDeadlines([], promised, history(other), day('2026-11-23'), calendar).map(({ deadline }) =>
        String(deadline.retryDay),
      )[0]
    expect(retry(talk(2, '2026-11-23', { with: 'sender', of: 2 }))).toBe('2026-11-24')
    expect(retry(talk(2, '2026-11-23', { with: 'sender', of: 1 }))).toBe('null')
  })

  it('asks for no more than somebody without a case can be given', () => {
    const rules = [
      { ...firstInterview, id: 8, programmeId: 3 },
      { ...firstInterview, id: 9, targetGroup: 'activityReady' },
      { ...firstInterview, id: 10, anchor: 'assessment' as const },
      { ...firstInterview, id: 11, fulfilledBy: ['finalAssessment'] as const },
    ]
    expect(owed([], '2026-11-20', rules).map(({ what }) => what)).toEqual(['contact', 'meeting', 'team'])
  })
})

describe('the page that whoever wrote sees', () => {
  const happened = fc.record({
    after: fc.integer({ min: 0, max: 12 }),
    kind: fc.constantFrom('call' as const, 'meeting' as const, 'text' as const),
    outcome: fc.constantFrom('held' as const, 'unanswered' as const, 'noShow' as const),
    isTeam: fc.boolean(),
  })

  it('has the days that the staff see, of the promises and of trying again', () => {
    fc.assert(
      fc.property(fc.array(happened, { maxLength: 4 }), fc.integer({ min: 0, max: 20 }), (list, passed) => {
        const talks = list
          .map(({ after, kind, outcome, isTeam }, index) =>
            talk(index, receivedOn.add({ days: after }).toString(), {
              kind,
              // A message is answered, or it is not.
              outcome: kind === 'text' ? 'unanswered' : outcome,
              isTeam: isTeam && kind === 'meeting',
            }),
          )
          .sort((one, other) => Temporal.PlainDate.compare(one.day, other.day) || one.id - other.id)
        const today = receivedOn.add({ days: passed })
        const soFar = talks.filter(each => Temporal.PlainDate.compare(each.day, today) <= 0)
        const held = soFar.filter(({ outcome }) => outcome === 'held')
        const firstDay = (kept: readonly Talk[]) => kept[0]?.day ?? null
        const reached = {
          contact: firstDay(held),
          meeting: firstDay(held.filter(({ kind }) => kind === 'meeting')),
          team: firstDay(held.filter(({ isTeam }) => isTeam)),
        }
        // Within a day, what was tried comes before what was held.
        const byDay = [...soFar].sort(
          (one, other) =>
            Temporal.PlainDate.compare(one.day, other.day) ||
            Number(one.outcome === 'held') - Number(other.outcome === 'held') ||
            one.id - other.id,
        )
        const last = byDay.at(-1)
        const tried =
          last === undefined || last.outcome === 'held'
            ? null
            : { day: last.day, kind: last.kind, isTeam: last.isTeam }
        const page = promiseDays(promised, receivedOn, reached, tried, today, calendar)
        const staff = enquiryDeadlines(
          [],
          promised,
          { receivedOn, writers: [1], talks, closedOn: null },
          today,
          calendar,
        )
        for (const { stage, dueDay, keptDay, tried: seen } of page) {
          const { deadline } = staff.find(each => each.stage === stage) ?? {}
          expect([stage, String(dueDay), String(keptDay)]).toEqual([
            stage,
            String(deadline?.dueDay),
            String(deadline?.closedDay),
          ])
          if (seen?.again) expect([stage, String(seen.again)]).toEqual([stage, String(deadline?.retryDay)])
        }
      }),
    )
  })
})

describe('what hurries', () => {
  const waiting = (receivedAt: string, ...days: [windowTo: string, retryDay: string | null][]) => ({
    receivedAt: Temporal.Instant.from(receivedAt),
    deadlines: days.map(([windowTo, retryDay]) => ({
      state: 'open' as const,
      windowTo: day(windowTo),
      retryDay: retryDay === null ? null : day(retryDay),
    })),
  })

  it('is what is to be done first, then the oldest; what has no day comes last', () => {
    const none = waiting('2026-11-01T00:00Z')
    const late = waiting('2026-11-19T00:00Z', ['2026-11-25', null], ['2026-11-21', null])
    const retry = waiting('2026-11-18T00:00Z', ['2026-11-27', '2026-11-22'])
    const older = waiting('2026-11-17T00:00Z', ['2026-11-24', null])
    const newer = waiting('2026-11-18T00:00Z', ['2026-11-24', null])
    const sorted = [none, late, retry, older, newer]
    expect([newer, none, older, retry, late].sort(byHurry)).toEqual([late, retry, older, newer, none])
    expect([...sorted].sort(byHurry).at(-1)).toBe(none)
  })

  it('is overdue after its last day, not on it', () => {
    const one = waiting('2026-11-17T00:00Z', ['2026-11-24', '2026-11-20'])
    expect(isOverdue(one, day('2026-11-24'))).toBe(false)
    expect(isOverdue(one, day('2026-11-25'))).toBe(true)
  })
})
