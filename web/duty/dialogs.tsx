import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { beginDutyActivity, beginDutyPause, type DutyRow, endDutyActivity } from '#contract/duty.ts'
import { ActivityKind, PauseKind } from '#contract/words.ts'
import { CallError, call } from '#web/calls/call.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useToday } from '#web/calls/session.ts'
import { ChoiceChips } from '#web/kit/choice-chips.tsx'
import { DateField } from '#web/kit/date-field.tsx'
import { Inline } from '#web/kit/layout.tsx'
import { Select, TextField } from '#web/kit/text-field.tsx'
import { DutyDialog } from './duty-dialog.tsx'
import { inOrder, notAhead, readHours, required } from './values.ts'
import { choiceName, hoursText } from './why.ts'

interface Props {
  row: DutyRow
  onClose: () => void
}

interface ActivityValues {
  kind: (typeof ActivityKind.options)[number] | ''
  description: string
  hours: string
  from: Temporal.PlainDate | null
  lastDay: Temporal.PlainDate | null
}

/** What the young person begins, today or on an agreed day. */
export function AddActivity({ row, onClose, workMinutes }: Props & { workMinutes: number | null }) {
  const say = useSay()
  const today = useToday()
  const initial: ActivityValues = { kind: '', description: '', hours: '', from: today, lastDay: null }
  return (
    <DutyDialog
      name={`duty.activity.${row.youthId}`}
      title={say('duty.addActivityFor', { name: row.givenName })}
      initial={initial}
      said={say('duty.activitySaved')}
      check={({ kind, hours, from, lastDay }) => [
        ...required('kind', kind),
        ...(hours.trim() !== '' && readHours(hours) === null ? [{ field: 'hours', code: 'hours' }] : []),
        ...required('from', from),
        ...inOrder(from, lastDay),
      ]}
      send={async ({ kind, description, hours, from, lastDay }) => {
        if (kind === '' || from === null) return
        await call(beginDutyActivity, {
          youthId: row.youthId,
          kind,
          description,
          weeklyMinutes: hours.trim() === '' ? null : readHours(hours),
          from: from.toString(),
          lastDay: lastDay?.toString() ?? null,
        })
      }}
      onClose={onClose}
    >
      {form => (
        <>
          <Select
            {...form.field('kind')}
            label={say('duty.kind')}
            empty={say('duty.choose')}
            choices={ActivityKind.options.map(kind => ({
              value: kind,
              label: say(`youth.${kind}_activity`),
            }))}
          />
          <TextField
            {...form.field('description')}
            label={say('duty.where')}
            optional
            size="full"
            maxLength={500}
          />
          <TextField
            {...form.field('hours')}
            label={say('duty.hours')}
            {...(workMinutes === null
              ? {}
              : { hint: say('duty.hoursHint', { hours: hoursText(workMinutes, say.locale) }) })}
            optional
            size="short"
            inputMode="decimal"
            maxLength={6}
          />
          <Inline>
            <DateField {...form.field('from')} label={say('duty.firstDay')} hint={say('duty.firstDayHint')} />
            <DateField
              {...form.field('lastDay')}
              label={say('duty.lastDay')}
              hint={say('duty.lastDayOptional')}
              optional
            />
          </Inline>
        </>
      )}
    </DutyDialog>
  )
}

interface EndValues {
  activityId: string
  lastDay: Temporal.PlainDate | null
  noticeDay: Temporal.PlainDate | null
  reason: string
}

/** Something that ran is over, with the day on which the school or somebody else told. */
export function EndActivity({ row, onClose }: Props) {
  const say = useSay()
  const dates = useDates()
  const today = useToday()
  const [first] = row.running
  const [initial] = useState<EndValues>({
    activityId: row.running.length === 1 ? String(first?.activityId) : '',
    lastDay: null,
    noticeDay: today,
    reason: '',
  })
  return (
    <DutyDialog
      name={`duty.end.${row.youthId}`}
      title={say('duty.endActivityFor', { name: row.givenName })}
      initial={initial}
      said={say('duty.endedSaved')}
      check={({ activityId, lastDay, noticeDay, reason }) => [
        ...required('activityId', activityId),
        ...required('lastDay', lastDay),
        ...required('noticeDay', noticeDay),
        ...notAhead('noticeDay', noticeDay, today),
        ...required('reason', reason),
      ]}
      send={async ({ activityId, lastDay, noticeDay, reason }) => {
        if (lastDay === null || noticeDay === null) return
        await call(endDutyActivity, {
          activityId: Number(activityId),
          lastDay: lastDay.toString(),
          noticeDay: noticeDay.toString(),
          reason,
        })
      }}
      onClose={onClose}
    >
      {form => (
        <>
          <Select
            {...form.field('activityId')}
            label={say('duty.which')}
            empty={say('duty.choose')}
            choices={row.running.map(activity => ({
              value: String(activity.activityId),
              label: choiceName(say, activity, dates.day(activity.from, today)),
            }))}
          />
          <Inline>
            <DateField {...form.field('lastDay')} label={say('duty.endedLastDay')} />
            <DateField
              {...form.field('noticeDay')}
              label={say('duty.noticeDay')}
              hint={say('duty.noticeHint')}
              max={today}
            />
          </Inline>
          <TextField
            {...form.field('reason')}
            label={say('duty.why')}
            hint={say('duty.whyHint')}
            size="full"
            maxLength={500}
          />
        </>
      )}
    </DutyDialog>
  )
}

interface PauseValues {
  kind: (typeof PauseKind.options)[number] | ''
  from: Temporal.PlainDate | null
  lastDay: Temporal.PlainDate | null
}

/** Why the duty rests, and until when. */
export function AddPause({ row, onClose }: Props) {
  const say = useSay()
  const today = useToday()
  const [initial] = useState<PauseValues>({ kind: '', from: today, lastDay: null })
  return (
    <DutyDialog
      name={`duty.pause.${row.youthId}`}
      title={say('duty.pauseFor', { name: row.givenName })}
      initial={initial}
      said={say('duty.pauseSaved')}
      check={({ kind, from, lastDay }) => [
        ...required('kind', kind),
        ...required('from', from),
        ...required('lastDay', lastDay),
        ...inOrder(from, lastDay),
      ]}
      send={async ({ kind, from, lastDay }) => {
        if (kind === '' || from === null || lastDay === null) return
        await call(beginDutyPause, {
          youthId: row.youthId,
          kind,
          from: from.toString(),
          lastDay: lastDay.toString(),
        })
      }}
      onClose={onClose}
      refused={failure =>
        failure instanceof CallError &&
        failure.reason === 'pause_no_overlap' && (
          <p>
            <Link to="/unge/$youthId/perioder" params={{ youthId: String(row.youthId) }}>
              {say('duty.pauseTaken')}
            </Link>
          </p>
        )
      }
    >
      {form => (
        <>
          <p>{say('duty.pauseDues')}</p>
          <ChoiceChips
            {...form.field('kind')}
            value={form.values.kind === '' ? null : form.values.kind}
            onChange={kind => kind !== null && form.field('kind').onChange(kind)}
            label={say('duty.pauseKind')}
            choices={PauseKind.options.map(kind => ({ value: kind, label: say(`youth.${kind}_pause`) }))}
          />
          <Inline>
            <DateField {...form.field('from')} label={say('duty.firstDay')} />
            <DateField
              {...form.field('lastDay')}
              label={say('duty.lastDay')}
              hint={say('duty.pauseEndHint')}
            />
          </Inline>
        </>
      )}
    </DutyDialog>
  )
}
