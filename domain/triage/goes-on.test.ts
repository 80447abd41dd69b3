import fc from 'fast-check'
import { expect, it } from 'vitest'
import { houseCalendar } from '#domain/calendar/calendar.ts'
import { deriveDeadlines } from '#domain/rhythm/derive.ts'
import type { RhythmHistory, Rule } from '#domain/rhythm/types.ts'
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

const talk: fc.Arbitrary<Omit<Talk, 'id'>> = fc
  .record({
    after: fc.integer({ min: 0, max: 30 }),
    kind: fc.constantFrom('call' as const, 'meeting' as const, 'text' as const, 'letter' as const),
    isHeld: fc.boolean(),
    with: fc.constantFrom('youth' as const, 'sender' as const),
    isTeam: fc.boolean(),
  })
  .map(({ after, kind, isHeld, with: who, isTeam }) => ({
    day: received.add({ days: after }),
    kind,
    outcome: isHeld ? 'held' : kind === 'meeting' ? 'noShow' : 'unanswered',
    with: who,
    isTeam: isTeam && kind === 'meeting' && who === 'youth',
  }))

const told = (
  stage: string | null,
  state: string,
  dueDay: Temporal.PlainDate,
  closed: Temporal.PlainDate | null,
) => `${stage} ${state} ${dueDay} ${closed}`

it('no promise moves, is forgotten or is kept by the enquiry becoming a case', () => {
  fc.assert(
    fc.property(fc.array(talk, { maxLength: 8 }), fc.integer({ min: 0, max: 40 }), (some, passed) => {
      const talks = some.map((each, at) => ({ ...each, id: at + 1 }))
      const today = received.add({ days: passed })
      const asEnquiry = enquiryDeadlines(
        [],
        promises,
        { receivedOn: received, talks, closedOn: null },
        today,
        calendar,
      ).map(({ stage, deadline }) => told(stage, deadline.state, deadline.dueDay, deadline.closedDay))
      const spoken = talks.filter(
        each => each.with === 'sender' && each.outcome === 'held' && ['call', 'meeting'].includes(each.kind),
      )
      const history: RhythmHistory = {
        enquiryDay: received,
        entrances: [{ day: received, answered: spoken.map(each => each.day) }],
        assessments: [],
        memberships: [],
        pauses: [],
        contacts: talks.filter(each => each.with === 'youth'),
        deeds: [],
        offPlan: [],
        orderSteps: [],
        closedFrom: null,
      }
      const asCase = deriveDeadlines(rules, history, today, calendar).map(deadline =>
        told(stages[deadline.ruleId - 1] ?? null, deadline.state, deadline.dueDay, deadline.closedDay),
      )
      expect(asCase.sort()).toEqual(asEnquiry.sort())
    }),
  )
})
