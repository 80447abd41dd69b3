import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import {
  confirmImport,
  discardImport,
  type ImportCounts,
  type ImportView,
  refusedSheet,
  type Verdict,
  verdicts,
} from '#contract/imports.ts'
import { call } from '#web/calls/call.ts'
import { explainError } from '#web/calls/explain.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useMay } from '#web/calls/session.ts'
import { ProgressBar } from '#web/kit/bars.tsx'
import { Button, ButtonRow, LinkButton } from '#web/kit/button.tsx'
import { DownloadButton } from '#web/kit/download-button.tsx'
import { Alert, SkeletonPage } from '#web/kit/feedback.tsx'
import { Card, Page, Stack } from '#web/kit/layout.tsx'
import { BackLink, PageHeader } from '#web/kit/page-header.tsx'
import { fileOf } from '#web/kit/save-file.ts'
import { CountTile, CountTiles } from '#web/kit/tag.tsx'
import { ColumnsCard } from './columns-card.tsx'
import { ImportRows } from './import-rows.tsx'
import { importQuery, importsQuery, isUnderWay } from './queries.ts'
import './imports.css'

/** One case list: its columns, what will become of each row, and in the end what became of it. */
export function OneImport({ importId, onLeave }: { importId: number; onLeave: () => void }) {
  const { data: view, error } = useQuery(importQuery(importId))
  const queries = useQueryClient()
  const wasUnderWay = useRef(false)
  useEffect(() => {
    if (!view) return
    // Every other page may show somebody new.
    if (wasUnderWay.current && view.state === 'done') void queries.invalidateQueries()
    wasUnderWay.current = isUnderWay(view)
  }, [view, queries])
  if (error) throw error
  return view ? <Looked view={view} onLeave={onLeave} /> : <SkeletonPage />
}

function Looked({ view, onLeave }: { view: ImportView; onLeave: () => void }) {
  const say = useSay()
  const queries = useQueryClient()
  const [verdict, setVerdict] = useState<Verdict | null>(null)
  const isOver = view.state === 'done'
  const isWaiting = view.state === 'staged' || view.state === 'failed'
  const key = importQuery(view.importId).queryKey
  const confirm = useMutation({
    mutationFn: () => call(confirmImport, { importId: view.importId, version: view.version }),
    onSuccess: next => queries.setQueryData(key, next),
    onError: () => queries.invalidateQueries({ queryKey: key, exact: true }),
  })
  const discard = useMutation({
    mutationFn: () => call(discardImport, { importId: view.importId }),
    onSuccess: async () => {
      onLeave()
      queries.removeQueries({ queryKey: key })
      await queries.invalidateQueries({ queryKey: importsQuery.queryKey, exact: true })
    },
  })
  const { counts } = view
  // Of a list that is brought in, the refused rows are left.
  const shown = isOver && verdict === null && counts && counts.refused > 0 ? 'refused' : verdict
  const toBring = counts ? counts.created + counts.changed : 0
  // Before the rows, of which there may be thousands.
  const buttons = isWaiting && (
    <ButtonRow>
      {toBring > 0 && (
        <Button look="primary" busy={confirm.isPending} onClick={() => confirm.mutate()}>
          {say('imports.confirm', { count: toBring })}
        </Button>
      )}
      <Button look="plain" busy={discard.isPending} onClick={() => discard.mutate()}>
        {say('imports.discard')}
      </Button>
    </ButtonRow>
  )
  return (
    <Page>
      <PageHeader
        title={view.fileName}
        back={
          <BackLink to="/import" search={{}}>
            {say('imports.title')}
          </BackLink>
        }
      >
        {view.headerRow === null
          ? say('imports.headerNone')
          : say('imports.headerAt', { row: String(view.headerRow) })}
      </PageHeader>
      <Stack>
        {isUnderWay(view) && (
          <Card>
            <ProgressBar
              label={say('imports.running')}
              value={view.done}
              max={Math.max(1, view.total)}
              text={say('imports.progress', { done: view.done, total: view.total })}
            />
          </Card>
        )}
        {view.state === 'failed' && (
          <Alert tone="error" title={say('imports.failedTitle')} live>
            {say('imports.failedText')}
          </Alert>
        )}
        {isOver && <Done view={view} onLeave={onLeave} />}
        {isWaiting && <ColumnsCard key={view.version} view={view} />}
        {counts && (
          <Card title={isOver ? say('imports.resultTitle') : say('imports.previewTitle')}>
            <Stack gap="medium">
              <Tiles counts={counts} isOver={isOver} verdict={shown} onVerdict={setVerdict} />
              <Consequences view={view} />
              {buttons}
              <ImportRows key={`${shown} ${view.state}`} view={view} verdict={shown} />
            </Stack>
          </Card>
        )}
        {!counts && buttons}
        {(confirm.error ?? discard.error) && (
          <Alert tone="error" live>
            {explainError(say, confirm.error ?? discard.error)}
          </Alert>
        )}
      </Stack>
    </Page>
  )
}

