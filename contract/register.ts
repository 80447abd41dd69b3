import { z } from 'zod'
import type { Permission } from '#domain/sharing/permissions.ts'
import { defineUseCase, type UseCase } from './use-case.ts'
import { Day, Id, requiredText, text } from './values.ts'

/** The kinds of dated rows about somebody; the names are those of the tables. */
export type DatedRowKind = 'assessment' | 'benefit' | 'activity' | 'membership' | 'assignment' | 'pause'

/** The last day that may be written: far enough for every plan, and a slip of the hand in the year is caught. */
const lastDay = Temporal.PlainDate.from('2100-01-01')
const firstDay = Temporal.PlainDate.from('1980-01-01')
const SensibleDay = Day.refine(
  day => Temporal.PlainDate.compare(day, firstDay) >= 0 && Temporal.PlainDate.compare(day, lastDay) <= 0,
  { error: 'dayOutOfRange' },
)

/** First and last day, both included as people say them; null runs on. */
const Span = z
  .object({ from: SensibleDay, lastDay: SensibleDay.nullable() })
  .refine(({ from, lastDay: to }) => to === null || Temporal.PlainDate.compare(from, to) <= 0, {
    path: ['lastDay'],
    error: 'periodOrder',
  })
/** First and last day, both included. */
export interface DaySpan {
  from: Temporal.PlainDate
  lastDay: Temporal.PlainDate | null
}
interface DaySpanInput {
  from: string
  lastDay: string | null
}

const Saved = z.object({ id: z.number() })

/** Beginning, correcting and withdrawing one kind of row; `Row` is what it says beside its period. */
export interface DatedRowUseCases<Row, RowInput> {
  begin: UseCase<
    z.ZodType<
      { youthId: number; during: DaySpan; row: Row },
      { youthId: number; during: DaySpanInput; row: RowInput }
    >,
    typeof Saved
  >
  correct: UseCase<
    z.ZodType<
      { id: number; during: DaySpan; row: Row; reason: string },
      { id: number; during: DaySpanInput; row: RowInput; reason: string }
    >,
    typeof Saved
  >
  withdraw: UseCase<z.ZodType<{ id: number; reason: string }, { id: number; reason: string }>, typeof Saved>
}

function datedRowUseCases<Row, RowInput>(
  kind: DatedRowKind,
  plural: string,
  permission: Permission,
  row: z.ZodType<Row, RowInput>,
): DatedRowUseCases<Row, RowInput> {
  return {
    begin: defineUseCase({
      name: `${kind}.begin`,
      summary: `Writes down a new ${kind}; where there can be but one, the one that runs ends the day before`,
      method: 'POST',
      path: `/api/youths/:youthId/${plural}`,
      permission,
      input: z.object({ youthId: Id, during: Span, row }),
      output: Saved,
    }),
    correct: defineUseCase({
      name: `${kind}.correct`,
      summary: `Corrects a written ${kind}: the earlier row is kept as withdrawn, with who and why`,
      method: 'PUT',
      path: `/api/${plural}/:id`,
      permission,
      input: z.object({ id: Id, during: Span, row, reason: requiredText(500) }),
      output: Saved,
    }),
    withdraw: defineUseCase({
      name: `${kind}.withdraw`,
      summary: `Takes a ${kind} back that should never have been written; it stays readable in the history`,
      method: 'POST',
      path: `/api/${plural}/:id/withdraw`,
      permission,
      input: z.object({ id: Id, reason: requiredText(500) }),
      output: Saved,
    }),
  }
}

export const assessmentUseCases = datedRowUseCases(
  'assessment',
  'assessments',
  'assessment.write',
  z.object({ targetGroup: requiredText(60), note: text(4000) }),
)
export const benefitUseCases = datedRowUseCases(
  'benefit',
  'benefits',
  'youth.write',
  z.object({
    kind: z.enum(['uddannelseshjaelp', 'kontanthjaelp', 'su', 'sygedagpenge', 'ressourceforloeb', 'other']),
  }),
)
export const activityUseCases = datedRowUseCases(
  'activity',
  'activities',
  'youth.write',
  z.object({
    kind: z.enum(['education', 'work', 'internship', 'fgu', 'production', 'treatment', 'course', 'other']),
    description: text(500),
    weeklyMinutes: z.number().int().min(1).max(6000).nullable(),
  }),
)
export const membershipUseCases = datedRowUseCases(
  'membership',
  'memberships',
  'youth.write',
  z.object({ programmeId: Id }),
)
export const assignmentUseCases = datedRowUseCases(
  'assignment',
  'assignments',
  'assignment.write',
  z.object({
    staffId: Id,
    role: z.enum(['caseworker', 'educationAdviser', 'contactPerson', 'mentor']),
    note: text(500),
  }),
)
export const pauseUseCases = datedRowUseCases(
  'pause',
  'pauses',
  'youth.write',
  z.object({ kind: z.enum(['illness', 'holiday', 'prison', 'moved', 'other']) }),
)
