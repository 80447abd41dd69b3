import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { mostMoves } from '#contract/caseload-tries.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { Alert, SkeletonPage, useAnnounce } from '#web/kit/feedback.tsx'
import { Card, Columns, Page, Stack } from '#web/kit/layout.tsx'
import { BackLink, PageHeader } from '#web/kit/page-header.tsx'
import { type Board, boardQuery, type CasesOf, casesQuery } from './board-queries.ts'
import { capacitySaid } from './board-said.ts'
import { type BoardCaseworker, shareOf } from './board-share.ts'
import { CaseworkerCases } from './caseworker-cases.tsx'
import { CaseworkerCeilings, CaseworkerTime } from './caseworker-time.tsx'
import { DropList } from './drop-list.tsx'
import { nameOf } from './proposal-names.ts'
import { Sparkline, WeeksTold } from './sparkline.tsx'
import { useTrial, withTried } from './trial.ts'
import { TrialTray } from './trial-tray.tsx'
import './caseloads.css'
import './board.css'

const route = getRouteApi('/inside/ledelse/raadgiver/$staffId')

/** One caseworker: what their time is made of, and each young person with theirs, to be picked for a move. */
export function CaseworkerPage() {
  const { staffId } = route.useParams()
  const board = useQuery(boardQuery)
  const cases = useQuery(casesQuery(staffId))
  if (board.error && !board.data) throw board.error
  if (cases.error && !cases.data) throw cases.error
  const caseworker = board.data?.caseworkers.find(each => each.staffId === Number(staffId))
  if (board.data === undefined || cases.data === undefined || caseworker === undefined)
    return <SkeletonPage />
  // Picks are about one caseworker: another one begins with none.
  return <Opened key={staffId} board={board.data} caseworker={caseworker} cases={cases.data} />
}

function Opened({ board, caseworker, cases }: { board: Board; caseworker: BoardCaseworker; cases: CasesOf }) {
  const say = useSay()
  const announce = useAnnounce()
  const { trial, change } = useTrial()
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  const [dragged, setDragged] = useState<readonly number[]>([])
  const [tooMany, setTooMany] = useState(false)
  const others = board.caseworkers.filter(({ staffId }) => staffId !== caseworker.staffId)

  function tryMoves(youthIds: readonly number[], toId: number) {
    if (youthIds.length === 0) {
      announce(say('board.chosenNone'), 'info')
      return
    }
    const next = withTried(
      trial,
      youthIds.map(youthId => ({ youthId, toId })),
    )
    setTooMany(next === null)
    if (next === null) return
    change(next)
    setChosen(new Set())
  }

  return (
    <Page>
      <PageHeader title={nameOf(caseworker)} back={<BackLink to="/ledelse">{say('board.back')}</BackLink>}>
        <Lead caseworker={caseworker} today={board.today} />
      </PageHeader>
      <Stack>
        <TrialTray />
        {tooMany && (
          <Alert tone="warning" live>
            {say('board.tryTooMany', { count: mostMoves })}
          </Alert>
        )}
        <div className="mg-three">
          <CaseworkerTime caseworker={caseworker} today={board.today} />
          <CaseworkerCeilings caseworker={caseworker} today={board.today} />
          <Card title={say('board.aheadTitle')}>
            <Sparkline caseworker={caseworker} weeks={board.weeks} today={board.today} />
            <WeeksTold caseworker={caseworker} weeks={board.weeks} today={board.today} />
          </Card>
        </div>
        <Columns
          aside={
            <DropList
              caseworkers={others}
              chosen={chosen.size > 0 ? [...chosen] : []}
              dragged={dragged}
              onMove={(youthIds, toId) => tryMoves(youthIds, toId)}
            />
          }
        >
          <CaseworkerCases
            cases={cases}
            others={others}
            chosen={chosen}
            onChoose={setChosen}
            onDrag={setDragged}
            onTry={(youthIds, toId) => tryMoves(youthIds, toId)}
          />
        </Columns>
      </Stack>
    </Page>
  )
}

function Lead({ caseworker, today }: { caseworker: BoardCaseworker; today: Temporal.PlainDate }) {
  const say = useSay()
  const dates = useDates()
  const [now] = caseworker.points
  if (now === undefined) return null
  const youths = say('board.youths', { count: caseworker.held.cases })
  const minutes = dates.count(now.minutes)
  const share = shareOf(now)
  if (share === null || now.of === null)
    return say('board.oneLeadWord', {
      youths,
      minutes,
      word: capacitySaid(say, dates, today, caseworker)?.word ?? '',
    })
  return say('board.oneLead', { youths, minutes, of: dates.count(now.of), percent: dates.percent(share) })
}
