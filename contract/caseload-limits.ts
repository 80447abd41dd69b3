import { z } from 'zod'
import { defineUseCase } from './use-case.ts'
import { Day, Id, requiredText, SensibleDay, Version } from './values.ts'
import { RuleStatus } from './words.ts'

/* What the time is reckoned by, and how many young people one caseworker has at most. */

/** First and last day, both included; null runs on. */
const Shown = z.object({ from: Day, lastDay: Day.nullable() })

export const timeSettings = [
  'fullTimeWeekly',
  'fullTimeForYouths',
  'longAbsenceDays',
  'bridgeWeeksBefore',
  'bridgeWeeksAfter',
  'recentWeeks',
] as const

const Cases = z.number().int().min(1).max(1000).nullable()
const Minutes = z.number().int().min(1).max(100_000).nullable()
/** Null for all young people; a programme's key for those in it. */
const ProgrammeId = Id.nullable()

export const readLimits = defineUseCase({
  name: 'caseload.limits',
  summary: 'What the time is reckoned by, the ceilings and the exceptions, of today and to come',
  method: 'GET',
  path: '/api/caseload/limits',
  permission: 'unit.read',
  input: z.object({}),
  output: z.object({
    today: Day,
    settings: z.array(
      z.object({
        id: z.number(),
        version: z.number(),
        key: z.enum(timeSettings),
        value: z.number(),
        during: Shown,
        source: z.string(),
        status: RuleStatus,
      }),
    ),
    onboarding: z.array(
      z.object({
        staffId: z.number().nullable(),
        fromWeek: z.number(),
        percent: z.number(),
        status: RuleStatus,
      }),
    ),
    ceilings: z.array(
      z.object({
        id: z.number(),
        version: z.number(),
        programmeId: z.number().nullable(),
        programme: z.string().nullable(),
        staffId: z.number().nullable(),
        staffName: z.string().nullable(),
        cases: z.number().nullable(),
        minutes: z.number().nullable(),
        during: Shown,
        source: z.string(),
        status: RuleStatus,
      }),
    ),
    exceptions: z.array(
      z.object({
        id: z.number(),
        version: z.number(),
        programmeId: z.number().nullable(),
        programme: z.string().nullable(),
        staffId: z.number(),
        staffName: z.string(),
        cases: z.number().nullable(),
        minutes: z.number().nullable(),
        during: Shown,
        reason: z.string(),
      }),
    ),
  }),
})

const Saved = z.object({ id: z.number() })

export const setTime = defineUseCase({
  name: 'caseload.setTime',
  summary:
    'Another figure by which the time is reckoned, from a day on; the one that ran ends the day before',
  method: 'POST',
  path: '/api/caseload/settings',
  permission: 'assignment.write',
  input: z.object({
    key: z.enum(timeSettings),
    value: z.number().int().min(1).max(20_000),
    from: SensibleDay,
    source: requiredText(500),
    status: RuleStatus,
    /** The version of the figure that runs on that day; null where none does. */
    version: Version.nullable(),
  }),
  output: Saved,
})

export const setMinutes = defineUseCase({
  name: 'caseload.setMinutes',
  summary: 'Other minutes for a kind of work, or another number of times a year, from a day on',
  method: 'POST',
  path: '/api/caseload/weights/:id',
  permission: 'assignment.write',
  input: z.object({
    /** The row that runs on that day, as it was read. */
    id: Id,
    minutes: z.number().int().min(0).max(10_000),
    timesAYear: z.number().int().min(1).max(366).nullable(),
    from: SensibleDay,
    source: requiredText(1000),
    status: RuleStatus,
  }),
  output: Saved,
})

export const setCeiling = defineUseCase({
  name: 'ceiling.set',
  summary: 'How many young people, or minutes, one caseworker has at most, from a day on; neither ends it',
  method: 'POST',
  path: '/api/caseload/ceilings',
  permission: 'assignment.write',
  input: z.object({
    programmeId: ProgrammeId,
    /** For this member of staff in the place of everybody's; null is for everybody. */
    staffId: Id.nullable(),
    cases: Cases,
    minutes: Minutes,
    from: SensibleDay,
    source: requiredText(500),
    status: RuleStatus,
    version: Version.nullable(),
  }),
  output: z.object({ id: z.number().nullable() }),
})

export const allowMore = defineUseCase({
  name: 'ceiling.allowMore',
  summary: 'One caseworker may have more than the ceiling for a time, with a reason and an end',
  method: 'POST',
  path: '/api/caseload/exceptions',
  permission: 'assignment.write',
  input: z
    .object({
      staffId: Id,
      programmeId: ProgrammeId,
      cases: Cases,
      minutes: Minutes,
      from: SensibleDay,
      lastDay: SensibleDay,
      reason: requiredText(500),
    })
    .refine(({ from, lastDay }) => Temporal.PlainDate.compare(from, lastDay) <= 0, {
      path: ['lastDay'],
      error: 'periodOrder',
    })
    .refine(({ cases, minutes }) => cases !== null || minutes !== null, {
      path: ['cases'],
      error: 'required',
    }),
  output: Saved,
})

export const endException = defineUseCase({
  name: 'ceiling.endException',
  summary: 'An exception ends after another last day; one that has not begun by then never comes to be',
  method: 'POST',
  path: '/api/caseload/exceptions/:id/end',
  permission: 'assignment.write',
  input: z.object({ id: Id, version: Version, lastDay: SensibleDay }),
  output: Saved,
})
