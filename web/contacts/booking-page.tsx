import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { BookedAppointment, ContactForm } from '#contract/contacts.ts'
import { useSay } from '#web/calls/language.tsx'
import { SkeletonPage } from '#web/kit/feedback.tsx'
import { Page, Stack } from '#web/kit/layout.tsx'
import { BackLink, PageHeader } from '#web/kit/page-header.tsx'
import { BookedList } from './booked-list.tsx'
import { BookingForm } from './booking-form.tsx'
import { formQuery } from './queries.ts'

const route = getRouteApi('/inside/unge/$youthId/aftale')

/** Books an appointment, moves one (`?flyt=`), or calls one off. */
export function BookingPage() {
  const { youthId } = route.useParams()
  const { flyt } = route.useSearch()
  const { data, error } = useQuery(formQuery(youthId))
  if (data) {
    const moved = data.appointments.find(each => String(each.id) === flyt)
    return <Booking key={`${youthId} ${moved?.id}`} data={data} moved={moved ?? null} />
  }
  if (error) throw error
  return <SkeletonPage />
}

function Booking({ data, moved }: { data: ContactForm; moved: BookedAppointment | null }) {
  const say = useSay()
  const name = `${data.givenName} ${data.familyName}`
  const now = Temporal.Now.instant()
  const ahead = data.appointments.filter(each => Temporal.Instant.compare(each.startsAt, now) > 0)
  return (
    <Page width="reading">
      <PageHeader
        title={moved === null ? say('contacts.bookTitle', { name }) : say('contacts.moveTitle', { name })}
        back={
          <BackLink to="/unge/$youthId" params={{ youthId: String(data.youthId) }}>
            {say('contacts.toPerson', { name: data.givenName })}
          </BackLink>
        }
      >
        {[say('common.years', { count: data.age }), data.programme].filter(Boolean).join(' · ')}
      </PageHeader>
      <Stack>
        {moved === null && ahead.length > 0 && <BookedList data={data} appointments={ahead} />}
        <BookingForm data={data} moved={moved} />
      </Stack>
    </Page>
  )
}
