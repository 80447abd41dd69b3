import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A file of the house, by its path from the checkout's root, with forward slashes. */
export type Source = { path: string; text: string }

/** The rooms that ARCHITECTURE.md tells of. What lies outside them is configuration. */
const ROOMS = ['domain', 'contract', 'server', 'web', 'cli', 'e2e', 'bench', 'tools']

/** Reads every hand-written TypeScript file of the house below `root`, sorted by path. */
export function readSources(root: string): Source[] {
  const paths = globSync(`{${ROOMS.join(',')}}/**/*.{ts,tsx}`, { cwd: root, exclude: ['web/dist/**'] })
  return paths
    .map(path => path.replaceAll('\\', '/'))
    .filter(path => path !== 'server/database/row-types.ts')
    .sort()
    .map(path => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}
