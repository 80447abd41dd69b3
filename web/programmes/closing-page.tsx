import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type Closing, ClosingKind, changeClosing, previewClosing } from '#contract/closings.ts'
import type { InputOf } from '#contract/use-case.ts'
import { CallError, call } from '#web/calls/call.ts'
import { useSay } from '#web/calls/language.tsx'
import { useToday } from '#web/calls/session.ts'
import { ChoiceChips } from '#web/kit/choice-chips.tsx'
import { DateField } from '#web/kit/date-field.tsx'
import { SkeletonPage } from '#web/kit/feedback.tsx'
import type { Form } from '#web/kit/form.tsx'
import { Inline } from '#web/kit/layout.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { PreviewedForm } from './previewed-form.tsx'
import { closingsQuery } from './queries.ts'
import { required } from './row-dialog.tsx'
import { StatusField } from './status-field.tsx'

const route = getRouteApi('/inside/opsaetning/lukning')

interface Values {
  mode: 'change' | 'end'
  kind: Closing['kind']
  name: string
  from: Temporal.PlainDate | null
  lastDay: Temporal.PlainDate | null
  source: string
  status: Closing['status']
  reason: string
}

/** A new closing, or one that is changed or taken back (`?ret=`). */
export function ClosingPage() {
  const { ret } = route.useSearch()
  const { data, error } = useQuery(closingsQuery)
  if (data) {
    const closing = data.closings.find(({ id }) => String(id) === ret) ?? null
    if (ret !== undefined && closing === null) throw new CallError('notFound')
    return <Editor key={ret} closing={closing} />
  }
  if (error) throw error
  return <SkeletonPage />
}

function Editor({ closing }: { closing: Closing | null }) {
  const say = useSay()
  const today = useToday()
  const about = closing === null ? 'new' : `${closing.id}.${closing.version}`
  const begun = closing !== null && Temporal.PlainDate.compare(closing.during.from, today) < 0
  return (
    <PreviewedForm
      name={`closing.${about}`}
      initial={valuesOf(closing)}
      title={
        closing === null ? say('rules.addClosing') : say('programmes.changeRule', { name: closing.name })
      }
      lead={say(begun ? 'rules.closingBegun' : 'rules.closingLead')}
      back={{ to: '/opsaetning/lukkedage', label: say('rules.closings') }}
      modes={
        closing === null || begun
          ? null
          : { change: say('rules.closingChange'), end: say('rules.closingWithdraw') }
      }
      check={values =>
        values.mode === 'end'
          ? required(values, 'reason')
          : required(values, 'name', 'from', 'lastDay', 'source')
      }
      changeOf={values => changeOf(values, closing)}
      preview={(change, signal) => call(previewClosing, change, signal)}
      save={change => call(changeClosing, change)}
      part="closing"
      confirm={({ mode }) => say(mode === 'end' ? 'rules.closingWithdraw' : 'rules.saveClosing')}
      said={() => say('rules.closingSaved')}
    >
      {form => <Fields form={form} closing={begun ? closing : null} />}
    </PreviewedForm>
  )
}

/** @param closing one that has begun, of which only the last day can be moved */
function Fields({ form, closing }: { form: Form<Values>; closing: Closing | null }) {
  const say = useSay()
  const today = useToday()
  const kind = form.field('kind')
  if (form.values.mode === 'end')
    return <TextField {...form.field('reason')} label={say('rules.why')} size="full" maxLength={500} />
  return (
    <>
      <TextField {...form.field('name')} label={say('programmes.name')} size="full" maxLength={100} />
      <ChoiceChips
        {...kind}
        label={say('rules.closingKind')}
        disabled={closing !== null}
        onChange={chosen => chosen !== null && kind.onChange(chosen)}
        choices={ClosingKind.options.map(value => ({ value, label: say(`rules.${value}`) }))}
      />
      <Inline>
        <DateField
          {...form.field('from')}
          label={say('programmes.first')}
          min={closing?.during.from ?? today}
          example={today}
          disabled={closing !== null}
        />
        <DateField {...form.field('lastDay')} label={say('programmes.last')} min={today} example={today} />
      </Inline>
      <TextField {...form.field('source')} label={say('programmes.decided')} size="full" maxLength={500} />
      <StatusField field={form.field('status')} />
    </>
  )
}

function valuesOf(closing: Closing | null): Values {
  return {
    mode: 'change',
    kind: closing?.kind ?? 'house',
    name: closing?.name ?? '',
    from: closing?.during.from ?? null,
    lastDay: closing?.during.lastDay ?? null,
    source: closing?.source ?? '',
    status: closing?.status ?? 'local',
    reason: '',
  }
}

function changeOf(
  { mode, reason, from, lastDay, ...content }: Values,
  closing: Closing | null,
): InputOf<typeof changeClosing> {
  return {
    replaces: closing === null ? null : { id: closing.id, version: closing.version },
    closing: mode === 'end' ? null : { ...content, from: String(from), lastDay: String(lastDay) },
    reason: mode === 'end' ? reason : '',
  }
}
