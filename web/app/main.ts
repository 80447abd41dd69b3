// The content policy forbids code made from text. Zod tries it as soon as a schema is made, which is before any
// module of ours could configure it, so it is told in the place where it looks first.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })
// Older browsers get Temporal first, since the app's modules may use it as they load.
if (!('Temporal' in globalThis)) await import('temporal-polyfill/global')
const { start } = await import('./start.tsx')
await start()
