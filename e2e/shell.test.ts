import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { Given, journey, Then, When } from './kit/journey.ts'
import { checkAxe } from './kit/visit.ts'

const caseworker = { role: 'caseworker' } as const

const menu = (page: Page) => page.getByRole('navigation', { name: 'Hovedmenu' })
const content = (page: Page) => page.getByRole('main')

/** The main heading of each place, by its name in the menu. */
const headings: Readonly<Record<string, RegExp>> = {
  'Min dag': /^God(morgen|dag|aften), /,
  Unge: /^Unge$/,
  Sagstal: /^Sagstal$/,
  Import: /^Hent sagsliste$/,
  Medarbejdere: /^Medarbejdere$/,
  Opsætning: /^Serviceløfter$/,
  Henvendelser: /^Henvendelser$/,
  '15-17': /^15-17 år$/,
  Fødselsdage: /^Fødselsdage/,
}

/** The page itself has come, not only what stands in for it. */
async function arrived(page: Page, place = ''): Promise<void> {
  await content(page)
    .getByRole('heading', { level: 1, name: headings[place] ?? /./ })
    .waitFor()
}

const places = {
  leader: ['Unge', 'Henvendelser', 'Sagstal', '15-17', 'Fødselsdage', 'Import', 'Medarbejdere', 'Opsætning'],
  caseworker: ['Min dag', 'Unge', 'Henvendelser', '15-17', 'Fødselsdage'],
  educationAdviser: ['Min dag', 'Unge', 'Henvendelser', '15-17', 'Fødselsdage'],
  contactPerson: ['Min dag', 'Unge'],
  mentor: ['Min dag', 'Unge'],
  administrator: ['Import', 'Medarbejdere', 'Opsætning'],
} as const

/** More than five do not fit beside each other on a phone: the fifth is then the way to the rest. */
const besideEachOther = (names: readonly string[]) => (names.length > 5 ? names.slice(0, 4) : names)

for (const [role, names] of Object.entries(places) as [keyof typeof places, readonly string[]][]) {
  for (const width of ['phone', 'laptop'] as const) {
    journey(`every place of a ${role}, on a ${width}`, { who: { role }, width }, async ({ page }) => {
      const atOnce = width === 'phone' ? besideEachOther(names) : names
      await Given('the first place', async () => {
        await page.goto('/')
        await arrived(page)
        const texts = await menu(page)
          .getByRole('link')
          .locator('> span:not(.mg-nav-count)')
          .allTextContents()
        expect(texts).toEqual(atOnce)
      })
      for (const name of names) {
        if (!atOnce.includes(name)) {
          await When('I unfold the rest by keyboard', () =>
            menu(page).getByRole('button', { name: 'Mere' }).press('Enter'),
          )
        }
        await When(`I go to "${name}"`, () => menu(page).getByRole('link', { name }).click())
        await Then('it is there, marked in the menu, and accessible', async () => {
          await menu(page)
            .locator('[aria-current="page"]')
            .filter({ hasText: name })
            .waitFor({ state: 'attached' })
          await arrived(page, name)
          await checkAxe(page)
        })
      }
    })
  }
}

journey(
  'a page for others says so at once, not when it is saved',
  { who: { role: 'administrator' } },
  async ({ page }) => {
    for (const path of [
      '/unge',
      '/unge/ny',
      '/unge/1/kontakt',
      '/unge/1/adgang',
      '/henvendelser',
      '/henvendelser/ny',
      '/unge-15-17/besked',
      '/aldersskift',
      '/ledelse',
    ]) {
      await When(`I write the address ${path}`, () => page.goto(path))
      await Then('I am told that it is not for me, with a way on', async () => {
        await content(page).getByRole('heading', { level: 1, name: 'Du har ikke adgang til siden' }).waitFor()
        await content(page).getByRole('link').waitFor()
        expect(await content(page).getByRole('button').count()).toBe(0)
        expect(await content(page).getByRole('textbox').count()).toBe(0)
        await checkAxe(page)
      })
    }
    await When('I write the address of what I set up', () => page.goto('/opsaetning'))
    await Then('it is there', () => arrived(page, 'Opsætning'))
  },
)

journey(
  'what the menu unfolds on a phone folds again',
  { who: { role: 'leader' }, width: 'phone' },
  async ({ page }) => {
    const more = menu(page).getByRole('button', { name: 'Mere' })
    const setup = menu(page).getByRole('link', { name: 'Opsætning' })
    await Given('the rest unfolded', async () => {
      await page.goto('/ledelse')
      await more.click()
      await setup.waitFor()
    })
    await When('I press Escape', () => page.keyboard.press('Escape'))
    await Then('it is folded, and I am back at its button', async () => {
      await setup.waitFor({ state: 'hidden' })
      expect(await more.evaluate(button => button === document.activeElement)).toBe(true)
    })
  },
)

journey(
  'on a phone the menu lies within reach of the thumb',
  { who: caseworker, width: 'phone' },
  async ({ page }) => {
    await Given('a long page, read to its end', async () => {
      await page.goto('/unge')
      await page.getByRole('list', { name: 'Unge' }).getByRole('link').first().waitFor()
      await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight))
    })
    await Then('the menu is at the bottom of the screen, with targets as large as a finger', async () => {
      for (const link of await menu(page).getByRole('link').all()) {
        const box = await link.boundingBox()
        expect((box?.y ?? 0) + (box?.height ?? 0)).toBeGreaterThan(780)
        expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(844)
        expect(box?.height).toBeGreaterThanOrEqual(44)
      }
    })
    await When('I go to my day', () => menu(page).getByRole('link', { name: 'Min dag' }).click())
    await Then('I am there', () => page.waitForURL(url => url.pathname === '/'))
  },
)

