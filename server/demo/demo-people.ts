import type { Role } from '#domain/sharing/permissions.ts'
import { colleagues, emailOf } from './staff-list.ts'

export interface DemoPerson {
  name: string
  email: string
  profession: string
  role: Role
}

/** Whom one can log in as at first: one caseworker, education adviser, leader and administrator. */
export function demoPeople(): DemoPerson[] {
  const shown: readonly Role[] = ['caseworker', 'educationAdviser', 'leader', 'administrator']
  return shown.flatMap(role => {
    const colleague = colleagues.find(({ roles }) => roles.includes(role))
    if (!colleague) return []
    const { given, family, profession } = colleague
    return [{ name: `${given} ${family}`, email: emailOf(colleague), profession, role }]
  })
}
