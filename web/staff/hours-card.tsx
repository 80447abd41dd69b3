import { useState } from 'react'
import { changeHours, type Member } from '#contract/staff.ts'
import { inHours, mostDuties } from '#domain/caseload/duties.ts'
import { call } from '#web/calls/call.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useToday } from '#web/calls/session.ts'
import { Button } from '#web/kit/button.tsx'
import { DateField } from '#web/kit/date-field.tsx'
import { Alert } from '#web/kit/feedback.tsx'
import type { FieldFault } from '#web/kit/form.tsx'
import { Card } from '#web/kit/layout.tsx'
import { RowCard, RowCards } from '#web/kit/rows.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { DatedDialog, required } from './dated-dialog.tsx'
import { hoursInWords, readHours } from './hours.ts'
import { isStanding, periodInWords } from './period-words.ts'

/** Working time, dated: a new one ends the one before it. */
export function HoursCard({ member }: { member: Member }) {
  const say = useSay()
  const dates = useDates()
  const today = useToday()
  const [open, setOpen] = useState(false)
  const holdsToday = ({ from, lastDay }: Member['hours'][number]['during']) =>
    Temporal.PlainDate.compare(from, today) <= 0 && isStanding({ from, lastDay }, today)
  // Whoever has young people and no hours cannot be reckoned with, and is no zero.
  const isMissing =
    member.leftOn === null &&
    member.roles.some(({ role, during }) => role === 'caseworker' && holdsToday(during)) &&
    !member.hours.some(({ during }) => holdsToday(during))
  return (
    <Card
      title={say('staff.worktime')}
      flush={member.hours.length > 0}
      actions={
        member.leftOn === null && <Button onClick={() => setOpen(true)}>{say('staff.changeHours')}</Button>
      }
    >
      {isMissing ? (
        <Alert tone="error" title={say('limits.hoursMissing')}>
          {say('limits.hoursMissingText', { name: member.givenName })}
        </Alert>
      ) : (
        member.hours.length === 0 && <p className="mg-quiet">{say('staff.worktimeEmpty')}</p>
      )}
      {member.hours.length > 0 && (
        <RowCards label={say('staff.worktime')}>
          {member.hours.map(row => (
            <RowCard key={row.id} title={hoursInWords(say, row.weeklyMinutes)}>
              {periodInWords(say, dates, row.during, today)}
            </RowCard>
          ))}
        </RowCards>
      )}
      {open && <ChangeHours member={member} onClose={() => setOpen(false)} />}
    </Card>
  )
}

function ChangeHours({ member, onClose }: { member: Member; onClose: () => void }) {
  const say = useSay()
  const today = useToday()
  const [initial] = useState<{ weeklyHours: string; from: Temporal.PlainDate | null }>({
    weeklyHours: '',
    from: today,
  })
  return (
    <DatedDialog
      title={say('staff.changeHours')}
      initial={initial}
      check={({ weeklyHours, from }) => [
        ...(readHours(weeklyHours) === undefined ? [{ field: 'weeklyHours', code: 'weeklyHours' }] : []),
        ...required('from', from),
        ...underDuties(member, weeklyHours, from),
      ]}
      send={({ weeklyHours, from }) => {
        const { staffId, version } = member
        const weeklyMinutes = readHours(weeklyHours) ?? null
        return call(changeHours, { staffId, version, weeklyMinutes, from: String(from) })
      }}
      onClose={onClose}
    >
      {form => (
        <>
          <TextField
            {...form.field('weeklyHours')}
            label={say('staff.weeklyHours')}
            hint={say('staff.weeklyHoursHint')}
            inputMode="decimal"
            size="short"
            optional
            maxLength={6}
          />
          <DateField {...form.field('from')} label={say('staff.from')} example={today} />
        </>
      )}
    </DatedDialog>
  )
}

/** Other duties take no more than the time there is. */
function underDuties({ duties }: Member, weeklyHours: string, from: Temporal.PlainDate | null): FieldFault[] {
  const minutes = readHours(weeklyHours)
  if (minutes == null || from === null) return []
  const dated = duties.map(({ weeklyMinutes, during }) => ({
    weeklyMinutes,
    during: { from: during.from, to: during.lastDay?.add({ days: 1 }) ?? null },
  }))
  const most = mostDuties({ from, to: null }, dated)
  if (most <= minutes) return []
  return [{ field: 'weeklyHours', code: 'hoursUnderDuties', params: { duties: inHours(most) } }]
}
