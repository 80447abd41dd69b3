import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { Setup } from '#contract/programmes.ts'
import { changeDraft, type Draft } from '#contract/rule-drafts.ts'
import type { ShownRule } from '#contract/rules.ts'
import { CallError, call } from '#web/calls/call.ts'
import { explainField } from '#web/calls/explain.ts'
import { useSay } from '#web/calls/language.tsx'
import { useToday } from '#web/calls/session.ts'
import { Button } from '#web/kit/button.tsx'
import { SkeletonPage, useAnnounce } from '#web/kit/feedback.tsx'
import { FormFrame, useForm } from '#web/kit/form.tsx'
import { Page } from '#web/kit/layout.tsx'
import { BackLink, PageHeader } from '#web/kit/page-header.tsx'
import { StickyActions } from '#web/kit/sticky-actions.tsx'
import type { Draft as Written } from '#web/kit/use-draft.tsx'
import { Drafted, RestoredNote } from './drafted.tsx'
import { Failure } from './failure.tsx'
import { draftsQuery, setupQuery, useForgetSetup } from './queries.ts'
import { RuleFields } from './rule-fields.tsx'
import { checkRule, type RuleValues, ruleContent, ruleValues } from './rule-values.ts'

const route = getRouteApi('/inside/opsaetning/kladde/regel')

/** A rule that a draft begins, or one that it changes (`?ret=`); it holds from the draft's day. */
export function DraftRulePage() {
  const { kladde, ret, ur } = route.useSearch()
  const drafts = useQuery(draftsQuery)
  const setup = useQuery(setupQuery)
  const error = drafts.error ?? setup.error
  if (error) throw error
  if (!drafts.data || !setup.data) return <SkeletonPage />
  const draft = drafts.data.drafts.find(({ id }) => String(id) === kladde)
  if (draft?.state !== 'draft') throw new CallError('notFound')
  const rule = setup.data.rules.find(({ id }) => String(id) === ret) ?? null
  const clock = ur === 'lov' ? 'statutory' : 'promise'
  return <Editor draft={draft} rule={rule} clock={clock} setup={setup.data} />
}

interface Props {
  draft: Draft
  rule: ShownRule | null
  clock: ShownRule['clock']
  setup: Setup
}

function Editor(props: Props) {
  const { draft, rule, clock } = props
  const today = useToday()
  const about = rule === null ? clock : `${rule.id}.${rule.version}`
  return (
    <Drafted
      name={`draft-rule.${draft.id}.${about}`}
      initial={ruleValues(rule, { clock, programmeId: null }, today)}
    >
      {written => <WrittenRule {...props} written={written} />}
    </Drafted>
  )
}

function WrittenRule({ draft, rule, setup, written }: Props & { written: Written<RuleValues> }) {
  const say = useSay()
  const announce = useAnnounce()
  const navigate = useNavigate()
  const forget = useForgetSetup()
  const leave = () => void navigate({ to: '/opsaetning/kladde', search: { ret: String(draft.id) } })
  const form = useForm<RuleValues, unknown>({
    initial: written.values,
    state: written,
    check: values => checkRule(values, rule),
    explain: fault => {
      if (fault.code === 'number') return say('programmes.numberInvalid')
      if (fault.code === 'kinds') return say('programmes.kindsMissing')
      return explainField(say, { ...fault, params: fault.params })
    },
    send: values => {
      const content = ruleContent(values)
      const { id, version, title, source, status, fromDay, changes } = draft
      const change =
        rule === null
          ? { kind: 'beginRule' as const, programme: null, rule: content }
          : { kind: 'changeRule' as const, key: rule.key, rule: content, wordsStand: values.wordsStand }
      return call(changeDraft, {
        ...{ id, version, title, source, status },
        fromDay: String(fromDay),
        changes: [...changes, change],
      }).catch(error => {
        throw atFields(error, changes.length)
      })
    },
    onSent() {
      written.discard()
      announce(say('rules.draftSaved'))
      void forget()
      leave()
    },
  })
  const title = rule === null ? say('rules.draftNewRule') : say('programmes.changeRule', { name: rule.name })
  return (
    <Page width="reading">
      <PageHeader
        title={title}
        back={
          <BackLink to="/opsaetning/kladde" search={{ ret: String(draft.id) }}>
            {draft.title}
          </BackLink>
        }
      >
        {say('rules.draftRuleLead')}
      </PageHeader>
      <FormFrame form={form} label={title}>
        <RestoredNote written={written} />
        <RuleFields form={form} rule={rule} groups={setup.targetGroups} />
        <Failure failure={form.failure} />
        <StickyActions>
          <Button onClick={leave}>{say('common.cancel')}</Button>
          <Button type="submit" look="primary" busy={form.sending}>
            {say('rules.putInDraft')}
          </Button>
        </StickyActions>
      </FormFrame>
    </Page>
  )
}

/** The API's fields lie in the last change of the draft. */
function atFields(error: unknown, at: number): unknown {
  if (!(error instanceof CallError) || error.fields.length === 0) return error
  const before = `changes.${at}.rule.`
  const fields = error.fields.map(fault => ({ ...fault, field: fault.field.replace(before, '') }))
  return new CallError(error.code, { fields })
}
