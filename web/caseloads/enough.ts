interface Point {
  moves: number
  points: number
}

/** So much of the gain is worth stopping at. */
const most = 0.8

/** The fewest moves that win four fifths of what all of them do, and the share that they win. */
export function enoughOf(curve: readonly Point[]): { moves: number; share: number } {
  const first = curve[0]?.points ?? 0
  const last = curve.at(-1)
  const gain = first - (last?.points ?? 0)
  if (last === undefined || gain <= 0) return { moves: last?.moves ?? 0, share: 1 }
  const enough = curve.find(({ points }) => first - points >= gain * most) ?? last
  return { moves: enough.moves, share: (first - enough.points) / gain }
}
