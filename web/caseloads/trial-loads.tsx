import { fullestWeek } from '#domain/caseload/try-moves.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { Alert } from '#web/kit/feedback.tsx'
import type { Tried } from './board-queries.ts'
import { loadSaid } from './board-said.ts'
import { type BoardPoint, isOver, shareOf } from './board-share.ts'
import { LoadBar } from './load-bar.tsx'
import { nameOf } from './proposal-names.ts'

type Load = Tried['caseworkers'][number]

/** Everybody concerned, before and after: on the first week that the moves hold, and in the fullest one. */
export function TrialLoads({ tried }: { tried: Tried }) {
  const say = useSay()
  const { weeks, from } = tried
  const at = weeks.findIndex(day => Temporal.PlainDate.compare(day, from) >= 0)
  const first = at < 0 ? weeks.length - 1 : at
  return (
    <div className="mg-table-frame">
      <table className="mg-table mg-figures">
        <caption className="sr-only">{say('board.trialLoads')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('board.trialWho')}</th>
            <th scope="col">{say('board.trialCases')}</th>
            <th scope="col">{say('board.trialNow')}</th>
            <th scope="col">{say('board.trialFullest')}</th>
          </tr>
        </thead>
        <tbody>
          {tried.caseworkers.map(load => (
            <tr key={load.staffId}>
              <th scope="row">{nameOf(load)}</th>
              <td>
                <BeforeAfter
                  before={String(load.before[first]?.cases ?? 0)}
                  after={String(load.after[first]?.cases ?? 0)}
                />
              </td>
              <td>
                <OnDay before={load.before[first]} after={load.after[first]} />
              </td>
              <td>
                <Fullest load={load} tried={tried} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function BeforeAfter({ before, after, over = false }: { before: string; after: string; over?: boolean }) {
  const say = useSay()
  return (
    <>
      <span className="sr-only">{say('board.beforeAfterSaid', { before, after })}</span>
      <span aria-hidden="true" className="mg-number">
        {before} → <strong className={over ? 'mg-board-over' : undefined}>{after}</strong>
      </span>
    </>
  )
}

function OnDay({ before, after }: { before: BoardPoint | undefined; after: BoardPoint | undefined }) {
  const say = useSay()
  const dates = useDates()
  if (before === undefined || after === undefined) return null
  return (
    <>
      <BeforeAfter
        before={loadSaid(say, dates, before)}
        after={loadSaid(say, dates, after)}
        over={isOver(after)}
      />
      {shareOf(before) !== null && shareOf(after) !== null && (
        <div className="mg-trial-bars">
          <LoadBar load={before} isBefore />
          <LoadBar load={after} />
        </div>
      )}
    </>
  )
}

/** A narrow cell breaks before the day, and not within it. */
const unbroken = (day: string) => day.replaceAll(' ', '\u00a0')

function Fullest({ load: { before, after }, tried: { weeks, today } }: { load: Load; tried: Tried }) {
  const say = useSay()
  const dates = useDates()
  const said = (points: readonly BoardPoint[]) => {
    const week = fullestWeek(points)
    const [point, day] = [points[week ?? -1], weeks[week ?? -1]]
    return point === undefined || day === undefined
      ? say('board.notAvailableShort')
      : say('board.inWeek', {
          percent: loadSaid(say, dates, point),
          day: unbroken(dates.shortDay(day, today)),
        })
  }
  return <BeforeAfter before={said(before)} after={said(after)} over={after.some(isOver)} />
}

/** Ceilings that the moves would take somebody above: carrying them out would be refused. */
export function PassedCeilings({ tried: { caseworkers, today } }: { tried: Tried }) {
  const say = useSay()
  const dates = useDates()
  const sentences = caseworkers.flatMap(load =>
    load.passed.flatMap(ceiling => [
      passedSaid(say, load, ceiling),
      ...(ceiling.later === null
        ? []
        : [say('board.ceilingLater', { day: dates.day(ceiling.later, today) })]),
    ]),
  )
  if (sentences.length === 0) return null
  return (
    <Alert tone="warning" live>
      {[...sentences, say('board.ceilingMend')].join(' ')}
    </Alert>
  )
}

function passedSaid(
  say: ReturnType<typeof useSay>,
  load: Load,
  { programme, unit, has, most }: Load['passed'][number],
): string {
  const told = { name: nameOf(load), has, most }
  if (programme === null)
    return say(unit === 'cases' ? 'board.ceilingPassed' : 'board.ceilingPassedMinutes', told)
  const inProgramme = { ...told, programme }
  return unit === 'cases'
    ? say('board.ceilingPassedIn', inProgramme)
    : say('board.ceilingPassedMinutesIn', inProgramme)
}
