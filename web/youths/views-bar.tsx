import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { changeView, createView, deleteView } from '#contract/youths.ts'
import { CallError, call } from '#web/calls/call.ts'
import { explainError } from '#web/calls/explain.ts'
import { useSay } from '#web/calls/language.tsx'
import { Button } from '#web/kit/button.tsx'
import { ConfirmDialog, Dialog, useAnnounce } from '#web/kit/feedback.tsx'
import { Menu, MenuButton } from '#web/kit/menu.tsx'
import { TabLink, Tabs } from '#web/kit/page-header.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { fromDefinition, isSame, type ListState, toDefinition, writeState } from './list-state.ts'
import { viewsQuery } from './queries.ts'

interface View {
  viewId: number | null
  name: string
  state: ListState
}

/** The views that everybody has, and one's own, each with an address; below a menu for saving. */
export function ViewsBar({
  state,
  defaults,
}: {
  state: ListState
  defaults: Pick<ListState, 'columns'> & { scope: ListState['filter']['scope'] }
}) {
  const say = useSay()
  const { data } = useQuery(viewsQuery)
  const [asking, setAsking] = useState<'create' | 'rename' | 'delete' | null>(null)
  const plain = (filter: Partial<ListState['filter']>): ListState => ({
    filter: { scope: defaults.scope, caseState: 'open', ...filter },
    sort: 'name',
    descending: false,
    columns: defaults.columns,
  })
  const common: View[] = [
    ...(defaults.scope === 'mine'
      ? [{ viewId: null, name: say('youths.viewMine'), state: plain({ scope: 'mine' }) }]
      : []),
    { viewId: null, name: say('youths.viewAll'), state: plain({ scope: 'all' }) },
    {
      viewId: null,
      name: say('youths.viewWithoutAppointment'),
      state: plain({ withoutAppointment: true }),
    },
    {
      viewId: null,
      name: say('youths.viewOverdue'),
      state: { ...plain({ overdue: true }), sort: 'nextDue' },
    },
  ]
  const own: View[] =
    data?.views.map(({ viewId, name, definition }) => ({
      viewId,
      name,
      state: fromDefinition(definition),
    })) ?? []
  const views = [...common, ...own]
  const [openedId, setOpenedId] = useState<number | null>(null)
  const exact = views.find(view => isSame(view.state, state))
  // One's own view that was opened and then changed can be saved anew.
  const opened = own.find(view => view.viewId === (exact ? exact.viewId : openedId))
  return (
    <div className="mg-views">
      <Tabs label={say('youths.views')}>
        {views.map(view => (
          <TabLink
            key={view.viewId ?? view.name}
            to="/unge"
            search={writeState(view.state)}
            resetScroll={false}
            activeProps={{ 'aria-current': undefined }}
            aria-current={view === exact ? 'page' : undefined}
            onClick={() => setOpenedId(view.viewId)}
          >
            {view.name}
          </TabLink>
        ))}
      </Tabs>
      {(exact === undefined || opened !== undefined) && (
        <Menu label={say('youths.views')}>
          <MenuButton onClick={() => setAsking('create')}>{say('youths.saveView')}</MenuButton>
          {opened && exact === undefined && <SaveAgain view={opened} state={state} />}
          {opened && (
            <MenuButton onClick={() => setAsking('rename')}>
              {say('youths.renameView', { name: opened.name })}
            </MenuButton>
          )}
          {opened && (
            <MenuButton onClick={() => setAsking('delete')}>
              {say('youths.deleteView', { name: opened.name })}
            </MenuButton>
          )}
        </Menu>
      )}
      {(asking === 'create' || asking === 'rename') && (
        <NameView
          view={asking === 'rename' ? opened : undefined}
          state={state}
          onSaved={setOpenedId}
          onClose={() => setAsking(null)}
        />
      )}
      {opened && <DeleteView view={opened} open={asking === 'delete'} onClose={() => setAsking(null)} />}
    </div>
  )
}

function useSaved() {
  const queries = useQueryClient()
  const announce = useAnnounce()
  return async (text: string) => {
    await queries.invalidateQueries({ queryKey: viewsQuery.queryKey })
    announce(text)
  }
}

function SaveAgain({ view, state }: { view: View; state: ListState }) {
  const say = useSay()
  const announce = useAnnounce()
  const saved = useSaved()
  const save = useMutation({
    mutationFn: () =>
      call(changeView, { viewId: view.viewId ?? 0, name: view.name, definition: toDefinition(state) }),
    onSuccess: () => saved(say('youths.viewSaved')),
    onError: error => announce(explainError(say, error), 'error'),
  })
  return (
    <MenuButton onClick={() => save.mutate()}>{say('youths.saveViewAgain', { name: view.name })}</MenuButton>
  )
}

function NameView({
  view,
  state,
  onSaved,
  onClose,
}: {
  view: View | undefined
  state: ListState
  onSaved: (viewId: number) => void
  onClose: () => void
}) {
  const say = useSay()
  const saved = useSaved()
  const [name, setName] = useState(view?.name ?? '')
  const save = useMutation({
    mutationFn: () =>
      view?.viewId
        ? call(changeView, { viewId: view.viewId, name, definition: toDefinition(view.state) })
        : call(createView, { name, definition: toDefinition(state) }),
    onSuccess: async ({ viewId }) => {
      await saved(say('youths.viewSaved'))
      onSaved(viewId)
      onClose()
    },
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={view ? say('youths.renameView', { name: view.name }) : say('youths.saveView')}
    >
      <form
        onSubmit={event => {
          event.preventDefault()
          if (!save.isPending && name.trim() !== '') save.mutate()
        }}
      >
        <TextField
          id="view-name"
          name="name"
          label={say('youths.viewName')}
          hint={say('youths.viewNameHint')}
          value={name}
          maxLength={60}
          error={save.error ? explainViewError(say, save.error) : undefined}
          onChange={setName}
        />
        <div className="mg-button-row mg-dialog-actions">
          <Button onClick={onClose}>{say('common.cancel')}</Button>
          <Button look="primary" type="submit" busy={save.isPending}>
            {say('common.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function explainViewError(say: ReturnType<typeof useSay>, error: unknown): string {
  if (error instanceof CallError && error.reason === 'saved_view_name_unique')
    return say('youths.viewNameTaken')
  if (error instanceof CallError && error.reason === 'tooManyViews') return say('youths.tooManyViews')
  return explainError(say, error)
}

function DeleteView({ view, open, onClose }: { view: View; open: boolean; onClose: () => void }) {
  const say = useSay()
  const announce = useAnnounce()
  const saved = useSaved()
  const remove = useMutation({
    mutationFn: () => call(deleteView, { viewId: view.viewId ?? 0 }),
    onSuccess: async () => {
      onClose()
      await saved(say('youths.viewDeleted'))
    },
    onError: error => announce(explainError(say, error), 'error'),
  })
  return (
    <ConfirmDialog
      open={open}
      title={say('youths.confirmDeleteView', { name: view.name })}
      confirm={say('youths.delete')}
      cancel={say('common.cancel')}
      danger
      busy={remove.isPending}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      {say('youths.confirmDeleteViewText')}
    </ConfirmDialog>
  )
}
