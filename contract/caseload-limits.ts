import { z } from 'zod'
import { ShownCeiling, ShownNewcomer, ShownTime } from './dated-rules.ts'
import { defineUseCase } from './use-case.ts'
import { Day, Id, requiredText, SensibleDay, Version } from './values.ts'

/* What the time is reckoned by, and how many young people one caseworker has at most. */

/** First and last day, both included; null runs on. */
const Shown = z.object({ from: Day, lastDay: Day.nullable() })

const Cases = z.number().int().min(1).max(1000).nullable()
const Minutes = z.number().int().min(1).max(100_000).nullable()
/** Null for all young people; a programme's key for those in it. */
const ProgrammeId = Id.nullable()

export const readLimits = defineUseCase({
  name: 'caseload.limits',
  summary:
    'What the time is reckoned by, ceilings and exceptions, of today and to come, and who stands above a ceiling',
  method: 'GET',
  path: '/api/caseload/limits',
  permission: 'unit.read',
  input: z.object({}),
  output: z.object({
    today: Day,
    settings: z.array(ShownTime),
    /** Everybody's steps; those of one member of staff are with the person. */
    onboarding: z.array(ShownNewcomer),
    ceilings: z.array(
      ShownCeiling.extend({ programme: z.string().nullable(), staffName: z.string().nullable() }),
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
    /** Who stands above a ceiling today, and who is there only by an exception. */
    standing: z.array(
      z.object({
        staffId: z.number(),
        staffName: z.string(),
        programme: z.string().nullable(),
        cases: z.number(),
        minutes: z.number(),
        mostCases: z.number().nullable(),
        mostMinutes: z.number().nullable(),
        state: z.enum(['over', 'byException']),
        /** The last day of the exception that allows more. */
        lastDay: Day.nullable(),
      }),
    ),
    /** Everybody who may get a ceiling or an exception of their own. */
    caseworkers: z.array(z.object({ staffId: z.number(), name: z.string() })),
    programmes: z.array(z.object({ id: z.number(), name: z.string() })),
  }),
})

const Saved = z.object({ id: z.number() })

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
