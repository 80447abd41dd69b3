import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findChromium } from './kit/chromium.ts'
import { Given, journey, Then, When } from './kit/journey.ts'
import { makeHome, type RunningMedgang, startMedgang } from './kit/medgang.ts'
import { checkAxe, visit } from './kit/visit.ts'

const leader = { role: 'leader' } as const
const caseworker = { role: 'caseworker' } as const

const rows = (page: Page) => page.locator('.mg-rows > .mg-row')

async function toAges(page: Page): Promise<void> {
  await page.goto('/aldersskift')
  await page.getByRole('heading', { level: 1, name: 'Fødselsdage, der ændrer noget' }).waitFor()
}

for (const width of ['phone', 'laptop'] as const) {
  journey(
    `what to do before a birthday is ticked off, on a ${width}`,
    { who: leader, width },
    async ({ page }) => {
      await Given('the birthdays ahead, from the menu', async () => {
        await page.goto('/')
        const more = page.getByRole('button', { name: 'Mere', exact: true })
        if (width === 'phone') await more.click()
        await page.getByRole('link', { name: 'Fødselsdage', exact: true }).click()
        await page.getByRole('heading', { level: 1, name: 'Fødselsdage, der ændrer noget' }).waitFor()
        await checkAxe(page)
      })
      await Then('late ones come first', async () => {
        const headings = await page.getByRole('heading', { level: 2 }).allTextContents()
        expect(headings[0]).toBe('Venter på nogen')
      })
      await When('I choose those who turn 18', () => page.getByText('18', { exact: true }).click())
      await Then('only they are shown, and the address knows', async () => {
        await page.waitForURL(/alder=18/)
        for (const text of await rows(page).allTextContents()) expect(text).toMatch(/Fyld(er|te) 18 år/)
      })
      await When('I look where it stands written', () =>
        rows(page).first().getByText('Hvad ændrer sig').click(),
      )
      await Then('each change has its source, and what is not confirmed says so', async () => {
        const text = (await rows(page).first().textContent()) ?? ''
        expect(text).toContain('Forældreansvarsloven § 1')
        expect(text).toContain('Ikke bekræftet')
        await checkAxe(page)
      })
      // Before a birthday that has passed, the last tick would take the row away.
      const boxes = rows(page)
        .filter({ hasText: 'Fylder 18 år' })
        .getByRole('checkbox', { name: 'Find ud af, hvad den unge skal leve af', checked: false })
      const id = await When('I tick something off', async () => {
        const found = await boxes.first().getAttribute('id')
        await page.locator(`label[for="${found}"]`).click()
        await page.locator(`[id="${found}"]:checked`).waitFor()
        await page.waitForLoadState('networkidle')
        return found
      })
      await Then('it says by whom, also when the page is opened again', async () => {
        await page.reload()
        await page
          .locator(`[id="${id}-hint"]`)
          .getByText(/^Gjort .* af /)
          .waitFor()
      })
      await When('it was a slip', async () => {
        await page.locator(`label[for="${id}"]`).click()
        await page.waitForLoadState('networkidle')
      })
      await Then('it is to be done again', async () => {
        await page.reload()
        await page.locator(`[id="${id}"]:not(:checked)`).waitFor()
      })
    },
  )
}

journey(
  'one looks for a name, a caseworker, and finds nobody',
  { who: leader, width: 'laptop' },
  async ({ page }) => {
    const name = await Given('somebody on the list', async () => {
      await toAges(page)
      return (await rows(page).first().getByRole('link').first().textContent()) ?? ''
    })
    await When('I write the name', () => page.getByLabel('Navn').fill(name))
    await Then('all who are left have it, and the name is not in the address', async () => {
      for (const text of await rows(page).allTextContents()) expect(text).toContain(name)
      expect(page.url()).not.toContain(encodeURIComponent(name.split(' ')[0] ?? ''))
    })
    await When('I write what nobody is called', () => page.getByLabel('Navn').fill('qqqq'))
    await Then('it says so', async () => {
      await page.getByText('Ingen passer').waitFor()
      await checkAxe(page)
    })
    const chosen = await When('I choose a caseworker', async () => {
      await page.getByLabel('Navn').fill('')
      const [, , third = ''] = await page.getByLabel('Rådgiver').locator('option').allTextContents()
      await page.getByLabel('Rådgiver').selectOption({ label: third })
      return third
    })
    await Then('only theirs are shown', async () => {
      await page.waitForURL(/raadgiver=\d+/)
      for (const text of await rows(page).allTextContents()) expect(text).toContain(chosen)
    })
  },
)

journey(
  'the person’s page says what the next birthday changes',
  { who: leader, width: 'laptop' },
  async ({ page }) => {
    await Given('somebody who turns 30', async () => {
      await page.goto('/aldersskift?alder=30')
      await rows(page).first().getByRole('link').first().click()
      await page.waitForURL(/\/unge\/\d+$/)
    })
    await Then('it stands on the page', async () => {
      await page.getByText(/^Fyld(er|te) 30 år /).waitFor()
      await page.getByText(/sagen går videre til voksenområdet/).waitFor()
      await checkAxe(page)
    })
    await When('I go to what is to be done', () =>
      page.getByRole('link', { name: 'Se, hvad der skal gøres' }).click(),
    )
    await Then('only that person is shown, and I can see all again', async () => {
      await page.waitForURL(/ung=\d+/)
      await page.getByText(/^Du ser kun /).waitFor()
      expect(await rows(page).count()).toBe(1)
      await page.getByRole('button', { name: 'Vis alle' }).click()
      await page.waitForURL(url => !url.searchParams.has('ung'))
      expect(await rows(page).count()).toBeGreaterThan(1)
    })
  },
)

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

