/**
 * Drafts of unsaved forms, kept in the browser so that they survive a closed tab, a lost connection and an
 * ended session. Each is sealed with AES-GCM under a key that only a logged-in session is given: what lies in
 * the browser cannot be read without logging in as the same person. After seven days a draft is gone.
 */
export interface DraftVault {
  /** The draft of that name, or undefined where there is none that this key opens. */
  load(name: string): Promise<unknown>
  save(name: string, value: unknown): Promise<void>
  remove(name: string): void
}

interface VaultOptions {
  /** Whose drafts; two people at one computer do not overwrite each other. Never a name or number of a youth. */
  owner: string
  key: CryptoKey
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  /** Milliseconds since 1970. */
  now: () => number
}

const prefix = 'medgang.draft.'
const lifetime = 7 * 24 * 60 * 60 * 1000

interface Sealed {
  expires: number
  iv: string
  data: string
}

const toBase64 = (bytes: Uint8Array) => btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''))
const fromBase64 = (text: string) => Uint8Array.from(atob(text), character => character.charCodeAt(0))

/** The key that the session gives as base64 (32 bytes), so that it cannot be taken out again. */
export function draftKey(base64: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', fromBase64(base64), 'AES-GCM', false, ['encrypt', 'decrypt'])
}

export function createDraftVault({ owner, key, storage, now }: VaultOptions): DraftVault {
  const place = (name: string) => `${prefix}${owner}.${name}`
  // The name is sealed in: a draft that is moved to another form's place does not open there.
  const algorithm = (name: string, iv: Uint8Array<ArrayBuffer>) => ({
    name: 'AES-GCM',
    iv,
    additionalData: new TextEncoder().encode(place(name)),
  })
  return {
    async load(name) {
      const sealed = readSealed(storage.getItem(place(name)))
      if (sealed === undefined || sealed.expires <= now()) {
        storage.removeItem(place(name))
        return undefined
      }
      try {
        const text = await crypto.subtle.decrypt(
          algorithm(name, fromBase64(sealed.iv)),
          key,
          fromBase64(sealed.data),
        )
        return fromText(new TextDecoder().decode(text))
      } catch {
        return undefined
      }
    },
    async save(name, value) {
      const iv = crypto.getRandomValues(new Uint8Array(12))
      const data = await crypto.subtle.encrypt(
        algorithm(name, iv),
        key,
        new TextEncoder().encode(toText(value)),
      )
      const sealed: Sealed = {
        expires: now() + lifetime,
        iv: toBase64(iv),
        data: toBase64(new Uint8Array(data)),
      }
      storage.setItem(place(name), JSON.stringify(sealed))
    },
    remove: name => storage.removeItem(place(name)),
  }
}

/** Takes away the drafts that have lived too long, whosever they are. */
export function removeExpiredDrafts(storage: Storage, now: number): void {
  for (const name of Object.keys(storage).filter(each => each.startsWith(prefix))) {
    const sealed = readSealed(storage.getItem(name))
    if (sealed === undefined || sealed.expires <= now) storage.removeItem(name)
  }
}

function readSealed(text: string | null): Sealed | undefined {
  if (text === null) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return isSealed(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isSealed(value: unknown): value is Sealed {
  return (
    typeof value === 'object' &&
    value !== null &&
    'expires' in value &&
    typeof value.expires === 'number' &&
    'iv' in value &&
    typeof value.iv === 'string' &&
    'data' in value &&
    typeof value.data === 'string'
  )
}

/** JSON in which days and times are marked, so that they come back as what they were. */
function toText(value: unknown): string {
  return JSON.stringify(value, function replace(this: Record<string, unknown>, name: string, plain: unknown) {
    const original = this[name]
    if (original instanceof Temporal.PlainDate) return { $day: plain }
    if (original instanceof Temporal.PlainTime) return { $time: plain }
    return plain
  })
}

function fromText(text: string): unknown {
  return JSON.parse(text, (_name, value: unknown) => {
    if (typeof value !== 'object' || value === null) return value
    if ('$day' in value && typeof value.$day === 'string') return Temporal.PlainDate.from(value.$day)
    if ('$time' in value && typeof value.$time === 'string') return Temporal.PlainTime.from(value.$time)
    return value
  })
}
