import { correctRate, type Rate, type RateKind, setRate } from '#contract/rates.ts'
import { call } from '#web/calls/call.ts'
import { useSay } from '#web/calls/language.tsx'
import { useToday } from '#web/calls/session.ts'
import { DateField } from '#web/kit/date-field.tsx'
import type { BoundField, FieldFault } from '#web/kit/form.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { readKroner, writeKroner } from './money.ts'
import type { Gap } from './rate-gaps.ts'
import { RowDialog, required } from './row-dialog.tsx'
import { StatusField } from './status-field.tsx'

interface Amount {
  amount: string
  source: string
  status: Rate['status']
}

interface Dated extends Amount {
  from: Temporal.PlainDate | null
  lastDay: Temporal.PlainDate | null
}

const checkAmount = (values: Amount): FieldFault[] => [
  ...(readKroner(values.amount) === undefined ? [{ field: 'amount', code: 'amount' }] : []),
  ...required(values, 'source'),
]

/** An amount that is missing, or that takes over from another on a day. */
export function SetRateDialog({
  kind,
  replaces,
  gap,
  onClose,
}: {
  kind: RateKind
  replaces: Rate | null
  gap: Gap | null
  onClose: () => void
}) {
  const say = useSay()
  const today = useToday()
  return (
    <RowDialog<Dated>
      name={`rate.${kind.key}.${replaces === null ? gap?.from : `${replaces.id}.${replaces.version}`}`}
      title={say('rules.enterRate', { name: kind.forWhom })}
      initial={{
        amount: '',
        source: '',
        status: 'law',
        from: gap === null ? today : gap.from,
        lastDay: gap === null ? (replaces?.during.lastDay ?? null) : gap.lastDay,
      }}
      check={values => [...checkAmount(values), ...required(values, 'from')]}
      send={({ amount, from, lastDay, ...rest }) =>
        call(setRate, {
          kind: kind.key,
          replaces: replaces === null ? null : { id: replaces.id, version: replaces.version },
          from: String(from),
          lastDay: lastDay === null ? null : String(lastDay),
          amount: readKroner(amount) ?? 0,
          ...rest,
        })
      }
      confirm={say('rules.saveRate')}
      said={say('rules.rateSaved')}
      onClose={onClose}
    >
      {form => (
        <>
          <AmountFields
            amount={form.field('amount')}
            source={form.field('source')}
            status={form.field('status')}
            unit={kind.unit}
          />
          <DateField {...form.field('from')} label={say('programmes.first')} example={today} />
          <DateField
            {...form.field('lastDay')}
            label={say('programmes.last')}
            hint={say('programmes.lastHint')}
            optional
            example={today}
          />
        </>
      )}
    </RowDialog>
  )
}

/** An amount that was entered wrongly or is now confirmed: what it said before stays in the log. */
export function CorrectRateDialog({
  rate,
  unit,
  onClose,
}: {
  rate: Rate
  unit: RateKind['unit']
  onClose: () => void
}) {
  const say = useSay()
  return (
    <RowDialog<Amount & { reason: string }>
      name={`rate-correct.${rate.id}.${rate.version}`}
      title={say('rules.correctRate')}
      initial={{ amount: writeKroner(rate.amount), source: rate.source, status: rate.status, reason: '' }}
      check={values => [...checkAmount(values), ...required(values, 'reason')]}
      send={({ amount, ...rest }) =>
        call(correctRate, {
          id: rate.id,
          version: rate.version,
          amount: readKroner(amount) ?? 0,
          ...rest,
        })
      }
      confirm={say('rules.saveRate')}
      said={say('rules.rateSaved')}
      onClose={onClose}
    >
      {form => (
        <>
          <AmountFields
            amount={form.field('amount')}
            source={form.field('source')}
            status={form.field('status')}
            unit={unit}
          />
          <TextField {...form.field('reason')} label={say('rules.why')} size="full" maxLength={500} />
        </>
      )}
    </RowDialog>
  )
}

function AmountFields({
  amount,
  source,
  status,
  unit,
}: {
  amount: BoundField<string>
  source: BoundField<string>
  status: BoundField<Amount['status']>
  unit: RateKind['unit']
}) {
  const say = useSay()
  return (
    <>
      <TextField
        {...amount}
        label={say(`rules.amount_${unit}`)}
        size="short"
        inputMode="decimal"
        maxLength={12}
      />
      <TextField {...source} label={say('rules.rateSource')} size="full" maxLength={500} />
      <StatusField field={status} />
    </>
  )
}
