import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin, type UserConfig } from 'vite'

const server = process.env['MEDGANG_SERVER'] ?? 'http://localhost:8080'

type Visitor = Exclude<
  NonNullable<NonNullable<NonNullable<UserConfig['css']>['lightningcss']>['visitor']>,
  (...args: never[]) => unknown
>

/** Every word inside a string in the web's sources: the class names that can possibly be shown. */
function wordsInSources(): Set<string> {
  const words = new Set<string>()
  for (const file of globSync('web/**/*.tsx', { cwd: import.meta.dirname })) {
    for (const [literal] of readFileSync(join(import.meta.dirname, file), 'utf8').matchAll(
      /'[^'\n]*'|"[^"\n]*"|`[^`]*`/g,
    )) {
      for (const word of literal.matchAll(/[\w-]+/g)) words.add(word[0])
    }
  }
  return words
}

/**
 * Takes from DKFDS's style only what is shown: a rule stays when every class in one of its selectors is a
 * word of the sources. Our own classes (`mg-`) always stay. DKFDS's fonts come in every format and script;
 * ours name their `unicode-range`, and only those stay.
 */
function onlyWhatIsShown(words: ReadonlySet<string>): Visitor {
  return {
    Selector: selector => {
      const names = selector.filter(part => part.type === 'class').map(part => part.name)
      return names.every(name => name.startsWith('mg-') || words.has(name)) ? selector : []
    },
    Rule: {
      'font-face': rule =>
        rule.value.properties.some(
          property =>
            property.type === 'unicode-range' ||
            (property.type === 'custom' && property.value.name === 'unicode-range'),
        )
          ? rule
          : [],
    },
  }
}

/** Lets the browser fetch the app and the font while it still reads the small first script. */
function preloadApp(): Plugin {
  return {
    name: 'medgang-preload-app',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const files = Object.values(bundle ?? {})
        const app = files.find(file => file.type === 'chunk' && file.name === 'start')
        const scripts = app?.type === 'chunk' ? [app.fileName, ...app.imports] : []
        const styles = app?.type === 'chunk' ? [...(app.viteMetadata?.importedCss ?? [])] : []
        const fonts = files
          .map(file => file.fileName)
          .filter(name => /Sans-(Regular|SemiBold)-Latin1/.test(name))
        const link = (file: string, attributes: Record<string, string>) => ({
          tag: 'link',
          attrs: { ...attributes, crossorigin: true, href: `/${file}` },
          injectTo: 'head' as const,
        })
        return [
          ...styles.map(file => link(file, { rel: 'stylesheet' })),
          ...fonts.map(file => link(file, { rel: 'preload', as: 'font' })),
          ...scripts.map(file => link(file, { rel: 'modulepreload' })),
        ]
      },
    },
  }
}

export default defineConfig(({ command }) => ({
  root: join(import.meta.dirname, 'web'),
  plugins: [react(), preloadApp()],
  css: {
    transformer: 'lightningcss',
    lightningcss: command === 'build' ? { visitor: onlyWhatIsShown(wordsInSources()) } : {},
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // Small pictures stay files: a strict content policy, and a style that is not blown up.
    assetsInlineLimit: 0,
    target: ['chrome111', 'edge111', 'firefox121', 'safari16.4'],
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': server, '/demo-log-in': server },
  },
}))
