import type { Say } from '#contract/language/say.ts'
import { EmbeddedTrouble, type TroubleCode } from '#server/database/embedded/trouble.ts'
import { operatorMessage } from '#server/main.ts'
import { codeOf, TerminalTrouble } from './terminal-trouble.ts'

const embedded: Record<TroubleCode, (say: Say, params: Readonly<Record<string, string>>) => string> = {
  alreadyRunning: (say, p) => say('terminal.alreadyRunning', { pid: p['pid'] ?? '' }),
  diskFull: (say, p) => say('terminal.diskFull', { path: p['path'] ?? '' }),
  newerData: (say, p) => say('terminal.newerData', versions(p)),
  olderData: (say, p) => say('terminal.olderData', versions(p)),
  noBinaries: (say, p) => say('terminal.noBinaries', { platform: p['platform'] ?? '' }),
  noAccount: say => say('terminal.noAccount'),
  noPermission: (say, p) => say('terminal.noPermission', { path: p['path'] ?? '' }),
  passwordMissing: (say, p) => say('terminal.passwordMissing', { path: p['path'] ?? '' }),
  notStopping: (say, p) => say('terminal.notStopping', { pid: p['pid'] ?? '' }),
  strayProcesses: (say, p) => say('terminal.strayProcesses', { path: p['path'] ?? '' }),
  keepsFailing: (say, p) => say('terminal.keepsFailing', { path: p['path'] ?? '' }),
  failed: (say, p) => say('terminal.failed', { detail: p['detail'] ?? '' }),
}

const FORBIDDEN = ['EACCES', 'EPERM', 'EROFS']

function versions(p: Readonly<Record<string, string>>) {
  return { path: p['path'] ?? '', found: p['found'] ?? '', ours: p['ours'] ?? '' }
}

/** What to tell the person at the terminal about any error. Never a value that PostgreSQL names, which may be personal. */
export function inWords(error: unknown, say: Say): string {
  if (error instanceof TerminalTrouble) return error.inWords(say)
  if (error instanceof EmbeddedTrouble) return embedded[error.code](say, error.params)
  const detail = operatorMessage(error)
  if (detail !== undefined) return say('terminal.cannotStart', { detail })
  const path = error instanceof Error && 'path' in error ? String(error.path) : 'PostgreSQL'
  if (isFull(error)) return say('terminal.diskFull', { path })
  if (FORBIDDEN.includes(codeOf(error) ?? '')) return say('terminal.noPermission', { path })
  const name = error instanceof Error ? error.name : typeof error
  const code = codeOf(error)
  return say('terminal.unexpected', { detail: code === undefined ? name : `${name} ${code}` })
}

/** An error as the log may keep it: where it happened, and not its message, which may quote what people wrote. */
export function forLog(error: unknown): Record<string, unknown> {
  if (error instanceof EmbeddedTrouble) return { error: error.code, ...error.params }
  if (!(error instanceof Error)) return { error: typeof error }
  const at = error.stack?.split('\n').filter(line => line.startsWith('    at '))
  return {
    error: error.name,
    code: codeOf(error),
    at,
    ...(error.cause ? { cause: forLog(error.cause) } : {}),
  }
}

function isFull(error: unknown): boolean {
  const code = codeOf(error)
  // 53100 is PostgreSQL's disk_full.
  return code === 'ENOSPC' || code === 'EDQUOT' || code === '53100'
}
