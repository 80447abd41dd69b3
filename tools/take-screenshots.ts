import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readlink, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'

/*
 * Takes the README's pictures of the running product: starts a fresh demo of its own, goes where a person would, and
 * writes docs/screenshots/*.png. CHROMIUM names the browser where it is not in a usual place.
 */

const root = resolve(import.meta.dirname, '..')
const folder = join(root, 'docs/screenshots')
const tell = (text: string) => process.stdout.write(`${text}\n`)

const SCREENS = {
  desk: { viewport: { width: 1280, height: 900 }, deviceScaleFactor: 1 },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true },
} as const

/** A case list as a municipality may have it, with one telephone number and one date that cannot be. */
const caseList = `Navn;CPR-nummer;Telefon;Målgruppe;Målgruppe fra;Indsats;Indsats fra;Socialrådgiver;Sidste møde
Søren Ågård;010105-4489;37 20 40 50;Aktivitetsparat;01-03-2026;Mod til uddannelse;01-03-2026;Åse Kjær;02-11-2026
Freja Østerby;150204-4938;37 31 44 10;Uddannelsesparat;15-04-2026;;;Åse Kjær;12-10-2026
Ali Hassan;220703-4099;2211;Aktivitetsparat;10-01-2026;;;Åse Kjær;20-10-2026
Nanna Bøgh;310206-4212;37 40 92 31;Aktivitetsparat;04-05-2026;;;Åse Kjær;29-10-2026
Emil Juhl;030302-4859;37 28 10 22;Uddannelsesparat;02-02-2026;;;Mette Lund;05-11-2026
`

async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

async function start(home: string): Promise<{ address: string; app: ChildProcess }> {
  const port = await freePort()
  const { DATABASE_URL: _, ...inherited } = process.env
  const app = spawn(process.execPath, ['cli/medgang.ts', 'serve'], {
    cwd: root,
    env: { ...inherited, PORT: String(port), HOST: 'localhost', MEDGANG_HOME: home },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const address = `http://localhost:${port}`
  while (
    !(await fetch(`${address}/health`).then(
      answer => answer.ok,
      () => false,
    ))
  ) {
    if (app.exitCode !== null) throw new Error('Medgang ended instead of starting')
    await new Promise(wait => setTimeout(wait, 200))
  }
  return { address, app }
}

async function logIn(
  browser: Browser,
  address: string,
  screen: keyof typeof SCREENS,
  name: string,
): Promise<Page> {
  const context = await browser.newContext({
    ...SCREENS[screen],
    baseURL: address,
    locale: 'da-DK',
    timezoneId: 'Europe/Copenhagen',
  })
  const page = await context.newPage()
  await page.goto('/api/log-in')
  await page.getByRole('button', { name }).click()
  await page.waitForURL(url => !/log-in/.test(url.pathname))
  return page
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle')
  // Skeletons give way to what they stand for, and moving parts come to rest.
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"], .skeleton') === null)
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled', caret: 'hide' })
  tell(`docs/screenshots/${name}.png`)
}

async function takeAll(browser: Browser, address: string): Promise<void> {
  const desk = await logIn(browser, address, 'desk', 'Åse Kjær')
  await desk.goto('/')
  const register = desk.getByRole('link', { name: /^Registrér kontakt med / }).first()
  const form = await register.getAttribute('href')
  const person = form?.match(/^\/unge\/\d+/)?.[0]
  if (person === undefined) throw new Error('my day shows nobody to register a contact with')
  await shoot(desk, 'my-day')
  await desk.goto(person)
  await shoot(desk, 'person')
  await desk.goto('/unge')
  await shoot(desk, 'young-people')

  const phone = await logIn(browser, address, 'phone', 'Åse Kjær')
  await phone.goto('/')
  await phone
    .getByRole('link', { name: /^Registrér kontakt med / })
    .first()
    .waitFor()
  await shoot(phone, 'my-day-phone')
  await phone.goto(`${person}/kontakt`)
  await phone.getByRole('heading', { level: 1 }).waitFor()
  await shoot(phone, 'register-contact-phone')

  await phone.goto('/henvendelse')
  await phone.getByText('Forælder', { exact: true }).click()
  await phone.getByRole('heading', { level: 1 }).waitFor()
  await shoot(phone, 'entrance-phone')

  const leader = await logIn(browser, address, 'desk', 'Karen Bach')
  await leader.goto('/henvendelser')
  await leader.getByRole('link', { name: /./ }).first().waitFor()
  await shoot(leader, 'enquiries')
  await leader.goto('/unge-15-17')
  await leader.getByRole('heading', { level: 1 }).waitFor()
  await shoot(leader, 'duty')
  await leader.goto('/ledelse')
  await leader.getByRole('heading', { level: 1 }).waitFor()
  await shoot(leader, 'leader')
  await leader.goto(`${person}/raadgiver`)
  await leader.getByRole('heading', { level: 1 }).waitFor()
  await shoot(leader, 'fit')
  await leader.goto('/ledelse/forslag/ny?anledning=evenOut')
  await leader.getByRole('button', { name: 'Regn det ud' }).click()
  await leader.getByRole('table', { name: 'Unge, der får en ny rådgiver' }).waitFor({ timeout: 90_000 })
  await shoot(leader, 'proposal')
  await leader.goto('/import')
  await leader.locator('input[type=file]').setInputFiles({
    name: 'sagsliste.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(caseList),
  })
  const preview = leader.getByRole('heading', { name: 'Det sker der' })
  await preview.waitFor()
  await preview.evaluate(heading => {
    window.scrollTo(0, window.scrollY + heading.getBoundingClientRect().top - 40)
  })
  await shoot(leader, 'import')
}

const home = await mkdtemp(join(tmpdir(), 'medgang-screenshots-'))
// As root, the database runs under another account, which must be able to pass through.
await chmod(home, 0o711)
await mkdir(folder, { recursive: true })
const { address, app } = await start(home)
try {
  const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    await takeAll(browser, address)
  } finally {
    await browser.close()
  }
} finally {
  app.kill('SIGINT')
  if (app.exitCode === null) await once(app, 'close')
  const elsewhere = await readlink(join(home, 'postgres')).catch(() => undefined)
  if (elsewhere !== undefined) await rm(elsewhere, { recursive: true, force: true })
  await rm(home, { recursive: true, force: true })
}