interface TilesProps {
  counts: ImportCounts
  isOver: boolean
  verdict: Verdict | null
  onVerdict: (verdict: Verdict | null) => void
}

function Tiles({ counts, isOver, verdict, onVerdict }: TilesProps) {
  const say = useSay()
  const dates = useDates()
  const labels = {
    created: say(isOver ? 'imports.doneCreated' : 'imports.verdictCreated'),
    changed: say(isOver ? 'imports.doneChanged' : 'imports.verdictChanged'),
    unchanged: say(isOver ? 'imports.doneUnchanged' : 'imports.verdictUnchanged'),
    refused: say(isOver ? 'imports.doneRefused' : 'imports.verdictRefused'),
  }
  const all = verdicts.reduce((sum, name) => sum + counts[name], 0)
  return (
    <CountTiles label={say('imports.rowsLabel')}>
      {!isOver && (
        <CountTile
          count={dates.count(all)}
          label={say('imports.allRows')}
          pressed={verdict === null}
          onPress={() => onVerdict(null)}
        />
      )}
      {verdicts.map(name => (
        <CountTile
          key={name}
          count={dates.count(counts[name])}
          label={labels[name]}
          pressed={verdict === name}
          tone={name === 'refused' && counts.refused > 0 ? 'danger' : 'neutral'}
          onPress={() => onVerdict(verdict === name ? null : name)}
        />
      ))}
    </CountTiles>
  )
}

const namesShown = 8

/** What follows beside the young people themselves: new colleagues, history. */
function Consequences({ view }: { view: ImportView }) {
  const say = useSay()
  const dates = useDates()
  const { newStaff, contacts, counts } = view
  const named = newStaff.slice(0, namesShown)
  const others = newStaff.length - named.length
  const names = others > 0 ? [...named, say('imports.others', { count: others })] : named
  const params = { count: newStaff.length, names: dates.list(names) }
  return (
    <>
      {newStaff.length > 0 && (
        <Alert tone="info">
          {view.state === 'done' ? say('imports.newStaffDone', params) : say('imports.newStaff', params)}
        </Alert>
      )}
      {counts?.aboveCeiling !== undefined && counts.aboveCeiling > 0 && (
        <Alert tone="warning">{say('imports.aboveCeiling', { count: counts.aboveCeiling })}</Alert>
      )}
      {counts && counts.created > 0 && view.state !== 'done' && (
        <Alert tone="info">
          {contacts > 0 && say('imports.contacts', { count: contacts })} {say('imports.clockFrom')}
        </Alert>
      )}
      {counts && counts.refused > 0 && (
        <Alert tone="warning" actions={<Refused importId={view.importId} />}>
          {say('imports.refusedNext')}
        </Alert>
      )}
      {view.state === 'staged' && counts && counts.created + counts.changed === 0 && (
        <Alert tone="info">{say('imports.nothingToDo')}</Alert>
      )}
    </>
  )
}

function Refused({ importId }: { importId: number }) {
  const say = useSay()
  return (
    <DownloadButton
      get={async () => {
        const { fileName, content } = await call(refusedSheet, { importId })
        return { fileName, content: fileOf(content) }
      }}
    >
      {say('imports.refusedDownload')}
    </DownloadButton>
  )
}

function Done({ view, onLeave }: { view: ImportView; onLeave: () => void }) {
  const say = useSay()
  const may = useMay()
  return (
    <Alert
      tone="success"
      title={say('imports.doneTitle')}
      live
      actions={
        <>
          {may('youth.read') && (
            <LinkButton to="/unge" look="primary">
              {say('imports.seeYouths')}
            </LinkButton>
          )}
          <Button onClick={onLeave}>{say('imports.another')}</Button>
        </>
      }
    >
      {view.counts && say('imports.cliDone', view.counts)}
    </Alert>
  )
}
