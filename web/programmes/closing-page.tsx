import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { type Closing, ClosingKind, changeClosing, previewClosing } from '#contract/closings.ts'
import type { InputOf } from '#contract/use-case.ts'
import { RuleStatus } from '#contract/words.ts'
import { CallError, call } from '#web/calls/call.ts'
import { explainField } from '#web/calls/explain.ts'
import { useSay } from '#web/calls/language.tsx'
import { useToday } from '#web/calls/session.ts'
import { Button } from '#web/kit/button.tsx'
import { ChoiceChips } from '#web/kit/choice-chips.tsx'
import { DateField } from '#web/kit/date-field.tsx'
import { SkeletonPage, useAnnounce } from '#web/kit/feedback.tsx'
import { FormFrame, useForm } from '#web/kit/form.tsx'
import { Inline, Page } from '#web/kit/layout.tsx'
import { BackLink, PageHeader } from '#web/kit/page-header.tsx'
import { StickyActions } from '#web/kit/sticky-actions.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import type { Draft } from '#web/kit/use-draft.tsx'
import { Drafted, RestoredNote } from './drafted.tsx'
import { Failure } from './failure.tsx'
import { flatFaults } from './flat-faults.ts'
import { PreviewDialog } from './preview-dialog.tsx'
import { closingsQuery, useForgetSetup } from './queries.ts'
import { required } from './row-dialog.tsx'
import { usePreview } from './use-preview.ts'

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
  const about = closing === null ? 'new' : `${closing.id}.${closing.version}`
  return (
    <Drafted name={`closing.${about}`} initial={valuesOf(closing)}>
      {written => <WrittenClosing closing={closing} written={written} />}
    </Drafted>
  )
}

function WrittenClosing({ closing, written }: { closing: Closing | null; written: Draft<Values> }) {
  const say = useSay()
  const today = useToday()
  const announce = useAnnounce()
  const navigate = useNavigate()
  const forget = useForgetSetup()
  const { found, begin, stop, nameMore } = usePreview()
  const [saving, setSaving] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const leave = () => void navigate({ to: '/opsaetning/lukkedage' })
  const begun = closing !== null && Temporal.PlainDate.compare(closing.during.from, today) < 0
  const form = useForm<Values, void>({
    initial: written.values,
    state: written,
    check: values =>
      values.mode === 'end'
        ? required(values, 'reason')
        : required(values, 'name', 'from', 'lastDay', 'source'),
    explain: fault => explainField(say, { ...fault, params: fault.params }),
    send: values => {
      setFailure(null)
      const change = changeOf(values, closing)
      return begin((part, signal) => call(previewClosing, { ...change, ...part }, signal)).catch(
        flatFaults('closing'),
      )
    },
  })
  const save = async () => {
    setSaving(true)
    try {
      await call(changeClosing, changeOf(form.values, closing))
      announce(say('rules.closingSaved'))
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
  const { mode } = form.values
  const [modeField, kind, status] = [form.field('mode'), form.field('kind'), form.field('status')]
  const title =
    closing === null ? say('rules.addClosing') : say('programmes.changeRule', { name: closing.name })
  return (
    <Page width="reading">
      <PageHeader
        title={title}
        back={<BackLink to="/opsaetning/lukkedage">{say('rules.closings')}</BackLink>}
      >
        {say(begun ? 'rules.closingBegun' : 'rules.closingLead')}
      </PageHeader>
      <FormFrame form={form} label={title}>
        <RestoredNote written={written} />
        {closing !== null && !begun && (
          <ChoiceChips
            {...modeField}
            label={say('programmes.what')}
            onChange={chosen => chosen !== null && modeField.onChange(chosen)}
            choices={[
              { value: 'change', label: say('rules.closingChange') },
              { value: 'end', label: say('rules.closingWithdraw') },
            ]}
          />
        )}
        {mode === 'end' ? (
          <TextField {...form.field('reason')} label={say('rules.why')} size="full" maxLength={500} />
        ) : (
          <>
            <TextField {...form.field('name')} label={say('programmes.name')} size="full" maxLength={100} />
            <ChoiceChips
              {...kind}
              label={say('rules.closingKind')}
              disabled={begun}
              onChange={chosen => chosen !== null && kind.onChange(chosen)}
              choices={ClosingKind.options.map(value => ({ value, label: say(`rules.${value}`) }))}
            />
            <Inline>
              <DateField
                {...form.field('from')}
                label={say('programmes.first')}
                min={begun ? closing.during.from : today}
                example={today}
                disabled={begun}
              />
              <DateField
                {...form.field('lastDay')}
                label={say('programmes.last')}
                min={today}
                example={today}
              />
            </Inline>
            <TextField
              {...form.field('source')}
              label={say('programmes.decided')}
              size="full"
              maxLength={500}
            />
            <ChoiceChips
              {...status}
              label={say('rules.status')}
              onChange={chosen => chosen !== null && status.onChange(chosen)}
              choices={RuleStatus.options.map(value => ({ value, label: say(`programmes.${value}`) }))}
            />
          </>
        )}
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
        confirm={say(mode === 'end' ? 'rules.closingWithdraw' : 'rules.saveClosing')}
        busy={saving}
        onConfirm={() => void save()}
        onClose={stop}
      />
    </Page>
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
