import pino from 'pino'
import { startMedgang } from '#server/main.ts'

/** For the bench: the app in a process of its own on a free port, without limits; says its address and stays. */
const [databaseUrl = '', home = ''] = process.argv.slice(2)
const medgang = await startMedgang({
  databaseUrl,
  home,
  port: 0,
  host: '127.0.0.1',
  log: pino({ level: 'error' }, pino.destination(2)),
  demo: false,
  env: { ...process.env, REQUESTS_PER_MINUTE: '0' },
})
process.stdout.write(`${medgang.address}\n`)
process.once('SIGTERM', () => {
  medgang.close().then(
    () => process.exit(0),
    () => process.exit(1),
  )
})
