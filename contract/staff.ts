import { z } from 'zod'
import { roles } from '#domain/sharing/permissions.ts'
import { defineUseCase } from './use-case.ts'
import { Day, Id, requiredText, SensibleDay, text, Version } from './values.ts'

export const StaffRole = z.enum(roles)
export const AbsenceKind = z.enum(['holiday', 'illness', 'leave', 'course', 'other'])
/** `bound`: has logged in. `ready`: will be known by the e-mail at the first log-in. `missing`: cannot log in. */
const LogInState = z.enum(['bound', 'ready', 'missing'])

/** Contracted minutes a week; null is "not given", which is never 0. */
const WeeklyMinutes = z.number().int().min(1).max(3600).nullable()

/** What is written about somebody beside the dated rows. Empty text is not known. */
const particulars = {
  givenName: requiredText(100),
  familyName: requiredText(100),
  /** The address that the log-in provider tells; kept in lower case. */
  email: text(254),
  phone: text(30),
  profession: requiredText(100),
  /** Codes of competences. */
  competences: z.array(requiredText(100)).max(60),
  /** Languages spoken with young people, beside Danish (ISO 639); null: what is stored stays. */
  languages: z
    .array(z.string().regex(/^[a-z]{2,3}$/))
    .max(30)
    .nullable()
    .default(null),
  /** Postal codes in which they meet young people; null: what is stored stays. */
  postalCodes: z
    .array(z.string().regex(/^\d{4}$/, { error: 'postalCode' }))
    .max(100)
    .nullable()
    .default(null),
}

const Competence = z.object({ code: z.string(), name: z.string() })
/** First and last day, both included; null runs on. */
const Shown = z.object({ from: Day, lastDay: Day.nullable() })

/** The version that was read; every change of somebody makes a new one. */
const version = Version
const Changed = z.object({ version: z.number() })

export const listStaff = defineUseCase({
  name: 'staff.list',
  summary: 'Everybody who works or has worked here, and what can be chosen for them',
  method: 'GET',
  path: '/api/staff',
  permission: 'staff.write',
  input: z.object({}),
  output: z.object({
    staff: z.array(
      z.object({
        staffId: z.number(),
        givenName: z.string(),
        familyName: z.string(),
        profession: z.string(),
        /** Those of today. */
        roles: z.array(StaffRole),
        weeklyMinutes: z.number().nullable(),
        /** Null when not away; `lastDay` null when nobody knows for how long. */
        away: z.object({ lastDay: Day.nullable() }).nullable(),
        logIn: LogInState,
        leftOn: Day.nullable(),
      }),
    ),
    competences: z.array(Competence),
  }),
})
export type ListedStaff = z.output<typeof listStaff.output>['staff'][number]

export const readMember = defineUseCase({
  name: 'staff.read',
  summary: 'One member of staff with every dated row; absences only for leaders and the person',
  method: 'GET',
  path: '/api/staff/:staffId',
  permission: 'staff.write',
  input: z.object({ staffId: Id }),
  output: z.object({
    staffId: z.number(),
    version,
    givenName: z.string(),
    familyName: z.string(),
    email: z.string(),
    phone: z.string(),
    profession: z.string(),
    competences: z.array(z.string()),
    languages: z.array(z.string()),
    postalCodes: z.array(z.string()),
    logIn: LogInState,
    leftOn: Day.nullable(),
    isMe: z.boolean(),
    roles: z.array(z.object({ id: z.number(), role: StaffRole, during: Shown })),
    hours: z.array(z.object({ id: z.number(), weeklyMinutes: z.number(), during: Shown })),
    /** Other work than with young people of their own. */
    duties: z.array(z.object({ id: z.number(), name: z.string(), weeklyMinutes: z.number(), during: Shown })),
    /** Steps of their own as somebody new; none is as everybody. */
    onboarding: z.array(z.object({ fromWeek: z.number(), percent: z.number() })),
    /** Null when the reader may not see why somebody is away. */
    absences: z
      .array(
        z.object({
          id: z.number(),
          kind: AbsenceKind,
          deputy: z.object({ staffId: z.number(), name: z.string() }).nullable(),
          during: Shown,
        }),
      )
      .nullable(),
    /** What the person holds after today. */
    work: z.object({ cases: z.number(), others: z.number(), appointments: z.number() }),
    /** Whether the reader may give and end the role of leader, and change how this leader logs in. */
    mayMakeLeaders: z.boolean(),
    knownCompetences: z.array(Competence),
    /** Who can stand in: everybody who works here. */
    colleagues: z.array(z.object({ staffId: z.number(), name: z.string() })),
  }),
})
export type Member = z.output<typeof readMember.output>

export const addStaff = defineUseCase({
  name: 'staff.add',
  summary: 'Adds a member of staff, with roles and working time from a day on',
  method: 'POST',
  path: '/api/staff',
  permission: 'staff.write',
  input: z.object({
    ...particulars,
    from: SensibleDay,
    roles: z.array(StaffRole).max(roles.length),
    weeklyMinutes: WeeklyMinutes,
  }),
  output: z.object({ staffId: z.number() }),
})

export const updateStaff = defineUseCase({
  name: 'staff.update',
  summary: 'Changes name, ways of contact, profession and competences',
  method: 'PUT',
  path: '/api/staff/:staffId',
  permission: 'staff.write',
  input: z.object({ staffId: Id, version, ...particulars }),
  output: Changed,
})

