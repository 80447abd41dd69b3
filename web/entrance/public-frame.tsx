import { useQuery } from '@tanstack/react-query'
import { Link, Outlet } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useChangeLanguage, useSay } from '#web/calls/language.tsx'
import { Button } from '#web/kit/button.tsx'
import type { DraftVault } from '#web/kit/drafts.ts'
import { SkeletonPage } from '#web/kit/feedback.tsx'
import { DraftVaultProvider } from '#web/kit/use-draft.tsx'
import { entranceQuery } from './queries.ts'
import { openTabVault } from './tab-vault.ts'
import './entrance.css'

const contentId = 'indhold'

/** The frame around the pages for whoever comes by: whose it is, the other language, and nothing of the inside. */
export function PublicFrame() {
  const say = useSay()
  const changeLanguage = useChangeLanguage()
  const { data } = useQuery(entranceQuery)
  const vault = useTabVault()
  const other = say.language === 'da' ? 'en' : 'da'
  const kind = data?.municipality.isDemo ? 'demo' : data?.municipality.isTrial ? 'trial' : null
  return (
    <>
      <a className="mg-skip" href={`#${contentId}`}>
        {say('shell.skipToContent')}
      </a>
      <header className="mg-header mg-entrance-header">
        <div className="mg-header-inside">
          <span className="mg-brand">
            <strong>{data?.municipality.name ?? say('shell.product')}</strong>
          </span>
          <Button look="plain" lang={other} onClick={() => void changeLanguage(other)}>
            {say('shell.chooseLanguage')}
          </Button>
        </div>
      </header>
      {kind !== null && (
        <aside className="mg-kind" aria-label={say('shell.product')}>
          {say(`entrance.${kind}`)}
        </aside>
      )}
      <main id={contentId} className="mg-main" tabIndex={-1}>
        {vault === undefined ? (
          <SkeletonPage />
        ) : (
          <DraftVaultProvider vault={vault}>
            <Outlet />
          </DraftVaultProvider>
        )}
      </main>
      <footer className="mg-entrance-footer">
        <nav aria-label={say('entrance.aboutPages')}>
          <Link to="/henvendelse">{say('entrance.write')}</Link>
          <Link to="/henvendelse/svar">{say('entrance.follow')}</Link>
          <Link to="/log-ind">{say('entrance.staffLogIn')}</Link>
        </nav>
      </footer>
    </>
  )
}

/** Undefined until it is there; null where the browser keeps nothing. */
function useTabVault(): DraftVault | null | undefined {
  const [vault, setVault] = useState<DraftVault | null>()
  useEffect(() => {
    let gone = false
    const keep = (found: DraftVault | null) => {
      if (!gone) setVault(found)
    }
    // Reading the property alone throws where storage is switched off.
    Promise.try(() => openTabVault(sessionStorage, () => Date.now())).then(keep, () => keep(null))
    return () => {
      gone = true
    }
  }, [])
  return vault
}
