import { type Browser, chromium } from 'playwright-core'
import { benchToken } from './scenarios.ts'

/** Milliseconds from the address being asked for until it can be used, with nothing kept from before. */
export interface Usable {
  median: number
  slowest: number
}

export interface UsableTimes {
  /** The log-in page: the same app with no question to the register. */
  logIn: Usable
  day: Usable
}

export const screens = {
  desk: { viewport: { width: 1280, height: 900 }, slow: false },
  /** A cheap phone on a poor line: 1.6 Mbit/s, 150 ms there and back, a processor four times slower. */
  phone: { viewport: { width: 390, height: 844 }, slow: true },
} as const

/** Notes in the page itself when what is looked for can first be seen. */
const noteWhenUsable = (selector: string) => {
  const look = () => {
    const found = document.querySelector(selector)
    if (found !== null && found.getClientRects().length > 0)
      Object.assign(window, { usableAt: performance.now() })
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

async function usable(
  browser: Browser,
  screen: (typeof screens)[keyof typeof screens],
  address: string,
  selector: string,
  token: string | null,
): Promise<number> {
  const context = await browser.newContext({ viewport: screen.viewport, locale: 'da-DK' })
  try {
    if (token !== null) await context.addCookies([{ name: 'medgang', value: token, url: address }])
    const page = await context.newPage()
    if (screen.slow) {
      const devtools = await context.newCDPSession(page)
      await devtools.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: 150,
        downloadThroughput: 1_600_000 / 8,
        uploadThroughput: 750_000 / 8,
      })
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
    }
    await page.addInitScript(noteWhenUsable, selector)
    await page.goto(address)
    const noted = await page.waitForFunction(() => (window as { usableAt?: number }).usableAt)
    return Number(await noted.jsonValue())
  } finally {
    await context.close()
  }
}

/**
 * How long a browser needs from nothing to a usable "my day" (the first young person's row with its actions), beside
 * the log-in page in the same browser, in turns.
 */
export async function measureUsableDay(
  address: string,
  executablePath: string,
  screen: keyof typeof screens,
  times: number,
): Promise<UsableTimes> {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  try {
    const logIn: number[] = []
    const day: number[] = []
    // The first of each only starts the browser's own processes.
    for (let turn = 0; turn <= times; turn += 1) {
      logIn.push(await usable(browser, screens[screen], `${address}/log-ind`, 'main a, main button', null))
      day.push(await usable(browser, screens[screen], `${address}/`, 'main a[href^="/unge/"]', benchToken(1)))
    }
    return { logIn: summary(logIn.slice(1)), day: summary(day.slice(1)) }
  } finally {
    await browser.close()
  }
}

function summary(times: number[]): Usable {
  const sorted = times.toSorted((a, b) => a - b)
  return { median: sorted[Math.floor(sorted.length / 2)] ?? 0, slowest: sorted.at(-1) ?? 0 }
}
