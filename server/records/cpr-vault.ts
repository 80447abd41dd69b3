import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'

/** Keys of 32 bytes. `encryption` holds every key that is still in use by its number; `current` encrypts. */
export interface CprKeys {
  encryption: ReadonlyMap<number, Buffer>
  current: number
  index: Buffer
}

/** The only way to and from a stored CPR number: the columns `youth.cpr_encrypted` and `youth.cpr_index`. */
export interface CprVault {
  /** Ten digits, sealed: never twice the same bytes. */
  encrypt(digits: string): Buffer
  /** The ten digits. @throws CprVaultError for bytes that were not sealed with a key that is held */
  decrypt(sealed: Buffer): string
  /** What `youth.cpr_index` holds for these ten digits: the same each time, and useless without the key. */
  indexOf(digits: string): Buffer
  /** Whether the bytes were sealed with an older key, and should be sealed anew. */
  isOutdated(sealed: Buffer): boolean
}

/** Says what is wrong with stored bytes or keys, never what they hold. */
export class CprVaultError extends Error {}

const cipher = 'aes-256-gcm'
const ivBytes = 12
const tagBytes = 16
/** Key number, iv, tag. */
const headBytes = 1 + ivBytes + tagBytes

/**
 * A vault: AES-256-GCM with a fresh iv for each sealing and the number of the key in front (so that keys can
 * be changed while old rows stay readable), and HMAC-SHA256 for look-up. There are only some hundred million
 * CPR numbers, so a plain hash could be reversed by trying them all; a keyed one cannot.
 *
 * @throws CprVaultError when a key is missing or has another length than 32 bytes
 */
export function createCprVault(keys: CprKeys): CprVault {
  for (const [number, key] of keys.encryption) {
    if (!Number.isInteger(number) || number < 1 || number > 255)
      throw new CprVaultError('a CPR key has a number outside 1-255')
    if (key.length !== 32) throw new CprVaultError(`CPR key ${number} is not 32 bytes`)
  }
  if (keys.index.length !== 32) throw new CprVaultError('the CPR index key is not 32 bytes')
  const keyOf = (number: number): Buffer => {
    const key = keys.encryption.get(number)
    if (key === undefined) throw new CprVaultError(`CPR key ${number} is not among the keys`)
    return key
  }
  const currentKey = keyOf(keys.current)
  return {
    encrypt(digits) {
      mustBeCpr(digits)
      const head = Buffer.from([keys.current])
      const iv = randomBytes(ivBytes)
      const sealing = createCipheriv(cipher, currentKey, iv).setAAD(head)
      const hidden = Buffer.concat([sealing.update(digits, 'latin1'), sealing.final()])
      return Buffer.concat([head, iv, sealing.getAuthTag(), hidden])
    },
    decrypt(sealed) {
      const number = sealed[0]
      if (number === undefined || sealed.length <= headBytes)
        throw new CprVaultError('too short to be a sealed CPR number')
      const opening = createDecipheriv(cipher, keyOf(number), sealed.subarray(1, 1 + ivBytes), {
        authTagLength: tagBytes,
      })
      opening.setAAD(sealed.subarray(0, 1)).setAuthTag(sealed.subarray(1 + ivBytes, headBytes))
      try {
        return opening.update(sealed.subarray(headBytes), undefined, 'latin1') + opening.final('latin1')
      } catch {
        throw new CprVaultError('a sealed CPR number was changed, or the key is another one')
      }
    },
    indexOf(digits) {
      mustBeCpr(digits)
      return createHmac('sha256', keys.index).update(digits, 'latin1').digest()
    },
    isOutdated: sealed => sealed[0] !== keys.current,
  }
}

function mustBeCpr(digits: string): void {
  if (!/^\d{10}$/.test(digits)) throw new CprVaultError('a CPR number has ten digits')
}
