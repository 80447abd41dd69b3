import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { SkeletonPage } from '#web/kit/feedback.tsx'
import { Columns, Page } from '#web/kit/layout.tsx'
import { useColumnsRoom } from '#web/kit/use-wide.ts'
import { About, Appointments } from './about.tsx'
import { BarsCard } from './bars-card.tsx'
import { Clocks } from './clocks.tsx'
import { HandoverCard } from './handover-card.tsx'
import { NextBirthday } from './next-birthday.tsx'
import { Around, Guardians } from './people.tsx'
import { youthQuery } from './queries.ts'
import { Story } from './story.tsx'
import { WishesCard } from './wishes-card.tsx'
import { YouthHeader } from './youth-header.tsx'
import './handovers.css'
import './youths.css'

const route = getRouteApi('/inside/unge/$youthId')

/** One young person: the story, both clocks, what is booked, and what matters to the person. */
export function YouthPage() {
  const { youthId } = route.useParams()
  const isWide = useColumnsRoom()
  const { data: youth, error } = useQuery(youthQuery(youthId))
  if (youth === undefined) {
    if (error) throw error
    return <SkeletonPage />
  }
  // What is due and booked, and who it is about, come before the long story where there is one column alone.
  const first = (
    <>
      <HandoverCard youth={youth} />
      <Clocks youth={youth} />
      <NextBirthday youth={youth} />
      <Appointments youth={youth} />
      <About youth={youth} />
    </>
  )
  return (
    <Page>
      <YouthHeader youth={youth} />
      <Columns
        aside={
          <>
            {isWide && first}
            <Around youth={youth} />
            <Guardians youth={youth} />
            <WishesCard youth={youth} />
            <BarsCard youth={youth} />
          </>
        }
      >
        {!isWide && first}
        <Story key={youthId} youth={youth} />
      </Columns>
    </Page>
  )
}
