import type { Setup } from '../setup.ts'
import { broenderslevSetup } from './broenderslev.ts'
import { horsensSetup } from './horsens.ts'

/** Models that exist, for another municipality to begin with. */
export const templateNames = ['horsens', 'broenderslev'] as const
export type TemplateName = (typeof templateNames)[number]

/** @param from the day from which the template's programmes run */
export function setupOf(template: TemplateName, from: Temporal.PlainDate): Setup {
  return template === 'horsens' ? horsensSetup(from) : broenderslevSetup(from)
}
