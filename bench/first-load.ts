import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'

/** Compressed bytes of script and style that a browser fetches before "my day" can be used. */
export interface FirstLoad {
  gzip: number
  brotli: number
  files: number
}

/** Follows the links of the built page and of the page for "my day", static imports included. */
export async function firstLoad(dist: string): Promise<FirstLoad> {
  const html = await readFile(join(dist, 'index.html'), 'utf8')
  const linked = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(
    match => match[1] ?? '',
  )
  const names = await readdir(join(dist, 'assets'))
  const day = names.filter(name => /^day-page-.*\.js$/.test(name)).map(name => `assets/${name}`)
  const seen = new Map<string, Buffer>()
  const queue = [...linked, ...day]
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (seen.has(path)) continue
    const content = await readFile(join(dist, path))
    seen.set(path, content)
    if (!path.endsWith('.js')) continue
    for (const [, file] of content.toString('utf8').matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g)) {
      queue.push(`assets/${file}`)
    }
  }
  const contents = [...seen.values()]
  return {
    gzip: contents.reduce((sum, content) => sum + gzipSync(content, { level: 9 }).length, 0),
    brotli: contents.reduce((sum, content) => sum + brotliCompressSync(content).length, 0),
    files: contents.length,
  }
}
