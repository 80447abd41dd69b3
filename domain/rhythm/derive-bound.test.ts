import { expect, test } from 'vitest'
import {
  called,
  contact,
  derive,
  firstInterview,
  fourInHalfYear,
  met,
  monthlyMeeting,
  on,
  span,
  story,
  written,
} from './example.fixture.ts'

const enquiry = { enquiryDay: on('2024-03-04') }

test('the first interview is due within 7 days of the enquiry', () => {
  const [deadline] = derive(firstInterview, enquiry, '2024-03-05')
  expect(written(deadline)).toMatchObject({
    state: 'open',
    anchor: { kind: 'enquiry', day: '2024-03-04' },
    dueDay: '2024-03-11',
    targetDay: null,
    heldCount: 0,
  })
})

test.each([
  ['on the day of the enquiry', '2024-03-04', 'onTime 2024-03-11 on 2024-03-04'],
  ['on the seventh day', '2024-03-11', 'onTime 2024-03-11 on 2024-03-11'],
  ['on the eighth day', '2024-03-12', 'late 2024-03-11 on 2024-03-12'],
])('an interview %s fulfils it once and for all', (_name, day, row) => {
  expect(story(firstInterview, { ...enquiry, contacts: [met(day)] }, '2024-06-01')).toEqual([row])
})

test('without a known enquiry nothing can be due from it', () => {
  expect(story(firstInterview, { enquiryDay: null }, '2024-03-05')).toEqual([])
})

test('an enquiry from before the rule was in force does not come under it', () => {
  const from2020 = { ...firstInterview, during: span('2020-01-01') }
  expect(story(from2020, { enquiryDay: on('2019-12-31') }, '2020-02-01')).toEqual([])
  expect(story(from2020, { enquiryDay: on('2020-01-01') }, '2020-02-01')).toEqual(['open 2020-01-08'])
})

test('five working days step over the weekend', () => {
  const inFiveDays = { ...firstInterview, interval: { unit: 'workingDays', length: 5 } as const }
  expect(story(inFiveDays, { enquiryDay: on('2026-11-13') }, '2026-11-13')).toEqual(['open 2026-11-20'])
})

test('of four in the first six months the deadline in law is the end of the period, one each month and a half the pace', () => {
  const [deadline] = derive(fourInHalfYear, enquiry, '2024-03-05')
  expect(written(deadline)).toMatchObject({ dueDay: '2024-09-04', heldCount: 0, targetDay: '2024-04-19' })
})

test('each interview moves the target on', () => {
  const contacts = [met('2024-03-08'), met('2024-04-15')]
  const [deadline] = derive(fourInHalfYear, { ...enquiry, contacts }, '2024-05-01')
  // Three quarters of the way is 20 July, a Saturday.
  expect(written(deadline)).toMatchObject({ state: 'open', heldCount: 2, targetDay: '2024-07-19' })
  const [last] = derive(
    fourInHalfYear,
    { ...enquiry, contacts: [...contacts, met('2024-05-13')] },
    '2024-06-01',
  )
  expect(written(last)).toMatchObject({ state: 'open', heldCount: 3, targetDay: '2024-09-04' })
})

test('the fourth interview fulfils it, on the last day in time and on the next late', () => {
  const three = [met('2024-03-08'), met('2024-04-15'), met('2024-05-13')]
  const [kept] = derive(fourInHalfYear, { ...enquiry, contacts: [...three, met('2024-09-04')] }, '2024-12-01')
  expect(written(kept)).toMatchObject({
    state: 'onTime',
    heldCount: 4,
    targetDay: null,
    closedDay: '2024-09-04',
  })
  expect(
    story(fourInHalfYear, { ...enquiry, contacts: [...three, met('2024-09-05')] }, '2024-12-01'),
  ).toEqual(['late 2024-09-04 on 2024-09-05'])
})

test('two on one day count as one, and what is no interview not at all', () => {
  const contacts = [
    met('2024-03-08'),
    met('2024-03-08'),
    called('2024-03-20'),
    contact('2024-04-01', 'meeting', 'noShow'),
  ]
  expect(written(derive(fourInHalfYear, { ...enquiry, contacts }, '2024-05-01')[0])).toMatchObject({
    heldCount: 1,
  })
})

test('a rule that ends before the deadline excuses it, but not what was overdue', () => {
  const until = (day: string) => ({ ...fourInHalfYear, during: span('2020-01-01', day) })
  expect(story(until('2024-07-01'), enquiry, '2024-06-30')).toEqual(['open 2024-09-04'])
  expect(story(until('2024-07-01'), enquiry, '2024-07-01')).toEqual(['excused 2024-09-04 on 2024-07-01'])
  expect(story(until('2024-09-05'), enquiry, '2024-12-01')).toEqual(['open 2024-09-04'])
})

test('a pause that stops the clock gives as many days more', () => {
  const stopping = { ...fourInHalfYear, stopsInPause: true }
  const pauses = [{ during: span('2024-05-01', '2024-05-31'), reason: 'illness' }]
  expect(story(stopping, { ...enquiry, pauses }, '2024-06-01')).toEqual(['open 2024-10-04'])
  expect(story(fourInHalfYear, { ...enquiry, pauses }, '2024-06-01')).toEqual(['open 2024-09-04'])
})

