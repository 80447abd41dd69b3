import fc from 'fast-check'
import type { Absence, StaffTime } from './capacity.ts'
import type { Known } from './forecast.ts'
import { type HeldCase, type LoadSettings, loadsOn } from './load.ts'
import { holds, type Span } from './span.ts'

export const today = 20_000
export const endless = Number.POSITIVE_INFINITY

export const settings: LoadSettings = {
  fullTimeWeekly: 2220,
  fullTimeForYouths: 6300,
  longAbsenceDays: 28,
  onboarding: [
    { fromWeek: 0, percent: 50 },
    { fromWeek: 8, percent: 75 },
    { fromWeek: 16, percent: 100 },
  ],
}

/** Somebody who works full time and has for long. */
export function fullTime(staffId: number, rest: Partial<StaffTime> = {}): StaffTime {
  const always = { from: 0, to: endless }
  return {
    staffId,
    asCaseworker: [always],
    hours: [{ weeklyMinutes: 2220, during: always }],
    duties: [],
    absences: [],
    newSince: 0,
    ownSteps: [],
    ...rest,
  }
}

/** A case with its known course: when it is open, whose it is when, and in which programme. */
export interface Course {
  caseId: number
  minutes: number
  open: Span
  holders: readonly { staffId: number; during: Span }[]
  programmes?: readonly { programmeId: number; during: Span; minutes: number }[]
}

export function known(staff: readonly StaffTime[], courses: readonly Course[]): Known {
  const casesOn = (day: number) => courses.flatMap(each => onDay(each, day))
  return {
    today,
    staff,
    settingsOn: () => settings,
    casesOn,
    loadsOn: day => loadsOn(casesOn(day), staff, day, settings),
  }
}

function onDay({ caseId, minutes, open, holders, programmes = [] }: Course, day: number): HeldCase[] {
  if (!holds(open, day)) return []
  const joined = programmes.filter(({ during }) => holds(during, day))
  return [
    {
      caseId,
      minutes: minutes + joined.reduce((sum, each) => sum + each.minutes, 0),
      programmeIds: joined.map(({ programmeId }) => programmeId),
      holderId: holders.find(({ during }) => holds(during, day))?.staffId ?? null,
    },
  ]
}

const aSpan: fc.Arbitrary<Span> = fc
  .tuple(
    fc.integer({ min: today - 120, max: today + 90 }),
    fc.option(fc.integer({ min: 1, max: 160 }), { nil: null }),
  )
  .map(([from, days]) => ({ from, to: days === null ? endless : from + days }))

const anAbsence = (staffIds: readonly number[]): fc.Arbitrary<Absence> =>
  fc.record({ during: aSpan, deputyId: fc.option(fc.constantFrom(...staffIds), { nil: null }) })

const staffIds = [1, 2, 3, 4] as const

/** Up to four caseworkers, some away, new, part-time, stopping or without hours. */
const someStaff: fc.Arbitrary<StaffTime[]> = fc.tuple(
  ...staffIds.map(staffId =>
    fc.record({
      staffId: fc.constant(staffId),
      asCaseworker: fc.oneof(
        { weight: 3, arbitrary: fc.constant([{ from: 0, to: endless }]) },
        aSpan.map(span => [span]),
      ),
      hours: fc
        .option(fc.integer({ min: 1, max: 2400 }), { nil: null, freq: 5 })
        .map(weeklyMinutes =>
          weeklyMinutes === null ? [] : [{ weeklyMinutes, during: { from: 0, to: endless } }],
        ),
      duties: fc.array(
        fc.record({
          name: fc.constant('pligt'),
          weeklyMinutes: fc.integer({ min: 1, max: 2400 }),
          during: aSpan,
        }),
        { maxLength: 2 },
      ),
      absences: fc.array(anAbsence(staffIds), { maxLength: 1 }),
      newSince: fc.option(fc.integer({ min: today - 120, max: today }), { nil: null }),
      ownSteps: fc.constant([]),
    }),
  ),
)

const someCourses: fc.Arbitrary<Course[]> = fc
  .array(
    fc.record({
      minutes: fc.integer({ min: 0, max: 300 }),
      open: aSpan,
      changes: fc.array(fc.tuple(fc.constantFrom(null, ...staffIds), fc.integer({ min: 0, max: 100 })), {
        minLength: 1,
        maxLength: 3,
      }),
      programmes: fc.array(
        fc.record({
          programmeId: fc.constantFrom(7, 8),
          during: aSpan,
          minutes: fc.integer({ min: 1, max: 90 }),
        }),
        { maxLength: 2 },
      ),
    }),
    { maxLength: 25 },
  )
  .map(drawn =>
    drawn.map(({ minutes, open, changes, programmes }, caseId) => {
      let from = open.from
      const holders = changes.flatMap(([staffId, days], index) => {
        const to = index === changes.length - 1 ? endless : from + days
        const row = { staffId, during: { from, to } }
        from = to
        return row.staffId === null ? [] : [{ staffId: row.staffId, during: row.during }]
      })
      return { caseId, minutes, open, holders, programmes }
    }),
  )

/** A small unit of which everything is drawn. */
export const aUnit: fc.Arbitrary<{ staff: StaffTime[]; courses: Course[] }> = fc.record({
  staff: someStaff,
  courses: someCourses,
})