/** Asks the API as the page itself would. */
async function send(page: Page, method: string, path: string, body?: object) {
  const answer = await page.evaluate(
    async ([how, where, what]) => {
      const response = await fetch(where, {
        method: how,
        ...(what === null ? {} : { body: what, headers: { 'content-type': 'application/json' } }),
      })
      return { ok: response.ok, body: await response.json() }
    },
    [method, path, body === undefined ? null : JSON.stringify(body)] as const,
  )
  if (!answer.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`)
  return answer.body
}

const today = Temporal.Now.plainDateISO('Europe/Copenhagen')

test.skipIf(findChromium() === undefined)(
  'an 18th birthday ends a programme by itself; a birth date that is corrected is told, and taken back',
  async () => {
    const before = await visit({ who: caseworker, address: medgang?.address ?? '' })
    const youthId = await Given('somebody who turns 18 today, still in the programme', async () => {
      const { page } = before
      await page.goto('/')
      await page.getByRole('heading', { level: 1 }).waitFor()
      const particulars = { phone: '', email: '', address: '', postalCode: '', city: '', about: '', cpr: '' }
      const made = await send(page, 'POST', '/api/youths', {
        ...particulars,
        givenName: 'Maja',
        familyName: 'Prøvesen',
        birthDate: String(today.subtract({ years: 18 })),
        protectedAddress: false,
        language: 'da',
        needsInterpreter: false,
        preferredContact: null,
        guardians: [],
        enquiryDay: String(today.subtract({ days: 40 })),
        caseworkerId: null,
      })
      const { programmes } = await send(page, 'GET', '/api/setup')
      const programme = programmes.find((each: { name: string }) => each.name === 'Sikker overgang, 15-17 år')
      await send(page, 'POST', `/api/youths/${made.youthId}/memberships`, {
        during: { from: String(today.subtract({ days: 30 })), lastDay: null },
        row: { programmeId: programme.id },
      })
      return made.youthId as number
    })
    await before.end()
    await When('Medgang is started again, as every night would do it', async () => {
      await medgang?.stop()
      medgang = await startMedgang({ home: home?.home ?? '' })
    })
    const { page, end } = await visit({ who: caseworker, width: 'phone', address: medgang?.address ?? '' })
    const ended = page.getByRole('list', { name: 'Sluttede af sig selv' }).getByText(/Maja fyldte 18/)
    await Then('the programme has ended on the birthday, and it is told', async () => {
      for (let tries = 0; tries < 40; tries += 1) {
        await toAges(page)
        await page.getByRole('heading', { level: 2 }).first().waitFor()
        if ((await ended.count()) > 0) break
        await page.waitForTimeout(500)
      }
      expect(await ended.textContent()).toContain('Forløbet "Sikker overgang, 15-17 år" sluttede')
      await checkAxe(page)
    })
    await When('the birth date turns out to be three weeks later', async () => {
      const record = await send(page, 'GET', `/api/youths/${youthId}/record`)
      const birthDate = String(today.subtract({ years: 18 }).add({ days: 20 }))
      await send(page, 'PUT', `/api/youths/${youthId}`, { ...record, birthDate })
      await toAges(page)
    })
    await Then('it is told apart that it ended too early', async () => {
      const wrong = page.getByRole('list', { name: 'Fødselsdatoen er rettet' })
      await wrong.getByText(/Efter den nye dato er det først/).waitFor()
      await wrong.getByRole('button', { name: 'Tag tilbage for Maja Prøvesen' }).click()
      await page
        .getByRole('dialog')
        .getByText(/slutter så af sig selv/)
        .waitFor()
      await checkAxe(page)
    })
    await When('I take it back and forget to say why', () =>
      page.getByRole('dialog').getByRole('button', { name: 'Tag tilbage' }).click(),
    )
    await Then('it is told, and leads to the field', async () => {
      await page.waitForFunction(() => document.activeElement?.classList.contains('mg-error-summary'))
      await page.getByRole('dialog').getByRole('link').click()
      await page.waitForFunction(() => document.activeElement?.getAttribute('aria-invalid') === 'true')
    })
    await When('I say why', async () => {
      await page.getByLabel('Hvorfor?').fill('Fødselsdatoen var forkert')
      await page.getByRole('dialog').getByRole('button', { name: 'Tag tilbage' }).click()
      await page.getByText('Taget tilbage').waitFor()
    })
    await Then('the programme goes on, and ends on the right birthday', async () => {
      const row = rows(page).filter({ hasText: 'Maja Prøvesen' })
      await row.getByText('Forløbet "Sikker overgang, 15-17 år" slutter').waitFor()
      expect(await page.getByRole('list', { name: 'Fødselsdatoen er rettet' }).count()).toBe(0)
    })
    await end()
  },
)
