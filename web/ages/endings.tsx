import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type AgeEnding, undoAgeEnding } from '#contract/ages.ts'
import { call } from '#web/calls/call.ts'
import { explainField } from '#web/calls/explain.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { Button, ButtonRow } from '#web/kit/button.tsx'
import { Failure } from '#web/kit/failure.tsx'
import { Dialog, useAnnounce } from '#web/kit/feedback.tsx'
import { FormFrame, useForm } from '#web/kit/form.tsx'
import { Card } from '#web/kit/layout.tsx'
import { RowCard, RowCards } from '#web/kit/rows.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { agesQuery, forgetElsewhere } from './queries.ts'

const isWrong = ({ day, birthday }: AgeEnding) => !day.equals(birthday)

/** Those that ended on another day than the birth date says now, and those that ended on the right one. */
export function sorted(endings: readonly AgeEnding[]): { wrong: AgeEnding[]; right: AgeEnding[] } {
  return { wrong: endings.filter(isWrong), right: endings.filter(ending => !isWrong(ending)) }
}

/** What ended by itself, each with a way to take it back. */
export function Endings({
  title,
  lead,
  endings,
  today,
}: {
  title: string
  lead?: string
  endings: readonly AgeEnding[]
  today: Temporal.PlainDate
}) {
  const [open, setOpen] = useState<AgeEnding | null>(null)
  if (endings.length === 0) return null
  return (
    <Card title={title} flush>
      {lead && <p className="mg-ages-lead mg-quiet">{lead}</p>}
      <RowCards label={title}>
        {endings.map(ending => (
          <EndingRow key={ending.endingId} ending={ending} today={today} onUndo={() => setOpen(ending)} />
        ))}
      </RowCards>
      {open !== null && <Undo ending={open} today={today} onClose={() => setOpen(null)} />}
    </Card>
  )
}

function EndingRow({
  ending,
  today,
  onUndo,
}: {
  ending: AgeEnding
  today: Temporal.PlainDate
  onUndo: () => void
}) {
  const say = useSay()
  const dates = useDates()
  const { givenName, familyName, what, name, age, day, birthday } = ending
  const phrase = what === 'membership' ? 'ages.endedMembership' : 'ages.endedAssessment'
  const isLater = Temporal.PlainDate.compare(birthday, day) > 0
  return (
    <RowCard
      title={
        <Link to="/unge/$youthId" params={{ youthId: String(ending.youthId) }}>
          {givenName} {familyName}
        </Link>
      }
      actions={
        ending.mayUndo && (
          <Button onClick={onUndo} aria-label={say('ages.undoName', { name: `${givenName} ${familyName}` })}>
            {say('ages.undo')}
          </Button>
        )
      }
    >
      {say(phrase, { name, day: dates.day(day, today), who: givenName, age })}{' '}
      {isWrong(ending) &&
        say(isLater ? 'ages.wrongLater' : 'ages.wrongEarlier', { day: dates.day(birthday, today) })}
    </RowCard>
  )
}

function Undo({
  ending,
  today,
  onClose,
}: {
  ending: AgeEnding
  today: Temporal.PlainDate
  onClose: () => void
}) {
  const say = useSay()
  const dates = useDates()
  const announce = useAnnounce()
  const client = useQueryClient()
  const { mutateAsync } = useMutation({
    mutationFn: (reason: string) => call(undoAgeEnding, { endingId: ending.endingId, reason }),
  })
  const [initial] = useState({ reason: '' })
  const form = useForm({
    initial,
    check: ({ reason }) => (reason.trim() === '' ? [{ field: 'reason', code: 'required' }] : []),
    send: ({ reason }) => mutateAsync(reason),
    onSent: () => {
      announce(say('ages.undone'))
      void client.invalidateQueries({ queryKey: agesQuery.queryKey })
      forgetElsewhere(client)
      onClose()
    },
    explain: fault => explainField(say, fault),
  })
  const day = dates.day(ending.birthday, today)
  const hasCome = Temporal.PlainDate.compare(ending.birthday, today) <= 0
  const outcome = !isWrong(ending) ? 'ages.undoGoesOn' : hasCome ? 'ages.undoMoves' : 'ages.undoUntil'
  return (
    <Dialog
      open
      title={say('ages.undoName', { name: `${ending.givenName} ${ending.familyName}` })}
      onClose={onClose}
    >
      <p>{say(outcome, { day })}</p>
      <FormFrame form={form}>
        <Failure failure={form.failure} />
        <TextField {...form.field('reason')} label={say('ages.reason')} maxLength={500} size="full" />
        <ButtonRow>
          <Button onClick={onClose}>{say('common.cancel')}</Button>
          <Button look="primary" type="submit" busy={form.sending}>
            {say('ages.undo')}
          </Button>
        </ButtonRow>
      </FormFrame>
    </Dialog>
  )
}
