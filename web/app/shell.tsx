import { useQuery } from '@tanstack/react-query'
import { Link, Navigate, Outlet, useRouter, useRouterState } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { Session } from '#contract/session.ts'
import { CallError, loggedOutEvent } from '#web/calls/call.ts'
import { explainError } from '#web/calls/explain.ts'
import { useChangeLanguage, useSay } from '#web/calls/language.tsx'
import { sessionQuery, useMay } from '#web/calls/session.ts'
import { AnchorButton, Button } from '#web/kit/button.tsx'
import { createDraftVault, type DraftVault, draftKey } from '#web/kit/drafts.ts'
import { Dialog, SkeletonPage, useAnnounce } from '#web/kit/feedback.tsx'
import { Page } from '#web/kit/layout.tsx'
import { Menu, MenuButton } from '#web/kit/menu.tsx'
import { PageHeader } from '#web/kit/page-header.tsx'
import { DraftVaultProvider } from '#web/kit/use-draft.tsx'
import { useOnline } from '#web/kit/use-online.ts'
import { logInAddress, logOut } from './log-in.ts'
import { Navigation, usePlaces } from './navigation.tsx'
import { NoAccessPage } from './special-pages.tsx'

const contentId = 'indhold'

/** The frame around every page for somebody who is logged in; everybody else is sent to the log-in page. */
export function Shell() {
  const say = useSay()
  const session = useQuery(sessionQuery)
  if (session.data) return <Frame session={session.data} />
  if (session.error instanceof CallError && session.error.code === 'notLoggedIn') {
    return <ToLogIn />
  }
  if (session.error) {
    return (
      <Page width="reading">
        <PageHeader title={say('shell.product')}>{explainError(say, session.error)}</PageHeader>
        <Button look="primary" busy={session.isFetching} onClick={() => void session.refetch()}>
          {say('common.tryAgain')}
        </Button>
      </Page>
    )
  }
  return <SkeletonPage />
}

/** Goes to the log-in page once, remembering where somebody wanted to go. */
function ToLogIn() {
  const router = useRouter()
  useEffect(() => {
    const { href } = router.state.location
    void router.navigate({ to: '/log-ind', search: href === '/' ? {} : { til: href }, replace: true })
  }, [router])
  return null
}

function Frame({ session }: { session: Session }) {
  const say = useSay()
  // Before anything below says it; the same word again does nothing.
  say.callCaseworker(session.municipality.caseworkerWord)
  const vault = useVault(session)
  return (
    <DraftVaultProvider vault={vault}>
      <a className="mg-skip" href={`#${contentId}`}>
        {say('shell.skipToContent')}
      </a>
      <header className="mg-header">
        <div className="mg-header-inside">
          <Link className="mg-brand" to="/">
            <strong>{say('shell.product')}</strong> <span>{session.municipality.name}</span>
          </Link>
          <Navigation />
          <UserMenu name={`${session.staff.givenName} ${session.staff.familyName}`} />
        </div>
      </header>
      <KindBanner municipality={session.municipality} />
      <OfflineBanner />
      <main id={contentId} className="mg-main" tabIndex={-1}>
        <FirstPlace asksForSetup={!session.municipality.isSetupChosen} />
      </main>
      <LoggedOutDialog />
    </DraftVaultProvider>
  )
}

/**
 * The page; who has no day of their own (an administrator, say) begins at the first place they have: a leader with the
 * unit. Until a starting point is chosen, whoever sets up begins with that. A page that somebody may not see says so.
 */
function FirstPlace({ asksForSetup }: { asksForSetup: boolean }) {
  const may = useMay()
  // What is shown, not where one is on the way to: the day must not be asked for in between.
  const path = useRouterState({ select: state => state.matches.at(-1)?.fullPath })
  const needed = useRouterState({ select: state => state.matches.at(-1)?.staticData.permission })
  const places = usePlaces()
  const [own] = places
  if (path === '/' && asksForSetup && may('setup.write'))
    return <Navigate to="/opsaetning/udgangspunkt" replace />
  const first = own?.to === '/' ? own : (places.find(({ to }) => to === '/ledelse') ?? own)
  if (path === '/' && first !== undefined && first.to !== '/') return <Navigate to={first.to} replace />
  // At once, not when what was written is saved.
  return needed !== undefined && !may(needed) ? <NoAccessPage /> : <Outlet />
}

function UserMenu({ name }: { name: string }) {
  const say = useSay()
  const announce = useAnnounce()
  const changeLanguage = useChangeLanguage()
  const other = say.language === 'da' ? 'en' : 'da'
  return (
    <Menu label={name} accessibleLabel={say('shell.userMenu', { name })}>
      <MenuButton lang={other} onClick={() => void changeLanguage(other)}>
        {say('shell.chooseLanguage')}
      </MenuButton>
      <MenuButton onClick={() => logOut().catch(error => announce(explainError(say, error), 'error'))}>
        {say('shell.logOut')}
      </MenuButton>
    </Menu>
  )
}

/** An installation without real people says so on every page. */
function KindBanner({ municipality: { isDemo, isTrial } }: Pick<Session, 'municipality'>) {
  const say = useSay()
  if (!isDemo && !isTrial) return null
  // Named, since the pages have a column beside that is a landmark of the same kind.
  return (
    <aside className="mg-kind" aria-label={say('shell.product')}>
      {say(isDemo ? 'shell.demo' : 'shell.trial')}
    </aside>
  )
}

function OfflineBanner() {
  const say = useSay()
  const online = useOnline()
  return <div role="status">{!online && <p className="mg-offline">{say('shell.offline')}</p>}</div>
}

/** Over the page, which stays as it is: what was written lies in its draft and is there after the log-in. */
function LoggedOutDialog() {
  const say = useSay()
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const show = () => setOpen(true)
    addEventListener(loggedOutEvent, show)
    return () => removeEventListener(loggedOutEvent, show)
  }, [])
  return (
    <Dialog
      open={open}
      onClose={() => setOpen(false)}
      title={say('shell.sessionTitle')}
      actions={
        <AnchorButton look="primary" href={logInAddress(location.pathname + location.search)}>
          {say('shell.logIn')}
        </AnchorButton>
      }
    >
      {say('shell.sessionText')}
    </Dialog>
  )
}

function useVault({ staff, draftKey: secret }: Session): DraftVault | null {
  const [vault, setVault] = useState<DraftVault | null>(null)
  useEffect(() => {
    let gone = false
    const owner = String(staff.id)
    void draftKey(secret).then(key => {
      if (!gone) setVault(createDraftVault({ owner, key, storage: localStorage, now: () => Date.now() }))
    })
    return () => {
      gone = true
    }
  }, [staff.id, secret])
  return vault
}
