import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type DayOfReading, readAccess } from '#contract/accesslog.ts'
import { sentenceStart } from '#contract/language/dates.ts'
import type { Say } from '#contract/language/say.ts'
import { timeZone } from '#domain/calendar/time-zone.ts'
import { call } from '#web/calls/call.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { Button } from '#web/kit/button.tsx'
import { SkeletonPage } from '#web/kit/feedback.tsx'
import { Card, Page } from '#web/kit/layout.tsx'
import { BackLink, PageHeader, TabLink, Tabs } from '#web/kit/page-header.tsx'
import { EmptyState, RowCard, RowCards } from '#web/kit/rows.tsx'

const route = getRouteApi('/inside/unge/$youthId/adgang')

function accessQuery(youthId: string) {
  return infiniteQueryOptions({
    queryKey: ['access', youthId],
    queryFn: ({ pageParam, signal }) =>
      call(
        readAccess,
        { youthId: Number(youthId), ...(pageParam === null ? {} : { before: pageParam.toString() }) },
        signal,
      ),
    initialPageParam: null as Temporal.PlainDate | null,
    getNextPageParam: page => page.next,
  })
}

/** Who has been shown one young person, when and in which connection. */
export function AccessPage() {
  const say = useSay()
  const dates = useDates()
  const { youthId } = route.useParams()
  const log = useInfiniteQuery(accessQuery(youthId))
  const [first] = log.data?.pages ?? []
  if (first === undefined) {
    if (log.error) throw log.error
    return <SkeletonPage />
  }
  const { today } = first
  const { givenName, familyName } = first.name
  const readings = log.data?.pages.flatMap(page => page.readings) ?? []
  const days = Map.groupBy(readings, reading => reading.day.toString())
  const params = { youthId }
  return (
    <Page>
      <PageHeader
        title={`${givenName} ${familyName}`}
        back={<BackLink to="/unge">{say('youth.backToList')}</BackLink>}
      >
        {say('accesslog.lead', { name: givenName })}
      </PageHeader>
      <Tabs label={say('youth.tabs', { name: givenName })}>
        <TabLink to="/unge/$youthId" params={params} activeOptions={{ exact: true }}>
          {say('youth.overview')}
        </TabLink>
        <TabLink to="/unge/$youthId/oplysninger" params={params}>
          {say('youth.details')}
        </TabLink>
        <TabLink to="/unge/$youthId/adgang" params={params}>
          {say('youth.access')}
        </TabLink>
      </Tabs>
      {readings.length === 0 ? (
        <EmptyState title={say('accesslog.nobody', { name: givenName })}>
          {say('accesslog.nobodyText', { name: givenName })}
        </EmptyState>
      ) : (
        <div className="mg-stack">
          {[...days.values()].map(inDay => {
            const [{ day } = { day: today }] = inDay
            const said = sentenceStart(dates.relativeDay(day, today))
            return (
              <Card key={day.toString()} title={said} flush>
                <RowCards label={say('accesslog.list', { day: said })}>
                  {inDay.map(reading => (
                    <Reading key={reading.staff.staffId} reading={reading} />
                  ))}
                </RowCards>
              </Card>
            )
          })}
        </div>
      )}
      {log.hasNextPage && (
        <Button busy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
          {say(log.isFetchingNextPage ? 'accesslog.loadingOlder' : 'accesslog.older')}
        </Button>
      )}
    </Page>
  )
}

function Reading({ reading: { staff, first, last, actions } }: { reading: DayOfReading }) {
  const say = useSay()
  const dates = useDates()
  const clock = (instant: Temporal.Instant) => dates.time(instant.toZonedDateTimeISO(timeZone).toPlainTime())
  const [from, to] = [clock(first), clock(last)]
  return (
    <RowCard
      title={`${staff.givenName} ${staff.familyName}`}
      aside={`${staff.profession} · ${from === to ? from : say('accesslog.between', { from, to })}`}
    >
      {actions
        .map(({ action, times }) => {
          const what = inWords(say, action)
          return times === 1 ? what : say('accesslog.times', { what, count: times })
        })
        .join(' · ')}
    </RowCard>
  )
}

/** A use case that has no words yet is still shown, by its name: nothing that was read is left out. */
function inWords(say: Say, action: string): string {
  return say.known(`accesslog.did_${action.replaceAll('.', '_')}`) ?? say('accesslog.other', { name: action })
}
