import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { OutputOf } from '#contract/use-case.ts'
import { addWish, endWish, readWishes, type Wish, wishKinds, wishWhose } from '#contract/wishes.ts'
import type { Youth } from '#contract/youths-person.ts'
import { call } from '#web/calls/call.ts'
import { explainField } from '#web/calls/explain.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { Button, ButtonRow } from '#web/kit/button.tsx'
import { ChoiceChips } from '#web/kit/choice-chips.tsx'
import { DateField } from '#web/kit/date-field.tsx'
import { Failure } from '#web/kit/failure.tsx'
import { Dialog } from '#web/kit/feedback.tsx'
import { FormFrame, useForm } from '#web/kit/form.tsx'
import { Card, Stack } from '#web/kit/layout.tsx'
import { Select, TextField } from '#web/kit/text-field.tsx'
import { useMayHere } from './use-may-here.ts'

type Read = OutputOf<typeof readWishes>

const keyOf = (youthId: number) => ['youth', String(youthId), 'wishes']

/** What is wished for or called for in this young person's caseworker, for whoever may say so. */
export function WishesCard({ youth }: { youth: Youth }) {
  const say = useSay()
  const dates = useDates()
  const enabled = useMayHere(youth)('wish.write') && youth.isOpen
  const { youthId, givenName: name } = youth
  const { data } = useQuery({
    queryKey: keyOf(youthId),
    queryFn: ({ signal }) => call(readWishes, { youthId }, signal),
    enabled,
  })
  const [adding, setAdding] = useState(false)
  const [ending, setEnding] = useState<Wish | null>(null)
  if (!enabled || data === undefined) return null
  const line = (wish: Wish) => {
    const words = {
      what: whatOf(wish),
      whose: say(`fit.wish_${wish.whose}`),
      day: dates.day(wish.from, data.today),
    }
    return wish.lastDay === null
      ? say('fit.wishLine', words)
      : say('fit.wishLineUntil', { ...words, last: dates.day(wish.lastDay, data.today) })
  }
  return (
    <Card title={say('fit.wishesTitle', { name })}>
      <Stack gap="medium">
        {data.wishes.length === 0 ? (
          <p className="mg-quiet">{say('fit.wishesNone')}</p>
        ) : (
          <ul>
            {data.wishes.map(wish => (
              <li key={wish.wishId}>
                {line(wish)}{' '}
                {wish.lastDay === null && (
                  <Button
                    look="plain"
                    aria-label={say('fit.wishEndLong', { what: whatOf(wish) })}
                    onClick={() => setEnding(wish)}
                  >
                    {say('fit.wishEnd')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
        <ButtonRow>
          <Button onClick={() => setAdding(true)}>{say('fit.wishAdd')}</Button>
        </ButtonRow>
      </Stack>
      {adding && <AddDialog youthId={youthId} read={data} onClose={() => setAdding(false)} />}
      {ending !== null && (
        <EndDialog wish={ending} youthId={youthId} today={data.today} onClose={() => setEnding(null)} />
      )}
    </Card>
  )
}

function whatOf({ staff, competence, profession }: Wish): string {
  if (staff !== null) return `${staff.givenName} ${staff.familyName}`
  return competence?.name ?? profession ?? ''
}

interface Adding {
  whose: (typeof wishWhose)[number] | null
  kind: (typeof wishKinds)[number] | null
  staffId: string
  competence: string
  profession: string
  from: Temporal.PlainDate | null
  lastDay: Temporal.PlainDate | null
}

function AddDialog({ youthId, read, onClose }: { youthId: number; read: Read; onClose: () => void }) {
  const say = useSay()
  const queries = useQueryClient()
  const initial: Adding = {
    whose: 'youth',
    kind: null,
    staffId: '',
    competence: '',
    profession: '',
    from: read.today,
    lastDay: null,
  }
  const form = useForm<Adding, unknown>({
    initial,
    check: ({ whose, kind, staffId, competence, profession, from }) => [
      ...(whose === null ? [{ field: 'whose', code: 'required' }] : []),
      ...(kind === null ? [{ field: 'kind', code: 'required' }] : []),
      ...(kind === 'person' && staffId === '' ? [{ field: 'staffId', code: 'required' }] : []),
      ...(kind === 'competence' && competence === '' ? [{ field: 'competence', code: 'required' }] : []),
      ...(kind === 'profession' && profession.trim() === ''
        ? [{ field: 'profession', code: 'required' }]
        : []),
      ...(from === null ? [{ field: 'from', code: 'required' }] : []),
    ],
    explain: fault => explainField(say, fault),
    send({ whose, kind, staffId, competence, profession, from, lastDay }) {
      if (whose === null || kind === null || from === null) throw new Error('a checked field is missing')
      return call(addWish, {
        youthId,
        whose,
        kind,
        staffId: kind === 'person' ? Number(staffId) : null,
        competence,
        profession,
        from: from.toString(),
        lastDay: lastDay?.toString() ?? null,
      })
    },
    onSent() {
      onClose()
      void queries.invalidateQueries({ queryKey: keyOf(youthId) })
      void queries.invalidateQueries({ queryKey: ['caseload'] })
    },
  })
  const { kind, whose } = form.values
  // A particular person is nobody's to call for but the young person's.
  const kinds = wishKinds.filter(each => each !== 'person' || whose === 'youth')
  return (
    <Dialog open title={say('fit.wishAdd')} onClose={onClose}>
      <FormFrame form={form} label={say('fit.wishAdd')}>
        <ChoiceChips
          {...form.field('whose')}
          label={say('fit.wishWhose')}
          choices={wishWhose.map(value => ({ value, label: say(`fit.wish_${value}`) }))}
        />
        <ChoiceChips
          {...form.field('kind')}
          label={say('fit.wishKind')}
          choices={kinds.map(value => ({ value, label: say(`fit.wishKind_${value}`) }))}
        />
        {kind === 'person' && whose === 'youth' && (
          <Select
            {...form.field('staffId')}
            label={say('fit.wishStaff')}
            empty={say('proposals.choose')}
            choices={read.staff.map(each => ({
              value: String(each.staffId),
              label: `${each.givenName} ${each.familyName}`,
            }))}
          />
        )}
        {kind === 'competence' && (
          <Select
            {...form.field('competence')}
            label={say('fit.wishCompetence')}
            empty={say('proposals.choose')}
            choices={read.competences.map(({ code, name }) => ({ value: code, label: name }))}
          />
        )}
        {kind === 'profession' && (
          <TextField
            {...form.field('profession')}
            label={say('fit.wishProfession')}
            hint={say('fit.wishProfessionHint')}
            maxLength={100}
          />
        )}
        <DateField {...form.field('from')} label={say('fit.wishFrom')} />
        <DateField
          {...form.field('lastDay')}
          label={say('fit.wishLast')}
          hint={say('fit.wishLastHint')}
          optional
        />
        <Ending failure={form.failure} sending={form.sending} onClose={onClose} />
      </FormFrame>
    </Dialog>
  )
}

function EndDialog({
  wish,
  youthId,
  today,
  onClose,
}: {
  wish: Wish
  youthId: number
  today: Temporal.PlainDate
  onClose: () => void
}) {
  const say = useSay()
  const queries = useQueryClient()
  const { wishId, version, from } = wish
  const form = useForm<{ lastDay: Temporal.PlainDate | null }, unknown>({
    initial: { lastDay: Temporal.PlainDate.compare(today, from) < 0 ? from : today },
    check: ({ lastDay }) => (lastDay === null ? [{ field: 'lastDay', code: 'required' }] : []),
    explain: fault => explainField(say, fault),
    send({ lastDay }) {
      if (lastDay === null) throw new Error('a checked field is missing')
      return call(endWish, { wishId, version, lastDay: lastDay.toString() })
    },
    onSent() {
      onClose()
      void queries.invalidateQueries({ queryKey: keyOf(youthId) })
      void queries.invalidateQueries({ queryKey: ['caseload'] })
    },
  })
  const title = say('fit.wishEndLong', { what: whatOf(wish) })
  return (
    <Dialog open title={title} onClose={onClose}>
      <FormFrame form={form} label={title}>
        <DateField {...form.field('lastDay')} label={say('fit.wishLast')} min={from} />
        <Ending failure={form.failure} sending={form.sending} onClose={onClose} />
      </FormFrame>
    </Dialog>
  )
}

function Ending({ failure, sending, onClose }: { failure: unknown; sending: boolean; onClose: () => void }) {
  const say = useSay()
  return (
    <>
      <Failure failure={failure} />
      <ButtonRow end>
        <Button onClick={onClose}>{say('common.cancel')}</Button>
        <Button type="submit" look="primary" busy={sending}>
          {say('common.save')}
        </Button>
      </ButtonRow>
    </>
  )
}
