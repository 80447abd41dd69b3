import { readProposalProblem, type Certificate as Told } from '#contract/proposals.ts'
import { call } from '#web/calls/call.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { ButtonRow } from '#web/kit/button.tsx'
import { DownloadButton } from '#web/kit/download-button.tsx'
import { Card, DefinitionList } from '#web/kit/layout.tsx'
import type { ReadProposal } from './proposal-names.ts'

/** How good the proposal is proved to be, and what somebody needs to work it out again. */
export function Certificate({
  proposal: { proposalId },
  outcome: { keepPoints, points },
  certificate,
}: {
  proposal: ReadProposal
  outcome: NonNullable<ReadProposal['outcome']>
  certificate: Told
}) {
  const say = useSay()
  const dates = useDates()
  const { status, objective, bound, gap, seed, iterations, nodes, solver, inputHash } = certificate
  const fileName = `forslag-${proposalId}.json`
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
    ['certificateNodes', dates.count(nodes)] as const,
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
        <p>{say('proposals.keepPoints', { keep: dates.count(keepPoints), points: dates.count(points) })}</p>
        <div className="mg-certificate">
          <DefinitionList
            items={items.map(([key, value]) => ({ key, term: say(`proposals.${key}`), value }))}
          />
        </div>
        <p className="mg-quiet">
          {say('proposals.certificateRepeat', {
            file: fileName,
            // As they are typed: no separators.
            seed: String(seed),
            iterations: String(iterations),
            nodes: String(nodes),
          })}
        </p>
        <ButtonRow>
          <DownloadButton
            get={async () => {
              const { problem } = await call(readProposalProblem, { proposalId })
              return {
                fileName,
                content: new Blob([JSON.stringify(problem, null, 1)], { type: 'application/json' }),
              }
            }}
          >
            {say('proposals.certificateFile')}
          </DownloadButton>
        </ButtonRow>
      </details>
    </Card>
  )
}
