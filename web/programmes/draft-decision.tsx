import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { adoptDraft, type Draft, discardDraft, previewDraft } from '#contract/rule-drafts.ts'
import { CallError, call } from '#web/calls/call.ts'
import { explainError, explainField } from '#web/calls/explain.ts'
import { useSay } from '#web/calls/language.tsx'
import { Button, ButtonRow } from '#web/kit/button.tsx'
import { Alert, ConfirmDialog, useAnnounce } from '#web/kit/feedback.tsx'
import { Card, Stack } from '#web/kit/layout.tsx'
import { Failure } from './failure.tsx'
import { PreviewDialog } from './preview-dialog.tsx'
import { useForgetSetup } from './queries.ts'
import { usePreview } from './use-preview.ts'

/** What becomes of a draft: its effect is seen first, then it is adopted; or it is discarded. */
export function DraftDecision({ draft, unsaved }: { draft: Draft; unsaved: boolean }) {
  const say = useSay()
  const announce = useAnnounce()
  const navigate = useNavigate()
  const forget = useForgetSetup()
  const { found, begin, stop, nameMore } = usePreview()
  const [busy, setBusy] = useState(false)
  const [discarding, setDiscarding] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const missing = draft.changes.filter(({ kind }) => kind === 'missing').length

  const run = async (work: () => Promise<unknown>, then: () => void = () => undefined) => {
    setBusy(true)
    setFailure(null)
    try {
      await work()
      then()
    } catch (error) {
      setFailure(error)
    } finally {
      setBusy(false)
    }
  }
  const leave = (said: string) => {
    announce(said)
    void forget()
    void navigate({ to: '/opsaetning/kladder' })
  }
  const version = { id: draft.id, version: draft.version }
  return (
    <Card title={say('rules.draftDecision')}>
      <Stack gap="medium">
        {unsaved && <p className="mg-quiet">{say('rules.draftUnsaved')}</p>}
        {!unsaved && missing > 0 && (
          <Alert tone="info">{say('rules.draftCannotBeAdopted', { count: missing })}</Alert>
        )}
        {found === null && <DraftFailure failure={failure} />}
        <ButtonRow>
          <Button onClick={() => setDiscarding(true)}>{say('rules.discard')}</Button>
          <Button
            disabled={unsaved}
            busy={busy}
            onClick={() =>
              void run(() => begin((part, signal) => call(previewDraft, { id: draft.id, ...part }, signal)))
            }
          >
            {say('programmes.preview')}
          </Button>
        </ButtonRow>
      </Stack>
      <PreviewDialog
        found={found}
        onNameMore={nameMore}
        confirm={say('rules.adopt')}
        busy={busy}
        onConfirm={() =>
          void run(
            () => call(adoptDraft, version),
            () => leave(say('rules.draftAdopted')),
          )
        }
        onClose={() => {
          setFailure(null)
          stop()
        }}
        failure={<DraftFailure failure={failure} />}
      >
        {missing > 0 && <p>{say('rules.previewWithout', { count: missing })}</p>}
      </PreviewDialog>
      <ConfirmDialog
        open={discarding}
        danger
        title={say('rules.discardTitle')}
        confirm={say('rules.discard')}
        cancel={say('common.cancel')}
        busy={busy}
        onConfirm={() =>
          void run(
            () => call(discardDraft, version),
            () => leave(say('rules.draftDiscarded')),
          )
        }
        onClose={() => setDiscarding(false)}
      >
        <p>{say('rules.discardText')}</p>
      </ConfirmDialog>
    </Card>
  )
}

/** A draft has no field here that a fault could stand at. */
function DraftFailure({ failure }: { failure: unknown }) {
  const say = useSay()
  if (!(failure instanceof CallError) || failure.fields.length === 0) return <Failure failure={failure} />
  return (
    <Alert tone="error" live title={explainError(say, failure)}>
      {failure.fields.map(fault => explainField(say, fault)).join(' ')}
    </Alert>
  )
}
