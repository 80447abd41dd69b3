import { expect, test } from 'vitest'
import { houseCalendar, liesIn } from '#domain/calendar/calendar.ts'
import { dayNumber } from '#domain/calendar/day-number.ts'
import { deriveDeadlines } from './derive.ts'
import { newActivity, offPlanContact, orderStep } from './example.fixture.ts'
import { anyDay, anyHistory, calendar, forAll, rules } from './test-histories.ts'
import type { Deadline, RhythmHistory } from './types.ts'

const derive = (history: RhythmHistory, today: Temporal.PlainDate) =>
  deriveDeadlines(rules, history, today, calendar)
const before = (a: Temporal.PlainDate, b: Temporal.PlainDate) => Temporal.PlainDate.compare(a, b) < 0

test('a deed fulfils one obligation of a rule of steps, and what is over is never kept afterwards', () => {
  forAll([anyHistory, anyDay], (history, today) => {
    const rows = derive(history, today)
    const kept = rows.filter(
      row => row.ruleId === orderStep.id && row.fulfilledBy === null && row.state !== 'open',
    )
    const done = kept.filter(row => row.state === 'onTime' || row.state === 'late')
    expect(done.length).toBeLessThanOrEqual(history.deeds.filter(deed => deed.kind === 'orderStep').length)
    for (const row of rows) {
      if (row.ruleId !== offPlanContact.id || row.closedDay === null || row.state === 'excused') continue
      const { closedDay } = row
      const off = history.offPlan.find(({ known }) => known.equals(row.anchor.day))
      const end = off?.during.to ?? null
      expect(end === null || !before(end, closedDay)).toBe(true)
    }
  })
})

test('the closings of the house and the schools never move a day of the law, but where the rule says so', () => {
  const open = houseCalendar([])
  const ofLaw = new Set(
    rules.filter(rule => rule.clock === 'statutory' && !rule.stopsInClosing).map(rule => rule.id),
  )
  forAll([anyHistory, anyDay], (history, today) => {
    const days = (rows: Deadline[]) =>
      rows
        .filter(row => ofLaw.has(row.ruleId))
        .map(row => `${row.ruleId}/${row.ordinal} ${row.state} ${row.dueDay}`)
    expect(days(derive(history, today))).toEqual(days(deriveDeadlines(rules, history, today, open)))
  })
})

test('thirty days that stop in a closing are thirty days on which the schools are open', () => {
  const schools = calendar.closed(['school'])
  forAll([anyHistory, anyDay], (history, today) => {
    for (const row of derive(history, today)) {
      if (row.ruleId !== newActivity.id) continue
      let counted = 0
      for (let day = row.anchor.day.add({ days: 1 }); !before(row.dueDay, day); day = day.add({ days: 1 })) {
        if (!liesIn(schools, dayNumber(day))) counted += 1
      }
      expect(counted).toBe(30)
    }
  })
})
