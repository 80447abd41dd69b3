import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useDates, useSay } from '#web/calls/language.tsx'
import { LinkButton } from '#web/kit/button.tsx'
import { SkeletonPage } from '#web/kit/feedback.tsx'
import { Page, Stack } from '#web/kit/layout.tsx'
import { PageHeader } from '#web/kit/page-header.tsx'
import { EmptyState } from '#web/kit/rows.tsx'
import { CountTile, CountTiles } from '#web/kit/tag.tsx'
import { Coming } from './board-coming.tsx'
import { type Board, boardQuery } from './board-queries.ts'
import { isAmong, type Shown, shown } from './board-share.ts'
import { BoardTable } from './board-table.tsx'
import { ReferralsLine } from './referrals-line.tsx'
import { TrialTray } from './trial-tray.tsx'
import { UnitTabs } from './unit-tabs.tsx'
import { WaitingCard } from './waiting-card.tsx'
import './caseloads.css'
import './board.css'

const route = getRouteApi('/inside/ledelse')

/** The leader's page: everybody's load now and in the weeks ahead, and what will go wrong in one sentence. */
export function BoardPage() {
  const { data, error } = useQuery(boardQuery)
  if (error && !data) throw error
  return data ? <Whole board={data} /> : <SkeletonPage />
}

function Whole({ board }: { board: Board }) {
  const say = useSay()
  const { caseworkers, cases, waiting } = board
  if (caseworkers.length === 0 && cases.cases === 0)
    return (
      <Page>
        <PageHeader title={say('board.title')} />
        <UnitTabs />
        <EmptyState
          title={say('board.noStaffTitle')}
          actions={<LinkButton to="/import">{say('board.importList')}</LinkButton>}
        >
          {say('board.noStaffText')}
        </EmptyState>
      </Page>
    )
  return (
    <Page>
      <PageHeader title={say('board.title')}>
        {say('board.lead', {
          caseworkers: say('board.caseworkers', { count: caseworkers.length }),
          youths: say('board.youths', { count: cases.cases }),
          without: say('board.without', { count: waiting.total }),
        })}
      </PageHeader>
      <UnitTabs />
      <Stack>
        <TrialTray />
        <Coming board={board} />
        <Rows board={board} />
        <WaitingCard board={board} />
        <ReferralsLine />
      </Stack>
    </Page>
  )
}

/** The table with the four that one looks for as filters; the address keeps which. */
function Rows({ board }: { board: Board }) {
  const say = useSay()
  const dates = useDates()
  const navigate = route.useNavigate()
  const { vis } = route.useSearch()
  const which = shown.find(name => name === vis)
  const labels: Record<Shown, string> = {
    over: say('board.tileOver'),
    coming: say('board.tileComing'),
    away: say('board.tileAway'),
    unknown: say('board.tileUnknown'),
  }
  const rows =
    which === undefined ? board.caseworkers : board.caseworkers.filter(each => isAmong(each, which))
  return (
    <Stack gap="medium">
      <CountTiles label={say('board.show')}>
        {shown.map(name => {
          const count = board.caseworkers.filter(each => isAmong(each, name)).length
          return (
            <CountTile
              key={name}
              count={dates.count(count)}
              label={labels[name]}
              pressed={which === name}
              tone={(name === 'over' || name === 'unknown') && count > 0 ? 'danger' : 'neutral'}
              onPress={() =>
                void navigate({ search: { vis: which === name ? undefined : name }, replace: true })
              }
            />
          )
        })}
      </CountTiles>
      {rows.length === 0 ? (
        <p className="mg-quiet">{say('board.nobodyHere')}</p>
      ) : (
        <BoardTable board={board} rows={rows} />
      )}
      <p className="mg-quiet">{say('board.promiseHint')}</p>
    </Stack>
  )
}
