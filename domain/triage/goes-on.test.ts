import fc from 'fast-check'
import { expect, it } from 'vitest'
import { houseCalendar } from '#domain/calendar/calendar.ts'
import { deriveDeadlines } from '#domain/rhythm/derive.ts'
import type { Deadline, RhythmHistory, Rule } from '#domain/rhythm/types.ts'
import { enquiryDeadlines, type Talk } from './clock.ts'

const calendar = houseCalendar([])
const received = Temporal.PlainDate.from('2026-11-02')
const always = { from: Temporal.PlainDate.from('2014-01-01'), to: null }
const stages = ['contact', 'meeting', 'team'] as const
const interval = { contact: 2, meeting: 7, team: 12 } as const

const promises = stages.map((stage, at) => ({
  id: at + 1,
  stage,
  interval: {
    unit: stage === 'contact' ? ('workingDays' as const) : ('days' as const),
    length: interval[stage],
  },
  during: always,
  status: 'unverified' as const,
  source: 'x',
}))

/** The same as the register has them. */
const rules: Rule[] = promises.map(promise => ({
  ...promise,
  entrance: promise.stage,
  name: promise.stage,
  clock: 'promise',
  programmeId: null,
  targetGroup: null,
  anchor: 'enquiry',
  pattern: 'once',
  fulfilledBy:
    promise.stage === 'contact' ? ['call', 'meeting', 'accompaniment'] : ['meeting', 'accompaniment'],
  count: 1,
  windowWorkingDays: 0,
  nonWorkingDays: 'dayBefore',
  stopsInPause: false,
  stopsInClosing: false,
  returnWorkingDays: 5,
  retryWorkingDays: 1,
  escalateAfter: 3,
}))

/** About which of the enquiries; `of` says with whom of the two who wrote each. */
interface Told extends Omit<Talk, 'id'> {
  enquiry: number
}

const talk: fc.Arbitrary<Told> = fc
  .record({
    enquiry: fc.integer({ min: 0, max: 2 }),
    of: fc.integer({ min: 0, max: 1 }),
    after: fc.integer({ min: 0, max: 30 }),
    kind: fc.constantFrom('call' as const, 'meeting' as const, 'text' as const, 'letter' as const),
    isHeld: fc.boolean(),
    with: fc.constantFrom('youth' as const, 'sender' as const),
    isTeam: fc.boolean(),
  })
  .map(({ enquiry, of, after, kind, isHeld, with: who, isTeam }) => ({
    enquiry,
    of,
    day: received.add({ days: after }),
    kind,
    outcome: isHeld ? 'held' : kind === 'meeting' ? 'noShow' : 'unanswered',
    with: who,
    isTeam: isTeam && kind === 'meeting' && who === 'youth',
  }))

const told = (stage: string | null, { state, dueDay, closedDay, retryDay, attempts, escalated }: Deadline) =>
  `${stage} ${state} ${dueDay} closed ${closedDay} retry ${retryDay} after ${attempts}${escalated ? '!' : ''}`

const sinceDay = (day: Temporal.PlainDate, talks: readonly Talk[]) =>
  talks.filter(each => Temporal.PlainDate.compare(each.day, day) >= 0)

it('no promise moves, is forgotten or is kept by enquiries becoming a case, or by what another sender was told', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 0, max: 14 }), { minLength: 1, maxLength: 3 }),
      fc.array(talk, { maxLength: 10 }),
      fc.integer({ min: 0, max: 40 }),
      (offsets, some, passed) => {
        const today = received.add({ days: passed })
        const talks = some.map((each, at) => ({
          ...each,
          id: at + 1,
          enquiry: each.enquiry % offsets.length,
        }))
        const withYouth = talks.filter(each => each.with === 'youth')
        const enquiries = offsets
          .toSorted((a, b) => a - b)
          .map((offset, enquiry) => {
            const day = received.add({ days: offset })
            return {
              day,
              talks: sinceDay(
                day,
                talks.filter(each => each.with === 'sender' && each.enquiry === enquiry),
              ),
            }
          })
        const alone = enquiries
          .filter(({ day }) => Temporal.PlainDate.compare(day, today) <= 0)
          .flatMap(({ day, talks: withSender }) =>
            enquiryDeadlines(
              [],
              promises,
              {
                receivedOn: day,
                writers: [0, 1],
                talks: [...sinceDay(day, withYouth), ...withSender],
                closedOn: null,
              },
              today,
              calendar,
            ),
          )
        // One of each stands open: that of whoever wrote first.
        const shown = alone.filter(
          ({ stage, deadline }, at) =>
            deadline.state !== 'open' ||
            !alone.slice(0, at).some(each => each.stage === stage && each.deadline.state === 'open'),
        )
        const history: RhythmHistory = {
          enquiryDay: received,
          entrances: enquiries.flatMap(({ day, talks: withSender }) =>
            [0, 1].map(of => ({ day, talks: withSender.filter(each => each.of === of) })),
          ),
          assessments: [],
          memberships: [],
          pauses: [],
          contacts: withYouth,
          deeds: [],
          offPlan: [],
          orderSteps: [],
          closedFrom: null,
        }
        const asCase = deriveDeadlines(rules, history, today, calendar).map(deadline =>
          told(stages[deadline.ruleId - 1] ?? null, deadline),
        )
        expect(asCase.sort()).toEqual(shown.map(({ stage, deadline }) => told(stage, deadline)).sort())
      },
    ),
    { numRuns: 500 },
  )
})
