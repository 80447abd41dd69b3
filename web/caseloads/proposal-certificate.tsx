import type { Certificate as Told } from '#contract/proposals.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { Card, DefinitionList } from '#web/kit/layout.tsx'

/** How good the proposal is proved to be, and what somebody needs to work it out again. */
export function Certificate({ certificate }: { certificate: Told }) {
  const say = useSay()
  const dates = useDates()
  const { status, objective, bound, gap, seed, iterations, solver, inputHash } = certificate
  const quality =
    status === 'optimal'
      ? say('proposals.certificateOptimal')
      : gap === null
        ? say('proposals.certificateNoBound')
        : say('proposals.certificateGap', {
            gap: new Intl.NumberFormat(say.locale, { maximumFractionDigits: 2 }).format(
              Math.max(0.01, gap * 100),
            ),
          })
  const items = [
    ...(objective === null ? [] : [['certificateObjective', dates.count(objective)] as const]),
    ...(bound === null ? [] : [['certificateBound', dates.count(Math.round(bound))] as const]),
    ['certificateSeed', String(seed)] as const,
    ['certificateIterations', dates.count(iterations)] as const,
    ['certificateSolver', solver] as const,
    ['certificateHash', inputHash] as const,
  ]
  return (
    <Card>
      <details>
        <summary>{say('proposals.certificateTitle')}</summary>
        <p>
          {quality} {say('proposals.certificateSame')}
        </p>
        <div className="mg-certificate">
          <DefinitionList
            items={items.map(([key, value]) => ({ key, term: say(`proposals.${key}`), value }))}
          />
        </div>
      </details>
    </Card>
  )
}
