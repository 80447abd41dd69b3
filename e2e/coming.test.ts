import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findChromium } from './kit/chromium.ts'
import { Given, Then, When } from './kit/journey.ts'
import { makeHome, type RunningMedgang, startMedgang } from './kit/medgang.ts'
import { checkAxe, visit } from './kit/visit.ts'

// Two young people are to get another caseworker: that is for a Medgang of its own.
let home: Awaited<ReturnType<typeof makeHome>> | undefined
let medgang: RunningMedgang | undefined
beforeAll(async () => {
  if (findChromium() === undefined) return
  home = await makeHome()
  medgang = await startMedgang({ home: home.home })
})
afterAll(async () => {
  await medgang?.stop()
  await home?.remove()
})

const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const handovers = (page: Page) => page.getByRole('list', { name: 'Overleveringer' }).getByRole('listitem')

/** Decides as the leader that Fatima Benali takes over in so many days. */
async function give(page: Page, youth: string, days: number): Promise<void> {
  const day = Temporal.Now.plainDateISO('Europe/Copenhagen').add({ days })
  await page.goto(`${youth}/raadgiver`)
  await heading(page).waitFor()
  await page.getByText(/^Vælg en anden/).click()
  await page.locator('label', { hasText: 'Fatima Benali' }).first().click()
  await page.getByRole('textbox', { name: /^Fra og med/ }).fill(`${day.day}.${day.month}.${day.year}`)
  await page.getByRole('button', { name: /^Giv .* til Fatima Benali/ }).click()
  await page.waitForURL(url => url.pathname === youth)
}

test.skipIf(findChromium() === undefined)(
  'whoever is to be the caseworker reads along in the last days, and is told from when',
  async () => {
    const address = medgang?.address ?? ''
    const holder = await visit({ who: { name: 'Åse Kjær' }, width: 'laptop', address })
    const [soon, later] = await Given('two young people whom Åse Kjær follows', async () => {
      await holder.page.goto('/')
      await heading(holder.page).waitFor()
      const links = holder.page.locator('a[href^="/unge/"]')
      await links.first().waitFor()
      const paths = await links.evaluateAll(all => all.map(link => link.getAttribute('href') ?? ''))
      return [...new Set(paths.filter(path => /^\/unge\/\d+$/.test(path)))]
    })
    if (soon === undefined || later === undefined) throw new Error('she follows too few')
    const leader = await visit({ who: { role: 'leader' }, width: 'laptop', address })
    await When(
      'the leader decides that Fatima takes one over in a week, and the other in a month',
      async () => {
        await give(leader.page, soon, 7)
        await give(leader.page, later, 30)
      },
    )
    await Then('the leader and Åse see until when she is the caseworker, and who comes', async () => {
      for (const { page } of [leader, holder]) {
        await page.goto(soon)
        await heading(page).waitFor()
        await page.getByText(/til og med .* Fra .*: Fatima Benali\./).waitFor()
        await page.getByRole('link', { name: 'Registrér kontakt' }).waitFor()
      }
    })
    await leader.end()
    await holder.end()

    const { page, end } = await visit({
      who: { name: 'Fatima Benali' },
      width: 'phone',
      address,
      expected: [/404/, /notFound/],
    })
    await Then('Fatima’s day leads to the one, and says from when the other’s page opens', async () => {
      await page.goto('/')
      await handovers(page).first().waitFor()
      const later = handovers(page).filter({ hasText: /Siden om .* åbner/ })
      expect(await later.getByRole('link').count()).toBe(0)
      await checkAxe(page)
      await handovers(page).filter({ hasText: 'Du kan allerede læse med.' }).getByRole('link').click()
    })
    await Then('she reads the story, and is offered nothing that she may not do', async () => {
      await page.getByText(/^Du overtager .* fra/).waitFor()
      await page.getByText(/^Indtil da er Åse Kjær rådgiver/).waitFor()
      await page.getByRole('list', { name: 'Hvad der er sket' }).getByRole('listitem').first().waitFor()
      for (const name of ['Registrér kontakt', 'Book', 'Ret', 'Hvem har set'])
        expect([name, await page.getByRole('link', { name, exact: true }).count()]).toEqual([name, 0])
      await checkAxe(page)
      await page.getByRole('link', { name: 'Oplysninger' }).click()
      await page.getByText(/-xxxx/).waitFor()
      expect(await page.getByRole('button', { name: 'Vis CPR-nummer' }).count()).toBe(0)
      await page
        .getByRole('term')
        .filter({ hasText: /^fra \d/ })
        .waitFor()
      await checkAxe(page)
    })
    await Then('the other page is not there yet', async () => {
      await page.goto(later)
      await page.getByRole('heading', { name: 'Siden findes ikke' }).waitFor()
    })
    await end()
  },
)
