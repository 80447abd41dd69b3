import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode, useState } from 'react'
import { createRoot } from 'react-dom/client'
import type { Language, Say } from '#contract/language/say.ts'
import { CallError } from '#web/calls/call.ts'
import { chooseLanguage, LanguageProvider, learnEveryText, loadChosenLanguage } from '#web/calls/language.tsx'
import { sessionQuery } from '#web/calls/session.ts'
import { removeExpiredDrafts } from '#web/kit/drafts.ts'
import { AnnouncementProvider } from '#web/kit/feedback.tsx'
import { focusHeading } from '#web/kit/page-header.tsx'
import { KitWordsProvider } from '#web/kit/words.tsx'
import { kitWordsIn } from './kit-words.ts'
import { router } from './routes.tsx'
import '#web/kit/kit.css'
import './shell.css'

/** Worth asking again: the answer did not come, or the server was on its way up or down. */
function isPassing(error: unknown): boolean {
  return error instanceof CallError && (error.code === 'offline' || error.code === 'unavailable')
}

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      networkMode: 'always',
      retry: (failures, error) => failures < 2 && isPassing(error),
    },
    mutations: { networkMode: 'always' },
  },
})

function App({ first }: { first: Say }) {
  const [say, setSay] = useState(() => first)
  const change = async (language: Language) => {
    const next = await chooseLanguage(language)
    setSay(() => next)
  }
  return (
    <LanguageProvider say={say} change={change}>
      <KitWordsProvider words={kitWordsIn(say)}>
        <AnnouncementProvider>
          <QueryClientProvider client={queries}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </AnnouncementProvider>
      </KitWordsProvider>
    </LanguageProvider>
  )
}

/** Shows the app in `#root`. */
export async function start(): Promise<void> {
  // Asked at once, so that the answer is on its way while the page is made.
  if (!/^\/(log-ind|henvendelse(\/.*)?)$/.test(location.pathname)) void queries.prefetchQuery(sessionQuery)
  const first = await loadChosenLanguage()
  document.documentElement.lang = first.language
  removeExpiredDrafts(localStorage, Date.now())
  router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
    // Only after a person's own doing: being led on to the first page is not a navigation to be told of.
    if (fromLocation !== undefined && pathChanged && navigator.userActivation.hasBeenActive) focusHeading()
  })
  // Fetched while the first page is read, so that the next one has its texts at once.
  const stop = router.subscribe('onRendered', () => {
    stop()
    void learnEveryText().catch(() => undefined)
  })
  const root = document.getElementById('root')
  if (root === null) throw new Error('The page has no #root')
  createRoot(root).render(
    <StrictMode>
      <App first={first} />
    </StrictMode>,
  )
}
