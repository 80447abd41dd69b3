import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Setup } from '#contract/programmes.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useMay } from '#web/calls/session.ts'
import { LinkButton } from '#web/kit/button.tsx'
import { SkeletonPage } from '#web/kit/feedback.tsx'
import { Card, Page, Stack } from '#web/kit/layout.tsx'
import { PageHeader } from '#web/kit/page-header.tsx'
import { OtherRuleCards } from './other-rule-cards.tsx'
import { setupQuery } from './queries.ts'
import { RuleRows } from './rule-rows.tsx'
import { ruleInWords } from './rule-words.ts'
import { SetupTabs } from './setup-tabs.tsx'
import { matches, useWhen, WhenFilter } from './when-filter.tsx'

/** What the law demands now, or on the day or in the years that one asks for. */
export function LawPage() {
  const { data, error } = useQuery(setupQuery)
  if (data) return <Law setup={data} />
  if (error) throw error
  return <SkeletonPage />
}

function Law({ setup }: { setup: Setup }) {
  const say = useSay()
  const dates = useDates()
  const mayWrite = useMay()('setup.write')
  const [sought, setSought] = useState('')
  const { shows } = useWhen()
  const rules = setup.rules
    .filter(rule => rule.clock === 'statutory' && shows(rule.during))
    .filter(rule => matches(sought, rule.name, rule.source, ruleInWords(say, dates, rule)))
    .toSorted((a, b) => Temporal.PlainDate.compare(a.during.from, b.during.from))
  return (
    <Page>
      <PageHeader
        title={say('rules.law')}
        actions={
          mayWrite && (
            <LinkButton to="/opsaetning/loefte" search={{ forloeb: 'alle', ur: 'lov' }} look="primary">
              {say('rules.addLaw')}
            </LinkButton>
          )
        }
      >
        {say('rules.lawLead')}
      </PageHeader>
      <SetupTabs />
      <Stack>
        <WhenFilter sought={sought} onSearch={setSought} withEras />
        {rules.length > 0 && (
          <Card flush>
            <RuleRows label={say('rules.law')} rules={rules} />
          </Card>
        )}
        <OtherRuleCards others={setup.others} sought={sought} isAlone={rules.length === 0} />
      </Stack>
    </Page>
  )
}
