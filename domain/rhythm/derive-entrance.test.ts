import { describe, expect, it } from 'vitest'
import { called, contact, met, on, span, story } from './example.fixture.ts'
import type { Rule } from './types.ts'

function promise(entrance: NonNullable<Rule['entrance']>, over: Partial<Rule> = {}): Rule {
  return {
    id: 90,
    key: `entrance:${entrance}`,
    entrance,
    name: entrance,
    clock: 'promise',
    status: 'unverified',
    source: 'x',
    during: span('2014-01-01'),
    programmeId: null,
    targetGroup: null,
    anchor: 'enquiry',
    pattern: 'once',
    fulfilledBy: entrance === 'contact' ? ['call', 'meeting', 'accompaniment'] : ['meeting', 'accompaniment'],
    interval: { unit: 'days', length: 7 },
    count: 1,
    windowWorkingDays: 0,
    nonWorkingDays: 'dayBefore',
    stopsInPause: false,
    stopsInClosing: false,
    returnWorkingDays: 5,
    retryWorkingDays: 1,
    escalateAfter: 3,
    ...over,
  }
}
const wrote = (day: string, ...answered: string[]) => ({ day: on(day), talks: answered.map(called) })
const team = (day: string) => ({ ...met(day), isTeam: true })

describe('what was promised at the entrance', () => {
  // Monday 2 November 2026.
  const came = { enquiryDay: on('2026-11-02'), entrances: [wrote('2026-11-02')] }

  it('is owed from the enquiry and from nothing else', () => {
    expect(story(promise('meeting'), came, '2026-11-05')).toEqual(['open 2026-11-09'])
    expect(story(promise('meeting'), { enquiryDay: on('2026-11-02') }, '2026-11-05')).toEqual([])
  })

  it('stays open and overdue until it is kept, and ends with the case', () => {
    expect(story(promise('meeting'), came, '2026-12-24')).toEqual(['open 2026-11-09'])
    expect(story(promise('meeting'), { ...came, contacts: [met('2026-11-20')] }, '2026-12-24')).toEqual([
      'late 2026-11-09 on 2026-11-20',
    ])
    expect(story(promise('meeting'), { ...came, closedFrom: on('2026-11-12') }, '2026-12-24')).toEqual([
      'missed 2026-11-09 on 2026-11-12',
    ])
    expect(story(promise('meeting'), { ...came, closedFrom: on('2026-11-06') }, '2026-12-24')).toEqual([
      'excused 2026-11-09 on 2026-11-06',
    ])
  })

  it('of a team is kept where the team was, and by no other meeting', () => {
    const others = [met('2026-11-03'), called('2026-11-04'), contact('2026-11-05', 'accompaniment')]
    expect(story(promise('team'), { ...came, contacts: others }, '2026-11-06')).toEqual(['open 2026-11-09'])
    expect(
      story(promise('team'), { ...came, contacts: [...others, team('2026-11-06')] }, '2026-11-06'),
    ).toEqual(['onTime 2026-11-09 on 2026-11-06'])
  })

  it('of a call is kept by speaking with whoever wrote, which keeps nothing else', () => {
    const answered = { ...came, entrances: [wrote('2026-11-02', '2026-11-03')] }
    expect(story(promise('contact'), answered, '2026-11-05')).toEqual(['onTime 2026-11-09 on 2026-11-03'])
    expect(story(promise('meeting'), answered, '2026-11-05')).toEqual(['open 2026-11-09'])
  })

  it('of a call is kept by speaking with whom it was given to, and not with another who wrote', () => {
    const entrances = [wrote('2026-11-02'), wrote('2026-11-03', '2026-11-06')]
    expect(story(promise('contact'), { ...came, entrances }, '2026-11-08')).toEqual([
      'open 2026-11-09',
      'onTime 2026-11-10 on 2026-11-06',
    ])
    const sameDay = [wrote('2026-11-02'), wrote('2026-11-02', '2026-11-06')]
    expect(story(promise('contact'), { ...came, entrances: sameDay }, '2026-11-08')).toEqual([
      'open 2026-11-09',
    ])
  })

  it('counts from each enquiry, and what two of a day promise once', () => {
    const entrances = [wrote('2026-11-16'), wrote('2026-11-02'), wrote('2026-11-16')]
    expect(
      story(promise('meeting'), { ...came, entrances, contacts: [met('2026-11-06')] }, '2026-11-18'),
    ).toEqual(['onTime 2026-11-09 on 2026-11-06', 'open 2026-11-23'])
  })

  it('is owed as it was promised on the day of the enquiry, whatever is promised since', () => {
    const before = promise('meeting', { during: span('2014-01-01', '2026-11-04') })
    const since = promise('meeting', {
      id: 91,
      during: span('2026-11-04'),
      interval: { unit: 'days', length: 1 },
    })
    expect(story([before, since], came, '2026-11-05')).toEqual(['open 2026-11-09'])
    // Promised to nobody any more, it still was to them.
    expect(story(before, came, '2026-11-05')).toEqual(['open 2026-11-09'])
  })
})
