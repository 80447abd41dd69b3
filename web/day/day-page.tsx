import { queryOptions, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { readDay } from '#contract/day.ts'
import { sentenceStart } from '#contract/language/dates.ts'
import type { OutputOf } from '#contract/use-case.ts'
import { danishCalendar } from '#domain/calendar/calendar.ts'
import { timeZone } from '#domain/calendar/time-zone.ts'
import { isWorkingDay } from '#domain/calendar/working-days.ts'
import { type DayGroup, dayBounds, dayGroups } from '#domain/rhythm/day-status.ts'
import { call } from '#web/calls/call.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useSession } from '#web/calls/session.ts'
import { LinkButton } from '#web/kit/button.tsx'
import { SkeletonPage } from '#web/kit/feedback.tsx'
import { Columns, Page } from '#web/kit/layout.tsx'
import { PageHeader } from '#web/kit/page-header.tsx'
import { EmptyState, RowCards } from '#web/kit/rows.tsx'
import { CountTile, CountTiles } from '#web/kit/tag.tsx'
import { DayAgenda, Unregistered } from './day-agenda.tsx'
import { DayAges } from './day-ages.tsx'
import { DayEnquiries } from './day-enquiries.tsx'
import { DayHandovers } from './day-handovers.tsx'
import { DayReferrals } from './day-referrals.tsx'
import { DayRow } from './day-row.tsx'
import { gapForCall } from './gap.ts'
import { inGroup, peopleToday } from './person-today.ts'

const route = getRouteApi('/inside/')
const calendar = danishCalendar()
/** When calls are made. */
const hours = { opens: Temporal.PlainTime.from('08:00'), closes: Temporal.PlainTime.from('16:00') }

/** Asked again when one comes back to the window: a colleague may have registered something meanwhile. */
const dayQuery = queryOptions({
  queryKey: ['day'],
  queryFn: ({ signal }) => call(readDay, {}, signal),
})

/** My day: whom to meet, call and prepare, and why. */
export function DayPage() {
  const { data, error } = useQuery(dayQuery)
  if (error && !data) throw error
  return data ? <Day day={data} /> : <SkeletonPage />
}

function Day({ day }: { day: OutputOf<typeof readDay> }) {
  const say = useSay()
  const dates = useDates()
  const { staff } = useSession()
  const { vis } = route.useSearch()
  const navigate = route.useNavigate()
  const now = Temporal.Now.zonedDateTimeISO(timeZone)
  const bounds = dayBounds(day.today, calendar)
  const people = peopleToday(day.people, day.rules, bounds, timeZone)
  const group = dayGroups.find(name => name === vis) ?? null
  const shown = inGroup(people, group)
  const toggle = (name: DayGroup) =>
    navigate({ search: { vis: group === name ? undefined : name }, replace: true, resetScroll: false })

  return (
    <Page>
      <PageHeader title={say(greeting(now.hour), { name: staff.givenName })}>
        {[
          sentenceStart(dates.weekdayAndDay(day.today, day.today)),
          say('day.youths', { count: people.length }),
          say('day.appointmentsToday', { count: day.appointments.length }),
        ].join(' · ')}
      </PageHeader>
      {people.length === 0 ? (
        <>
          <DayEnquiries />
          <DayHandovers />
          {day.appointments.length > 0 && (
            <DayAgenda appointments={day.appointments} gap={null} timeZone={timeZone} />
          )}
          <EmptyState
            title={say('day.noYouthsTitle')}
            actions={<LinkButton to="/unge/ny">{say('day.noYouthsAction')}</LinkButton>}
          >
            {say('day.noYouthsText')}
          </EmptyState>
        </>
      ) : (
        <>
          <CountTiles label={say('day.filters')}>
            {dayGroups.map(name => {
              const { length } = inGroup(people, name)
              return (
                <CountTile
                  key={name}
                  count={dates.count(length)}
                  label={say(`day.${name}`)}
                  pressed={group === name}
                  onPress={() => toggle(name)}
                  tone={name === 'overdue' && length > 0 ? 'danger' : 'neutral'}
                />
              )
            })}
          </CountTiles>
          <Columns
            aside={
              <>
                <DayAgenda
                  appointments={day.appointments}
                  gap={
                    isWorkingDay(day.today, calendar)
                      ? gapForCall(day.appointments, people, now, hours)
                      : null
                  }
                  timeZone={timeZone}
                />
                <DayAges />
                <Unregistered appointments={day.unregistered} today={day.today} timeZone={timeZone} />
              </>
            }
          >
            <DayEnquiries />
            <DayReferrals referrals={day.referrals} today={day.today} />
            <DayHandovers />
            {shown.length === 0 ? (
              <EmptyState
                title={say(group === null ? 'day.emptyTitle' : 'day.emptyGroupTitle')}
                actions={
                  <LinkButton to="/unge" look="secondary">
                    {say('day.showAll')}
                  </LinkButton>
                }
              >
                {say(group === null ? 'day.emptyText' : 'day.emptyGroupText')}
              </EmptyState>
            ) : (
              <>
                <RowCards
                  label={
                    group === null ? say('day.list') : say('day.groupList', { group: say(`day.${group}`) })
                  }
                >
                  {shown.map(row => (
                    <DayRow key={row.person.youthId} row={row} today={day.today} timeZone={timeZone} />
                  ))}
                </RowCards>
                <Link to="/unge">{say('day.showAll')}</Link>
              </>
            )}
          </Columns>
        </>
      )}
    </Page>
  )
}

function greeting(hour: number) {
  if (hour < 10) return 'day.goodMorning'
  return hour < 18 ? 'day.goodDay' : 'day.goodEvening'
}
