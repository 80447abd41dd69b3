import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { faultSentence } from '#contract/import-words.ts'
import type { ChangedField, ImportRow, ImportView, Verdict } from '#contract/imports.ts'
import { type Dates, sentenceStart } from '#contract/language/dates.ts'
import { languageName } from '#contract/language/language-name.ts'
import type { Say } from '#contract/language/say.ts'
import { showPhone } from '#domain/person/phone.ts'
import { explainError } from '#web/calls/explain.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { Button } from '#web/kit/button.tsx'
import { Alert, SkeletonRows } from '#web/kit/feedback.tsx'
import { EmptyState } from '#web/kit/rows.tsx'
import { Tag, type Tone } from '#web/kit/tag.tsx'
import { VirtualList } from '#web/kit/virtual-list.tsx'
import { rowsQuery } from './queries.ts'

/** The rows with one verdict, or all that are left of them; more are fetched as one comes near the end. */
export function ImportRows({ view, verdict }: { view: ImportView; verdict: Verdict | null }) {
  const say = useSay()
  const { data, error, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(
    rowsQuery(view, verdict),
  )
  const end = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = end.current
    if (element === null || !hasNextPage || isFetchingNextPage) return
    const watcher = new IntersectionObserver(
      entries => entries.some(entry => entry.isIntersecting) && void fetchNextPage(),
      { rootMargin: '1500px' },
    )
    watcher.observe(element)
    return () => watcher.disconnect()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  if (error)
    return (
      <Alert tone="error" live>
        {explainError(say, error)}
      </Alert>
    )
  if (!data) return <SkeletonRows rows={6} />
  const rows = data.pages.flatMap(page => page.rows)
  if (rows.length === 0) {
    const isGone = view.state === 'done' && verdict !== 'refused'
    return <EmptyState title={isGone ? say('imports.rowsGone') : say('imports.noRows')} />
  }
  return (
    <>
      <VirtualList
        label={say('imports.rowsLabel')}
        items={rows}
        keyOf={({ row }) => row}
        rowHeight={92}
        render={row => <Row row={row} isOver={view.state === 'done'} />}
      />
      <div ref={end} />
      {hasNextPage && (
        <Button busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {say('imports.more')}
        </Button>
      )}
    </>
  )
}

const tones: Readonly<Record<Verdict, Tone>> = {
  created: 'good',
  changed: 'info',
  unchanged: 'neutral',
  refused: 'danger',
}

function Row({ row, isOver }: { row: ImportRow; isOver: boolean }) {
  const say = useSay()
  const dates = useDates()
  const words = {
    created: say('imports.verdictCreated'),
    changed: say('imports.verdictChanged'),
    unchanged: say('imports.verdictUnchanged'),
    refused: isOver ? say('imports.doneRefused') : say('imports.verdictRefused'),
  }
  const changes = changeTexts(say, dates, row)
  return (
    <div className="mg-import-row">
      <div className="mg-import-row-head">
        <Tag tone={tones[row.verdict]}>{words[row.verdict]}</Tag>
        <strong>{row.name || say('imports.noName')}</strong>
        <span className="mg-quiet">{say('imports.row', { row: String(row.row) })}</span>
      </div>
      {row.faults.map(fault => (
        <div key={`${fault.field} ${fault.code}`}>
          {say('imports.refusedAt', { column: fault.column, reason: faultSentence(say, fault) })}
        </div>
      ))}
      {changes.length > 0 && <div className="mg-quiet">{changes.join(' · ')}</div>}
      {row.sameAsRow !== null && (
        <div className="mg-quiet">{say('imports.sameAs', { row: String(row.sameAsRow) })}</div>
      )}
      {row.doubtfulCpr && <div>{say('imports.doubtfulCpr')}</div>}
      {row.aboveCeiling !== undefined && <div>{aboveText(say, row.aboveCeiling)}</div>}
    </div>
  )
}

function aboveText(say: Say, { unit, programme, ...counts }: NonNullable<ImportRow['aboveCeiling']>): string {
  const text = unit === 'cases' ? 'imports.aboveCases' : 'imports.aboveMinutes'
  return programme === null
    ? say(text, counts)
    : say('imports.aboveIn', { programme, text: say(text, counts) })
}

/** For somebody new the name stands above already, and an open case goes without saying. */
function changeTexts(say: Say, dates: Dates, { changes, verdict }: ImportRow): string[] {
  return changes
    .filter(({ field }) => verdict !== 'created' || !['name', 'openCase', 'cpr'].includes(field))
    .map(({ field, before, after, masked }) => {
      if (field === 'cpr') return say('imports.cprAdded')
      const name = say(`importField.${field}`)
      if (masked) return say('imports.addition', { field: name, after: say('imports.protectedValue') })
      const value = (text: string) => shownValue(say, dates, field, text)
      return before === null
        ? say('imports.addition', { field: name, after: value(after) })
        : say('imports.change', { field: name, before: value(before), after: value(after) })
    })
}

function shownValue(say: Say, dates: Dates, field: ChangedField, text: string): string {
  if (text === '') return say('imports.empty')
  if (text === 'true') return say('common.yes')
  if (text === 'false') return say('common.no')
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return dates.numeric(Temporal.PlainDate.from(text))
  if (/^\+\d+$/.test(text)) return showPhone(text)
  if (field === 'benefit') return say.known(`imports.benefitIs${sentenceStart(text)}`) ?? text
  if (field === 'language') return languageName(say, text)
  return text
}
