import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { importFileTypes, type listImports, maxImportBytes, uploadImport } from '#contract/imports.ts'
import type { Say } from '#contract/language/say.ts'
import type { OutputOf } from '#contract/use-case.ts'
import { timeZone } from '#domain/calendar/time-zone.ts'
import { CallError, call } from '#web/calls/call.ts'
import { explainError } from '#web/calls/explain.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useToday } from '#web/calls/session.ts'
import { Button } from '#web/kit/button.tsx'
import { Alert } from '#web/kit/feedback.tsx'
import { FileDrop } from '#web/kit/file-drop.tsx'
import { Card, Page, Stack } from '#web/kit/layout.tsx'
import { PageHeader } from '#web/kit/page-header.tsx'
import { RowCard, RowCards } from '#web/kit/rows.tsx'
import { toBase64 } from './files.ts'
import { importQuery, importsQuery } from './queries.ts'

/** Choose or drop a file; below it the lists of the last week. */
export function StartImport({ onImport }: { onImport: (importId: number) => void }) {
  const say = useSay()
  const queries = useQueryClient()
  const { data } = useQuery(importsQuery)
  const [file, setFile] = useState<File | null>(null)
  const upload = useMutation({
    mutationFn: async (chosen: File) =>
      call(uploadImport, { fileName: chosen.name.slice(-255), content: await toBase64(chosen) }),
    onSuccess: view => {
      queries.setQueryData(importQuery(view.importId).queryKey, view)
      void queries.invalidateQueries({ queryKey: importsQuery.queryKey, exact: true })
      onImport(view.importId)
    },
  })
  return (
    <Page width="reading">
      <PageHeader title={say('imports.title')}>{say('imports.intro')}</PageHeader>
      <Stack>
        <Card>
          <FileDrop
            id="sagsliste"
            name="sagsliste"
            label={say('imports.file')}
            hint={say('imports.fileHint')}
            error={upload.error ? explainFile(say, upload.error) : undefined}
            types={importFileTypes}
            maxBytes={maxImportBytes}
            file={file}
            onFile={chosen => {
              setFile(chosen)
              upload.mutate(chosen)
            }}
            disabled={upload.isPending}
          />
          {upload.isPending && <Alert tone="info" title={say('imports.reading')} live />}
        </Card>
        {data && data.imports.length > 0 && (
          <Card title={say('imports.earlier')} flush>
            <Earlier imports={data.imports} onImport={onImport} />
          </Card>
        )}
        <p className="mg-quiet">{say('imports.kept')}</p>
      </Stack>
    </Page>
  )
}

type Listed = OutputOf<typeof listImports>['imports']

function Earlier({ imports, onImport }: { imports: Listed; onImport: (importId: number) => void }) {
  const say = useSay()
  const dates = useDates()
  const today = useToday()
  return (
    <RowCards label={say('imports.earlier')}>
      {imports.map(one => (
        <RowCard
          key={one.importId}
          title={one.fileName}
          aside={dates.dayAtTime(one.createdAt.toZonedDateTimeISO(timeZone).toPlainDateTime(), today)}
          actions={
            <Button
              aria-label={say('imports.earlierOpen', { name: one.fileName })}
              onClick={() => onImport(one.importId)}
            >
              {say('imports.open')}
            </Button>
          }
        >
          {stateText(say, one)}
        </RowCard>
      ))}
    </RowCards>
  )
}

function stateText(say: Say, { state, done, total }: Listed[number]): string {
  if (state === 'staged') return say('imports.stateStaged')
  if (state === 'queued') return say('imports.stateQueued')
  if (state === 'running') return say('imports.stateRunning', { done, total })
  return state === 'done' ? say('imports.stateDone') : say('imports.stateFailed')
}

/** What is wrong with the file itself is the finest that can be said. */
function explainFile(say: Say, error: unknown): string {
  const fault = error instanceof CallError && error.code === 'unsupported' ? error.reason : undefined
  const text = fault && say.known(`imports.file${fault.charAt(0).toUpperCase()}${fault.slice(1)}`)
  return text ?? explainError(say, error)
}
