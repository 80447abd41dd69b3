import { CallError } from './call.ts'

/**
 * The key in an address.
 *
 * @throws CallError notFound where it is none: nothing stands there
 */
export function idIn(text: string): number {
  const id = Number(text)
  if (!/^\d+$/u.test(text) || !Number.isSafeInteger(id) || id < 1) throw new CallError('notFound')
  return id
}
