import type { Stage } from '#domain/assessment/types.ts'
import type { DayNumber } from '#domain/calendar/day-number.ts'
import { plusMonths } from '#domain/calendar/months.ts'
import { workingOnOrBefore } from '#domain/calendar/working-day-numbers.ts'
import { birthday, type Life, reasons, type TargetGroup } from './life.ts'
import { calendar } from './meeting-days.ts'

export interface DemoAssessment {
  from: DayNumber
  to: DayNumber | null
  group: TargetGroup
  reason: string
  stage: Stage
  specialCase: boolean
}

/** So many days past the day of the final assessment somebody may be before it is made after all, in the demo. */
const forgotten = 12

/**
 * The decisions about somebody, told apart as the law does: the first one, the final one three months at most after the
 * enquiry, and later ones. Whoever is educationReady for longer was so by a final decision; those who came lately wait
 * for theirs, and a few of them have waited too long.
 *
 * @param nr decides by itself on which day: the same people on the same days
 */
export function decisionsAbout(life: Life, nr: number, today: DayNumber): DemoAssessment[] {
  const { from: opened } = life.open
  const due = plusMonths(opened, 3)
  let decided = 0
  let isFinal = false
  return life.groups.flatMap(({ group, from, to, reason }): DemoAssessment[] => {
    const plain = { from, to, group, reason, specialCase: false }
    if (group === 'notAssessed') return [{ ...plain, stage: 'later' }]
    decided += 1
    if (isFinal) return [{ ...plain, stage: 'later' }]
    if (decided > 1 || (group === 'activityReady' && today > due)) {
      isFinal = true
      return [{ ...plain, stage: 'final' }]
    }
    if (group !== 'educationReady')
      return [{ ...plain, stage: 'first', specialCase: group === 'activityReady' }]
    const decidedOn = workingOnOrBefore(due - (nr % 16), calendar)
    const waits = today <= decidedOn || (today > due && today <= due + forgotten)
    const until = to ?? Number.POSITIVE_INFINITY
    if (waits || decidedOn <= from || decidedOn >= until) return [{ ...plain, stage: 'first' }]
    isFinal = true
    return [
      { ...plain, to: decidedOn, stage: 'first' },
      {
        ...plain,
        from: decidedOn,
        reason: reasons.educationReady[nr % reasons.educationReady.length] ?? reason,
        stage: 'final',
      },
    ]
  })
}

export interface DemoOrder {
  givenOn: DayNumber
  /** Due and done days of the three steps. */
  steps: readonly { due: DayNumber; done: DayNumber | null }[]
}

/** Until this day orders can be given by the configuration that ships: 1 January 2027. */
const lastOrders: DayNumber = Date.UTC(2027, 0, 1) / 86_400_000
const everySoMany = 23

/** A few of the grown up who are educationReady have an education order; some have done a step, some are late. */
export function orderFor(life: Life, nr: number, today: DayNumber): DemoOrder | null {
  const group = life.groups.at(-1)
  const isGrownUp = birthday(life.birth, 18) <= today - 60
  if (nr % everySoMany !== 0 || life.open.to !== null || group?.group !== 'educationReady' || !isGrownUp) {
    return null
  }
  const givenOn = workingOnOrBefore(today - 12 - (nr % 5) * 6, calendar)
  if (givenOn < group.from || givenOn >= lastOrders) return null
  const propose = workingOnOrBefore(givenOn + 14, calendar)
  const isDone = nr % 2 === 0 && propose < today
  return {
    givenOn,
    steps: [
      { due: propose, done: isDone ? workingOnOrBefore(propose - (nr % 4), calendar) : null },
      { due: plusMonths(givenOn, 4), done: null },
      { due: plusMonths(givenOn, 9), done: null },
    ],
  }
}
