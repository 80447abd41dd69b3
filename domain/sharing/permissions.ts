export const roles = [
  'caseworker',
  'educationAdviser',
  'contactPerson',
  'mentor',
  'leader',
  'administrator',
] as const
export type Role = (typeof roles)[number]

/**
 * Which roles may do what. A permission says what kind of work one may do; about whom is decided by the
 * relation to the young person, in the database's row-level security. An administrator sets Medgang up and
 * sees no young people.
 */
export const rolesThatMay = {
  'session.read': roles,
  'day.read': ['caseworker', 'educationAdviser', 'contactPerson', 'mentor'],
  'youth.read': ['caseworker', 'educationAdviser', 'contactPerson', 'mentor', 'leader'],
  // Who is mentor or contact person meets the young person, and needs no number for that.
  'youth.cpr': ['caseworker', 'educationAdviser', 'leader'],
  'youth.write': ['caseworker', 'educationAdviser', 'leader'],
  'contact.write': ['caseworker', 'educationAdviser', 'contactPerson', 'mentor', 'leader'],
  // Who meets those who come through the one entrance; the database's door.triages says the same.
  'referral.read': ['caseworker', 'educationAdviser', 'leader'],
  'referral.write': ['caseworker', 'educationAdviser', 'leader'],
  'assessment.write': ['caseworker', 'leader'],
  'assignment.write': ['leader'],
  'unit.read': ['leader'],
  'caseload.propose': ['leader'],
  'handover.write': ['caseworker', 'leader'],
  // Who may not have a young person is known by whoever has, and by the leader.
  'bar.write': ['caseworker', 'leader'],
  'wish.write': ['caseworker', 'leader'],
  'staff.read': roles,
  'staff.write': ['leader', 'administrator'],
  // Why somebody is away is for the leader and the person: row-level security says the same.
  'absence.write': ['leader'],
  'setup.read': roles,
  'setup.write': ['leader', 'administrator'],
  'import.run': ['leader', 'administrator'],
  'ages.read': ['caseworker', 'educationAdviser', 'leader'],
  'ages.write': ['caseworker', 'educationAdviser', 'leader'],
  'duty.read': ['caseworker', 'educationAdviser', 'leader'],
  'duty.write': ['caseworker', 'educationAdviser', 'leader'],
  'accesslog.read': ['caseworker', 'educationAdviser', 'leader'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof rolesThatMay

/** The permissions that somebody with these roles has. */
export function permissionsOf(held: readonly string[]): Permission[] {
  const names = Object.keys(rolesThatMay) as Permission[]
  return names.filter(name => rolesThatMay[name].some(role => held.includes(role)))
}
