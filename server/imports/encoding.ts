import iconv from 'iconv-lite'

/** Letters that Danish lists have, and that wrong encodings turn into something else. */
const EXPECTED = /[æøåÆØÅéÉöÖäÄüÜèáíóñç]/gu

/** In order of likelihood: Excel on Windows, Excel on a Mac, and what is left from DOS. */
const EIGHT_BIT = ['win1252', 'macroman', 'cp850'] as const

/**
 * The text of a file in the encoding that it most likely has: a byte order mark decides (UTF-8, UTF-16); without
 * one, UTF-16 by its zero bytes, then UTF-8 where it is valid, and otherwise the eight-bit encoding that gives the
 * most letters of Danish and its neighbours, Windows-1252 when they are even.
 */
export function decodeText(bytes: Buffer): string {
  if (bytes.subarray(0, 3).equals(Buffer.of(0xef, 0xbb, 0xbf))) return iconv.decode(bytes, 'utf8')
  if (bytes.subarray(0, 2).equals(Buffer.of(0xff, 0xfe))) return iconv.decode(bytes, 'utf16le')
  if (bytes.subarray(0, 2).equals(Buffer.of(0xfe, 0xff))) return iconv.decode(bytes, 'utf16be')
  const zeros = zeroShare(bytes.subarray(0, 2000))
  if (zeros.odd > 0.3 && zeros.even < 0.05) return iconv.decode(bytes, 'utf16le')
  if (zeros.even > 0.3 && zeros.odd < 0.05) return iconv.decode(bytes, 'utf16be')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return mostDanish(bytes)
  }
}

function zeroShare(bytes: Buffer): { even: number; odd: number } {
  const zeros = { even: 0, odd: 0 }
  bytes.forEach((byte, place) => {
    if (byte === 0) zeros[place % 2 === 0 ? 'even' : 'odd'] += 1
  })
  const pairs = Math.max(1, bytes.length / 2)
  return { even: zeros.even / pairs, odd: zeros.odd / pairs }
}

function mostDanish(bytes: Buffer): string {
  const foreign = bytes.filter(byte => byte >= 0x80)
  const [best = EIGHT_BIT[0]] = EIGHT_BIT.map(name => ({
    name,
    score: iconv.decode(Buffer.from(foreign), name).match(EXPECTED)?.length ?? 0,
  }))
    .sort((one, other) => other.score - one.score)
    .map(({ name }) => name)
  return iconv.decode(bytes, best)
}
