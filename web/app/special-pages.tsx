import { type ErrorComponentProps, Link, useRouter, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { CallError } from '#web/calls/call.ts'
import { explainError } from '#web/calls/explain.ts'
import { useSay } from '#web/calls/language.tsx'
import { AnchorButton, Button, ButtonRow, LinkButton } from '#web/kit/button.tsx'
import { Card, Page } from '#web/kit/layout.tsx'
import { PageHeader } from '#web/kit/page-header.tsx'
import { logInAddress } from './log-in.ts'

function MessagePage({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <Page width="reading">
      <PageHeader title={title}>{text}</PageHeader>
      <ButtonRow>{children}</ButtonRow>
    </Page>
  )
}

/** An address that leads nowhere. */
export function NotFoundPage() {
  const say = useSay()
  return (
    <MessagePage title={say('shell.notFoundTitle')} text={say('shell.notFoundText')}>
      <LinkButton to="/" look="primary">
        {say('shell.goToStart')}
      </LinkButton>
    </MessagePage>
  )
}

/** A page that is for others; trying again would not help. */
export function NoAccessPage() {
  const say = useSay()
  return (
    <MessagePage title={say('shell.noAccessTitle')} text={say('shell.noAccessText')}>
      <LinkButton to="/" look="primary">
        {say('shell.goToStart')}
      </LinkButton>
    </MessagePage>
  )
}

let appIsOld = false
// A page's script that is gone: the server has a newer version than the one this tab began with.
addEventListener('vite:preloadError', () => {
  appIsOld = true
})

/** The heading for an error, and the text where the error has none of its own. */
function toldOf(error: unknown) {
  if (!(error instanceof CallError)) return { title: 'shell.errorTitle', text: 'shell.errorText' } as const
  switch (error.code) {
    case 'offline':
      return { title: 'shell.offlineTitle', text: null } as const
    case 'unavailable':
      return { title: 'shell.unavailableTitle', text: null } as const
    default:
      return { title: 'shell.errorTitle', text: null } as const
  }
}

/** A page that could not be shown, with a way on. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const say = useSay()
  const router = useRouter()
  if (appIsOld) {
    return (
      <MessagePage title={say('shell.newVersionTitle')} text={say('shell.newVersionText')}>
        <Button look="primary" onClick={() => location.reload()}>
          {say('shell.reload')}
        </Button>
      </MessagePage>
    )
  }
  if (error instanceof CallError && error.code === 'notFound') return <NotFoundPage />
  if (error instanceof CallError && error.code === 'notPermitted') return <NoAccessPage />
  const { title, text } = toldOf(error)
  return (
    <MessagePage title={say(title)} text={text === null ? explainError(say, error) : say(text)}>
      <Button
        look="primary"
        onClick={() => {
          reset()
          void router.invalidate()
        }}
      >
        {say('common.tryAgain')}
      </Button>
      <LinkButton to="/">{say('shell.goToStart')}</LinkButton>
    </MessagePage>
  )
}

/** Where somebody who is not logged in comes; `til` is where they wanted to go, `ud` that they logged out. */
export function LogInPage() {
  const say = useSay()
  const { til, ud } = useSearch({ from: '/log-ind' })
  return (
    <main className="mg-log-in">
      <Card>
        <PageHeader title={say('shell.logInTitle')}>
          {ud === undefined ? say('shell.logInText') : say('shell.loggedOut')}
        </PageHeader>
        <AnchorButton look="primary" wide href={logInAddress(til ?? '/')}>
          {say('shell.logIn')}
        </AnchorButton>
        <p className="mg-log-in-outside">
          {say('shell.notStaff')} <Link to="/henvendelse">{say('shell.writeToUs')}</Link>
        </p>
      </Card>
    </main>
  )
}
