import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { previewSetup } from '#contract/setup.ts'
import { maxSetupCharacters } from '#contract/setup-file.ts'
import { setupFaultSentence } from '#contract/setup-words.ts'
import { call } from '#web/calls/call.ts'
import { explainError } from '#web/calls/explain.ts'
import { useSay } from '#web/calls/language.tsx'
import { useToday } from '#web/calls/session.ts'
import { DateField } from '#web/kit/date-field.tsx'
import { Alert } from '#web/kit/feedback.tsx'
import { FileDrop } from '#web/kit/file-drop.tsx'
import { Card, Stack } from '#web/kit/layout.tsx'
import { Proposals } from './proposals.tsx'
import { Summary } from './summary.tsx'
import { TakePoint } from './take-point.tsx'

interface Chosen {
  file: File
  content: string
}

/** Another municipality's file: as the whole set-up while nobody is registered, then as proposals from a day on. */
export function FromFile({ canReplace }: { canReplace: boolean }) {
  const say = useSay()
  const today = useToday()
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [from, setFrom] = useState<Temporal.PlainDate | null>(today)
  const preview = useMutation({
    mutationFn: ({ content, day }: { content: string; day: Temporal.PlainDate }) =>
      call(previewSetup, { content, from: day.toString() }),
  })
  const look = (content: string | undefined, day: Temporal.PlainDate | null) => {
    if (content !== undefined && day !== null) preview.mutate({ content, day })
  }
  const read = async (file: File) => {
    const content = await file.text()
    setChosen({ file, content })
    look(content, from)
  }
  const { data } = preview
  return (
    <Card title={say('setup.fromFile')}>
      <Stack gap="medium">
        <p>{say(canReplace ? 'setup.fromFileText' : 'setup.proposalsText')}</p>
        {!canReplace && (
          <DateField
            id="setup-from"
            name="from"
            label={say('setup.from')}
            value={from}
            min={today}
            onChange={day => {
              setFrom(day)
              look(chosen?.content, day)
            }}
          />
        )}
        <FileDrop
          id="setup-file"
          name="setup-file"
          label={say('setup.file')}
          hint={say('setup.fileHint')}
          types={['.json']}
          maxBytes={maxSetupCharacters}
          file={chosen?.file ?? null}
          error={preview.error === null ? undefined : explainError(say, preview.error)}
          onFile={file => void read(file)}
          disabled={preview.isPending}
        />
        {preview.isPending && <Alert tone="info" title={say('setup.reading')} live />}
        {data !== undefined && data.faults.length > 0 && (
          <Alert tone="error" title={say('setup.faultsTitle', { count: data.faults.length })} live>
            <p>{say('setup.faultsText')}</p>
            <ul>
              {data.faults.map(fault => {
                const sentence = setupFaultSentence(say, fault)
                return <li key={sentence}>{sentence}</li>
              })}
            </ul>
          </Alert>
        )}
        {chosen !== null && data !== undefined && data.faults.length === 0 && from !== null && (
          <div aria-live="polite">
            {data.canReplace ? (
              <Stack gap="medium">
                <Summary of={chosen.file.name} summary={data.summary} />
                <TakePoint
                  name={say('setup.aFile')}
                  send={{ template: null, content: chosen.content }}
                  asks
                />
              </Stack>
            ) : (
              <Proposals
                key={`${chosen.file.name} ${data.stamp} ${from}`}
                preview={data}
                content={chosen.content}
                from={from}
                onDone={() => {
                  setChosen(null)
                  preview.reset()
                }}
              />
            )}
          </div>
        )}
      </Stack>
    </Card>
  )
}
