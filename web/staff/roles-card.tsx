import { useState } from 'react'
import { endRole, giveRole, type Member } from '#contract/staff.ts'
import { type Role, roles } from '#domain/sharing/permissions.ts'
import { call } from '#web/calls/call.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useToday } from '#web/calls/session.ts'
import { Button } from '#web/kit/button.tsx'
import { DateField } from '#web/kit/date-field.tsx'
import { Card } from '#web/kit/layout.tsx'
import { RowCard, RowCards } from '#web/kit/rows.tsx'
import { Select } from '#web/kit/text-field.tsx'
import { DatedDialog, required } from './dated-dialog.tsx'
import { isStanding, periodInWords } from './period-words.ts'

type HeldRole = Member['roles'][number]

/** Which roles somebody has when. */
export function RolesCard({ member }: { member: Member }) {
  const say = useSay()
  const dates = useDates()
  const today = useToday()
  const [open, setOpen] = useState<'give' | HeldRole | null>(null)
  const close = () => setOpen(null)
  const mayChange = (role: Role) => role !== 'leader' || member.mayMakeLeaders
  return (
    <Card
      title={say('staff.roles')}
      flush={member.roles.length > 0}
      actions={
        member.leftOn === null && <Button onClick={() => setOpen('give')}>{say('staff.giveRole')}</Button>
      }
    >
      {member.roles.length === 0 && <p className="mg-quiet">{say('staff.rolesEmpty')}</p>}
      {member.roles.length > 0 && (
        <RowCards label={say('staff.roles')}>
          {member.roles.map(held => (
            <RowCard
              key={held.id}
              title={say(`role.${held.role}`)}
              actions={
                isStanding(held.during, today) &&
                mayChange(held.role) && (
                  <Button
                    look="plain"
                    aria-label={say('staff.endRole', { role: say(`role.${held.role}`) })}
                    onClick={() => setOpen(held)}
                  >
                    {say('staff.end')}
                  </Button>
                )
              }
            >
              {periodInWords(say, dates, held.during, today)}
            </RowCard>
          ))}
        </RowCards>
      )}
      {open === 'give' && <GiveRole member={member} onClose={close} />}
      {open !== null && open !== 'give' && <EndRole member={member} held={open} onClose={close} />}
    </Card>
  )
}

function GiveRole({ member, onClose }: { member: Member; onClose: () => void }) {
  const say = useSay()
  const today = useToday()
  const [initial] = useState<{ role: Role | ''; from: Temporal.PlainDate | null }>({ role: '', from: today })
  return (
    <DatedDialog
      title={say('staff.giveRole')}
      initial={initial}
      check={({ role, from }) => [...required('role', role), ...required('from', from)]}
      send={async ({ role, from }) => {
        if (role === '') return
        const { staffId, version } = member
        await call(giveRole, { staffId, version, role, from: String(from) })
      }}
      onClose={onClose}
    >
      {form => (
        <>
          <Select
            {...form.field('role')}
            label={say('staff.role')}
            hint={say('staff.leaderHint')}
            empty=""
            choices={roles
              .filter(role => role !== 'leader' || member.mayMakeLeaders)
              .map(role => ({ value: role, label: say(`role.${role}`) }))}
          />
          <DateField {...form.field('from')} label={say('staff.firstDay')} example={today} />
        </>
      )}
    </DatedDialog>
  )
}

function EndRole({ member, held, onClose }: { member: Member; held: HeldRole; onClose: () => void }) {
  const say = useSay()
  const today = useToday()
  const [initial] = useState<{ lastDay: Temporal.PlainDate | null }>({ lastDay: today })
  return (
    <DatedDialog
      title={say('staff.endRole', { role: say(`role.${held.role}`) })}
      initial={initial}
      check={({ lastDay }) => required('lastDay', lastDay)}
      send={({ lastDay }) => {
        const { staffId, version } = member
        return call(endRole, { staffId, version, id: held.id, lastDay: String(lastDay) })
      }}
      onClose={onClose}
      confirm={say('staff.end')}
    >
      {form => (
        <>
          {held.role !== 'leader' && held.role !== 'administrator' && <p>{say('staff.endRoleHint')}</p>}
          <DateField {...form.field('lastDay')} label={say('staff.lastDay')} example={today} />
        </>
      )}
    </DatedDialog>
  )
}
