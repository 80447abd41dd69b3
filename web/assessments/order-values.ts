import type { EducationOrder, EducationOrders } from '#contract/assessments.ts'
import type { Say } from '#contract/language/say.ts'
import { orderFaults, orderSteps } from '#domain/assessment/education-order.ts'
import type { FieldFault } from '#web/kit/form.tsx'

/** What is written about an order; kept as a draft. */
export interface OrderValues {
  givenOn: Temporal.PlainDate | null
  text: string
  /** Days and what is to be done, one of each step. */
  due: (Temporal.PlainDate | null)[]
  notes: string[]
  /** Asked for only when an order is corrected. */
  reason: string
}

/** A new order begins today, with our words for what is to be done; a correction as what it corrects. */
export function orderValues(say: Say, { today }: EducationOrders, order: EducationOrder | null): OrderValues {
  if (order === null) {
    return {
      givenOn: today,
      text: say('assessments.orderTextSuggested'),
      due: orderSteps.map(() => null),
      notes: orderSteps.map(kind => say(`assessments.stepNote_${kind}`)),
      reason: '',
    }
  }
  return {
    givenOn: order.givenOn,
    text: order.text,
    due: order.steps.map(({ dueDay }) => dueDay),
    notes: order.steps.map(({ note }) => note),
    reason: '',
  }
}

/** What is wrong before it is sent; days of steps are told at `due.0` and so on. */
export function orderValueFaults(
  data: EducationOrders,
  order: EducationOrder | null,
  { givenOn, text, due, reason }: OrderValues,
): FieldFault[] {
  const faults: FieldFault[] = []
  if (givenOn === null) faults.push({ field: 'givenOn', code: 'required' })
  for (const [at, day] of due.entries()) {
    if (day === null) faults.push({ field: `due.${at}`, code: 'required' })
  }
  if (order !== null && reason.trim() === '') faults.push({ field: 'reason', code: 'required' })
  if (givenOn === null || due.includes(null)) {
    return text.trim() === '' ? [...faults, { field: 'text', code: 'required' }] : faults
  }
  const steps = due.flatMap((dueDay, at) =>
    dueDay === null ? [] : [{ dueDay, note: '', doneDay: order?.steps[at]?.doneDay ?? null }],
  )
  return [...orderFaults({ givenOn, text, steps }, data.case, data.today).map(atOurField), ...faults]
}

/** The server speaks of `steps.0.dueDay`, the form of `due.0`. */
export function atOurField<Fault extends { field: string }>(fault: Fault): Fault {
  const [, at, what] = /^steps\.(\d)\.(dueDay|note)$/.exec(fault.field) ?? []
  if (at === undefined) return fault
  return { ...fault, field: what === 'note' ? `notes.${at}` : `due.${at}` }
}
