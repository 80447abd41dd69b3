import type { Decision, FieldFault } from '#domain/rhythm/registering.ts'
import { fieldRefusal, Refusal } from '#server/door/refusal.ts'

/** What was decided, or null with its faults added to `faults` under the field names of the input. */
export function decidedOr<Decided>(
  faults: FieldFault[],
  decision: Decision<Decided>,
  fieldPrefix = '',
): Decided | null {
  if ('decided' in decision) return decision.decided
  faults.push(...decision.faults.map(fault => ({ ...fault, field: `${fieldPrefix}${fault.field}` })))
  return null
}

/** All that is wrong at once, so that a person mends it in one go. */
export function refusalOf(faults: readonly FieldFault[]): Refusal {
  return new Refusal('badInput', { fields: faults })
}

/** Turns "the time is taken", which only the database knows for sure, into a refusal at its field. */
export async function orTaken<T>(field: string, storing: Promise<T>): Promise<T> {
  try {
    return await storing
  } catch (error) {
    if (error instanceof Error && 'constraint' in error && error.constraint === 'appointment_staff_is_free') {
      throw fieldRefusal(field, 'taken')
    }
    throw error
  }
}
