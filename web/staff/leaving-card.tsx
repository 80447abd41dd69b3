import { useState } from 'react'
import { comeBack, leaveJob, type Member } from '#contract/staff.ts'
import { call } from '#web/calls/call.ts'
import { explainError } from '#web/calls/explain.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useMay, useToday } from '#web/calls/session.ts'
import { Button, ButtonRow, LinkButton } from '#web/kit/button.tsx'
import { DateField } from '#web/kit/date-field.tsx'
import { useAnnounce } from '#web/kit/feedback.tsx'
import { Card, Stack } from '#web/kit/layout.tsx'
import { DatedDialog, required } from './dated-dialog.tsx'
import { useForgetStaff } from './queries.ts'

/** What somebody holds, and the way out of the job, which waits until every case has been handed over. */
export function LeavingCard({ member }: { member: Member }) {
  const say = useSay()
  const dates = useDates()
  const today = useToday()
  const may = useMay()
  const announce = useAnnounce()
  const forget = useForgetStaff()
  const [open, setOpen] = useState(false)
  const { leftOn, work, staffId, version } = member
  const isLeader = member.roles.some(({ role }) => role === 'leader')
  if (leftOn !== null) {
    const back = async () => {
      try {
        await call(comeBack, { staffId, version })
        await forget()
      } catch (error) {
        announce(explainError(say, error), 'error')
      }
    }
    return (
      <Card title={say('staff.leaving')}>
        <Stack gap="medium">
          <p>{say('staff.comeBackText', { day: dates.day(leftOn, today) })}</p>
          <ButtonRow>
            <Button onClick={() => void back()}>{say('staff.comeBack')}</Button>
          </ButtonRow>
        </Stack>
      </Card>
    )
  }
  return (
    <Card title={say('staff.leaving')}>
      <Stack gap="medium">
        <p className="mg-quiet">{say('staff.leavingText')}</p>
        {work.cases > 0 && <p>{say('staff.holdsYouths', { count: work.cases })}</p>}
        {work.others > 0 && <p>{say('staff.holdsOthers', { count: work.others })}</p>}
        {work.appointments > 0 && <p>{say('staff.holdsAppointments', { count: work.appointments })}</p>}
        <ButtonRow>
          {work.cases > 0 && may('unit.read') && (
            <LinkButton to="/unge" search={{ hvem: 'all', raadgiver: String(staffId) }}>
              {say('staff.seeCases')}
            </LinkButton>
          )}
          {(!isLeader || member.mayMakeLeaders) && (
            <Button onClick={() => setOpen(true)}>{say('staff.leaveAction')}</Button>
          )}
        </ButtonRow>
      </Stack>
      {open && <Leave member={member} onClose={() => setOpen(false)} />}
    </Card>
  )
}

function Leave({ member, onClose }: { member: Member; onClose: () => void }) {
  const say = useSay()
  const today = useToday()
  const [initial] = useState<{ lastDay: Temporal.PlainDate | null }>({ lastDay: null })
  return (
    <DatedDialog
      title={say('staff.leaveTitle', { name: member.givenName })}
      initial={initial}
      check={({ lastDay }) => required('lastDay', lastDay)}
      send={({ lastDay }) => {
        const { staffId, version } = member
        return call(leaveJob, { staffId, version, lastDay: String(lastDay) })
      }}
      onClose={onClose}
      confirm={say('staff.leaveAction')}
      said={say('staff.leaveSaved')}
    >
      {form => <DateField {...form.field('lastDay')} label={say('staff.lastDay')} example={today} />}
    </DatedDialog>
  )
}
