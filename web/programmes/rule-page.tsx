import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { Setup } from '#contract/programmes.ts'
import { changeRule, previewRule, type ShownRule } from '#contract/rules.ts'
import { CallError, call } from '#web/calls/call.ts'
import { useSay } from '#web/calls/language.tsx'
import { useToday } from '#web/calls/session.ts'
import { SkeletonPage } from '#web/kit/feedback.tsx'
import { LawWarning } from './law-warning.tsx'
import { EndFields, FromField, PreviewedForm } from './previewed-form.tsx'
import { setupQuery } from './queries.ts'
import { RuleFields } from './rule-fields.tsx'
import { checkRule, type Fresh, ruleChange, ruleValues } from './rule-values.ts'
import { isAhead } from './standing-tags.tsx'

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

function Editor({ rule, fresh, programme, setup }: Props) {
  const say = useSay()
  const today = useToday()
  const about = rule === null ? `${fresh.clock}.${fresh.programmeId ?? 'all'}` : `${rule.id}.${rule.version}`
  const isLaw = fresh.clock === 'statutory'
  const title = useTitle({ rule, programme, isLaw })
  const ahead = rule !== null && isAhead(rule.during, today)
  const countsOnce = rule !== null && rule.pattern !== 'every' && rule.pattern !== 'between'
  const goesOn = countsOnce ? 'rules.onceText' : 'rules.countsOn'
  return (
    <PreviewedForm
      name={`rule.${about}`}
      initial={ruleValues(rule, fresh, today)}
      title={title}
      lead={say(rule === null ? 'rules.newLead' : ahead ? 'rules.aheadLead' : 'rules.changeLead')}
      back={{ to: isLaw ? '/opsaetning/lov' : '/opsaetning', label: say('programmes.toSetup') }}
      modes={rule === null || ahead ? null : { change: say('rules.modeChange'), end: say('rules.modeEnd') }}
      check={values => checkRule(values, rule)}
      explain={({ code }) =>
        code === 'number'
          ? say('programmes.numberInvalid')
          : code === 'kinds'
            ? say('programmes.kindsMissing')
            : null
      }
      changeOf={values => ruleChange(values, rule, fresh.programmeId)}
      preview={(change, signal) => call(previewRule, change, signal)}
      save={change => call(changeRule, change)}
      part="rule"
      confirm={({ mode }) => say(mode === 'end' ? 'rules.endRule' : 'rules.saveRule')}
      said={({ mode }) => say(mode === 'end' ? 'rules.ended' : 'rules.saved')}
      warning={(found, { mode }) => (
        <>
          {rule?.status === 'law' && <p>{say('rules.lawAgain')}</p>}
          {countsOnce && mode === 'change' && (found?.effect.ended ?? 0) > 0 && (
            <p>{say('rules.onceText')}</p>
          )}
        </>
      )}
    >
      {form => (
        <>
          {rule?.status === 'law' && <LawWarning row={rule} />}
          {form.values.mode === 'end' ? (
            <EndFields form={form} text={say('rules.endText')} isLaw={rule?.status === 'law'} />
          ) : (
            <>
              <RuleFields form={form} rule={rule} groups={setup.targetGroups} />
              {rule !== null && (
                <p className="mg-quiet">
                  {say(form.values.pattern === rule.pattern ? goesOn : 'rules.countsAnew')}
                </p>
              )}
            </>
          )}
          <FromField form={form} ahead={ahead} />
        </>
      )}
    </PreviewedForm>
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
