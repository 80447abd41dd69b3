import { type PersonName, searchKey, splitName } from '#domain/person/name.ts'
import type { KnownStaff } from './register.ts'

/** A caseworker whom the list names and the register does not know. */
export interface NewStaff {
  key: string
  name: PersonName
  /** The first day on which the list has somebody with this caseworker. */
  from: Temporal.PlainDate
}

/** Stands for the family name where a list has initials or a first name only; to be mended under staff. */
const NO_FAMILY_NAME = '–'

/**
 * Finds the caseworkers that a list names: by full name in either order, by e-mail or its first part (initials),
 * by first name where only one has it. Who is not found will be created, once.
 */
export class StaffBook {
  readonly #caseworkers = new Names()
  readonly #others = new Names()
  readonly #created = new Map<string, NewStaff>()

  constructor(staff: readonly KnownStaff[]) {
    for (const member of staff) (member.isCaseworker ? this.#caseworkers : this.#others).add(member)
  }

  /**
   * @returns a staff id; the key of somebody to be created; 'ambiguous' where two have the name, or 'withoutRole' where
   * only somebody has it who is no caseworker today
   */
  resolve(written: string, from: Temporal.PlainDate): number | string {
    const name = nameOf(written)
    const key = searchKey(`${name.givenName} ${name.familyName}`)
    const found = this.#caseworkers.find(key)
    if (found !== undefined) return found.size === 1 ? ([...found][0] ?? 'ambiguous') : 'ambiguous'
    if (this.#others.find(key) !== undefined) return 'withoutRole'
    const created = this.#created.get(key) ?? { key, name, from }
    this.#created.set(
      key,
      Temporal.PlainDate.compare(from, created.from) < 0 ? { ...created, from } : created,
    )
    return `new:${key}`
  }

  created(): NewStaff[] {
    return [...this.#created.values()]
  }
}

/** Whom a search key may mean: the whole name or e-mail before a part of it. */
class Names {
  readonly #whole = new Map<string, Set<number>>()
  readonly #part = new Map<string, Set<number>>()

  add({ id, givenName, familyName, email }: KnownStaff): void {
    add(this.#whole, searchKey(`${givenName} ${familyName}`), id)
    add(this.#part, searchKey(givenName), id)
    if (email === null) return
    add(this.#whole, searchKey(email), id)
    add(this.#part, searchKey(email.split('@')[0] ?? ''), id)
  }

  find(key: string): ReadonlySet<number> | undefined {
    return this.#whole.get(key) ?? this.#part.get(key)
  }
}

function nameOf(written: string): PersonName {
  const name = splitName(written)
  // One word is initials or a first name: written as it stands, since "MEHA" is not a name in capitals.
  if (name.familyName === '') return { givenName: written.trim(), familyName: NO_FAMILY_NAME }
  return name
}

function add(book: Map<string, Set<number>>, key: string, id: number): void {
  if (key !== '') book.set(key, (book.get(key) ?? new Set()).add(id))
}
