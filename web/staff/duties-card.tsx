import { useState } from 'react'
import { beginDuty, endDuty, type Member } from '#contract/staff.ts'
import { fullestDuties, inHours } from '#domain/caseload/duties.ts'
import { call } from '#web/calls/call.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useToday } from '#web/calls/session.ts'
import { Button } from '#web/kit/button.tsx'
import { DateField } from '#web/kit/date-field.tsx'
import { Alert } from '#web/kit/feedback.tsx'
import { Card } from '#web/kit/layout.tsx'
import { RowCard, RowCards } from '#web/kit/rows.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { DatedDialog, required } from './dated-dialog.tsx'
import { readHours } from './hours.ts'
import { isStanding, periodInWords } from './period-words.ts'

type Duty = Member['duties'][number]

/** Other work than with young people of one's own, dated: it takes its share of the time for them. */
export function DutiesCard({ member }: { member: Member }) {
  const say = useSay()
  const dates = useDates()
  const today = useToday()
  const [open, setOpen] = useState<'add' | Duty | null>(null)
  const close = () => setOpen(null)
  const { duties } = member
  const number = new Intl.NumberFormat(say.locale, { maximumFractionDigits: 2 })
  return (
    <Card
      title={say('limits.duties')}
      flush={duties.length > 0}
      actions={
        member.leftOn === null && <Button onClick={() => setOpen('add')}>{say('limits.addDuty')}</Button>
      }
    >
      {duties.length === 0 && <p className="mg-quiet">{say('limits.dutiesEmpty')}</p>}
      {duties.length > 0 && (
        <RowCards label={say('limits.duties')}>
          {duties.map(duty => (
            <RowCard
              key={duty.id}
              title={duty.name}
              actions={
                isStanding(duty.during, today) && (
                  <Button
                    look="plain"
                    aria-label={say('limits.dutyEnd', { name: duty.name })}
                    onClick={() => setOpen(duty)}
                  >
                    {say('staff.end')}
                  </Button>
                )
              }
            >
              {say('limits.dutyText', { hours: number.format(duty.weeklyMinutes / 60) })}
              <div className="mg-quiet">{periodInWords(say, dates, duty.during, today)}</div>
            </RowCard>
          ))}
        </RowCards>
      )}
      {open === 'add' && <AddDuty member={member} onClose={close} />}
      {open !== null && open !== 'add' && <EndDuty member={member} duty={open} onClose={close} />}
    </Card>
  )
}

interface DutyValues {
  name: string
  weeklyHours: string
  from: Temporal.PlainDate | null
  lastDay: Temporal.PlainDate | null
}

function AddDuty({ member, onClose }: { member: Member; onClose: () => void }) {
  const say = useSay()
  const today = useToday()
  const [initial] = useState<DutyValues>({ name: '', weeklyHours: '', from: today, lastDay: null })
  return (
    <DatedDialog
      title={say('limits.addDuty')}
      initial={initial}
      check={values => [
        ...required('name', values.name.trim()),
        ...(readHours(values.weeklyHours) == null ? [{ field: 'weeklyHours', code: 'weeklyHours' }] : []),
        ...overHours(member, values),
        ...required('from', values.from),
      ]}
      send={({ name, weeklyHours, from, lastDay }) => {
        const { staffId, version } = member
        const weeklyMinutes = readHours(weeklyHours) ?? 0
        const until = lastDay === null ? null : String(lastDay)
        return call(beginDuty, { staffId, version, name, weeklyMinutes, from: String(from), lastDay: until })
      }}
      onClose={onClose}
    >
      {form => (
        <>
          <TextField
            {...form.field('name')}
            label={say('limits.dutyName')}
            hint={say('limits.dutyNameHint')}
            maxLength={100}
          />
          <TextField
            {...form.field('weeklyHours')}
            label={say('limits.dutyHours')}
            inputMode="decimal"
            size="short"
            maxLength={6}
          />
          <DateField {...form.field('from')} label={say('limits.from')} example={today} />
          <DateField {...form.field('lastDay')} label={say('limits.lastDay')} optional example={today} />
          <div role="status">
            {takesAll(member, form.values) && (
              <Alert tone="warning">{say('limits.dutyTakesAll', { name: member.givenName })}</Alert>
            )}
          </div>
        </>
      )}
    </DatedDialog>
  )
}

/** How much of the hours this and the other duties take at most; null while that cannot be told. */
function fullestWith({ duties, hours }: Member, { weeklyHours, from, lastDay }: DutyValues) {
  const weeklyMinutes = readHours(weeklyHours)
  if (weeklyMinutes == null || from === null) return null
  const dated = (row: { weeklyMinutes: number; during: Duty['during'] }) => ({
    weeklyMinutes: row.weeklyMinutes,
    during: { from: row.during.from, to: row.during.lastDay?.add({ days: 1 }) ?? null },
  })
  return fullestDuties(
    dated({ weeklyMinutes, during: { from, lastDay } }),
    duties.map(dated),
    hours.map(dated),
  )
}

function overHours(member: Member, values: DutyValues) {
  const most = fullestWith(member, values)
  if (most === null || most.duties <= most.hours) return []
  const params = { duties: inHours(most.duties), hours: inHours(most.hours) }
  return [{ field: 'weeklyHours', code: 'dutiesOverHours', params }]
}

function takesAll(member: Member, values: DutyValues): boolean {
  const most = fullestWith(member, values)
  return most !== null && most.duties === most.hours
}

function EndDuty({ member, duty, onClose }: { member: Member; duty: Duty; onClose: () => void }) {
  const say = useSay()
  const today = useToday()
  const [initial] = useState<{ lastDay: Temporal.PlainDate | null }>({ lastDay: today })
  return (
    <DatedDialog
      title={say('limits.dutyEnd', { name: duty.name })}
      initial={initial}
      check={({ lastDay }) => required('lastDay', lastDay)}
      send={({ lastDay }) => {
        const { staffId, version } = member
        return call(endDuty, { staffId, version, id: duty.id, lastDay: String(lastDay) })
      }}
      onClose={onClose}
    >
      {form => <DateField {...form.field('lastDay')} label={say('limits.lastDay')} example={today} />}
    </DatedDialog>
  )
}
