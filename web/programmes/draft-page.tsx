import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { Setup } from '#contract/programmes.ts'
import { addDraft, changeDraft, type Draft, type DraftChange } from '#contract/rule-drafts.ts'
import { CallError, call } from '#web/calls/call.ts'
import { explainField } from '#web/calls/explain.ts'
import { useSay } from '#web/calls/language.tsx'
import { useMay, useToday } from '#web/calls/session.ts'
import { Button } from '#web/kit/button.tsx'
import { DateField } from '#web/kit/date-field.tsx'
import { SkeletonPage, useAnnounce } from '#web/kit/feedback.tsx'
import { FormFrame, useForm } from '#web/kit/form.tsx'
import { Card, Page, Stack } from '#web/kit/layout.tsx'
import { BackLink, PageHeader } from '#web/kit/page-header.tsx'
import { StickyActions } from '#web/kit/sticky-actions.tsx'
import { TextArea, TextField } from '#web/kit/text-field.tsx'
import type { Draft as Written } from '#web/kit/use-draft.tsx'
import { DraftAdders } from './draft-adders.tsx'
import { DraftChangeRows } from './draft-changes.tsx'
import { DraftDecision } from './draft-decision.tsx'
import { Drafted, RestoredNote } from './drafted.tsx'
import { Failure } from './failure.tsx'
import { draftsQuery, setupQuery, useForgetSetup } from './queries.ts'
import { required } from './row-dialog.tsx'

const route = getRouteApi('/inside/opsaetning/kladde')

interface Values {
  title: string
  source: string
  status: string
  fromDay: Temporal.PlainDate | null
  changes: readonly DraftChange[]
}

/** A draft (`?ret=`), or a new one: what it changes, what it would do, and what becomes of it. */
export function DraftPage() {
  const { ret } = route.useSearch()
  const drafts = useQuery(draftsQuery)
  const setup = useQuery(setupQuery)
  const mayWrite = useMay()('setup.write')
  const error = drafts.error ?? setup.error
  if (error) throw error
  if (!drafts.data || !setup.data) return <SkeletonPage />
  const draft = drafts.data.drafts.find(({ id }) => String(id) === ret) ?? null
  if (ret !== undefined && draft === null) throw new CallError('notFound')
  if (draft !== null && (draft.state !== 'draft' || !mayWrite))
    return <Reader draft={draft} setup={setup.data} />
  return <Editor key={`${ret} ${draft?.version}`} draft={draft} setup={setup.data} />
}

function useBack() {
  const say = useSay()
  return <BackLink to="/opsaetning/kladder">{say('rules.drafts')}</BackLink>
}

/** One that is adopted, or for those who only read. */
function Reader({ draft, setup }: { draft: Draft; setup: Setup }) {
  const say = useSay()
  const back = useBack()
  return (
    <Page width="reading">
      <PageHeader title={draft.title} back={back}>
        {draft.status}
      </PageHeader>
      <Stack>
        <p className="mg-quiet">{say('programmes.source', { source: draft.source })}</p>
        <Card flush title={say('rules.draftChanges')}>
          <DraftChangeRows changes={draft.changes} setup={setup} day={draft.fromDay} />
        </Card>
      </Stack>
    </Page>
  )
}

interface Props {
  draft: Draft | null
  setup: Setup
}

function Editor(props: Props) {
  const { draft } = props
  const initial: Values = {
    title: draft?.title ?? '',
    source: draft?.source ?? '',
    status: draft?.status ?? '',
    fromDay: draft?.fromDay ?? null,
    changes: draft?.changes ?? [],
  }
  return (
    <Drafted name={`draft.${draft === null ? 'new' : `${draft.id}.${draft.version}`}`} initial={initial}>
      {(written, first) => <WrittenDraft {...props} written={written} unsaved={written.values !== first} />}
    </Drafted>
  )
}

function WrittenDraft({
  draft,
  setup,
  written,
  unsaved,
}: Props & { written: Written<Values>; unsaved: boolean }) {
  const say = useSay()
  const today = useToday()
  const announce = useAnnounce()
  const navigate = useNavigate()
  const forget = useForgetSetup()
  const back = useBack()
  const form = useForm<Values, number>({
    initial: written.values,
    state: written,
    check: values => required(values, 'title', 'source', 'status', 'fromDay'),
    explain: fault => explainField(say, { ...fault, params: fault.params }),
    async send({ fromDay, changes, ...words }) {
      const content = { ...words, fromDay: String(fromDay), changes: [...changes] }
      if (draft === null) return (await call(addDraft, content)).id
      await call(changeDraft, { id: draft.id, version: draft.version, ...content })
      return draft.id
    },
    async onSent(id) {
      written.discard()
      await forget()
      announce(say('rules.draftSaved'))
      void navigate({ to: '/opsaetning/kladde', search: { ret: String(id) }, replace: true })
    },
  })
  const { changes, fromDay } = form.values
  const set = (next: readonly DraftChange[]) => form.field('changes').onChange(next)
  const title = draft === null ? say('rules.addDraft') : draft.title
  return (
    <Page width="reading">
      <PageHeader title={title} back={back}>
        {say('rules.draftLead')}
      </PageHeader>
      <Stack>
        <FormFrame form={form} label={title}>
          <RestoredNote written={written} />
          <TextField {...form.field('title')} label={say('rules.draftTitle')} size="full" maxLength={200} />
          <DateField {...form.field('fromDay')} label={say('programmes.validFrom')} example={today} />
          <TextField
            {...form.field('status')}
            label={say('rules.draftStatus')}
            hint={say('rules.draftStatusHint')}
            size="full"
            maxLength={500}
          />
          <TextArea
            {...form.field('source')}
            label={say('rules.sourceLabel')}
            hint={say('rules.draftSourceHint')}
            rows={2}
            maxLength={1000}
          />
          <h2>{say('rules.draftChanges')}</h2>
          {changes.length === 0 ? (
            <p className="mg-quiet">{say('rules.draftEmpty')}</p>
          ) : (
            <DraftChangeRows
              changes={changes}
              setup={setup}
              day={fromDay ?? today}
              onRemove={index => set(changes.toSpliced(index, 1))}
            />
          )}
          <DraftAdders
            name={String(draft?.id ?? 'new')}
            changes={changes}
            setup={setup}
            draftId={unsaved ? null : (draft?.id ?? null)}
            onAdd={change => set([...changes, change])}
          />
          <Failure failure={form.failure} />
          <StickyActions>
            <Button type="submit" look={unsaved ? 'primary' : 'secondary'} busy={form.sending}>
              {say('rules.saveDraft')}
            </Button>
          </StickyActions>
        </FormFrame>
        {draft !== null && <DraftDecision draft={draft} unsaved={unsaved} />}
      </Stack>
    </Page>
  )
}
