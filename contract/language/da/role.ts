/** What somebody may be in Medgang; the names are those of `domain/sharing/permissions.ts`. */
export const role = {
  caseworker: 'Socialrådgiver',
  educationAdviser: 'Uddannelsesvejleder',
  contactPerson: 'Kontaktperson',
  mentor: 'Mentor',
  leader: 'Leder',
  administrator: 'Administrator',
} as const
