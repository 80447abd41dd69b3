import { useState } from 'react'
import { AbsenceKind, beginAbsence, endAbsence, type Member } from '#contract/staff.ts'
import { call } from '#web/calls/call.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useMay, useToday } from '#web/calls/session.ts'
import { Button } from '#web/kit/button.tsx'
import { Checkbox } from '#web/kit/checkbox.tsx'
import { DateField } from '#web/kit/date-field.tsx'
import { Card } from '#web/kit/layout.tsx'
import { RowCard, RowCards } from '#web/kit/rows.tsx'
import { Select } from '#web/kit/text-field.tsx'
import { DatedDialog, required } from './dated-dialog.tsx'
import { isStanding, periodInWords } from './period-words.ts'

type Absence = NonNullable<Member['absences']>[number]
type Kind = Absence['kind']

/** When somebody is away and who stands in; why is for the leader and the person. */
export function AbsenceCard({ member }: { member: Member }) {
  const say = useSay()
  const dates = useDates()
  const today = useToday()
  const mayWrite = useMay()('absence.write')
  const [open, setOpen] = useState<'add' | Absence | null>(null)
  const close = () => setOpen(null)
  const { absences } = member
  if (absences === null) {
    return (
      <Card title={say('staff.absences')}>
        <p className="mg-quiet">{say('staff.absencesHidden')}</p>
      </Card>
    )
  }
  return (
    <Card
      title={say('staff.absences')}
      flush={absences.length > 0}
      actions={
        mayWrite &&
        member.leftOn === null && <Button onClick={() => setOpen('add')}>{say('staff.addAbsence')}</Button>
      }
    >
      {absences.length === 0 && <p className="mg-quiet">{say('staff.absencesEmpty')}</p>}
      {absences.length > 0 && (
        <RowCards label={say('staff.absences')}>
          {absences.map(absence => (
            <RowCard
              key={absence.id}
              title={say(`staff.${absence.kind}`)}
              actions={
                mayWrite &&
                isStanding(absence.during, today) && (
                  <Button
                    look="plain"
                    aria-label={say('staff.endAbsence', { kind: say(`staff.${absence.kind}`) })}
                    onClick={() => setOpen(absence)}
                  >
                    {say('staff.end')}
                  </Button>
                )
              }
            >
              {periodInWords(say, dates, absence.during, today)}
              <div className="mg-quiet">
                {absence.deputy === null
                  ? say('staff.noDeputy')
                  : say('staff.deputyIs', { name: absence.deputy.name })}
              </div>
            </RowCard>
          ))}
        </RowCards>
      )}
      {open === 'add' && <AddAbsence member={member} onClose={close} />}
      {open !== null && open !== 'add' && <EndAbsence member={member} absence={open} onClose={close} />}
    </Card>
  )
}

interface AbsenceValues {
  kind: Kind | ''
  from: Temporal.PlainDate | null
  lastDay: Temporal.PlainDate | null
  deputyId: string
}

function AddAbsence({ member, onClose }: { member: Member; onClose: () => void }) {
  const say = useSay()
  const today = useToday()
  const [initial] = useState<AbsenceValues>({ kind: '', from: today, lastDay: null, deputyId: '' })
  return (
    <DatedDialog
      title={say('staff.addAbsence')}
      initial={initial}
      check={({ kind, from }) => [...required('kind', kind), ...required('from', from)]}
      send={async ({ kind, from, lastDay, deputyId }) => {
        if (kind === '') return
        await call(beginAbsence, {
          staffId: member.staffId,
          version: member.version,
          kind,
          deputyId: deputyId === '' ? null : Number(deputyId),
          from: String(from),
          lastDay: lastDay === null ? null : String(lastDay),
        })
      }}
      onClose={onClose}
    >
      {form => (
        <>
          <Select
            {...form.field('kind')}
            label={say('staff.absenceKind')}
            empty=""
            choices={AbsenceKind.options.map(kind => ({ value: kind, label: say(`staff.${kind}`) }))}
          />
          <DateField {...form.field('from')} label={say('staff.firstDay')} example={today} />
          <DateField
            {...form.field('lastDay')}
            label={say('staff.lastAwayDay')}
            hint={say('staff.lastDayHint')}
            optional
            example={today}
          />
          <Select
            {...form.field('deputyId')}
            label={say('staff.deputy')}
            hint={say('staff.deputyHint')}
            optional
            empty={say('staff.noDeputy')}
            choices={member.colleagues.map(({ staffId, name }) => ({ value: String(staffId), label: name }))}
          />
        </>
      )}
    </DatedDialog>
  )
}

function EndAbsence({ member, absence, onClose }: { member: Member; absence: Absence; onClose: () => void }) {
  const say = useSay()
  const today = useToday()
  const ahead = Temporal.PlainDate.compare(absence.during.from, today) > 0
  const [initial] = useState<{ lastDay: Temporal.PlainDate | null; callOff: boolean }>({
    lastDay: ahead ? absence.during.lastDay : today,
    callOff: false,
  })
  return (
    <DatedDialog
      title={say('staff.endAbsence', { kind: say(`staff.${absence.kind}`) })}
      initial={initial}
      check={({ lastDay, callOff }) => (callOff ? [] : required('lastDay', lastDay))}
      send={({ lastDay, callOff }) => {
        const { staffId, version } = member
        return call(endAbsence, {
          staffId,
          version,
          id: absence.id,
          lastDay: callOff ? null : String(lastDay),
        })
      }}
      onClose={onClose}
    >
      {form => (
        <>
          {ahead && <Checkbox {...form.field('callOff')} label={say('staff.callOff')} />}
          {!form.values.callOff && (
            <DateField {...form.field('lastDay')} label={say('staff.lastAwayDay')} example={today} />
          )}
        </>
      )}
    </DatedDialog>
  )
}
