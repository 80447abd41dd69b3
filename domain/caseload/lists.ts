interface Keyed {
  caseId: number
}

/** Cases by whom they are listed under, each list in the order of the cases' keys. */
export type Lists<Each> = ReadonlyMap<number | null, readonly Each[]>

/** @param cases in the order of their keys @param under one case may be listed under several, and never twice */
export function listed<Each extends Keyed>(
  cases: readonly Each[],
  under: (each: Each) => readonly (number | null)[],
): Lists<Each> {
  const lists = new Map<number | null, Each[]>()
  for (const each of cases)
    for (const key of under(each)) {
      const those = lists.get(key)
      if (those === undefined) lists.set(key, [each])
      else those.push(each)
    }
  return lists
}

/**
 * The same lists where some cases are others. Those that no change is about stay the same objects, so that what was
 * worked out of them still holds.
 */
export function relisted<Each extends Keyed>(
  lists: Lists<Each>,
  { gone, come }: { gone: readonly Each[]; come: readonly Each[] },
  under: (each: Each) => readonly (number | null)[],
): Lists<Each> {
  const fresh = new Map(lists)
  const left = new Set(gone.map(({ caseId }) => caseId))
  for (const key of new Set([...gone, ...come].flatMap(under))) {
    const list = [
      ...(lists.get(key) ?? []).filter(({ caseId }) => !left.has(caseId)),
      ...come.filter(each => under(each).includes(key)),
    ].sort((a, b) => a.caseId - b.caseId)
    if (list.length === 0) fresh.delete(key)
    else fresh.set(key, list)
  }
  return fresh
}

/** The case with a key, of cases in the order of their keys; undefined for none. */
export function caseIn<Each extends Keyed>(cases: readonly Each[], caseId: number): Each | undefined {
  let [from, to] = [0, cases.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((cases[middle]?.caseId ?? 0) < caseId) from = middle + 1
    else to = middle
  }
  const found = cases[from]
  return found?.caseId === caseId ? found : undefined
}
