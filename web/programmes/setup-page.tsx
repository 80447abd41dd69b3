import { useQuery } from '@tanstack/react-query'
import type { Programme, Setup, ShownRule } from '#contract/programmes.ts'
import { useSay } from '#web/calls/language.tsx'
import { useMay, useToday } from '#web/calls/session.ts'
import { ButtonRow, LinkButton } from '#web/kit/button.tsx'
import { SkeletonPage } from '#web/kit/feedback.tsx'
import { Card, Inline, Page, Stack } from '#web/kit/layout.tsx'
import { PageHeader } from '#web/kit/page-header.tsx'
import { EmptyState, RowCard, RowCards } from '#web/kit/rows.tsx'
import { setupQuery } from './queries.ts'
import { isStanding, RuleRows, StatusTag, usePeriodInWords } from './rule-rows.tsx'

/** What is promised, what the law demands, and whom it is for, with where each comes from. */
export function SetupPage() {
  const { data, error } = useQuery(setupQuery)
  if (data) return <All setup={data} />
  if (error) throw error
  return <SkeletonPage />
}

function All({ setup }: { setup: Setup }) {
  const say = useSay()
  const today = useToday()
  const mayWrite = useMay()('setup.write')
  const standing = setup.rules.filter(rule => isStanding(rule.during, today))
  const earlier = setup.rules.filter(rule => !isStanding(rule.during, today))
  const toAll = standing.filter(rule => rule.clock === 'promise' && rule.programmeId === null)
  const law = standing.filter(rule => rule.clock === 'statutory')
  return (
    <Page>
      <PageHeader
        title={say('programmes.title')}
        actions={
          mayWrite && (
            <LinkButton to="/opsaetning/forloeb" look="primary">
              {say('programmes.addProgramme')}
            </LinkButton>
          )
        }
      >
        {say('programmes.lead')}
      </PageHeader>
      <Stack>
        {setup.programmes.length === 0 && (
          <EmptyState title={say('programmes.noProgrammes')}>{say('programmes.noProgrammesText')}</EmptyState>
        )}
        {setup.programmes.map(programme => (
          <ProgrammeCard
            key={programme.id}
            programme={programme}
            rules={standing.filter(rule => rule.programmeId === programme.id)}
            groups={setup.targetGroups}
          />
        ))}
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
            <p className="mg-quiet">{say('programmes.promisesToAllEmpty')}</p>
          ) : (
            <RuleRows label={say('programmes.promisesToAll')} rules={toAll} />
          )}
        </Card>
        <Card title={say('programmes.lawTitle')}>
          <p className="mg-quiet">{say('programmes.lawText')}</p>
          <RuleRows label={say('programmes.lawTitle')} rules={law} />
        </Card>
        <TargetGroups groups={setup.targetGroups} />
        {earlier.length > 0 && (
          <Card title={say('programmes.earlier')} flush>
            <RuleRows label={say('programmes.earlier')} rules={earlier} />
          </Card>
        )}
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
            <RuleRows label={say('programmes.rhythm')} rules={rules} />
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

function TargetGroups({ groups }: { groups: Setup['targetGroups'] }) {
  const say = useSay()
  const periodInWords = usePeriodInWords()
  return (
    <Card title={say('programmes.targetGroups')} flush>
      <RowCards label={say('programmes.targetGroups')}>
        {groups.map(group => (
          <RowCard key={`${group.code} ${group.during.from}`} title={group.name}>
            <p>{group.definition}</p>
            <Inline tight>
              <StatusTag status={group.status} />
              <span className="mg-quiet">{periodInWords(group.during)}</span>
            </Inline>
            <div className="mg-quiet">{say('programmes.source', { source: group.source })}</div>
          </RowCard>
        ))}
      </RowCards>
    </Card>
  )
}
