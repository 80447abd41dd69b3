import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const cipher = 'aes-256-gcm'

/** Text that only we can read or make, for one purpose: AES-256-GCM with the purpose bound in. */
export function seal(key: Buffer, purpose: string, text: string): Buffer {
  const iv = randomBytes(12)
  const sealing = createCipheriv(cipher, key, iv).setAAD(Buffer.from(purpose))
  const hidden = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()])
  return Buffer.concat([iv, sealing.getAuthTag(), hidden])
}

/** The text again; null for anything that we did not seal for this purpose. */
export function unseal(key: Buffer, purpose: string, sealed: Buffer): string | null {
  if (sealed.length < 28) return null
  const opening = createDecipheriv(cipher, key, sealed.subarray(0, 12), { authTagLength: 16 })
  opening.setAAD(Buffer.from(purpose)).setAuthTag(sealed.subarray(12, 28))
  try {
    return opening.update(sealed.subarray(28), undefined, 'utf8') + opening.final('utf8')
  } catch {
    return null
  }
}
