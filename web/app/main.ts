// Older browsers get Temporal first, since the app's modules may use it as they load.
if (!('Temporal' in globalThis)) await import('temporal-polyfill/global')
const { start } = await import('./start.tsx')
await start()
