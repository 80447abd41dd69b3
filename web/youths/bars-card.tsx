import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { addBar, type Bar, barReasons, endBar, readBars } from '#contract/bars.ts'
import { sentenceStart } from '#contract/language/dates.ts'
import type { OutputOf } from '#contract/use-case.ts'
import type { Youth } from '#contract/youths-person.ts'
import { call } from '#web/calls/call.ts'
import { explainField } from '#web/calls/explain.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useMay, useSession } from '#web/calls/session.ts'
import { Button, ButtonRow, LinkButton } from '#web/kit/button.tsx'
import { ChoiceChips } from '#web/kit/choice-chips.tsx'
import { DateField } from '#web/kit/date-field.tsx'
import { Dialog } from '#web/kit/feedback.tsx'
import { FormFrame, useForm } from '#web/kit/form.tsx'
import { Card, Stack } from '#web/kit/layout.tsx'
import { Select, TextArea } from '#web/kit/text-field.tsx'
import { Ending } from './dialog-ending.tsx'
import { useMayHere } from './use-may-here.ts'

type Read = OutputOf<typeof readBars>
type Reason = (typeof barReasons)[number]

const keyOf = (youthId: number) => ['youth', String(youthId), 'bars']

/** Who may not be this young person's caseworker, for whoever may say so. */
export function BarsCard({ youth }: { youth: Youth }) {
  const say = useSay()
  const dates = useDates()
  const enabled = useMayHere(youth)('bar.write') && youth.isOpen
  const { youthId, givenName } = youth
  const { data } = useQuery({
    queryKey: keyOf(youthId),
    queryFn: ({ signal }) => call(readBars, { youthId }, signal),
    enabled,
  })
  const [adding, setAdding] = useState(false)
  const [ending, setEnding] = useState<Bar | null>(null)
  const [holder, setHolder] = useState<Bar['staff'] | null>(null)
  if (!enabled || data === undefined) return null
  const line = ({ staff, reason, from, lastDay }: Bar) => {
    const words = {
      staff: `${staff.givenName} ${staff.familyName}`,
      reason: sayReason(say, reason),
      day: dates.day(from, data.today),
    }
    return lastDay === null
      ? say('handovers.barLine', words)
      : say('handovers.barLineUntil', { ...words, last: dates.day(lastDay, data.today) })
  }
  return (
    <Card title={say('handovers.barsTitle', { name: givenName })}>
      <Stack gap="medium">
        {data.bars.length === 0 ? (
          <p className="mg-quiet">{say('handovers.barsNone', { name: givenName })}</p>
        ) : (
          <ul>
            {data.bars.map(bar => (
              <li key={bar.barId}>
                {line(bar)}
                {bar.note !== '' && <div className="mg-quiet">{bar.note}</div>}
                {bar.lastDay === null && (
                  <Button
                    look="plain"
                    aria-label={say('handovers.barEndLong', {
                      staff: `${bar.staff.givenName} ${bar.staff.familyName}`,
                    })}
                    onClick={() => setEnding(bar)}
                  >
                    {say('handovers.barEnd')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
        <ButtonRow>
          <Button onClick={() => setAdding(true)}>{say('handovers.barAdd')}</Button>
        </ButtonRow>
      </Stack>
      {adding && (
        <AddDialog youth={youth} read={data} onClose={() => setAdding(false)} onHolder={setHolder} />
      )}
      {holder !== null && <HolderDialog youth={youth} staff={holder} onClose={() => setHolder(null)} />}
      {ending !== null && (
        <EndDialog bar={ending} youthId={youthId} today={data.today} onClose={() => setEnding(null)} />
      )}
    </Card>
  )
}

function sayReason(say: ReturnType<typeof useSay>, reason: Reason): string {
  return say(reason === 'other' ? 'handovers.bar_else' : `handovers.bar_${reason}`)
}

/** Whether it is about the reader: a caseworker says of a relative that it is theirs. */
function useIsMine(): (staff: Bar['staff']) => boolean {
  const me = useSession().staff.id
  return ({ staffId }) => staffId === me
}

interface Adding {
  staffId: string
  reason: Reason | null
  note: string
  from: Temporal.PlainDate | null
  lastDay: Temporal.PlainDate | null
}

function AddDialog({
  youth: { youthId, givenName },
  read: { staff, today },
  onClose,
  onHolder,
}: {
  youth: Youth
  read: Read
  onClose: () => void
  /** The bar is against whoever is the caseworker now. */
  onHolder: (holder: Bar['staff']) => void
}) {
  const say = useSay()
  const isMine = useIsMine()
  const queries = useQueryClient()
  const initial: Adding = { staffId: '', reason: null, note: '', from: today, lastDay: null }
  const form = useForm<Adding, OutputOf<typeof addBar>>({
    initial,
    check: ({ staffId, reason, note, from }) => [
      ...(staffId === '' ? [{ field: 'staffId', code: 'required' }] : []),
      ...(reason === null ? [{ field: 'reason', code: 'required' }] : []),
      ...(reason === 'other' && note.trim() === '' ? [{ field: 'note', code: 'required' }] : []),
      ...(from === null ? [{ field: 'from', code: 'required' }] : []),
    ],
    explain: fault => explainField(say, fault),
    send({ staffId, reason, note, from, lastDay }) {
      if (reason === null || from === null) throw new Error('a checked field is missing')
      return call(addBar, {
        youthId,
        staffId: Number(staffId),
        reason,
        note,
        from: from.toString(),
        lastDay: lastDay?.toString() ?? null,
      })
    },
    onSent({ isCaseworker }, { staffId }) {
      onClose()
      void queries.invalidateQueries({ queryKey: keyOf(youthId) })
      void queries.invalidateQueries({ queryKey: ['caseload'] })
      const barred = staff.find(each => String(each.staffId) === staffId)
      if (isCaseworker && barred !== undefined) onHolder(barred)
    },
  })
  return (
    <Dialog open title={say('handovers.barAddTitle')} onClose={onClose}>
      <FormFrame form={form} label={say('handovers.barAddTitle')}>
        <Select
          {...form.field('staffId')}
          label={say('handovers.barStaff')}
          empty={say('proposals.choose')}
          choices={staff.map(each => ({
            value: String(each.staffId),
            label: isMine(each)
              ? say('handovers.barMine', { name: `${each.givenName} ${each.familyName}` })
              : `${each.givenName} ${each.familyName}`,
          }))}
        />
        <ChoiceChips
          {...form.field('reason')}
          label={say('handovers.barReason')}
          choices={barReasons.map(value => ({ value, label: sentenceStart(sayReason(say, value)) }))}
        />
        <TextArea
          {...form.field('note')}
          label={say('handovers.barNote')}
          hint={say(
            staff.some(each => isMine(each) && String(each.staffId) === form.values.staffId)
              ? 'handovers.barNoteHintMine'
              : 'handovers.barNoteHint',
            { name: givenName },
          )}
          rows={2}
          maxLength={500}
          optional={form.values.reason !== 'other'}
        />
        <DateField {...form.field('from')} label={say('handovers.barFrom')} />
        <DateField
          {...form.field('lastDay')}
          label={say('handovers.barLast')}
          hint={say('handovers.barLastHint')}
          optional
        />
        <Ending failure={form.failure} sending={form.sending} onClose={onClose} />
      </FormFrame>
    </Dialog>
  )
}

/** A bar takes nobody away: what is to be done now. */
function HolderDialog({
  youth: { youthId, givenName: name },
  staff,
  onClose,
}: {
  youth: Youth
  staff: Bar['staff']
  onClose: () => void
}) {
  const say = useSay()
  const isMine = useIsMine()
  const mayGive = useMay()('assignment.write')
  return (
    <Dialog open title={say('fit.barNowTitle')} onClose={onClose}>
      <Stack gap="medium">
        <p>
          {isMine(staff)
            ? say('fit.barNowMine', { name })
            : say('fit.barNow', { name, staff: `${staff.givenName} ${staff.familyName}` })}
        </p>
        {!mayGive && <p>{say('fit.barNowTell')}</p>}
        <ButtonRow end>
          <Button onClick={onClose}>{say('fit.close')}</Button>
          {mayGive && (
            <LinkButton to="/unge/$youthId/raadgiver" params={{ youthId: String(youthId) }} look="primary">
              {say('fit.find')}
            </LinkButton>
          )}
        </ButtonRow>
      </Stack>
    </Dialog>
  )
}

function EndDialog({
  bar: { barId, version, staff, from },
  youthId,
  today,
  onClose,
}: {
  bar: Bar
  youthId: number
  today: Temporal.PlainDate
  onClose: () => void
}) {
  const say = useSay()
  const queries = useQueryClient()
  const form = useForm<{ lastDay: Temporal.PlainDate | null }, unknown>({
    initial: { lastDay: Temporal.PlainDate.compare(today, from) < 0 ? from : today },
    check: ({ lastDay }) => (lastDay === null ? [{ field: 'lastDay', code: 'required' }] : []),
    explain: fault => explainField(say, fault),
    send({ lastDay }) {
      if (lastDay === null) throw new Error('a checked field is missing')
      return call(endBar, { barId, version, lastDay: lastDay.toString() })
    },
    onSent() {
      onClose()
      void queries.invalidateQueries({ queryKey: keyOf(youthId) })
      void queries.invalidateQueries({ queryKey: ['caseload'] })
    },
  })
  const title = say('handovers.barEndLong', { staff: `${staff.givenName} ${staff.familyName}` })
  return (
    <Dialog open title={title} onClose={onClose}>
      <FormFrame form={form} label={title}>
        <DateField {...form.field('lastDay')} label={say('handovers.barLast')} min={from} />
        <Ending failure={form.failure} sending={form.sending} onClose={onClose} />
      </FormFrame>
    </Dialog>
  )
}
