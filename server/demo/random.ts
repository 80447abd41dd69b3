import { createHash } from 'node:crypto'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** Chance that repeats itself: the same seed and name give the same draws. */
export interface Random {
  /** A whole number, both ends included. */
  int(from: number, to: number): number
  chance(probability: number): boolean
  pick<T>(items: readonly T[]): T
  /** An item by its weight. */
  weighted<T>(items: readonly (readonly [T, number])[]): T
  shuffled<T>(items: readonly T[]): T[]
}

/** One stream for each purpose, so that another draw in one of them changes nothing in the others. */
export function stream(seed: number, name: string): Random {
  const hash = createHash('sha256').update(`${seed}/${name}`).digest()
  const generator = xoroshiro128plus(hash.readInt32LE(0))
  const int = (from: number, to: number) => uniformInt(generator, from, to)
  const chance = (probability: number) => int(0, 999_999) < probability * 1_000_000
  function pick<T>(items: readonly T[]): T {
    const item = items[int(0, items.length - 1)]
    if (item === undefined) throw new RangeError('nothing to pick from')
    return item
  }
  function weighted<T>(items: readonly (readonly [T, number])[]): T {
    const total = items.reduce((sum, [, weight]) => sum + weight, 0)
    let left = int(1, total)
    for (const [item, weight] of items) {
      left -= weight
      if (left <= 0) return item
    }
    throw new RangeError('weights must be whole and positive')
  }
  function shuffled<T>(items: readonly T[]): T[] {
    return items
      .map(item => ({ item, at: int(0, 0x7fffffff) }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item)
  }
  return { int, chance, pick, weighted, shuffled }
}
