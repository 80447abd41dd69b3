import { useState } from 'react'
import { type Member, releaseLogIn } from '#contract/staff.ts'
import { call } from '#web/calls/call.ts'
import { useSay } from '#web/calls/language.tsx'
import { Button, ButtonRow } from '#web/kit/button.tsx'
import { Card, Stack } from '#web/kit/layout.tsx'
import { DatedDialog } from './dated-dialog.tsx'

const nothing = {}

/** Lets a leader release how a colleague logs in; nothing where there is nothing to release. */
export function LogInCard({ member }: { member: Member }) {
  const say = useSay()
  const [open, setOpen] = useState(false)
  const { staffId, version } = member
  if (member.logIn !== 'bound' || member.isMe || member.leftOn !== null || !member.mayMakeLeaders) return null
  return (
    <Card title={say('staff.logInTitle')}>
      <Stack gap="medium">
        <p className="mg-quiet">{say('staff.logInText')}</p>
        <ButtonRow>
          <Button onClick={() => setOpen(true)}>{say('staff.releaseLogIn')}</Button>
        </ButtonRow>
      </Stack>
      {open && (
        <DatedDialog
          title={say('staff.releaseLogIn')}
          initial={nothing}
          check={() => []}
          send={() => call(releaseLogIn, { staffId, version })}
          onClose={() => setOpen(false)}
          confirm={say('staff.releaseLogIn')}
        >
          {() => <p>{say('staff.releaseLogInText')}</p>}
        </DatedDialog>
      )}
    </Card>
  )
}