test('a pause gives at least the days of the return', () => {
  const stopping = { ...firstInterview, stopsInPause: true }
  // From 10 March to 12 March are two days more, to the 13th; five working days after the return are the 19th.
  const pauses = [{ during: span('2024-03-10', '2024-03-12'), reason: 'illness' }]
  expect(story(stopping, { ...enquiry, pauses }, '2024-03-15')).toEqual(['open 2024-03-19'])
})

test('a pause without an end suspends it as long as it lasts, and an interview in it still fulfils', () => {
  const stopping = { ...firstInterview, stopsInPause: true }
  const pauses = [{ during: span('2024-03-06'), reason: 'prison' }]
  expect(story(stopping, { ...enquiry, pauses }, '2024-05-01')).toEqual([])
  expect(story(stopping, { ...enquiry, pauses, contacts: [met('2024-04-01')] }, '2024-05-01')).toEqual([
    'onTime 2024-04-06 on 2024-04-01',
  ])
})

test('a second event is a second obligation, missed when the first stood open over it', () => {
  const onEntry = { ...monthlyMeeting, pattern: 'once', interval: { unit: 'days', length: 10 } } as const
  const memberships = [
    { programmeId: 7, during: span('2026-01-05', '2026-03-02') },
    { programmeId: 7, during: span('2026-06-01') },
  ]
  expect(story(onEntry, { memberships }, '2026-06-02')).toEqual(['open 2026-01-15'])
  expect(story(onEntry, { memberships, contacts: [met('2026-06-08')] }, '2026-07-01')).toEqual([
    'late 2026-01-15 on 2026-06-08',
    'onTime 2026-06-11 on 2026-06-08',
  ])
  expect(story(onEntry, { memberships, contacts: [met('2026-06-15')] }, '2026-07-01')).toEqual([
    'late 2026-01-15 on 2026-06-15',
    'missed 2026-06-11 on 2026-06-11',
  ])
})

test('who comes under the rule again before the deadline owes it again', () => {
  const whileActivityReady = { ...fourInHalfYear, targetGroup: 'activityReady' }
  const assessments = [
    { targetGroup: 'activityReady', during: span('2024-03-11', '2024-05-01') },
    { targetGroup: 'educationReady', during: span('2024-05-01', '2024-07-01') },
    { targetGroup: 'activityReady', during: span('2024-07-01') },
  ]
  expect(story(whileActivityReady, { ...enquiry, assessments }, '2024-08-01')).toEqual([
    'excused 2024-09-04 on 2024-05-01',
    'open 2024-09-04',
  ])
})

test('a deadline that passed before the rule came to apply to the person is not owed', () => {
  const assessments = [{ targetGroup: 'activityReady', during: span('2024-10-01') }]
  const whileActivityReady = { ...fourInHalfYear, targetGroup: 'activityReady' }
  expect(story(whileActivityReady, { ...enquiry, assessments }, '2024-11-01')).toEqual([])
})

test('what was done before the rule came to apply leaves nothing owed', () => {
  const assessments = [{ targetGroup: 'activityReady', during: span('2024-03-08') }]
  const whileActivityReady = { ...firstInterview, targetGroup: 'activityReady' }
  expect(
    story(whileActivityReady, { ...enquiry, assessments, contacts: [met('2024-03-06')] }, '2024-03-20'),
  ).toEqual([])
})

test('an interview after the rule ended does not fulfil it', () => {
  const until = { ...firstInterview, during: span('2020-01-01', '2024-03-07') }
  expect(story(until, { ...enquiry, contacts: [met('2024-03-08')] }, '2024-03-20')).toEqual([
    'excused 2024-03-11 on 2024-03-07',
  ])
})

test('a promise that fell due on the Friday is overdue, though its pause began on the Saturday that it was reckoned to', () => {
  const promised = { ...firstInterview, nonWorkingDays: 'dayBefore', stopsInPause: true } as const
  const pauses = [{ during: span('2024-03-09', '2024-03-25'), reason: 'illness' }]
  expect(story(promised, { enquiryDay: on('2024-03-02'), pauses }, '2024-03-26')).toEqual(['open 2024-03-08'])
})

test('a pause after it was fulfilled leaves its due day alone', () => {
  const stopping = { ...firstInterview, stopsInPause: true }
  const pauses = [{ during: span('2024-03-08', '2024-04-08'), reason: 'illness' }]
  expect(story(stopping, { ...enquiry, pauses, contacts: [met('2024-03-06')] }, '2024-04-10')).toEqual([
    'onTime 2024-03-11 on 2024-03-06',
  ])
})

test('a window never begins before the event that it counts from', () => {
  const [deadline] = derive({ ...firstInterview, windowWorkingDays: 20 }, enquiry, '2024-03-05')
  expect(written(deadline)).toMatchObject({ windowFrom: '2024-03-04', windowTo: '2024-03-11' })
})
