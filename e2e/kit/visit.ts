import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { inject } from 'vitest'
import { findChromium } from './chromium.ts'
import type { Trial } from './medgang.ts'

// Without the last five, Chromium looks up its maker's hosts at every start.
const FLAGS = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
]

let launched: Promise<Browser> | undefined

/** The one browser of this process; it ends with it. */
function browser(): Promise<Browser> {
  const executablePath = findChromium()
  if (executablePath === undefined) throw new Error('there is no Chromium; journeys are skipped without it')
  // Names of files that are fetched have Danish letters, whatever language the machine is set to.
  launched ??= chromium.launch({ executablePath, args: FLAGS, env: { ...process.env, LC_ALL: 'C.UTF-8' } })
  return launched
}

/** Closes the browser, after the last visit of a file. */
export async function closeBrowser(): Promise<void> {
  const open = launched
  launched = undefined
  await (await open)?.close()
}

/** The roles that one can log in as, in the words of the page on which one chooses. */
type Role = 'leader' | 'caseworker' | 'educationAdviser' | 'contactPerson' | 'mentor' | 'administrator'

/** Whom to be: the first of a role, or somebody by name. */
type Who = { role: Role } | { name: string }

/** Widths that every page must hold: a phone, a tablet, a small desk and a desk. */
const WIDTHS = {
  phone: { width: 390, height: 844 },
  tablet: { width: 820, height: 1180 },
  laptop: { width: 1280, height: 800 },
  desk: { width: 1440, height: 900 },
} as const

/** A page of its own. `end` closes it, and throws when the browser complained of something. */
export type Visit = { page: Page; address: string; end: () => Promise<void> }

/**
 * Without `who` nobody is logged in; `address` is another Medgang than the shared one. `trial` gives one that is
 * started after the journeys are told of.
 */
export type VisitOptions = {
  who?: Who
  width?: keyof typeof WIDTHS
  address?: string
  trial?: () => Pick<Trial, 'address' | 'code'> | undefined
  expected?: readonly RegExp[]
}

// A log-in is remembered for each person, since log-ins are limited and not what most journeys are about.
const remembered = new Map<string, NonNullable<BrowserContextOptions['storageState']>>()

/**
 * Opens a page of its own for one journey. Errors in the console, uncaught errors, breaches of the content policy and
 * answers of 500 and more fail the journey when it ends. `expected` names those that the journey is about.
 */
export async function visit(options: VisitOptions = {}): Promise<Visit> {
  const trial = options.trial?.()
  const address = trial?.address ?? options.address ?? inject('address')
  const key = `${address} ${JSON.stringify(options.who)}`
  const known = remembered.get(key)
  const context = await (await browser()).newContext({
    baseURL: address,
    locale: 'da-DK',
    timezoneId: 'Europe/Copenhagen',
    viewport: WIDTHS[options.width ?? 'desk'],
    hasTouch: options.width === 'phone',
    ...(known === undefined ? {} : { storageState: known }),
  })
  const page = await context.newPage()
  const faults = watch(page)
  if (options.who !== undefined && known === undefined) {
    await logIn(page, options.who, trial?.code)
    remembered.set(key, await context.storageState())
  }
  const end = async () => {
    await context.close()
    const unexpected = faults.filter(fault => !options.expected?.some(pattern => pattern.test(fault)))
    if (unexpected.length > 0) throw new Error(`the browser complained:\n${unexpected.join('\n')}`)
  }
  return { page, address, end }
}

/** Logs in through the demo's own provider, as a person does, and waits for the page behind it. */
async function logIn(page: Page, who: Who, code: string | undefined): Promise<void> {
  await page.goto('/api/log-in')
  if (code !== undefined) {
    await page.getByLabel('Kode').fill(code)
    await page.getByRole('button', { name: 'Fortsæt' }).click()
  }
  const choice =
    'role' in who
      ? page.locator(`ul[aria-labelledby="${who.role}"] button`).first()
      : page.getByRole('button', { name: who.name })
  await choice.click()
  await page.waitForURL(url => !/log-in/.test(url.pathname))
}

function watch(page: Page): string[] {
  const faults: string[] = []
  // Breaches of the content policy are among the console's errors.
  page.on('console', message => {
    if (message.type() === 'error') faults.push(`console: ${message.text()} (${message.location().url})`)
  })
  page.on('pageerror', error => faults.push(`uncaught: ${error.message}`))
  page.on('response', response => {
    if (response.status() >= 500) faults.push(`answer ${response.status()}: ${response.url()}`)
  })
  return faults
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']

/**
 * Checks the page, or the part of it in `within`, against WCAG 2.1 AA, and that nothing is wider than the screen.
 *
 * @throws Error that names each rule, and where it is broken
 */
export async function checkAxe(page: Page, within?: string): Promise<void> {
  const builder = new AxeBuilder({ page }).withTags(RULES)
  const { violations } = await (within === undefined ? builder : builder.include(within)).analyze()
  const faults = violations.map(({ id, help, nodes }) => {
    const places = nodes.map(node => `    ${node.target.join(' ')}\n      ${node.failureSummary ?? ''}`)
    return `  ${id}: ${help}\n${places.join('\n')}`
  })
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  if (tooWide > 0) faults.push(`  the page is ${tooWide} px wider than the screen`)
  if (faults.length > 0)
    throw new Error(`not accessible at ${new URL(page.url()).pathname}:\n${faults.join('\n')}`)
}
