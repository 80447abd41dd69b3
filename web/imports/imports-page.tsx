import { getRouteApi } from '@tanstack/react-router'
import { OneImport } from './one-import.tsx'
import { StartImport } from './start-import.tsx'

const route = getRouteApi('/inside/import')

/** Bringing a case list in: `?liste=7` is the one that is under way, so that a reload comes back to it. */
export function ImportsPage() {
  const { liste } = route.useSearch()
  const navigate = route.useNavigate()
  const importId = Number(liste)
  if (!Number.isInteger(importId) || importId < 1) {
    return <StartImport onImport={id => navigate({ search: { liste: String(id) } })} />
  }
  return <OneImport key={importId} importId={importId} onLeave={() => navigate({ search: {} })} />
}
