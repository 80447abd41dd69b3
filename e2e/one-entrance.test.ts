import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { Given, journey, Then, When } from './kit/journey.ts'
import { checkAxe, visit } from './kit/visit.ts'

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })
const link = (page: Page, name: string | RegExp) => page.getByRole('link', { name, exact: true })

/** A birth date of somebody who is so many years old, as people write it. */
function bornYearsAgo(years: number): string {
  const day = Temporal.Now.plainDateISO('Europe/Copenhagen').subtract({ years, days: 40 })
  return `${day.day}.${day.month}.${day.year}`
}

/** Writes on the public page, as whoever has no log-in does. */
async function write(page: Page, role: string, person: { family: string; birthDate: string; about: string }) {
  await page.goto('/henvendelse')
  await page.getByText(role, { exact: true }).click()
  await page.getByLabel('Dit navn').fill('Mette Entrevang')
  await page.getByLabel('Telefon', { exact: true }).fill('37 30 22 33')
  await page.getByLabel('Fornavn').fill('Alma')
  await page.getByLabel('Efternavn').fill(person.family)
  await page.getByRole('textbox', { name: /^Fødselsdag/ }).fill(person.birthDate)
  await page.getByLabel('Hvad handler det om?').fill(person.about)
  await button(page, 'Send').click()
  await page.getByRole('heading', { level: 1, name: 'Tak. Vi har din henvendelse' }).waitFor()
  await button(page, 'Jeg er færdig, ryd skærmen').click()
  await button(page, 'Ja, ryd skærmen').click()
}

