import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { Given, journey, Then, When } from './kit/journey.ts'
import { checkAxe } from './kit/visit.ts'

const settings = '/opsaetning/tid-og-loft'
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })

/** A day as people write it, so many days ahead. */
function inDays(days: number): string {
  const day = Temporal.Now.plainDateISO('Europe/Copenhagen').add({ days })
  return `${day.day}.${day.month}.${day.year}`
}

async function opened(page: Page): Promise<void> {
  await page.goto(settings)
  await page.getByRole('heading', { name: 'Loft', exact: true, level: 2 }).waitFor()
}

for (const width of ['laptop', 'phone'] as const) {
  journey(
    `what loads are reckoned by can be read, ${width}`,
    { who: { role: 'leader' }, width },
    async ({ page }) => {
      await Given('time and ceilings', () => opened(page))
      await Then('each line stands with what was logged, and a proposal', async () => {
        await page
          .getByText(/Skrevet på de seneste tre måneders kontakter: \d+/)
          .first()
          .waitFor()
        await page
          .getByRole('link', { name: /^Ret til \d+ minutter: / })
          .first()
          .waitFor()
      })
      await Then('a ceiling and an exception that runs stand there', async () => {
        await page.getByText('Højst 36 unge').waitFor()
        await page.getByText('Tager imod tre nye, til der er en afløser for Ole Vinther').waitFor()
        await checkAxe(page)
      })
    },
  )
}

journey(
  'what was logged is taken up from a day on, with the load before and after, and taken back',
  { who: { role: 'leader' } },
  async ({ page }) => {
    let name = ''
    await Given('a line with a proposal', async () => {
      await opened(page)
      const link = page.getByRole('link', { name: /^Ret til \d+ minutter: / }).first()
      name = (await link.getAttribute('aria-label')) ?? ''
      await link.click()
    })
    const [minutes = '', line = ''] = /^Ret til (\d+) minutter: (.*)$/.exec(name)?.slice(1) ?? []
    await Then('the form is filled in with it, and says where it comes from', async () => {
      await page.getByRole('heading', { name: `Ret ${line}`, level: 1 }).waitFor()
      expect(await page.getByLabel('Minutter').inputValue()).toBe(minutes)
      expect(await page.getByLabel('Kilde').inputValue()).toContain('Gennemsnit')
      await checkAxe(page)
    })
    await When('I choose a day in three hundred days and look, by keyboard', async () => {
      await page.getByRole('textbox', { name: 'Gælder fra' }).fill(inDays(300))
      await page.keyboard.press('Tab')
      await button(page, 'Se, hvad det ændrer').focus()
      await page.keyboard.press('Enter')
    })
    await Then('I see the whole unit, who goes over, and who changes most', async () => {
      const dialog = page.getByRole('dialog')
      await dialog.getByText(/hele enheden går fra [\d,]+\s% til [\d,]+\s% af tiden/).waitFor()
      await dialog.getByText(/Rådgivere med mere, end de har tid til: \d+ før, \d+ efter/).waitFor()
      await dialog
        .getByText(/[\d,]+\s% bliver til [\d,]+\s%/)
        .first()
        .waitFor()
      await checkAxe(page)
    })
    await When('I save', () => button(page, 'Gem reglen').click())
    await Then('the line stands twice: as it is, and as it will be', async () => {
      await page.waitForURL(`**${settings}`)
      await page
        .getByText('Ikke begyndt')
        .or(page.getByText(/^Fra \d/))
        .first()
        .waitFor()
      expect(await page.getByRole('link', { name: `Ret ${line}`, exact: true }).count()).toBeGreaterThan(1)
    })
    await When('I take it back', async () => {
      const ahead = page
        .locator('li', { hasText: `${minutes} minutter` })
        .filter({ hasText: 'Gennemsnit af det' })
      await ahead
        .first()
        .getByRole('link', { name: `Ret ${line}`, exact: true })
        .click()
      await page.getByText('Tag ændringen tilbage', { exact: true }).click()
      await button(page, 'Se, hvad det ændrer').click()
      await page.getByRole('dialog').getByRole('button', { name: 'Tag ændringen tilbage' }).click()
    })
    await Then('all is as it was', async () => {
      await page.waitForURL(`**${settings}`)
      await page.getByText('Gennemsnit af det').first().waitFor({ state: 'detached' })
    })
  },
)

