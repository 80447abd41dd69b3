import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { Effect } from '#contract/rules.ts'
import { explainField } from '#web/calls/explain.ts'
import { useSay } from '#web/calls/language.tsx'
import { useToday } from '#web/calls/session.ts'
import { Button } from '#web/kit/button.tsx'
import { ChoiceChips } from '#web/kit/choice-chips.tsx'
import { DateField } from '#web/kit/date-field.tsx'
import { useAnnounce } from '#web/kit/feedback.tsx'
import { type FieldFault, type Form, FormFrame, useForm } from '#web/kit/form.tsx'
import { Page } from '#web/kit/layout.tsx'
import { BackLink, PageHeader } from '#web/kit/page-header.tsx'
import { StickyActions } from '#web/kit/sticky-actions.tsx'
import { TextArea } from '#web/kit/text-field.tsx'
import type { Draft } from '#web/kit/use-draft.tsx'
import { Drafted, RestoredNote } from './drafted.tsx'
import { Failure } from './failure.tsx'
import { flatFaults } from './flat-faults.ts'
import { PreviewDialog } from './preview-dialog.tsx'
import { useForgetSetup } from './queries.ts'
import { type Found, type Part, usePreview } from './use-preview.ts'

/** What is written about a row that is changed or ends. */
interface Moded {
  mode: 'change' | 'end'
}

interface Props<Values extends Moded, Change> {
  /** Names what is written, as {@link Drafted} says. */
  name: string
  initial: Values
  title: string
  lead: string
  back: {
    to:
      | '/opsaetning'
      | '/opsaetning/lov'
      | '/opsaetning/lukkedage'
      | '/opsaetning/maalgrupper'
      | '/opsaetning/tid-og-loft'
    label: string
  }
  /** What changing and ending are called; null where there is nothing to choose. */
  modes: { change: string; end: string } | null
  check: (values: Values) => FieldFault[]
  /** The sentence for a fault of this form alone. */
  explain?: (fault: FieldFault) => string | null
  changeOf: (values: Values) => Change
  preview: (change: Change & Part, signal: AbortSignal) => Promise<Effect>
  save: (change: Change) => Promise<unknown>
  /** The part of what is sent in which the API's fields lie; and where one of them stands in the form. */
  part: string
  fieldOf?: (field: string, values: Values) => string
  confirm: (values: Values) => string
  said: (values: Values) => string
  children: (form: Form<Values>) => ReactNode
  /** Said in the dialog, above what moves. */
  warning?: (found: Found | null, values: Values) => ReactNode
}

/**
 * The form of a row that begins, or ends and makes way for another: what it would move is seen first, then it is saved.
 * What is written outlives the tab.
 */
export function PreviewedForm<Values extends Moded, Change extends object>(props: Props<Values, Change>) {
  return (
    <Drafted name={props.name} initial={props.initial}>
      {written => <Written {...props} written={written} />}
    </Drafted>
  )
}

function Written<Values extends Moded, Change extends object>(
  props: Props<Values, Change> & { written: Draft<Values> },
) {
  const { written, title, lead, back, modes, children, warning } = props
  const say = useSay()
  const announce = useAnnounce()
  const navigate = useNavigate()
  const forget = useForgetSetup()
  const { found, begin, nameMore, stop } = usePreview()
  const [saving, setSaving] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const leave = () => void navigate({ to: back.to })
  const form = useForm<Values, void>({
    initial: written.values,
    state: written,
    check: props.check,
    explain: fault => props.explain?.(fault) ?? explainField(say, { ...fault, params: fault.params }),
    send: values => {
      setFailure(null)
      const change = props.changeOf(values)
      return begin((part, signal) => props.preview({ ...change, ...part }, signal)).catch(
        flatFaults(props.part, field => props.fieldOf?.(field, values) ?? field),
      )
    },
  })
  const save = async () => {
    if (saving) return
    setSaving(true)
    try {
      await props.save(props.changeOf(form.values))
      announce(props.said(form.values))
      written.discard()
      void forget()
      leave()
    } catch (error) {
      setFailure(error)
    } finally {
      setSaving(false)
      stop()
    }
  }
  const mode = form.field('mode')
  return (
    <Page width="reading">
      <PageHeader title={title} back={<BackLink to={back.to}>{back.label}</BackLink>}>
        {lead}
      </PageHeader>
      <FormFrame form={form} label={title}>
        <RestoredNote written={written} />
        {modes !== null && (
          <ChoiceChips<Moded['mode']>
            {...mode}
            label={say('programmes.what')}
            onChange={chosen => chosen !== null && form.set(values => ({ ...values, mode: chosen }))}
            choices={[
              { value: 'change', label: modes.change },
              { value: 'end', label: modes.end },
            ]}
          />
        )}
        {children(form)}
        <Failure failure={form.failure ?? failure} />
        <StickyActions>
          <Button onClick={leave}>{say('common.cancel')}</Button>
          <Button type="submit" look="primary" busy={form.sending}>
            {say('programmes.preview')}
          </Button>
        </StickyActions>
      </FormFrame>
      <PreviewDialog
        found={found}
        onNameMore={nameMore}
        confirm={props.confirm(form.values)}
        busy={saving}
        onConfirm={() => void save()}
        onClose={stop}
      >
        {warning?.(found, form.values)}
      </PreviewDialog>
    </Page>
  )
}

interface Ending extends Moded {
  from: Temporal.PlainDate | null
  reason: string
}

/** Why it ends, and where that stands. */
export function EndFields<Values extends Ending>({
  form,
  text,
  isLaw,
}: {
  form: Form<Values>
  text: string
  isLaw: boolean
}) {
  const say = useSay()
  return (
    <>
      <p>{text}</p>
      <TextArea
        {...form.field('reason')}
        label={say('rules.reason')}
        {...(isLaw ? { hint: say('rules.sourceHint') } : {})}
        rows={2}
        maxLength={500}
      />
    </>
  )
}

/** The first day of what begins, or the first without; a row that has not begun is changed where it stands. */
export function FromField<Values extends Ending>({ form, ahead }: { form: Form<Values>; ahead: boolean }) {
  const say = useSay()
  const today = useToday()
  return (
    <DateField
      {...form.field('from')}
      label={say(form.values.mode === 'end' && !ahead ? 'rules.firstWithout' : 'programmes.validFrom')}
      hint={say('rules.fromHint')}
      min={today}
      example={today}
      disabled={ahead}
    />
  )
}
