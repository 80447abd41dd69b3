import { useQuery } from '@tanstack/react-query'
import type { StartingPoints } from '#contract/setup.ts'
import { useSay } from '#web/calls/language.tsx'
import { Alert, SkeletonPage } from '#web/kit/feedback.tsx'
import { Card, Page, Stack } from '#web/kit/layout.tsx'
import { BackLink, PageHeader } from '#web/kit/page-header.tsx'
import { ExportCard } from './export-card.tsx'
import { FromFile } from './from-file.tsx'
import { OwnWordCard } from './own-word-card.tsx'
import { startingPointsQuery } from './queries.ts'
import { Summary } from './summary.tsx'
import { TakePoint } from './take-point.tsx'

/** Where one begins: a model that exists, or another municipality's file; and one's own set-up to hand on. */
export function StartingPointPage() {
  const { data, error } = useQuery(startingPointsQuery)
  if (data) return <All points={data} />
  if (error) throw error
  return <SkeletonPage />
}

function All({ points }: { points: StartingPoints }) {
  const say = useSay()
  const { isChosen, canReplace, template, here } = points
  return (
    <Page width="reading">
      <PageHeader
        title={say(canReplace ? 'setup.title' : 'setup.openPage')}
        back={<BackLink to="/opsaetning">{say('setup.toSetup')}</BackLink>}
      >
        {say(canReplace ? 'setup.lead' : 'setup.inUse')}
      </PageHeader>
      <Stack>
        {!isChosen && canReplace && (
          <Alert tone="info" title={say('setup.notChosenTitle')}>
            {say('setup.notChosenText')}
          </Alert>
        )}
        {canReplace &&
          points.points.map(point => {
            const isHere = isChosen && point.template === template
            const name = say(`setup.${point.template}`)
            return (
              <Card key={point.template} title={name}>
                <Stack gap="medium">
                  <p>{say(`setup.${point.template}Text`)}</p>
                  <Summary of={name} summary={point.summary} />
                  <TakePoint
                    name={name}
                    send={{ template: point.template, content: null }}
                    isHere={isHere}
                    asks={isChosen || point.template !== template}
                  />
                </Stack>
              </Card>
            )
          })}
        <FromFile canReplace={canReplace} />
        <Card title={say('setup.current')}>
          <Summary of={say('setup.current')} summary={here} />
        </Card>
        <OwnWordCard />
        <ExportCard />
      </Stack>
    </Page>
  )
}
