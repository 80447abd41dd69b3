import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Fit, FitAnswer } from '#contract/caseload-fit.ts'
import { giveCases } from '#contract/caseload-tries.ts'
import { forecastWeeks } from '#domain/caseload/forecast.ts'
import { CallError, call } from '#web/calls/call.ts'
import { explainField } from '#web/calls/explain.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { Button } from '#web/kit/button.tsx'
import { Checkbox } from '#web/kit/checkbox.tsx'
import { DateField } from '#web/kit/date-field.tsx'
import { Failure } from '#web/kit/failure.tsx'
import { Alert, useAnnounce } from '#web/kit/feedback.tsx'
import { FieldFrame } from '#web/kit/field.tsx'
import { FormFrame, useForm } from '#web/kit/form.tsx'
import { Card, Stack } from '#web/kit/layout.tsx'
import { StickyActions } from '#web/kit/sticky-actions.tsx'
import { TextArea, TextField } from '#web/kit/text-field.tsx'
import { FitCard } from './fit-card.tsx'
import { nameOf } from './proposal-names.ts'
import { forgetAssignments } from './proposal-queries.ts'

interface Choosing {
  toId: string
  /** Whether the one whose going on makes room goes on too. */
  withMove: boolean
  from: Temporal.PlainDate | null
  note: string
}

/** From so many others on, they are found by name. */
const many = 8

/** Choosing a caseworker, and giving the young person to them: in one transaction, with whoever makes room. */
export function FitForm({ answer }: { answer: FitAnswer }) {
  const say = useSay()
  const dates = useDates()
  const announce = useAnnounce()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { best, others, youthId, givenName: name, today } = answer
  const [initial] = useState<Choosing>({ toId: '', withMove: false, from: today, note: '' })
  const all = [...best, ...others]
  const fitOf = (toId: string) => all.find(({ staffId }) => String(staffId) === toId) ?? null
  const form = useForm<Choosing, unknown>({
    initial,
    check: ({ toId, from }) => [
      ...(fitOf(toId) === null ? [{ field: 'toId', code: 'required' }] : []),
      ...(from === null ? [{ field: 'from', code: 'required' }] : []),
    ],
    explain: fault => explainField(say, fault),
    async send({ toId, withMove, from, note }) {
      if (from === null) throw new Error('the day is missing')
      const room = withMove ? fitOf(toId)?.makesRoom : null
      const moves = [
        // First whoever goes on: then there is room under the ceilings.
        ...(room ? [{ youthId: room.youthId, toId: room.to.staffId }] : []),
        { youthId, toId: Number(toId) },
      ]
      try {
        return await call(giveCases, { from: from.toString(), moves, note })
      } catch (error) {
        // Whatever was changed meanwhile, the list shows how it is now.
        if (error instanceof CallError) void queries.invalidateQueries({ queryKey: ['caseload', 'fit'] })
        throw atChoice(error)
      }
    },
    onSent(_, { toId, from }) {
      forgetAssignments(queries)
      const to = fitOf(toId)
      if (to !== null && from !== null)
        announce(say('fit.given', { name, staff: nameOf(to), day: dates.day(from, today) }))
      void navigate({ to: '/unge/$youthId', params: { youthId: String(youthId) } })
    },
  })
  const chosen = fitOf(form.values.toId)
  if (all.length === 0) return <Alert tone="warning">{say('fit.noBest', { name })}</Alert>
  const { id, error, onChange } = form.field('toId')
  const card = (fit: Fit, index: number) => (
    <FitCard
      key={fit.staffId}
      // The first one has the field's own id, so that an error summary leads to it.
      id={index === 0 ? id : `${id}-${fit.staffId}`}
      name="toId"
      fit={fit}
      asked={answer}
      isChosen={chosen?.staffId === fit.staffId}
      onChoose={() => {
        onChange(String(fit.staffId))
        // Who goes on to whom is another matter with everybody: it is agreed to anew.
        form.set(values => ({ ...values, withMove: false }))
      }}
    />
  )
  const room = chosen?.makesRoom ?? null
  return (
    <FormFrame form={form} label={say('fit.best')}>
      <Card>
        <FieldFrame id={id} label={say('fit.best')} hint={say('fit.bestHint')} error={error} group>
          <div className="mg-fits">
            <Stack gap="small">
              {best.map(card)}
              {others.length > 0 && (
                <Others
                  fits={others}
                  card={fit => card(fit, -1)}
                  isOpen={chosen !== null && !best.includes(chosen)}
                />
              )}
            </Stack>
          </div>
        </FieldFrame>
      </Card>
      <Card>
        <Stack gap="medium">
          {room !== null && (
            <Checkbox
              {...form.field('withMove')}
              label={say('fit.withMove', { youth: nameOf(room), to: nameOf(room.to) })}
            />
          )}
          <DateField
            {...form.field('from')}
            label={say('fit.from')}
            min={today}
            max={today.add({ weeks: forecastWeeks })}
          />
          <TextArea
            {...form.field('note')}
            label={say('fit.note')}
            hint={say('fit.noteHint', { name })}
            rows={2}
            maxLength={500}
            optional
          />
        </Stack>
      </Card>
      <Failure failure={form.failure} />
      <StickyActions>
        <Button type="submit" look="primary" busy={form.sending}>
          {chosen === null ? say('fit.giveNobody') : say('fit.give', { name, staff: nameOf(chosen) })}
        </Button>
      </StickyActions>
    </FormFrame>
  )
}

/** The server speaks of moves; here it is one choice. */
function atChoice(error: unknown): unknown {
  if (!(error instanceof CallError) || error.fields.length === 0) return error
  return new CallError(error.code, {
    fields: error.fields.map(fault =>
      fault.field.startsWith('moves') ? { ...fault, field: 'toId' } : fault,
    ),
  })
}

interface OthersProps {
  fits: readonly Fit[]
  card: (fit: Fit) => React.ReactNode
  isOpen: boolean
}

function Others({ fits, card, isOpen }: OthersProps) {
  const say = useSay()
  const [sought, setSought] = useState('')
  const word = sought.trim().toLocaleLowerCase('da')
  const found = fits.filter(fit => nameOf(fit).toLocaleLowerCase('da').includes(word))
  return (
    <details className="mg-why" open={isOpen || undefined}>
      <summary>{say('fit.others', { count: fits.length })}</summary>
      <Stack gap="small">
        {fits.length > many && (
          <TextField
            id="fit-sought"
            name="sought"
            label={say('fit.search')}
            value={sought}
            onChange={setSought}
            optional
          />
        )}
        {found.length === 0 ? <p className="mg-quiet">{say('fit.searchNone')}</p> : found.map(card)}
      </Stack>
    </details>
  )
}
