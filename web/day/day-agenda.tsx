import { Link } from '@tanstack/react-router'
import type { DayAppointment } from '#contract/day.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { Card } from '#web/kit/layout.tsx'
import { Agenda, type AgendaItem } from '#web/kit/rows.tsx'
import type { Gap } from './gap.ts'

/** Today by the clock, with what fits into the gap. */
export function DayAgenda({
  appointments,
  gap,
  timeZone,
}: {
  appointments: readonly DayAppointment[]
  gap: Gap | null
  timeZone: string
}) {
  const say = useSay()
  const dates = useDates()
  const items: (AgendaItem & { at: Temporal.PlainTime })[] = appointments.map(appointment => {
    const at = appointment.startsAt.toZonedDateTimeISO(timeZone).toPlainTime()
    return {
      key: String(appointment.id),
      at,
      time: dates.time(at),
      title: <AppointmentLink appointment={appointment} />,
      detail: whatAndWhere(say, appointment),
    }
  })
  if (gap) {
    items.push({
      key: 'gap',
      at: gap.from,
      time: dates.time(gap.from),
      title: say('day.freeUntil', { time: dates.time(gap.to), name: gap.callTo.person.givenName }),
      quiet: true,
    })
  }
  items.sort((a, b) => Temporal.PlainTime.compare(a.at, b.at))
  return (
    <Card title={say('day.today')}>
      {appointments.length === 0 && <p className="mg-quiet">{say('day.noAppointments')}</p>}
      {items.length > 0 && <Agenda label={say('day.today')} items={items} />}
    </Card>
  )
}

/** Appointments that have been, of which nobody has said what became of them. */
export function Unregistered({
  appointments,
  today,
  timeZone,
}: {
  appointments: readonly DayAppointment[]
  today: Temporal.PlainDate
  timeZone: string
}) {
  const say = useSay()
  const dates = useDates()
  if (appointments.length === 0) return null
  return (
    <Card title={say('day.unregistered')}>
      <Agenda
        label={say('day.unregistered')}
        items={appointments.map(appointment => {
          const at = appointment.startsAt.toZonedDateTimeISO(timeZone)
          return {
            key: String(appointment.id),
            time: dates.shortDay(at.toPlainDate(), today),
            title: <AppointmentLink appointment={appointment} />,
            detail: whatAndWhere(say, appointment),
          }
        })}
      />
    </Card>
  )
}

function AppointmentLink({ appointment }: { appointment: DayAppointment }) {
  const name = `${appointment.givenName} ${appointment.familyName}`
  const params = { youthId: String(appointment.youthId) }
  // A joint meeting with somebody whom the reader is to take over is registered by whoever gives the case.
  if (!appointment.follows)
    return (
      <Link to="/unge/$youthId" params={params}>
        {name}
      </Link>
    )
  return (
    <Link to="/unge/$youthId/kontakt" params={params} search={{ aftale: String(appointment.id) }}>
      {name}
    </Link>
  )
}

function whatAndWhere(say: ReturnType<typeof useSay>, { kind, place }: DayAppointment): string {
  return place === '' ? say(`day.${kind}`) : say('day.kindAt', { kind: say(`day.${kind}`), place })
}
