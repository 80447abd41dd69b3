import type { role as danish } from '../da/role.ts'
import type { Translated } from '../translated.ts'

export const role = {
  caseworker: 'Caseworker',
  educationAdviser: 'Education adviser',
  contactPerson: 'Contact person',
  mentor: 'Mentor',
  leader: 'Leader',
  administrator: 'Administrator',
} satisfies Translated<typeof danish>
