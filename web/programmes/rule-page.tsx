import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Setup } from '#contract/programmes.ts'
import { changeRule, previewRule, type ShownRule } from '#contract/rules.ts'
import { CallError, call } from '#web/calls/call.ts'
import { explainField } from '#web/calls/explain.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useToday } from '#web/calls/session.ts'
import { Button } from '#web/kit/button.tsx'
import { ChoiceChips } from '#web/kit/choice-chips.tsx'
import { DateField } from '#web/kit/date-field.tsx'
import { Alert, SkeletonPage, useAnnounce } from '#web/kit/feedback.tsx'
import { FormFrame, useForm } from '#web/kit/form.tsx'
import { Page } from '#web/kit/layout.tsx'
import { BackLink, PageHeader } from '#web/kit/page-header.tsx'
import { StickyActions } from '#web/kit/sticky-actions.tsx'
import { TextArea } from '#web/kit/text-field.tsx'
import type { Draft } from '#web/kit/use-draft.tsx'
import { Drafted, RestoredNote } from './drafted.tsx'
import { Failure } from './failure.tsx'
import { flatFaults } from './flat-faults.ts'
import { PreviewDialog } from './preview-dialog.tsx'
import { setupQuery, useForgetSetup } from './queries.ts'
import { RuleFields } from './rule-fields.tsx'
import { checkRule, type Fresh, type RuleValues, ruleChange, ruleValues } from './rule-values.ts'
import { isAhead } from './standing-tags.tsx'
import { usePreview } from './use-preview.ts'

const route = getRouteApi('/inside/opsaetning/loefte')

/** A new rule (`?forloeb=`, `?ur=lov`), or one that is changed or ended from a day on (`?ret=`). */
export function RulePage() {
  const { ret, forloeb, ur } = route.useSearch()
  const { data, error } = useQuery(setupQuery)
  if (data) {
    const rule = data.rules.find(({ id }) => String(id) === ret) ?? null
    const programme = data.programmes.find(({ id }) => String(id) === forloeb)
    // An address that leads to nothing must not quietly make a promise to everybody.
    if (rule === null && programme === undefined && forloeb !== 'alle') throw new CallError('notFound')
    return (
      <Editor
        key={`${ret} ${forloeb} ${ur}`}
        rule={rule}
        fresh={{
          clock: rule?.clock ?? (ur === 'lov' ? 'statutory' : 'promise'),
          programmeId: rule?.programmeId ?? programme?.id ?? null,
        }}
        programme={programme?.name ?? null}
        setup={data}
      />
    )
  }
  if (error) throw error
  return <SkeletonPage />
}

interface Props {
  rule: ShownRule | null
  fresh: Fresh
  programme: string | null
  setup: Setup
}

function Editor(props: Props) {
  const { rule, fresh } = props
  const today = useToday()
  const about = rule === null ? `${fresh.clock}.${fresh.programmeId ?? 'all'}` : `${rule.id}.${rule.version}`
  return (
    <Drafted name={`rule.${about}`} initial={ruleValues(rule, fresh, today)}>
      {written => <WrittenRule {...props} written={written} />}
    </Drafted>
  )
}

function WrittenRule({ rule, fresh, programme, setup, written }: Props & { written: Draft<RuleValues> }) {
  const say = useSay()
  const today = useToday()
  const announce = useAnnounce()
  const navigate = useNavigate()
  const forget = useForgetSetup()
  const { found, begin, stop, nameMore } = usePreview()
  const [saving, setSaving] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const isLaw = fresh.clock === 'statutory'
  const to = isLaw ? '/opsaetning/lov' : '/opsaetning'
  const leave = () => void navigate({ to })

  const form = useForm<RuleValues, void>({
    initial: written.values,
    state: written,
    check: values => checkRule(values, rule),
    explain: fault => {
      if (fault.code === 'number') return say('programmes.numberInvalid')
      if (fault.code === 'kinds') return say('programmes.kindsMissing')
      return explainField(say, { ...fault, params: fault.params })
    },
    send: values => {
      setFailure(null)
      const change = ruleChange(values, rule, fresh.programmeId)
      return begin((part, signal) => call(previewRule, { ...change, ...part }, signal)).catch(
        flatFaults('rule'),
      )
    },
  })

  const save = async () => {
    if (saving) return
    setSaving(true)
    try {
      await call(changeRule, ruleChange(form.values, rule, fresh.programmeId))
      announce(say(form.values.mode === 'end' ? 'rules.ended' : 'rules.saved'))
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
  const title = useTitle({ rule, programme, isLaw })
  const modeField = form.field('mode')
  const countsOnce = rule !== null && rule.pattern !== 'every' && rule.pattern !== 'between'
  const ahead = rule !== null && isAhead(rule.during, today)
  return (
    <Page width="reading">
      <PageHeader title={title} back={<BackLink to={to}>{say('programmes.toSetup')}</BackLink>}>
        {say(rule === null ? 'rules.newLead' : ahead ? 'rules.aheadLead' : 'rules.changeLead')}
      </PageHeader>
      <FormFrame form={form} label={title}>
        <RestoredNote written={written} />
        {rule?.status === 'law' && <LawWarning rule={rule} />}
        {rule !== null && !ahead && (
          <ChoiceChips
            {...modeField}
            label={say('programmes.what')}
            onChange={chosen => chosen !== null && modeField.onChange(chosen)}
            choices={[
              { value: 'change', label: say('rules.modeChange') },
              { value: 'end', label: say('rules.modeEnd') },
            ]}
          />
        )}
        {mode === 'end' ? (
          <>
            <p>{say('rules.endText')}</p>
            <TextArea
              {...form.field('reason')}
              label={say('rules.reason')}
              {...(rule?.status === 'law' ? { hint: say('rules.sourceHint') } : {})}
              rows={2}
              maxLength={500}
            />
          </>
        ) : (
          <RuleFields form={form} rule={rule} groups={setup.targetGroups} />
        )}
        <DateField
          {...form.field('from')}
          label={say(mode === 'end' ? 'rules.firstWithout' : 'programmes.validFrom')}
          hint={say('rules.fromHint')}
          min={today}
          example={today}
          disabled={ahead}
        />
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
        confirm={say(mode === 'end' ? 'rules.endRule' : 'rules.saveRule')}
        busy={saving}
        onConfirm={() => void save()}
        onClose={stop}
      >
        {rule?.status === 'law' && <p>{say('rules.lawAgain')}</p>}
        {countsOnce && mode === 'change' && (found?.effect.ended ?? 0) > 0 && <p>{say('rules.onceText')}</p>}
      </PreviewDialog>
    </Page>
  )
}

function useTitle({
  rule,
  programme,
  isLaw,
}: {
  rule: ShownRule | null
  programme: string | null
  isLaw: boolean
}) {
  const say = useSay()
  if (rule !== null) return say('programmes.changeRule', { name: rule.name })
  if (isLaw) return say('rules.addLaw')
  return programme === null ? say('programmes.newRule') : say('programmes.addRuleTo', { name: programme })
}

/** The law is not decided here: what is changed must be the law's own change. */
function LawWarning({ rule }: { rule: ShownRule }) {
  const say = useSay()
  const dates = useDates()
  const today = useToday()
  return (
    <Alert tone="warning" title={say('rules.lawWarningTitle')}>
      {say('rules.lawWarning', { source: rule.source, day: dates.day(rule.during.from, today) })}
    </Alert>
  )
}
