import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { changeRule, type Effect, previewRule, type ShownRule } from '#contract/programmes.ts'
import { CallError, call } from '#web/calls/call.ts'
import { explainField } from '#web/calls/explain.ts'
import { useSay } from '#web/calls/language.tsx'
import { useToday } from '#web/calls/session.ts'
import { Button } from '#web/kit/button.tsx'
import { ChoiceChips } from '#web/kit/choice-chips.tsx'
import { DateField } from '#web/kit/date-field.tsx'
import { ConfirmDialog, SkeletonPage, useAnnounce } from '#web/kit/feedback.tsx'
import { FormFrame, useForm } from '#web/kit/form.tsx'
import { Page } from '#web/kit/layout.tsx'
import { BackLink, PageHeader } from '#web/kit/page-header.tsx'
import { StickyActions } from '#web/kit/sticky-actions.tsx'
import { Failure } from './failure.tsx'
import { setupQuery, useForgetSetup } from './queries.ts'
import { RuleFields } from './rule-fields.tsx'
import { checkRule, type RuleValues, ruleChange, ruleValues } from './rule-values.ts'

const route = getRouteApi('/inside/opsaetning/loefte')

/** A new promise (`?forloeb=`), or one that is changed or ended from a day on (`?ret=`). */
export function RulePage() {
  const { ret, forloeb } = route.useSearch()
  const { data, error } = useQuery(setupQuery)
  if (data) {
    const rule = data.rules.find(({ id }) => String(id) === ret) ?? null
    const programme = data.programmes.find(({ id }) => String(id) === forloeb)
    // An address that leads to nothing must not quietly make a promise to everybody.
    if (rule === null && programme === undefined && forloeb !== 'alle') throw new CallError('notFound')
    return (
      <Editor
        key={`${ret} ${forloeb}`}
        rule={rule}
        programmeId={rule?.programmeId ?? programme?.id ?? null}
        programme={programme?.name ?? null}
      />
    )
  }
  if (error) throw error
  return <SkeletonPage />
}

interface Props {
  rule: ShownRule | null
  programmeId: number | null
  programme: string | null
}

function Editor({ rule, programmeId, programme }: Props) {
  const say = useSay()
  const today = useToday()
  const announce = useAnnounce()
  const navigate = useNavigate()
  const forget = useForgetSetup()
  const [initial] = useState(() => ruleValues(rule, today))
  const [effect, setEffect] = useState<Effect | null>(null)
  const [saving, setSaving] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const leave = () => void navigate({ to: '/opsaetning' })

  const form = useForm<RuleValues, Effect>({
    initial,
    check: checkRule,
    explain: fault => {
      if (fault.code === 'number') return say('programmes.numberInvalid')
      if (fault.code === 'kinds') return say('programmes.kindsMissing')
      return explainField(say, { ...fault, params: fault.params })
    },
    send: values => {
      setFailure(null)
      return call(previewRule, ruleChange(values, rule, programmeId)).catch(error => {
        throw flat(error)
      })
    },
    onSent: setEffect,
  })

  const save = async () => {
    if (saving) return
    setSaving(true)
    try {
      await call(changeRule, ruleChange(form.values, rule, programmeId))
      announce(say(form.values.mode === 'end' ? 'programmes.ruleEnded' : 'programmes.ruleSaved'))
      void forget()
      leave()
    } catch (error) {
      setFailure(error)
    } finally {
      setSaving(false)
      setEffect(null)
    }
  }

  const { mode } = form.values
  const title =
    rule !== null
      ? say('programmes.changeRule', { name: rule.name })
      : programme === null
        ? say('programmes.newRule')
        : say('programmes.addRuleTo', { name: programme })
  const modeField = form.field('mode')
  return (
    <Page width="reading">
      <PageHeader title={title} back={<BackLink to="/opsaetning">{say('programmes.toSetup')}</BackLink>}>
        {say(rule === null ? 'programmes.newRuleLead' : 'programmes.ruleLead')}
      </PageHeader>
      <FormFrame form={form} label={title}>
        {rule !== null && (
          <ChoiceChips
            {...modeField}
            label={say('programmes.what')}
            onChange={chosen => chosen !== null && modeField.onChange(chosen)}
            choices={[
              { value: 'change', label: say('programmes.modeChange') },
              { value: 'end', label: say('programmes.modeEnd') },
            ]}
          />
        )}
        {mode === 'end' ? <p>{say('programmes.endText')}</p> : <RuleFields form={form} />}
        <DateField
          {...form.field('from')}
          label={say(mode === 'end' ? 'programmes.firstWithout' : 'programmes.validFrom')}
          min={today}
          example={today}
        />
        <Failure failure={form.failure ?? failure} />
        <StickyActions>
          <Button onClick={leave}>{say('common.cancel')}</Button>
          <Button type="submit" look="primary" busy={form.sending}>
            {say('programmes.preview')}
          </Button>
        </StickyActions>
      </FormFrame>
      <ConfirmDialog
        open={effect !== null}
        title={say('programmes.previewTitle')}
        confirm={say(mode === 'end' ? 'programmes.endRule' : 'programmes.saveRule')}
        cancel={say('common.cancel')}
        busy={saving}
        onConfirm={() => void save()}
        onClose={() => setEffect(null)}
      >
        {effect && <EffectInWords effect={effect} />}
      </ConfirmDialog>
    </Page>
  )
}

function EffectInWords({ effect: { youths, moved, begun, ended } }: { effect: Effect }) {
  const say = useSay()
  if (youths === 0) return <p>{say('programmes.previewNothing')}</p>
  return (
    <>
      <p>{say('programmes.previewYouths', { count: youths })}</p>
      <ul>
        {moved > 0 && <li>{say('programmes.previewMoved', { count: moved })}</li>}
        {begun > 0 && <li>{say('programmes.previewBegun', { count: begun })}</li>}
        {ended > 0 && <li>{say('programmes.previewEnded', { count: ended })}</li>}
      </ul>
    </>
  )
}

/** The form's fields lie flat; the API's lie in `rule`. */
function flat(error: unknown): unknown {
  if (!(error instanceof CallError) || error.fields.length === 0) return error
  const fields = error.fields.map(fault => ({ ...fault, field: fault.field.replace(/^rule\./, '') }))
  return new CallError(error.code, { fields })
}
