/** A stream of pseudo-random integers (sfc32): the same seed gives the same stream on every machine. */
export interface Random {
  /** An integer from 0 to `below` - 1. `below` is at most 2^31. */
  below(below: number): number
  /** A number from 0 up to but not including 1, in steps of 2^-32. */
  unit(): number
}

/** @param seed any integer; its lower 32 bits count */
export function randomFrom(seed: number): Random {
  let a = seed | 0
  let b = 0x9e3779b9 | 0
  let c = 0x243f6a88 | 0
  let counter = 1
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return sum >>> 0
  }
  // The first numbers after seeding are alike for seeds that are alike.
  for (let i = 0; i < 16; i++) next()
  return {
    below: below => Math.floor((next() / 0x1_0000_0000) * below),
    unit: () => next() / 0x1_0000_0000,
  }
}
