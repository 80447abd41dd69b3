import { dirname, join } from 'node:path/posix'
import { parseSync } from 'oxc-parser'
import { findCycles } from './cycles.ts'
import { BROWSER, DIRECTIONS, PURE, TESTS_ALSO } from './directions.ts'
import type { Source } from './sources.ts'

/** What a file imports, as written. Imports of types count: they bind the rooms just as firmly. */
function requestsOf({ path, text }: Source): string[] {
  const { module } = parseSync(path, text)
  const requests = [
    ...module.staticImports.map(found => found.moduleRequest.value),
    ...module.staticExports.flatMap(found => found.entries.map(entry => entry.moduleRequest?.value)),
    ...module.dynamicImports.map(found => {
      const written = text.slice(found.moduleRequest.start, found.moduleRequest.end)
      return /^(['"`])([^$]*)\1$/.exec(written)?.[2]
    }),
  ]
  return [...new Set(requests.filter(request => request !== undefined))]
}

/** The path that a request means, from the checkout's root; nothing for a package. */
function resolve(from: string, request: string): string | undefined {
  if (request.startsWith('#')) return request.slice(1)
  if (request.startsWith('.')) return join(dirname(from), request)
  return undefined
}

/** The room that a file lies in: the longest name of the table that is a folder of it, else its slice. */
export function roomOf(path: string): string {
  const named = Object.keys(DIRECTIONS)
    .filter(room => path === room || path.startsWith(`${room}/`))
    .sort((a, b) => b.length - a.length)[0]
  return named ?? path.split('/').slice(0, 2).join('/')
}

function allowedFrom(room: string): readonly string[] {
  const [floor] = room.split('/')
  return DIRECTIONS[room] ?? DIRECTIONS[`${floor}/<slice>`] ?? []
}

/** Names of the slices: the folders on the floors that the table does not name. */
function slicesOf(sources: readonly Source[]): Set<string> {
  const rooms = sources.map(source => roomOf(source.path)).filter(room => DIRECTIONS[room] === undefined)
  return new Set(rooms.flatMap(room => room.split('/')[1] ?? []))
}

function isAllowed(from: string, to: string, slices: ReadonlySet<string>): boolean {
  const room = roomOf(from)
  if (room === roomOf(to)) return true
  const slice = room.split('/')[1]
  const rooms =
    isTest(from) && room.startsWith('server/') ? [...allowedFrom(room), ...TESTS_ALSO] : allowedFrom(room)
  return rooms.some(allowed => {
    if (allowed !== 'contract/<slice>') return to === allowed || to.startsWith(`${allowed}/`)
    if (!to.startsWith('contract/')) return false
    const owner = to.split('/')[1]?.replace(/(\.test)?\.tsx?$/, '') ?? ''
    return owner === slice || !slices.has(owner)
  })
}

/** Tests, and what only they use: their worlds and helpers are named `test-`. */
const isTest = (path: string) => /\.test\.tsx?$|\/test-[^/]*\.ts$/.test(path)
const isIn = (path: string, rooms: readonly string[]) => rooms.some(room => path.startsWith(`${room}/`))

/** Names every import that goes against the table, every impure import, and every cycle. */
export function checkImports(sources: readonly Source[]): string[] {
  const slices = slicesOf(sources)
  const problems: string[] = []
  const graph = new Map<string, string[]>()
  for (const source of sources) {
    const targets: string[] = []
    for (const request of requestsOf(source)) {
      const target = resolve(source.path, request)
      if (target !== undefined) {
        targets.push(target)
        if (!isAllowed(source.path, target, slices)) {
          problems.push(`${source.path}: ${roomOf(source.path)} may not import ${target}`)
        }
      } else if (isTest(source.path)) {
        // Tests may use what they are written with.
      } else if (isIn(source.path, PURE)) {
        problems.push(`${source.path}: pure code may not import ${request}`)
      } else if (isIn(source.path, BROWSER) && request.startsWith('node:')) {
        problems.push(`${source.path}: ${request} does not exist in a browser`)
      }
    }
    graph.set(source.path, targets)
  }
  return [...problems, ...findCycles(graph).map(cycle => `cycle: ${cycle.join(' -> ')}`)]
}
