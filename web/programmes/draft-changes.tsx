import type { Say } from '#contract/language/say.ts'
import type { Setup } from '#contract/programmes.ts'
import type { DraftChange } from '#contract/rule-drafts.ts'
import { useSay } from '#web/calls/language.tsx'
import { Button } from '#web/kit/button.tsx'
import { Inline } from '#web/kit/layout.tsx'
import { RowCard, RowCards } from '#web/kit/rows.tsx'
import { Tag } from '#web/kit/tag.tsx'

const looks = {
  endRule: ['danger', 'rules.ruleEnds'],
  changeRule: ['info', 'rules.ruleChanges'],
  beginRule: ['good', 'rules.ruleBegins'],
  endGroup: ['danger', 'rules.groupEnds'],
  beginGroup: ['good', 'rules.groupBegins'],
  missing: ['warning', 'rules.missing'],
} as const

/** What a change is about, in the words of the set-up as it is. */
function aboutChange(
  say: Say,
  change: DraftChange,
  { rules, targetGroups }: Setup,
  day: Temporal.PlainDate,
): { name: string; more: string; holds: boolean } {
  const holds = ({ from, lastDay }: Setup['rules'][number]['during']) =>
    Temporal.PlainDate.compare(from, day) <= 0 &&
    (lastDay === null || Temporal.PlainDate.compare(day, lastDay) <= 0)
  switch (change.kind) {
    case 'endRule':
    case 'changeRule': {
      const rule = rules.find(({ key, during }) => key === change.key && holds(during))
      return { name: rule?.name ?? change.key, more: rule?.source ?? '', holds: rule !== undefined }
    }
    case 'endGroup': {
      const group = targetGroups.find(({ code, during }) => code === change.code && holds(during))
      const count = group?.youths ?? 0
      return {
        name: group?.name ?? change.code,
        more: count === 0 ? '' : say('rules.inGroupToday', { count }),
        holds: group !== undefined,
      }
    }
    case 'beginRule':
      return { name: change.rule.name, more: change.rule.source, holds: true }
    case 'beginGroup':
      return { name: change.group.name, more: change.group.definition, holds: true }
    case 'missing':
      return { name: change.text, more: '', holds: true }
  }
}

interface Props {
  changes: readonly DraftChange[]
  setup: Setup
  day: Temporal.PlainDate
  /** Takes one out; without it they are only read. */
  onRemove?: (index: number) => void
}

/** Everything that a draft changes, ends, begins and still misses. */
export function DraftChangeRows({ changes, setup, day, onRemove }: Props) {
  const say = useSay()
  return (
    <RowCards label={say('rules.draftChanges')}>
      {changes.map((change, index) => {
        const [tone, kind] = looks[change.kind]
        const { name, more, holds } = aboutChange(say, change, setup, day)
        return (
          <RowCard
            key={`${change.kind} ${name}`}
            title={name}
            actions={
              onRemove && (
                <Button
                  look="plain"
                  onClick={() => onRemove(index)}
                  aria-label={say('rules.takeOutNamed', { name })}
                >
                  {say('rules.takeOut')}
                </Button>
              )
            }
          >
            <Inline tight>
              <Tag tone={tone}>{say(kind)}</Tag>
              {!holds && <Tag>{say('rules.notThatDay')}</Tag>}
              {more !== '' && <span className="mg-quiet">{more}</span>}
            </Inline>
          </RowCard>
        )
      })}
    </RowCards>
  )
}
