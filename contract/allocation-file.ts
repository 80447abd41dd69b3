import { z } from 'zod'
import { atMostMinutes } from '#domain/caseload/limits.ts'
import type { AllocationProblem } from '#domain/caseload/problem.ts'

const id = z.string().min(1).max(200)

const loadPriceStep = z.strictObject({ fromPercent: z.number(), perPercent: z.number() })

/** A file in Medgang's own format for `medgang allocate`. What the numbers may be is checked by the domain. */
const allocationFile = z.strictObject({
  cases: z.array(
    z.strictObject({
      id,
      minutes: z.number(),
      groups: z.array(id).default([]),
      current: id.nullable().default(null),
      lock: id.nullable().default(null),
      moveCost: z.number().default(0),
      waitingPrice: z.number().nullable().default(null),
      pairs: z
        .array(
          z.strictObject({ caseworkerId: id, cost: z.number().default(0), minutes: z.number().optional() }),
        )
        .default([]),
      forbidden: z.array(z.strictObject({ caseworkerId: id, reason: z.string().max(200) })).default([]),
    }),
  ),
  caseworkers: z.array(
    z.strictObject({
      id,
      available: z.boolean().default(true),
      capacity: z.number(),
      ceiling: z.number().nullable().default(null),
      limits: z
        .array(
          z.strictObject({
            group: id.nullable().default(null),
            mostCases: z.number().nullable().default(null),
            mostMinutes: z.number().nullable().default(null),
          }),
        )
        .default([]),
      loadPrice: z.array(loadPriceStep).optional(),
      base: z
        .array(
          z.strictObject({
            minutes: z.number().default(0),
            cases: z.number().default(0),
            groups: z.array(id).default([]),
          }),
        )
        .default([]),
    }),
  ),
  loadPrice: z.array(loadPriceStep).default([]),
})

/** The JSON Schema of such a file. */
export function allocationFileSchema(): object {
  return z.toJSONSchema(allocationFile, { io: 'input' })
}

/** The problem of a file that is JSON; null when it is not of this form, with where it is not. */
export function readAllocationFile(
  content: unknown,
): { ok: true; problem: AllocationProblem } | { ok: false; path: string } {
  const parsed = allocationFile.safeParse(content)
  if (!parsed.success) return { ok: false, path: parsed.error.issues[0]?.path.join('.') ?? '' }
  const { cases, caseworkers, loadPrice } = parsed.data
  return {
    ok: true,
    problem: {
      cases: cases.map(each => ({
        ...each,
        pairs: each.pairs.map(({ minutes, ...pair }) =>
          minutes === undefined ? pair : { ...pair, minutes },
        ),
      })),
      caseworkers: caseworkers.map(({ ceiling, limits, loadPrice: own, ...worker }) => ({
        ...worker,
        ...(own === undefined ? {} : { loadPrice: own }),
        limits: [...(ceiling === null ? [] : [atMostMinutes(ceiling)]), ...limits],
      })),
      loadPrice,
    },
  }
}
