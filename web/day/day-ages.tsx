import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { readDayAges } from '#contract/day.ts'
import { call } from '#web/calls/call.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useMay } from '#web/calls/session.ts'
import { Card } from '#web/kit/layout.tsx'
import { Agenda } from '#web/kit/rows.tsx'

/** As many as fit beside the day; the page has the others. */
const most = 5

/** Birthdays before which something is to be done soon; nothing where there are none, or for whom it is not. */
export function DayAges() {
  const say = useSay()
  const dates = useDates()
  const enabled = useMay()('ages.read')
  const { data } = useQuery({
    queryKey: ['day', 'ages'],
    queryFn: ({ signal }) => call(readDayAges, {}, signal),
    enabled,
  })
  if (data === undefined || data.turns.length === 0) return null
  const { turns, today } = data
  return (
    <Card title={say('day.birthdays')}>
      <Agenda
        label={say('day.birthdays')}
        items={turns.slice(0, most).map(({ youthId, givenName, familyName, age, day, left, dueDay }) => ({
          key: `${youthId} ${age}`,
          time: dates.shortDay(dueDay, today),
          title: (
            <Link to="/aldersskift" search={{ ung: String(youthId) }}>
              {givenName} {familyName}
            </Link>
          ),
          detail: say('day.birthdayLeft', { count: left, age, day: dates.day(day, today) }),
        }))}
      />
      {turns.length > most && (
        <p>
          <Link to="/aldersskift">{say('day.birthdaysAll', { count: turns.length })}</Link>
        </p>
      )}
    </Card>
  )
}
