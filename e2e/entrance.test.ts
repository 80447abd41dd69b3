import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { Given, journey, Then, When } from './kit/journey.ts'
import { checkAxe } from './kit/visit.ts'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const code = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/

/** The code on the receipt. */
async function codeOn(page: Page): Promise<string> {
  const found = code.exec((await page.locator('main').textContent()) ?? '')?.[0]
  if (found === undefined) throw new Error('the receipt has no code')
  return found
}

journey(
  'a parent writes on a phone, loses the connection, and follows what happens',
  { width: 'phone', expected: [/ERR_INTERNET_DISCONNECTED|Failed to load resource/] },
  async ({ page }) => {
    await Given('the public page, found from the log-in', async () => {
      await page.goto('/log-ind')
      await page.getByRole('link', { name: 'Skriv til os' }).click()
      await page.getByRole('heading', { level: 1, name: 'Skriv til os' }).waitFor()
      await checkAxe(page)
    })
    await Then(
      'the ways out are there: danger, somebody to talk to, and where a notification goes',
      async () => {
        expect(await page.getByRole('link', { name: 'Ring 112' }).getAttribute('href')).toBe('tel:112')
        await page.getByRole('link', { name: '116 111' }).waitFor()
        await page.getByText('Send den via kommunens underretningsside.').waitFor()
      },
    )
    await When('I say that I am a parent, and send an empty form', async () => {
      await page.getByText('Forælder', { exact: true }).click()
      await button(page, 'Send').click()
    })
    await Then('I am told what is missing, first things first', async () => {
      await page.getByRole('link', { name: 'Dit navn: Skal udfyldes.' }).waitFor()
      await checkAxe(page)
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      await expectFocus(page, 'Dit navn')
    })
    await When('I fill it in with a CPR number among the words', async () => {
      await page.getByLabel('Dit navn').fill('Mette Prøve')
      await page.getByLabel('Fornavn').fill('Sigrid')
      await page.getByLabel('Alder').fill('17')
      await page.getByLabel('Hvad handler det om?').fill('Sigrid, 050310-4001, går ikke i skole.')
      await page.getByLabel('Telefon', { exact: true }).fill('37 20 22 33')
      await button(page, 'Send').click()
    })
    await Then('I am kindly asked to leave it out', () =>
      page.getByRole('link', { name: /Det ligner et CPR-nummer/ }).waitFor(),
    )
    await When('I paste more than there is room for', async () => {
      await page.getByLabel('Hvad handler det om?').fill(`${'Sigrid. '.repeat(500)} Og det vigtigste.`)
      await button(page, 'Send').click()
    })
    await Then('I am told by how much, and nothing is cut', async () => {
      await page.getByRole('link', { name: /Teksten er 18 tegn for lang/ }).waitFor()
      expect(await page.getByLabel('Hvad handler det om?').inputValue()).toMatch(/Og det vigtigste\.$/)
      await checkAxe(page)
    })
    await When('I do, and the connection is gone', async () => {
      await page.getByLabel('Hvad handler det om?').fill('Sigrid går ikke i skole.')
      await page.context().setOffline(true)
      await button(page, 'Send').click()
    })
    await Then('nothing is lost, not by a reload either', async () => {
      await page.getByText('Din henvendelse er ikke sendt endnu').waitFor()
      await page.context().setOffline(false)
      await page.reload()
      await page.getByText('Det, du skrev før, er her endnu.').waitFor()
      expect(await page.getByLabel('Dit navn').inputValue()).toBe('Mette Prøve')
      expect(await page.evaluate('localStorage.length')).toBe(0)
    })
    await When('I send it', () => button(page, 'Send').click())
    const given = await Then('I have a receipt with a code that is in no address', async () => {
      await page.getByRole('heading', { level: 1, name: 'Tak. Vi har din henvendelse' }).waitFor()
      await page.getByText('ringer eller skriver vi').waitFor()
      await checkAxe(page)
      const shown = await codeOn(page)
      expect(page.url()).not.toContain(shown)
      return shown
    })
    await Then('it is still there when the phone has put the tab to sleep', async () => {
      await page.reload()
      await page.getByText(given).waitFor()
    })
    await When('I follow it with a wrong code, and then the right one in small letters', async () => {
      await page.getByRole('link', { name: 'Se, hvor langt vi er' }).click()
      await page.getByLabel('Kode').fill('XXXX-XXXX-XXXX')
      await button(page, 'Vis').click()
      await page.getByRole('link', { name: /Vi kender ikke den kode/ }).waitFor()
      await checkAxe(page)
      await page.getByLabel('Kode').fill(given.toLowerCase())
      await button(page, 'Vis').click()
    })
    await Then('I see that it was received, and no more than a parent may', async () => {
      await page.getByText('Vi har fået din henvendelse').waitFor()
      await page.getByText('Resten er mellem os og den unge.', { exact: false }).waitFor()
      expect(await page.getByText('Vi mødes').count()).toBe(0)
      expect(page.url()).not.toContain(given)
      await checkAxe(page)
    })
    await When('I am done at a computer that others use', async () => {
      await page.getByRole('link', { name: 'Skriv til os' }).click()
      await button(page, 'Jeg er færdig, ryd skærmen').click()
      await button(page, 'Ja, ryd skærmen').click()
    })
    await Then('the next person finds an empty form', async () => {
      await page.getByText('Hvem er du?').waitFor()
      await page.reload()
      await page.getByText('Hvem er du?').waitFor()
      expect(await page.locator('main').textContent()).not.toContain(given)
      expect(await page.getByLabel('Dit navn').count()).toBe(0)
    })
  },
)