journey(
  'from a parent’s enquiry on a phone to a young person with a caseworker and clocks',
  { width: 'phone' },
  async ({ page: phone }) => {
    const birthDate = bornYearsAgo(17)
    await Given('the school has written, with a slip in the name', () =>
      write(phone, 'Lærer eller skole', {
        family: 'Entervang',
        birthDate,
        about: 'Alma er holdt op i skolen.',
      }),
    )
    await When('her mother writes on a phone', () =>
      write(phone, 'Forælder', {
        family: 'Entrevang',
        birthDate,
        about: 'Min datter vil ikke ud af sin seng.',
      }),
    )

    const desk = await visit({ who: { role: 'caseworker' }, width: 'laptop' })
    const { page } = desk
    try {
      await Then('a caseworker sees both in the queue, marked as possible doubles', async () => {
        await page.goto('/')
        await page
          .getByRole('navigation', { name: 'Hovedmenu' })
          .getByRole('link', { name: /^Henvendelser/ })
          .click()
        await link(page, 'Alma Entrevang').waitFor()
        const row = page
          .getByRole('listitem')
          .filter({ has: page.getByRole('link', { name: 'Alma Entrevang' }) })
        expect(await row.textContent()).toMatch(/Mulig dublet.*Kontakt efter henvendelsen\. Henvendelse/s)
        await checkAxe(page)
      })
      await When('I open the mother’s', () => link(page, 'Alma Entrevang').click())
      await Then('I read what she told, what is owed, and why it may be the same', async () => {
        await page.getByText('Min datter vil ikke ud af sin seng.').waitFor()
        await page.getByText('Første samtale inden 7 dage', { exact: true }).waitFor()
        await page.getByText('Navnet ligner').waitFor()
        await page.getByText('Samme fødselsdag').waitFor()
        expect(await link(page, 'Ring 37 30 22 33 til Mette Entrevang').getAttribute('href')).toBe(
          'tel:+4537302233',
        )
        await checkAxe(page)
      })
      await When('I compare them and merge the mother’s with the school’s', async () => {
        await button(page, /^Sammenlign med Alma Entervang/).click()
        const dialog = page.getByRole('dialog')
        await dialog.getByText('Alma er holdt op i skolen.').waitFor()
        await checkAxe(page)
        await dialog.getByRole('button', { name: 'Læg sammen med den' }).click()
        await page.getByText('De to henvendelser er lagt sammen.').waitFor()
      })
      await Then('I can take it back, and do: her own words come first', async () => {
        await button(page, 'Tag tilbage').click()
        await page.getByLabel('Hvorfor tager du det tilbage?').fill('Moderens skal føre an')
        await page.getByRole('dialog').getByRole('button', { name: 'Tag tilbage', exact: true }).click()
        await page.getByText('Det er taget tilbage.', { exact: false }).waitFor()
        await button(page, 'Tag henvendelsen').waitFor()
      })
      await When('I merge the school’s into the mother’s instead', async () => {
        await page.goto('/henvendelser')
        await link(page, 'Alma Entervang').click()
        await button(page, /^Sammenlign med Alma Entrevang/).click()
        await page.getByRole('dialog').getByRole('button', { name: 'Læg sammen med den' }).click()
        await page.getByText('Henvendelsen er lagt sammen med').waitFor()
        await page.getByRole('link', { name: /^Åbn / }).click()
        await page.getByText('Alma er holdt op i skolen.').waitFor()
      })
      await When('I take it and call in vain: two presses', async () => {
        await button(page, 'Tag henvendelsen').click()
        await page.getByText('Henvendelsen er din nu.').waitFor()
        await page.getByText('Svarede ikke', { exact: true }).click()
        await button(page, 'Gem').click()
        await page.getByText('Gemt. Fristerne er regnet om.').waitFor()
        await page.getByText('Ringede forgæves til den unge').waitFor()
      })
      await When('she comes by, and we meet', async () => {
        await page.getByText('Mødtes', { exact: true }).click()
        await button(page, 'Gem').click()
        await page.getByText('Mødtes med den unge').waitFor()
      })
      await When('I register her from the enquiry', async () => {
        await link(page, 'Opret som ung').click()
        await page.getByLabel('Efternavn').waitFor()
        await checkAxe(page)
      })
      await Then('what was told is filled in, and her mother is her guardian', async () => {
        expect(await page.getByLabel('Fornavn').inputValue()).toBe('Alma')
        expect(await page.getByLabel('Efternavn').inputValue()).toBe('Entrevang')
        expect(await page.getByLabel('Fødselsdag', { exact: true }).inputValue()).toBe(birthDate)
        expect(await page.getByLabel('Navn', { exact: true }).inputValue()).toBe('Mette Entrevang')
        await page.getByText('2 kontakter fra henvendelsen følger med.').waitFor()
      })
      await When('I save', () => button(page, 'Opret').click())
      const youthId = await Then(
        'she has a page that shows how it began, and me as her caseworker',
        async () => {
          await page.waitForURL(/\/unge\/\d+$/)
          await page.getByText('Alma Entrevang er oprettet.').waitFor()
          await page.getByText('Henvendelse fra en forælder').waitFor()
          await link(page, 'Læs henvendelsen').waitFor()
          await page.getByText('Fast rådgiver:').waitFor()
          await checkAxe(page)
          return /\d+$/.exec(page.url())?.[0] ?? ''
        },
      )
      await Then('the first interview has been held in time, by the day of the enquiry', async () => {
        const answer = await page.request.get(`/api/youths/${youthId}`)
        const { kept, cases } = await answer.json()
        expect(kept.statutory.due).toBe(kept.statutory.kept)
        expect(cases[0].enquiryDay).toBe(Temporal.Now.plainDateISO('Europe/Copenhagen').toString())
      })
      await When('I decide her target group on the interview we have held', async () => {
        await page.goto(`/unge/${youthId}/visitation`)
        await page.getByRole('radio', { name: 'Uddannelsesparat', exact: true }).check({ force: true })
        await page.getByLabel('Begrundelse').fill('Vil gerne i gang igen og har brug for støtte til det.')
        await page.getByText(/^Endelig målgruppevurdering inden tre måneder begynder: senest/).waitFor()
      })
      await Then('I see whom to tell: she is 17, and her mother has custody', async () => {
        await page.getByRole('heading', { name: 'Forældre, der skal have besked' }).waitFor()
        await page.getByText('Mette Entrevang').waitFor()
        await checkAxe(page)
      })
      await When('I save the decision', async () => {
        await button(page, 'Gem afgørelsen').click()
        await page.getByText('Afgørelsen er gemt. Fristerne er regnet om.').waitFor()
      })
      await Then('her clocks run: the final assessment, three months after her mother wrote', async () => {
        await page.goto(`/unge/${youthId}`)
        await page.getByText('Endelig målgruppevurdering inden tre måneder').first().waitFor()
        await link(page, /^Uddannelsesparat siden/).waitFor()
        await checkAxe(page)
      })
      await Then('she is among those whom I follow', async () => {
        const { people } = await (await page.request.get('/api/day')).json()
        expect(people.map((person: { youthId: number }) => String(person.youthId))).toContain(youthId)
      })
    } finally {
      await desk.end()
    }
  },
)
