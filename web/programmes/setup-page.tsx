import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Programme, Setup } from '#contract/programmes.ts'
import type { ShownRule } from '#contract/rules.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useMay } from '#web/calls/session.ts'
import { ButtonRow, LinkButton } from '#web/kit/button.tsx'
import { SkeletonPage } from '#web/kit/feedback.tsx'
import { Card, Inline, Page, Stack } from '#web/kit/layout.tsx'
import { PageHeader } from '#web/kit/page-header.tsx'
import { EmptyState } from '#web/kit/rows.tsx'
import { EntrancePromisesCard } from './entrance-promises-card.tsx'
import { setupQuery } from './queries.ts'
import { RuleRows } from './rule-rows.tsx'
import { ruleInWords } from './rule-words.ts'
import { SetupTabs } from './setup-tabs.tsx'
import { StatusTag, usePeriodInWords } from './standing-tags.tsx'
import { matches, useWhen, WhenFilter } from './when-filter.tsx'

/** What is promised, programme by programme, now or when one asks for, with where each comes from. */
export function SetupPage() {
  const { data, error } = useQuery(setupQuery)
  if (data) return <Promises setup={data} />
  if (error) throw error
  return <SkeletonPage />
}

function Promises({ setup }: { setup: Setup }) {
  const say = useSay()
  const dates = useDates()
  const mayWrite = useMay()('setup.write')
  const [sought, setSought] = useState('')
  const { vis, shows } = useWhen()
  const promises = setup.rules.filter(rule => rule.clock === 'promise' && shows(rule.during))
  const found = (rule: ShownRule, ...about: string[]) =>
    matches(sought, rule.name, rule.source, ruleInWords(say, dates, rule), ...about)
  const programmes = setup.programmes
    .map(programme => ({
      programme,
      isFound: matches(sought, programme.name, programme.description, programme.source),
      rules: promises.filter(rule => rule.programmeId === programme.id && found(rule, programme.name)),
    }))
    .filter(({ programme, isFound, rules }) => rules.length > 0 || (isFound && shows(programme.during)))
  const toAll = promises.filter(rule => rule.programmeId === null && found(rule))
  return (
    <Page>
      <PageHeader
        title={say('rules.promises')}
        actions={
          mayWrite && (
            <LinkButton to="/opsaetning/forloeb" look="primary">
              {say('programmes.addProgramme')}
            </LinkButton>
          )
        }
      >
        {say('rules.promisesLead')}
      </PageHeader>
      <SetupTabs />
      <Stack>
        <WhenFilter sought={sought} onSearch={setSought} />
        {setup.programmes.length === 0 && (
          <EmptyState title={say('programmes.noProgrammes')}>{say('programmes.noProgrammesText')}</EmptyState>
        )}
        {programmes.map(({ programme, rules }) => (
          <ProgrammeCard key={programme.id} programme={programme} rules={rules} groups={setup.targetGroups} />
        ))}
        <EntrancePromisesCard promises={setup.others.entrancePromises} sought={sought} />
        <Card
          title={say('programmes.promisesToAll')}
          flush={toAll.length > 0}
          actions={
            mayWrite && (
              <LinkButton to="/opsaetning/loefte" search={{ forloeb: 'alle' }}>
                {say('programmes.addRule')}
              </LinkButton>
            )
          }
        >
          {toAll.length === 0 ? (
            <p className="mg-quiet">
              {say(sought === '' && vis === 'nu' ? 'programmes.promisesToAllEmpty' : 'rules.noneFound')}
            </p>
          ) : (
            <RuleRows label={say('programmes.promisesToAll')} rules={toAll} />
          )}
        </Card>
      </Stack>
    </Page>
  )
}

function ProgrammeCard({
  programme,
  rules,
  groups,
}: {
  programme: Programme
  rules: readonly ShownRule[]
  groups: Setup['targetGroups']
}) {
  const say = useSay()
  const mayWrite = useMay()('setup.write')
  const periodInWords = usePeriodInWords()
  return (
    <Card title={programme.name}>
      <Stack gap="medium">
        {programme.description !== '' && <p>{programme.description}</p>}
        <Inline tight>
          <StatusTag status={programme.status} />
          <span className="mg-quiet">
            {[say('programmes.members', { count: programme.members }), periodInWords(programme.during)].join(
              ' · ',
            )}
          </span>
        </Inline>
        <div>
          {entryInWords(say, programme, groups)}
          {programme.source !== '' && (
            <div className="mg-quiet">{say('programmes.source', { source: programme.source })}</div>
          )}
        </div>
        <section>
          <h3>{say('programmes.rhythm')}</h3>
          {rules.length === 0 ? (
            <p className="mg-quiet">{say('programmes.noRhythm')}</p>
          ) : (
            <RuleRows label={say('rules.rhythmOf', { name: programme.name })} rules={rules} />
          )}
        </section>
        {mayWrite && (
          <ButtonRow>
            <LinkButton
              to="/opsaetning/forloeb"
              search={{ ret: String(programme.id) }}
              aria-label={say('programmes.editProgramme', { name: programme.name })}
            >
              {say('programmes.edit')}
            </LinkButton>
            <LinkButton
              to="/opsaetning/loefte"
              search={{ forloeb: String(programme.id) }}
              aria-label={say('programmes.addRuleTo', { name: programme.name })}
            >
              {say('programmes.addRule')}
            </LinkButton>
          </ButtonRow>
        )}
      </Stack>
    </Card>
  )
}

/** "For 18-24 år, aktivitetsparat, mindst 52 uger på ydelse." */
function entryInWords(
  say: ReturnType<typeof useSay>,
  { ageFrom, ageTo, targetGroups, benefitWeeks }: Programme,
  groups: Setup['targetGroups'],
): string {
  const ages =
    ageFrom !== null && ageTo !== null
      ? [say('programmes.ages', { from: ageFrom, to: ageTo })]
      : ageFrom !== null
        ? [say('programmes.ageFromOnly', { from: ageFrom })]
        : ageTo !== null
          ? [say('programmes.ageToOnly', { to: ageTo })]
          : []
  const names = targetGroups.map(code =>
    (groups.findLast(group => group.code === code)?.name ?? code).toLocaleLowerCase(say.locale),
  )
  const weeks = benefitWeeks === null ? [] : [say('programmes.benefitWeeks', { count: benefitWeeks })]
  const conditions = [...ages, ...names, ...weeks]
  return conditions.length === 0
    ? say('programmes.anybody')
    : say('programmes.entry', { conditions: conditions.join(', ') })
}