journey(
  'a young person writes in English by keyboard and sees the clock of the promise',
  { width: 'laptop' },
  async ({ page }) => {
    await Given('the public page in English', async () => {
      await page.goto('/henvendelse')
      await button(page, 'English').click()
      await page.getByRole('heading', { level: 1, name: 'Write to us' }).waitFor()
      await checkAxe(page)
    })
    await When('I write by keyboard alone', async () => {
      await page.getByLabel('It is about myself').focus()
      await page.keyboard.press('Space')
      const type = async (label: string, text: string) => {
        await tabTo(page, label)
        await page.keyboard.type(text)
      }
      await type('First name', 'Nour')
      await type('What is it about?', 'I have nowhere to live.')
      await type('E-mail', 'nour@example.org')
      await page.keyboard.press('Enter')
    })
    const given = await Then('I have a receipt', async () => {
      await page.getByRole('heading', { level: 1, name: 'Thank you. We have your enquiry' }).waitFor()
      await checkAxe(page)
      return codeOn(page)
    })
    await When('I follow it', async () => {
      await page.getByRole('link', { name: 'See how far we are' }).click()
      await page.getByLabel('Code').fill(given)
      await page.keyboard.press('Enter')
    })
    await Then('I see my own clock', async () => {
      for (const step of ['We call or write to you', 'We meet', 'The right people are gathered around you'])
        await page.getByText(step).waitFor()
      await checkAxe(page)
    })
  },
)

journey(
  'a walk-in is taken down and given a code',
  { who: { role: 'caseworker' }, width: 'phone' },
  async ({ page }) => {
    await Given('the screen for it', async () => {
      await page.goto('/henvendelser/ny')
      await page.getByText('Ved skranken').waitFor()
      await checkAxe(page)
    })
    await When('I say how it came, who it is and what it is about', async () => {
      await page.getByText('Ved skranken').click()
      await page.getByText('Den unge selv').click()
      await page.getByLabel('Fornavn').fill('Ahmed')
      await page.getByLabel('Hvad handler det om?').fill('Kom ind fra gaden. Har ingen telefon.')
      await page.getByText('Giv en kode med').click()
      await button(page, 'Gem henvendelsen').click()
    })
    await Then('there is something to hand over', async () => {
      await page.getByRole('heading', { level: 1, name: /^Henvendelse [A-Z]{3}-\d{3} er gemt$/ }).waitFor()
      await codeOn(page)
      await checkAxe(page)
    })
    await When('I take down another', () => button(page, 'Skriv en til ned').click())
    await Then('its form is empty', async () => {
      await page.getByText('Hvordan kom den?').waitFor()
      expect(await page.getByLabel('Hvad handler det om?').inputValue()).toBe('')
    })
  },
)

journey(
  'what the entrance tells is set up, and whoever comes by reads it',
  { who: { role: 'administrator' }, width: 'laptop' },
  async ({ page }) => {
    await Given('the settings', async () => {
      await page.goto('/opsaetning/indgang')
      await page.getByLabel('Telefontid').waitFor()
      await checkAxe(page)
    })
    await When('I write hours, and a promise of nothing', async () => {
      await page.getByLabel('Telefontid').fill('mandag-fredag 8-16')
      await page.getByLabel('Antal').first().fill('0')
      await button(page, 'Gem').click()
    })
    await Then('I am told at the field', async () => {
      await page.getByRole('link', { name: /Skal være mindst 1/ }).waitFor()
      await checkAxe(page)
    })
    await When('I mend it', async () => {
      await page.getByLabel('Antal').first().fill('2')
      await button(page, 'Gem').click()
      await page.getByText('Indgangen er gemt.').waitFor()
    })
    await Then('it is on the public page', async () => {
      await page.getByRole('link', { name: 'Se siden' }).click()
      await page.getByText('Vi tager telefonen: mandag-fredag 8-16').waitFor()
    })
  },
)

/** The control with the label has the focus. */
async function expectFocus(page: Page, label: string): Promise<void> {
  expect(await page.getByLabel(label).evaluate(element => element === document.activeElement)).toBe(true)
}

/** Tabs on until the control with the label has the focus. */
async function tabTo(page: Page, label: string): Promise<void> {
  const target = page.getByLabel(label, { exact: true })
  for (let presses = 0; presses < 30; presses++) {
    if (await target.evaluate(element => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not lead to ${label}`)
}
