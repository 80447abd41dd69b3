import { type ErrorComponentProps, useRouter, useSearch } from '@tanstack/react-router'
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

let appIsOld = false
// A page's script that is gone: the server has a newer version than the one this tab began with.
addEventListener('vite:preloadError', () => {
  appIsOld = true
})

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
  const known = error instanceof CallError
  const title = known && error.code === 'notPermitted' ? say('shell.noAccessTitle') : say('shell.errorTitle')
  return (
    <MessagePage title={title} text={known ? explainError(say, error) : say('shell.errorText')}>
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
      </Card>
    </main>
  )
}
