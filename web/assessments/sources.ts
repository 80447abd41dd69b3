import type { Say } from '#contract/language/say.ts'
import type { RuleStatus } from '#domain/rhythm/types.ts'

const phrases = {
  law: 'assessments.sourceLaw',
  local: 'assessments.sourceLocal',
  unverified: 'assessments.sourceUnverified',
} as const

/** "Lov: BEK § 6, stk. 1"; what is not confirmed is never presented as law. */
export function sourceInWords(say: Say, { source, status }: { source: string; status: RuleStatus }): string {
  return say(phrases[status], { source })
}