journey('English is chosen once and stays', { who: caseworker }, async ({ page }) => {
  await Given('my day in Danish', async () => {
    await page.goto('/')
    await arrived(page)
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('da')
  })
  await When('I choose English', async () => {
    await page.getByRole('button', { name: /^Menu for / }).click()
    await checkAxe(page)
    await page.getByRole('button', { name: 'English' }).click()
  })
  await Then('menu and page are in English', async () => {
    await page.getByRole('navigation').getByRole('link', { name: 'My day' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
    await checkAxe(page)
  })
  await When('I read the page anew', () => page.reload())
  await Then('it still is, and I can go back to Danish', async () => {
    await page.getByRole('navigation').getByRole('link', { name: 'My day' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
    await page.getByRole('banner').getByRole('button').last().click()
    await page.getByRole('button', { name: 'Dansk' }).click()
    await menu(page).getByRole('link', { name: 'Min dag' }).waitFor()
  })
})

journey(
  'a session that ends keeps what I write',
  { who: caseworker, expected: [/401/] },
  async ({ page }) => {
    const note = page.getByRole('textbox', { name: /^Notat/ })
    const path = await Given('a note that I am writing', async () => {
      await page.goto('/')
      await page
        .getByRole('link', { name: /^Registrér/ })
        .last()
        .click()
      await note.fill('Skrevet, før jeg blev logget ud.')
      await page.getByText('Gemt som kladde på enheden').waitFor()
      return new URL(page.url()).pathname
    })
    const cookies = await page.context().cookies()
    await When('my session is over, and I save', async () => {
      await page.context().clearCookies()
      await page.getByRole('button', { name: /^Gem/ }).click()
    })
    await Then('I am told, over the page that stays', async () => {
      await page.getByRole('dialog', { name: 'Du er blevet logget ud' }).waitFor()
      await checkAxe(page)
    })
    await When('I log in again', async () => {
      await page.getByRole('dialog').getByRole('link', { name: 'Log ind' }).click()
      await page.locator('ul[aria-labelledby="caseworker"] button').first().click()
    })
    await Then('I am where I was, with my text', async () => {
      await page.waitForURL(url => url.pathname === path)
      await page.getByText('Din kladde fra sidst er hentet frem.').waitFor()
      expect(await note.inputValue()).toBe('Skrevet, før jeg blev logget ud.')
    })
    // The session that the other journeys share is still theirs.
    await page.context().addCookies(cookies)
    await page.getByRole('button', { name: 'Begynd forfra' }).click()
  },
)

journey(
  'a lost connection is said on every page, and so is its return',
  { who: caseworker, width: 'phone', expected: [/ERR_INTERNET_DISCONNECTED/] },
  async ({ page }) => {
    await Given('my day', async () => {
      await page.goto('/')
      await arrived(page)
    })
    await When('the connection is lost', () => page.context().setOffline(true))
    await Then('a banner says so', async () => {
      await page.getByText('Der er ingen forbindelse. Du kan skrive videre').waitFor()
      await checkAxe(page)
    })
    await When('it comes back', () => page.context().setOffline(false))
    await Then('the banner goes', () =>
      page.getByText('Der er ingen forbindelse. Du kan skrive videre').waitFor({ state: 'detached' }),
    )
  },
)

for (const width of ['phone', 'laptop'] as const) {
  journey(`an address that leads nowhere, on a ${width}`, { who: caseworker, width }, async ({ page }) => {
    await When('I go there', () => page.goto('/findes/ikke'))
    await Then('the page says so and leads back', async () => {
      await page.getByRole('heading', { level: 1, name: 'Siden findes ikke' }).waitFor()
      await checkAxe(page)
      await page.getByRole('link', { name: 'Gå til forsiden' }).click()
      await page.waitForURL(url => url.pathname === '/')
      await arrived(page)
    })
  })

  journey(
    `a page that is not for me, on a ${width}`,
    { who: caseworker, width, expected: [/403/, /notPermitted/] },
    async ({ page }) => {
      await When('I go to the leader’s page', () => page.goto('/ledelse'))
      await Then('I am told whom to ask, and lead back', async () => {
        await page.getByRole('heading', { level: 1, name: 'Du har ikke adgang til siden' }).waitFor()
        await checkAxe(page)
        await page.getByRole('link', { name: 'Gå til forsiden' }).click()
        await arrived(page)
      })
    },
  )
}

journey(
  'without a log-in every address leads to the log-in',
  { width: 'phone', expected: [/401/] },
  async ({ page }) => {
    await When('I go to the list', () => page.goto('/unge?beskyttet=true'))
    await Then('I am asked to log in, and it is remembered where I wanted to go', async () => {
      await page.getByRole('heading', { level: 1, name: 'Log ind på Medgang' }).waitFor()
      await checkAxe(page)
      await page.getByRole('link', { name: 'Log ind' }).click()
      await page.locator('ul[aria-labelledby="caseworker"] button').first().click()
      await page.waitForURL(url => url.pathname === '/unge' && url.search === '?beskyttet=true')
    })
    await When('I log out', async () => {
      await page.getByRole('button', { name: /^Menu for / }).click()
      await page.getByRole('button', { name: 'Log ud' }).click()
    })
    await Then('I am out', async () => {
      await page.getByText('Du er logget ud.').waitFor()
      await checkAxe(page)
      await page.goto('/')
      await page.getByRole('heading', { level: 1, name: 'Log ind på Medgang' }).waitFor()
    })
  },
)
