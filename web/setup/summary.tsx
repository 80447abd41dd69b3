import type { SetupSummary } from '#contract/setup.ts'
import { rowName, sectionName } from '#contract/setup-words.ts'
import { useSay } from '#web/calls/language.tsx'
import { DefinitionList } from '#web/kit/layout.tsx'

/** What a set-up holds: how much of each, and by name for whoever wants to see. */
export function Summary({ of, summary }: { of: string; summary: SetupSummary }) {
  const say = useSay()
  const held = summary.filter(({ names }) => names.length > 0)
  const counts = held.map(({ section, names }) =>
    say('setup.counted', { section: sectionName(say, section), count: names.length }),
  )
  return (
    <details className="mg-setup-summary">
      <summary>{say('setup.seeWhat', { name: of })}</summary>
      <p className="mg-quiet">{counts.length === 0 ? say('setup.noRows') : counts.join(' · ')}</p>
      <DefinitionList
        items={held.map(({ section, names }) => ({
          key: section,
          term: sectionName(say, section),
          value:
            section === 'words'
              ? say('setup.ownWord', { name: names.join(', ') })
              : names.map(name => rowName(say, section, name)).join(', '),
        }))}
      />
    </details>
  )
}
