import type { Youth } from '#contract/youths-person.ts'
import type { Permission } from '#domain/sharing/permissions.ts'
import { useMay } from '#web/calls/session.ts'

/**
 * What the reader may do about this young person. Whoever is to be the caseworker and only reads along until then may do
 * nothing more: row-level security says the same.
 */
export function useMayHere({ comesOn }: Youth): (permission: Permission) => boolean {
  const may = useMay()
  return permission => comesOn === null && may(permission)
}
