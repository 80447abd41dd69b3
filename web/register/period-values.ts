import {
  activityUseCases,
  assignmentUseCases,
  benefitUseCases,
  type DatedRowKind,
  type DatedRowUseCases,
  membershipUseCases,
  pauseUseCases,
} from '#contract/register.ts'
import { ActivityKind, AssignmentRole, BenefitKind, PauseKind } from '#contract/words.ts'
import { CallError, call } from '#web/calls/call.ts'
import type { FieldFault } from '#web/kit/form.tsx'
import { hoursOf, readHours } from './period-names.ts'
import type { PeriodRow } from './period-rows.ts'

/** What is written about a row; kept as a draft. */
export interface PeriodValues {
  from: Temporal.PlainDate | null
  lastDay: Temporal.PlainDate | null
  choice: string
  staffId: string
  text: string
  hours: string
  /** For an activity that has a last day: when the municipality was told. */
  noticeDay: Temporal.PlainDate | null
  /** Asked for only when a row is corrected. */
  reason: string
}

/** A new row, or the one that is corrected. */
export type Target = { youthId: number } | { id: number }

export function emptyPeriod(kind: DatedRowKind, today: Temporal.PlainDate): PeriodValues {
  const choice = kind === 'assignment' ? 'caseworker' : ''
  return { from: today, lastDay: null, choice, staffId: '', text: '', hours: '', noticeDay: null, reason: '' }
}

export function periodOf(row: PeriodRow, locale: string): PeriodValues {
  return {
    from: row.from,
    lastDay: row.lastDay,
    choice: row.choice,
    staffId: row.staffId,
    text: row.text,
    hours: row.weeklyMinutes === null ? '' : hoursOf(row.weeklyMinutes, locale),
    noticeDay: row.noticeDay,
    reason: '',
  }
}

export function periodFaults(kind: DatedRowKind, values: PeriodValues, isCorrection: boolean): FieldFault[] {
  const required = (field: keyof PeriodValues, missing: boolean) =>
    missing ? [{ field, code: 'required' }] : []
  return [
    ...required('choice', values.choice === ''),
    ...required('staffId', kind === 'assignment' && values.staffId === ''),
    ...required('from', values.from === null),
    ...required('lastDay', kind === 'pause' && values.lastDay === null),
    ...(values.from !== null &&
    values.lastDay !== null &&
    Temporal.PlainDate.compare(values.lastDay, values.from) < 0
      ? [{ field: 'lastDay', code: 'periodOrder' }]
      : []),
    ...(values.hours.trim() !== '' && readHours(values.hours) === null
      ? [{ field: 'hours', code: 'hours' }]
      : []),
    ...required('reason', isCorrection && values.reason.trim() === ''),
  ]
}

/** Begins a row or corrects one. The values are without faults. */
export function sendPeriod(
  kind: DatedRowKind,
  target: Target,
  values: PeriodValues,
): Promise<{ id: number }> {
  const { choice, text, from, lastDay, reason } = values
  if (from === null) throw new Error('the first day is missing')
  const during = { from: from.toString(), lastDay: lastDay?.toString() ?? null }
  const send = <Row, RowInput>(useCases: DatedRowUseCases<Row, RowInput>, row: RowInput) =>
    'id' in target
      ? call(useCases.correct, { id: target.id, during, row, reason })
      : call(useCases.begin, { youthId: target.youthId, during, row })
  switch (kind) {
    case 'membership':
      return send(membershipUseCases, { programmeId: Number(choice) })
    case 'assignment':
      return send(assignmentUseCases, {
        staffId: Number(values.staffId),
        role: AssignmentRole.parse(choice),
        note: text,
      })
    case 'benefit':
      return send(benefitUseCases, { kind: BenefitKind.parse(choice) })
    case 'activity':
      return send(activityUseCases, {
        kind: ActivityKind.parse(choice),
        description: text,
        weeklyMinutes: values.hours.trim() === '' ? null : readHours(values.hours),
        noticeDay: lastDay === null ? null : (values.noticeDay?.toString() ?? null),
      })
    case 'pause':
      return send(pauseUseCases, { kind: PauseKind.parse(choice) })
  }
}

const useCasesOf = {
  membership: membershipUseCases,
  assignment: assignmentUseCases,
  benefit: benefitUseCases,
  activity: activityUseCases,
  pause: pauseUseCases,
} as const satisfies Record<DatedRowKind, unknown>

export function withdrawPeriod(kind: DatedRowKind, id: number, reason: string): Promise<{ id: number }> {
  return call(useCasesOf[kind].withdraw, { id, reason })
}

const ours: Readonly<Record<string, keyof PeriodValues>> = {
  'during.from': 'from',
  'during.lastDay': 'lastDay',
  'row.programmeId': 'choice',
  'row.role': 'choice',
  'row.kind': 'choice',
  'row.staffId': 'staffId',
  'row.note': 'text',
  'row.description': 'text',
  'row.weeklyMinutes': 'hours',
  'row.noticeDay': 'noticeDay',
}

/** A refusal with its faults under the names of the form. */
export function atPeriodFields(error: unknown): unknown {
  if (!(error instanceof CallError) || error.fields.length === 0) return error
  return new CallError(error.code, {
    fields: error.fields.map(fault => ({ ...fault, field: ours[fault.field] ?? fault.field })),
  })
}
