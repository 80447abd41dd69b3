import { createHash, createHmac } from 'node:crypto'
import { referenceBytes, referencesFrom } from '#server/records/referral-reference.ts'

/** No I, L, O and U: whoever reads a code from paper cannot take them for 1, 0 or V. */
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const codeLength = 12

export interface ReceiptKeys {
  /** The secret part, as `K7QM-2XPR-94TW`: 60 bits. */
  code: string
  codeHash: Buffer
  /** References to choose the first free one among, as `KTR-482`. */
  references: string[]
}

/**
 * Code and reference of an enquiry, made from the key that the browser made up and a secret of ours: whoever sends the
 * same enquiry again gets the same receipt, although the database has nothing but the code's hash; and nobody can
 * choose a code, or work out somebody else's.
 */
export function receiptKeys(secret: Buffer, clientKey: string): ReceiptKeys {
  const bytes = createHmac('sha512', secret).update(clientKey.toLowerCase()).digest()
  const plain = Array.from(bytes.subarray(0, codeLength), byte => signs[byte % signs.length]).join('')
  const references = referencesFrom(bytes.subarray(codeLength, codeLength + referenceBytes))
  return { code: plain.replace(/(.{4})(?=.)/g, '$1-'), codeHash: codeHash(plain), references }
}

/** The hash under which a code is stored, however it was typed: small letters, spaces, O for 0 and I for 1. */
export function codeHash(typed: string): Buffer {
  const plain = typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
  return createHash('sha256').update(plain).digest()
}
