import { type Closing, houseCalendar } from '#domain/calendar/calendar.ts'
import type { Period } from '#domain/calendar/period.ts'
import type { DutyActivity, DutyRule } from '#domain/duty/cover.ts'
import { daysOfNewActivity } from '#domain/duty/deeds.ts'
import { offPlanPeriods, wasLearnt } from '#domain/duty/off-plan.ts'
import type { Deed, OffPlanPeriod, Pause } from '#domain/rhythm/types.ts'

type PeriodText = [string, string | null]

/** What the duty of somebody of 15-17 depends on, as the database tells it. */
export interface DutyFacts {
  birthDate: string
  /** The day on which the young person was written into the register. */
  registered: string
  activities: [string, ...PeriodText, number | null, string | null, boolean | null, string | null][]
  rules: [string, ...PeriodText, number | null, boolean][] | null
  closings: [Closing['kind'], ...PeriodText][] | null
}

/** What would be otherwise than it is stored; what is left out is as it is. */
export interface AsIf {
  closings?: readonly Closing[]
  dutyRules?: readonly DutyRule[]
}

/** Later than every day that is asked about: what will begin is kept from counting by the rhythm itself. */
const ever = Temporal.PlainDate.from('9999-12-31')

/**
 * The periods off plan that start a clock, and the days on which somebody came to keep the duty.
 */
export function dutyIn(
  facts: DutyFacts | null,
  caseOpen: Period,
  pauses: readonly Pause[],
  asIf: AsIf,
): { offPlan: OffPlanPeriod[]; begun: Deed[] } {
  if (facts === null) return { offPlan: [], begun: [] }
  const activities = facts.activities.map(activityOf)
  const rules = asIf.dutyRules ?? (facts.rules ?? []).map(ruleOf)
  const closed =
    asIf.closings ?? (facts.closings ?? []).map(([kind, from, to]) => ({ kind, during: span(from, to) }))
  const registered = Temporal.PlainDate.from(facts.registered)
  const offPlan = offPlanPeriods(
    {
      birthDate: Temporal.PlainDate.from(facts.birthDate),
      activities,
      pauses: pauses.map(pause => pause.during),
      closings: closed.filter(({ kind }) => kind === 'school').map(({ during }) => during),
      caseOpen,
      today: ever,
    },
    rules,
    houseCalendar([]).law,
  )
  return {
    offPlan: offPlan
      .filter(period => wasLearnt(period, activities, registered))
      .map(({ known, during }) => ({ known, during })),
    begun: daysOfNewActivity(activities, rules).map(begunOn => ({ kind: 'activity', day: begunOn })),
  }
}

function activityOf(facts: DutyFacts['activities'][number]): DutyActivity {
  const [kind, from, to, weeklyMinutes, notice, showedUp, showedUpOn] = facts
  return {
    kind,
    during: span(from, to),
    weeklyMinutes,
    noticeDay: day(notice),
    showedUp,
    showedUpDay: day(showedUpOn),
  }
}

function ruleOf(facts: NonNullable<DutyFacts['rules']>[number]): DutyRule {
  const [activityKind, from, to, weeklyMinutes, countsInPart] = facts
  return { activityKind, during: span(from, to), weeklyMinutes, countsInPart }
}

function span(from: string, to: string | null): Period {
  return { from: Temporal.PlainDate.from(from), to: day(to) }
}

function day(text: string | null): Temporal.PlainDate | null {
  return text === null ? null : Temporal.PlainDate.from(text)
}