export const addCompetence = defineUseCase({
  name: 'competence.add',
  summary: 'Adds a competence that staff can have; gives the one that exists where the name is known',
  method: 'POST',
  path: '/api/competences',
  permission: 'staff.write',
  input: z.object({ name: requiredText(100) }),
  output: Competence,
})

export const giveRole = defineUseCase({
  name: 'staffRole.begin',
  summary: 'Gives somebody a role from a day on',
  method: 'POST',
  path: '/api/staff/:staffId/roles',
  permission: 'staff.write',
  input: z.object({ staffId: Id, version, role: StaffRole, from: SensibleDay }),
  output: Changed,
})

export const endRole = defineUseCase({
  name: 'staffRole.end',
  summary:
    'Ends a role after its last day, and the relations in it; refused while a caseworker still holds open cases',
  method: 'POST',
  path: '/api/staff/:staffId/roles/:id/end',
  permission: 'staff.write',
  input: z.object({ staffId: Id, id: Id, version, lastDay: SensibleDay }),
  output: Changed,
})

export const changeHours = defineUseCase({
  name: 'staffHours.begin',
  summary: 'A new working time from a day on; what ran before ends the day before. Null is "not given"',
  method: 'POST',
  path: '/api/staff/:staffId/hours',
  permission: 'staff.write',
  input: z.object({ staffId: Id, version, weeklyMinutes: WeeklyMinutes, from: SensibleDay }),
  output: Changed,
})

export const beginDuty = defineUseCase({
  name: 'staffDuty.begin',
  summary: 'Other work than with young people of one’s own, in minutes a week, from a day on',
  method: 'POST',
  path: '/api/staff/:staffId/duties',
  permission: 'staff.write',
  input: z
    .object({
      staffId: Id,
      version,
      name: requiredText(100),
      weeklyMinutes: z.number().int().min(1).max(3600),
      from: SensibleDay,
      lastDay: SensibleDay.nullable(),
    })
    .refine(({ from, lastDay }) => lastDay === null || Temporal.PlainDate.compare(from, lastDay) <= 0, {
      path: ['lastDay'],
      error: 'periodOrder',
    }),
  output: Changed,
})

export const endDuty = defineUseCase({
  name: 'staffDuty.end',
  summary: 'Such work ends after a last day; one that has not begun by then never comes to be',
  method: 'POST',
  path: '/api/staff/:staffId/duties/:id/end',
  permission: 'staff.write',
  input: z.object({ staffId: Id, id: Id, version, lastDay: SensibleDay }),
  output: Changed,
})

export const setOnboarding = defineUseCase({
  name: 'staffOnboarding.set',
  summary:
    'How much of the time one who is new has for young people, from which week on; none is as everybody',
  method: 'POST',
  path: '/api/staff/:staffId/onboarding',
  permission: 'staff.write',
  input: z
    .object({
      staffId: Id,
      version,
      steps: z
        .array(
          z.object({ fromWeek: z.number().int().min(0).max(104), percent: z.number().int().min(0).max(100) }),
        )
        .max(10),
    })
    .refine(({ steps }) => new Set(steps.map(({ fromWeek }) => fromWeek)).size === steps.length, {
      path: ['steps'],
      error: 'invalid',
    })
    .refine(({ steps }) => steps.length === 0 || steps.some(({ fromWeek }) => fromWeek === 0), {
      path: ['steps', 0, 'fromWeek'],
      error: 'stepsFromZero',
    }),
  output: Changed,
})

export const beginAbsence = defineUseCase({
  name: 'staffAbsence.begin',
  summary: 'Writes down that somebody is away, and who stands in',
  method: 'POST',
  path: '/api/staff/:staffId/absences',
  permission: 'absence.write',
  input: z
    .object({
      staffId: Id,
      version,
      kind: AbsenceKind,
      deputyId: Id.nullable(),
      from: SensibleDay,
      lastDay: SensibleDay.nullable(),
    })
    .refine(({ from, lastDay }) => lastDay === null || Temporal.PlainDate.compare(from, lastDay) <= 0, {
      path: ['lastDay'],
      error: 'periodOrder',
    }),
  output: Changed,
})

export const endAbsence = defineUseCase({
  name: 'staffAbsence.end',
  summary: 'Says when somebody is back, or that an absence ahead does not come to be',
  method: 'POST',
  path: '/api/staff/:staffId/absences/:id/end',
  permission: 'absence.write',
  input: z.object({
    staffId: Id,
    id: Id,
    version,
    /** The last day away; null calls off an absence that has not begun. */
    lastDay: SensibleDay.nullable(),
  }),
  output: Changed,
})

export const leaveJob = defineUseCase({
  name: 'staff.leave',
  summary: 'Somebody leaves: roles, working time and relations end. Refused while they hold open cases',
  method: 'POST',
  path: '/api/staff/:staffId/leave',
  permission: 'staff.write',
  input: z.object({ staffId: Id, version, lastDay: SensibleDay }),
  output: Changed,
})

export const releaseLogIn = defineUseCase({
  name: 'staff.releaseLogIn',
  summary:
    'Forgets how somebody logs in, whose account was made anew: known by the e-mail at the next log-in',
  method: 'POST',
  path: '/api/staff/:staffId/release-log-in',
  permission: 'staff.write',
  input: z.object({ staffId: Id, version }),
  output: Changed,
})

export const comeBack = defineUseCase({
  name: 'staff.comeBack',
  summary: 'Somebody who has left works here again; roles are given anew',
  method: 'POST',
  path: '/api/staff/:staffId/come-back',
  permission: 'staff.write',
  input: z.object({ staffId: Id, version }),
  output: Changed,
})
