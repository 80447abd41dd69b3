import { readFileSync } from 'node:fs'

/**
 * Loaded before a Medgang whose journey goes through weeks (`node --import`): its clock runs as many milliseconds ahead
 * as the file says that MEDGANG_E2E_CLOCK names, asked anew each time.
 */
const file = process.env['MEDGANG_E2E_CLOCK'] ?? ''
const real = Temporal.Now.instant
Object.defineProperty(Temporal.Now, 'instant', {
  value: () => real().add({ milliseconds: Number(readFileSync(file, 'utf8')) }),
})
