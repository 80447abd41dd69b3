import type { Source } from './sources.ts'

const MOST = 400

/** Names every file that is longer than a person keeps in mind. */
export function checkSize(sources: readonly Source[]): string[] {
  return sources.flatMap(({ path, text }) => {
    const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
    return lines > MOST ? [`${path}: ${lines} lines, at most ${MOST} are allowed`] : []
  })
}
