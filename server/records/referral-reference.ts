/** Consonants alone, so that no reference is a word. */
const consonants = 'BCDFGHJKMNPRSTVXZ'
const bytesEach = 6

/** So many bytes give enough references to find a free one among. */
export const referenceBytes = 8 * bytesEach

/** References of enquiries to choose the first free one among, as `KTR-482`: short enough to say on the telephone. */
export function referencesFrom(bytes: Buffer): string[] {
  return Array.from({ length: Math.floor(bytes.length / bytesEach) }, (_, choice) => {
    const at = choice * bytesEach
    const letters = Array.from(bytes.subarray(at, at + 3), byte => consonants[byte % consonants.length])
    return `${letters.join('')}-${String(bytes.readUIntBE(at + 3, 3) % 1000).padStart(3, '0')}`
  })
}
