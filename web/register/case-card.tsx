import { useState } from 'react'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useMay, useToday } from '#web/calls/session.ts'
import { Button } from '#web/kit/button.tsx'
import { Dialog } from '#web/kit/feedback.tsx'
import { Card, Stack } from '#web/kit/layout.tsx'
import { CloseCaseForm } from './close-case-form.tsx'
import type { YouthRecord } from './person-values.ts'
import { ReopenCaseForm } from './reopen-case-form.tsx'

/** Whether the case is open, and closing it or opening it again. */
export function CaseCard({ record }: { record: YouthRecord }) {
  const say = useSay()
  const dates = useDates()
  const today = useToday()
  const may = useMay()
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  const name = record.givenName
  if (record.openSince !== null) {
    return (
      <Card title={say('register.theCase')}>
        <Stack gap="medium">
          <p>{say('register.openSince', { day: dates.day(record.openSince, today) })}</p>
          {record.mayClose ? (
            <div>
              <Button onClick={() => setOpen(true)}>{say('register.close')}</Button>
            </div>
          ) : (
            <p className="mg-quiet">{say('register.closedByOthers')}</p>
          )}
        </Stack>
        <Dialog open={open} onClose={close} title={say('register.closeTitle', { name })}>
          <CloseCaseForm record={record} openSince={record.openSince} onCancel={close} />
        </Dialog>
      </Card>
    )
  }
  const isLeader = may('assignment.write')
  return (
    <Card title={say('register.theCase')}>
      <Stack gap="medium">
        <p>
          {say('register.isClosed')}{' '}
          {say(isLeader ? 'register.closedLeader' : 'register.closedOther', { name })}
        </p>
        {isLeader && (
          <div>
            <Button onClick={() => setOpen(true)}>{say('register.reopen')}</Button>
          </div>
        )}
      </Stack>
      <Dialog open={open} onClose={close} title={say('register.reopenTitle', { name })}>
        <ReopenCaseForm youthId={record.youthId} onCancel={close} />
      </Dialog>
    </Card>
  )
}
