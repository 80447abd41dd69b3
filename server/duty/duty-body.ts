import { z } from 'zod'
import { Day } from '#contract/values.ts'
import { ActivityKind, ContactKind, ContactOutcome, PauseKind, RuleStatus } from '#contract/words.ts'

/** A half-open span as it comes from the database's JSON, as the domain has it. */
const periodFields = { from: Day, to: Day.nullable() }

const Staff = z.object({ staffId: z.number(), name: z.string() })

const Activity = z
  .object({
    activityId: z.number(),
    kind: ActivityKind,
    description: z.string(),
    weeklyMinutes: z.number().nullable(),
    ...periodFields,
    noticeDay: Day.nullable(),
    showedUp: z.boolean().nullable(),
    showedUpDay: Day.nullable(),
  })
  .transform(({ from, to, ...rest }) => ({ ...rest, during: { from, to } }))
export type StoredActivity = z.output<typeof Activity>

const Rule = z
  .object({
    id: z.number(),
    activityKind: ActivityKind,
    weeklyMinutes: z.number().nullable(),
    countsInPart: z.boolean(),
    ...periodFields,
    source: z.string(),
    status: RuleStatus,
    version: z.number(),
  })
  .transform(({ from, to, ...rest }) => ({ ...rest, during: { from, to } }))
export type StoredRule = z.output<typeof Rule>

const Person = z.object({
  youthId: z.number(),
  givenName: z.string(),
  familyName: z.string(),
  birthDate: Day,
  registered: Day,
  caseOpen: z.object(periodFields),
  activities: z.array(Activity),
  pauses: z.array(
    z
      .object({ kind: PauseKind, ...periodFields })
      .transform(({ kind, from, to }) => ({ kind, during: { from, to } })),
  ),
})
export type DutyPerson = z.output<typeof Person>

/** The contacts of one young person that the duty asks for, earliest first. */
export const DutyTalks = z.object({
  youthId: z.number(),
  contacts: z.array(z.object({ id: z.number(), day: Day, kind: ContactKind, outcome: ContactOutcome })),
})
export type DutyTalks = z.output<typeof DutyTalks>

/** What is told of one who is shown, beside how it stands. */
export const DutyDetails = z.object({
  youthId: z.number(),
  phone: z.string().nullable(),
  protectedAddress: z.boolean(),
  caseworker: Staff.nullable(),
  advisers: z.array(Staff),
  guardians: z.array(
    z.object({
      guardianId: z.number(),
      name: z.string(),
      relation: z.string(),
      hasCustody: z.boolean(),
      phone: z.string().nullable(),
      contacts: z.array(z.number()),
    }),
  ),
  involvedContacts: z.array(z.number()),
})
export type DutyDetails = z.output<typeof DutyDetails>

/** What the overview's first one statement answers. */
export const DutyBody = z.object({
  total: z.number(),
  people: z.array(Person),
  rules: z.array(Rule),
  advisers: z.array(Staff),
  caseworkers: z.array(Staff),
  schools: z.array(z.string()),
})
export type DutyBody = z.output<typeof DutyBody>
