import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { SkeletonPage } from '#web/kit/feedback.tsx'
import { Columns, Page } from '#web/kit/layout.tsx'
import { About, Appointments, Around, Guardians } from './about.tsx'
import { Clocks } from './clocks.tsx'
import { youthQuery } from './queries.ts'
import { Story } from './story.tsx'
import { YouthHeader } from './youth-header.tsx'
import './youths.css'

const route = getRouteApi('/inside/unge/$youthId')

/** One young person: the story, both clocks, what is booked, and what matters to the person. */
export function YouthPage() {
  const { youthId } = route.useParams()
  const { data: youth, error } = useQuery(youthQuery(youthId))
  if (youth === undefined) {
    if (error) throw error
    return <SkeletonPage />
  }
  return (
    <Page>
      <YouthHeader youth={youth} />
      <Columns
        aside={
          <>
            <Clocks youth={youth} />
            <Appointments youth={youth} />
            <About youth={youth} />
            <Around youth={youth} />
            <Guardians youth={youth} />
          </>
        }
      >
        <Story key={youthId} youthId={youthId} />
      </Columns>
    </Page>
  )
}