journey(
  'somebody above a ceiling gets nobody more, unless it is allowed for a time',
  { who: { role: 'leader' }, expected: [/status of 400/] },
  async ({ page }) => {
    const name = 'Mona Rask'
    await Given('a ceiling for one caseworker, below what she has', async () => {
      await page.goto('/opsaetning/regel?slags=loft')
      await page.getByLabel('Hvem gælder det').selectOption({ label: name })
      await page.getByLabel('Højst så mange unge').fill('10')
      await page.getByLabel('Kilde').fill('Aftalt med Mona og tillidsrepræsentanten')
      await checkAxe(page)
      await button(page, 'Se, hvad det ændrer').click()
      await page
        .getByRole('dialog')
        .getByText(/Rådgivere over et loft: \d+ før, \d+ efter/)
        .waitFor()
      await button(page, 'Gem reglen').click()
      await page.waitForURL(`**${settings}`)
    })
    await Then('she stands above it', async () => {
      const row = page.locator('li', { hasText: name }).filter({ hasText: 'Over loftet' })
      await row.getByText(/\d+ unge, loftet er 10/).waitFor()
    })
    await When('I register somebody with her', async () => {
      await page.goto('/unge/ny')
      await page.getByLabel('Dag for henvendelsen', { exact: true }).fill(inDays(-7))
      await page.getByLabel('Fødselsdag', { exact: true }).fill('2.3.2006')
      await page.getByLabel('Fornavn').fill('Freja')
      await page.getByLabel('Efternavn').fill('Prøve')
      await page.getByRole('combobox', { name: /rådgiver/i }).selectOption({ label: name })
      await button(page, 'Opret').click()
    })
    await Then('I am told at the field who, which ceiling and how many', async () => {
      await page
        .getByText(/Mona Rask kommer op på \d+ unge, og loftet er 10\. Vælg en anden/)
        .first()
        .waitFor()
      await checkAxe(page)
    })
    await When('I allow her more for a time', async () => {
      await opened(page)
      await button(page, 'Tillad flere').click()
      await button(page, 'Tillad').click()
      await page.getByRole('dialog').getByText('Der er noget, der skal rettes').waitFor()
      await checkAxe(page)
      await page.getByLabel('Hvem', { exact: true }).selectOption({ label: name })
      await page.getByLabel('Højst så mange unge').fill('200')
      await page.getByRole('textbox', { name: 'Til og med' }).fill(inDays(60))
      await page.getByLabel('Hvorfor').fill('Til den nye begynder')
      await button(page, 'Tillad').click()
    })
    await Then('it stands there with its end, and she is no longer above', async () => {
      await page.locator('li', { hasText: 'Til den nye begynder' }).waitFor()
      await page.locator('li', { hasText: name }).filter({ hasText: 'Tilladt til og med' }).waitFor()
      await checkAxe(page)
    })
    await When('I end it, and let the ceiling be high', async () => {
      await button(page, `Afslut det, ${name} har fået lov til`).click()
      await page.getByRole('textbox', { name: 'Til og med' }).fill(inDays(-1))
      await page.getByRole('dialog').getByRole('button', { name: 'Afslut', exact: true }).click()
      await page.locator('li', { hasText: 'Til den nye begynder' }).waitFor({ state: 'detached' })
      await page.getByRole('link', { name: `Ret Alle unge · ${name}` }).click()
      await page.getByLabel('Højst så mange unge').fill('900')
      await button(page, 'Se, hvad det ændrer').click()
      await button(page, 'Gem reglen').click()
    })
    await Then('she is above no ceiling', async () => {
      await page.waitForURL(`**${settings}`)
      await page.getByText('Højst 900 unge').waitFor()
      await page
        .locator('li', { hasText: name })
        .filter({ hasText: 'Over loftet' })
        .waitFor({ state: 'detached' })
    })
  },
)

journey(
  'with a member of staff stand other duties, own steps as somebody new, and hours that are missing',
  { who: { role: 'leader' }, width: 'phone', expected: [/status of 400/] },
  async ({ page }) => {
    await Given('a caseworker', async () => {
      await page.goto('/medarbejdere')
      await page
        .getByRole('link', { name: /Mona Rask/ })
        .first()
        .click()
      await page.getByRole('heading', { name: 'Andre opgaver' }).waitFor()
    })
    await When('I add a duty without hours, I am told at the field', async () => {
      await button(page, 'Skriv en opgave').click()
      await page.getByLabel('Hvad er opgaven').fill('Praktikvejleder')
      await button(page, 'Gem').click()
      await page.getByRole('dialog').getByText('Der er noget, der skal rettes').waitFor()
      await checkAxe(page)
    })
    await Then('it is there when I have written them', async () => {
      await page.getByLabel('Timer om ugen', { exact: true }).last().fill('1,5')
      await button(page, 'Gem').click()
      await page.locator('li', { hasText: 'Praktikvejleder' }).getByText('1,5 timer om ugen').waitFor()
    })
    await When('I give her a step of her own, and take it away again', async () => {
      await button(page, 'Andre trin').click()
      await button(page, 'Tilføj et trin').click()
      await page.getByLabel('Fra hvilken uge').fill('0')
      await page.getByLabel('Procent af tiden til unge').fill('100')
      await checkAxe(page)
      await button(page, 'Gem').click()
      await page.getByText(/100\s% af tiden er til unge/).waitFor()
      await button(page, 'Andre trin').click()
      await page.getByRole('button', { name: /^Fjern trinet/ }).click()
      await button(page, 'Gem').click()
      await page.getByText('Følger de fælles trin for den, der er ny.').waitFor()
    })
    await When('the duty ends, it never came to be', async () => {
      await button(page, 'Afslut Praktikvejleder').click()
      await page.getByRole('textbox', { name: 'Til og med' }).fill(inDays(-1))
      await page.getByRole('dialog').getByRole('button', { name: 'Gem', exact: true }).click()
      await Then('it is gone', () =>
        page.locator('li', { hasText: 'Praktikvejleder' }).waitFor({ state: 'detached' }),
      )
      await checkAxe(page)
    })
    const hours = page.getByRole('list', { name: 'Arbejdstid' })
    const told = await hours
      .getByText(/timer om ugen/)
      .first()
      .textContent()
    await When('her hours are taken away', async () => {
      await button(page, 'Ny arbejdstid').click()
      await button(page, 'Gem').click()
    })
    await Then('it is an error that says what it does, and no zero', async () => {
      await page.getByText('Ingen timer angivet').waitFor()
      await page.getByText(/Uden timer kan belastningen ikke regnes ud/).waitFor()
      await checkAxe(page)
    })
    await When('they are given again', async () => {
      await button(page, 'Ny arbejdstid').click()
      await page
        .getByRole('dialog')
        .getByRole('textbox')
        .first()
        .fill(/[\d,]+/.exec(told ?? '')?.[0] ?? '37')
      await button(page, 'Gem').click()
    })
    await Then('the error is gone', () =>
      page.getByText('Ingen timer angivet').waitFor({ state: 'detached' }),
    )
  },
)
