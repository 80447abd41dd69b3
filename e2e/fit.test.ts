import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findChromium } from './kit/chromium.ts'
import { Given, Then, When } from './kit/journey.ts'
import { makeHome, type RunningMedgang, startMedgang } from './kit/medgang.ts'
import { checkAxe, visit } from './kit/visit.ts'

// Whoever waits gets a caseworker, and another: that is for a Medgang of its own.
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

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
const choices = (page: Page) => page.getByRole('group', { name: 'Vælg rådgiver' }).getByRole('radio')
const caseworkerIs = (page: Page, name: string) =>
  page
    .getByRole('list', { name: /^Rundt om/ })
    .getByText(name)
    .first()
    .waitFor()

test.skipIf(findChromium() === undefined)(
  'whoever waits is found a caseworker, by keyboard; a bar asks for another; a wish is heard',
  async () => {
    const address = medgang?.address ?? ''
    const { page, end } = await visit({
      who: { role: 'leader' },
      width: 'laptop',
      address,
    })
    await Given('the waiting list, with the rule of its order', async () => {
      await page.goto('/ledelse')
      await page.getByRole('link', { name: 'Venteliste', exact: true }).click()
      await page.getByRole('heading', { level: 1, name: 'Venteliste' }).waitFor()
      await page.getByText(/^Først dem, som loven snart kræver noget for/).waitFor()
      await checkAxe(page)
    })
    const waiting = page.getByRole('list', { name: 'De unge, der venter, i rækkefølge' })
    const name = await Then('one waits, with why', async () => {
      const row = waiting.getByRole('listitem')
      expect(await row.count()).toBe(1)
      await row.getByText(/senest .* Har ventet siden/).waitFor()
      return (await row.getByRole('link').first().textContent())?.replace(/^1\. /, '') ?? ''
    })
    const given = name.split(' ')[0] ?? ''
    await When('I look for a caseworker', async () => {
      await page.getByRole('link', { name: `Find rådgiver: ${name}` }).click()
      await page.getByRole('heading', { level: 1, name: `Hvem skal være rådgiver for ${name}?` }).waitFor()
    })
    await Then('three are shown, a sentence each with the load before and after', async () => {
      expect(await choices(page).count()).toBe(3)
      const cards = await choices(page).locator('xpath=ancestor::label').allTextContents()
      // Whoever is what the case calls for, and has room, comes before all others.
      expect(cards[0]).toMatch(/har plads (nu )?\(\d+ → \d+\s%\) og ved noget om psykiatri/)
      for (const card of cards) expect(card).toMatch(/(har plads|får for meget) (nu )?\(\d+ → \d+\s%\)/)
      await checkAxe(page)
    })
    await When('I choose nobody, I am told so', async () => {
      await button(page, 'Vælg en rådgiver').click()
      await page.getByText('Skal udfyldes.').first().waitFor()
    })
    const first = await When('I choose the second by keyboard, and give the case', async () => {
      await choices(page).first().focus()
      await page.keyboard.press('Space')
      await page.keyboard.press('ArrowDown')
      expect(await choices(page).nth(1).isChecked()).toBe(true)
      const give = button(page, new RegExp(`^Giv ${given} til `))
      const staff = ((await give.textContent()) ?? '').replace(`Giv ${given} til `, '')
      await give.focus()
      await page.keyboard.press('Enter')
      return staff
    })
    await Then('the young person’s page shows who it is', async () => {
      await page.waitForURL(/\/unge\/\d+$/)
      await page.getByText(new RegExp(`${first} er rådgiver for ${given} fra`)).waitFor()
      await caseworkerIs(page, first)
      await checkAxe(page)
    })
    const dialog = page.getByRole('dialog')
    await When('a bar is added against the caseworker', async () => {
      await page
        .getByRole('region', { name: `Må ikke have ${given}` })
        .or(page.locator('.mg-card', { hasText: `Må ikke have ${given}` }))
        .getByRole('button', { name: 'Tilføj' })
        .first()
        .click()
      await dialog.getByLabel('Rådgiver', { exact: true }).selectOption({ label: first })
      await dialog.getByText('i familie').click()
      await dialog.getByRole('button', { name: 'Gem' }).click()
    })
    await Then('I am told that it moves nobody, and led to another', async () => {
      await dialog.getByText(new RegExp(`${first} er rådgiver for ${given} nu`)).waitFor()
      await checkAxe(page)
      await dialog.getByRole('link', { name: 'Find rådgiver' }).click()
      await page.getByText(`Der er en spærring mellem ${given} og ${first}.`, { exact: false }).waitFor()
    })
    await When('I go back, and write down that the young person wishes for Fatima Benali', async () => {
      await page.getByRole('link', { name: `Tilbage til ${given}` }).click()
      await button(page, 'Tilføj et ønske').click()
      await dialog.getByText('Være en bestemt').click()
      await dialog.getByLabel('Rådgiver', { exact: true }).selectOption({ label: 'Fatima Benali' })
      await checkAxe(page)
      await dialog.getByRole('button', { name: 'Gem' }).click()
      await page.getByText(/^Fatima Benali\. Den unges ønske, fra/).waitFor()
    })
    await Then('the wish counts, and a click gives the case on', async () => {
      await page.getByRole('link', { name: 'Skift rådgiver' }).click()
      const wished = page.locator('label', { hasText: `Fatima Benali har plads` })
      await wished.getByText(`er ønsket af ${given}`, { exact: false }).waitFor()
      await wished.click()
      await button(page, `Giv ${given} til Fatima Benali`).click()
      await page.waitForURL(/\/unge\/\d+$/)
      await page.getByText(`Fatima Benali er rådgiver for ${given} fra`, { exact: false }).waitFor()
    })
    await Then('whom the bar keeps away cannot be chosen, and why is not said', async () => {
      await page.goto(`${page.url()}/raadgiver`)
      await page.getByText(/^Kan ikke \(/).click()
      await page.getByText(`${first}: der er en spærring.`).waitFor()
      expect(await page.getByText('i familie').count()).toBe(0)
      await page.getByText(/^Vælg en anden/).click()
      expect(await page.locator('label', { hasText: first }).count()).toBe(0)
      await checkAxe(page)
    })
    await Then('nobody waits any more', async () => {
      await page.goto('/ledelse/venteliste')
      await page.getByText('Alle unge har en rådgiver, der er her.').waitFor()
    })
    await end()
  },
)
