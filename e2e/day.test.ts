import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { Given, journey, Then, When } from './kit/journey.ts'
import { checkAxe } from './kit/visit.ts'

const caseworker = { role: 'caseworker' } as const

const tiles = (page: Page) => page.getByRole('group', { name: 'Vis kun' }).getByRole('button')
const tile = (page: Page, name: string) =>
  page.getByRole('group', { name: 'Vis kun' }).getByRole('button', { name: new RegExp(`^\\d+ ${name}$`) })
const rows = (page: Page) => page.getByRole('list', { name: /^Unge/ }).getByRole('listitem')

async function toDay(page: Page): Promise<void> {
  await page.goto('/')
  await tiles(page).first().waitFor()
}

async function countOn(page: Page, name: string): Promise<number> {
  return Number.parseInt((await tile(page, name).textContent()) ?? '', 10)
}

for (const width of ['phone', 'laptop'] as const) {
  journey(`the counts of my day are filters, on a ${width}`, { who: caseworker, width }, async ({ page }) => {
    await Given('my day', async () => {
      await toDay(page)
      await checkAxe(page)
    })
    for (const name of [
      'Overskredet',
      'I dag',
      'Denne uge',
      'Løfte i fare',
      'Ny hos mig',
      'Uden næste aftale',
      'Venter på den unge',
    ]) {
      await When(`I press "${name}"`, () => tile(page, name).click())
      await Then('as many are shown as the count says, and the address knows', async () => {
        await page.locator('[aria-pressed="true"]').filter({ hasText: name }).waitFor()
        const count = await countOn(page, name)
        if (count === 0) await page.getByText('Ingen her lige nu').waitFor()
        else await page.getByRole('list', { name: `Unge: ${name}` }).waitFor()
        expect(await rows(page).count()).toBe(count)
        expect(new URL(page.url()).searchParams.get('vis')).not.toBeNull()
      })
    }
    await When('I press the same again', () => tile(page, 'Venter på den unge').click())
    await Then('everybody who needs something is shown', async () => {
      await page.getByRole('list', { name: 'Unge, der skal gøres noget for' }).waitFor()
      expect(await page.locator('.mg-tiles [aria-pressed="true"]').count()).toBe(0)
      await checkAxe(page)
    })
  })
}

journey(
  'an overdue row says why now, the other clock, and what one can do',
  { who: caseworker },
  async ({ page }) => {
    const row = await Given('what is overdue', async () => {
      await page.goto('/?vis=overdue')
      const first = rows(page).first()
      await first.waitFor()
      return first
    })
    await Then('it says how many days over, by which rule, since when and until when', async () => {
      const text = (await row.textContent()) ?? ''
      expect(text).toMatch(/\d+ dage? over/)
      expect(text).toMatch(
        /(Sidst mødt|Sidst talt sammen|Målgruppe vurderet|Begyndte i forløbet|Henvendelse|Kommunen fik|Første samtale om et nyt tilbud|Trinet begyndte|Reglen gælder fra|Tilbage fra pause) \d+\. \p{L}+/u,
      )
      expect(text).toMatch(/((løftet|lovkravet|fristen) var senest|fristen i pålægget var) \d+\. \p{L}+/u)
    })
    await Then('it can be called, booked and registered from here', async () => {
      const calls = rows(page).getByRole('link', { name: /^Ring til / })
      expect(await calls.first().getAttribute('href')).toMatch(/^tel:\+45\d{8}$/)
      await row.getByRole('link', { name: /^Book aftale med / }).click()
      await page.waitForURL(/\/unge\/\d+\/aftale$/)
      await page.goBack()
      await row.getByRole('link', { name: /^Registrér kontakt med / }).click()
      await page.waitForURL(/\/unge\/\d+\/kontakt$/)
    })
  },
)

journey('promise and law are both in sight', { who: { name: 'Åse Kjær' } }, async ({ page }) => {
  const both = await Given('my day in a programme that promises more than the law asks', async () => {
    await toDay(page)
    const { people, rules } = await (await page.request.get('/api/day')).json()
    const clockOf = (ruleId: number) => rules.find((rule: { id: number }) => rule.id === ruleId)?.clock
    return people.filter(
      ({ deadlines }: { deadlines: { ruleId: number }[] }) =>
        new Set(deadlines.map(({ ruleId }) => clockOf(ruleId))).size === 2,
    )
  })
  await Then('the sentence tells of one, and after it the other stands', async () => {
    let shown = 0
    for (const { givenName, familyName } of both) {
      const row = rows(page).filter({
        has: page.getByRole('link', { name: `${givenName} ${familyName}`, exact: true }),
      })
      if ((await row.count()) === 0) continue
      shown += 1
      const text = (await row.textContent()) ?? ''
      const tellsOfPromise = /løftet (er|var)|et opkald er bedst/.test(text)
      expect(text).toMatch(tellsOfPromise ? /Lov(, ikke bekræftet)?: \d/ : /Løfte: \d/)
    }
    expect(shown).toBeGreaterThan(2)
  })
})

journey('my day by the keyboard alone', { who: caseworker }, async ({ page }) => {
  /** Goes on with Tab until what is in focus is as wanted. */
  const tabTo = async (isWanted: (text: string) => boolean) => {
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press('Tab')
      const focused = await page.evaluate(
        () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
      )
      if (isWanted(focused)) return
    }
    throw new Error('it is never in focus')
  }
  await Given('my day', () => toDay(page))
  await When('I skip to the content', async () => {
    await tabTo(text => text === 'Gå til indholdet')
    await page.keyboard.press('Enter')
  })
  await When('I go to a count and press it', async () => {
    await tabTo(text => /Uden næste aftale$/.test(text))
    await page.keyboard.press('Space')
    await page.getByRole('list', { name: 'Unge: Uden næste aftale' }).waitFor()
  })
  await Then('the focus stays on it', async () => {
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-pressed'))).toBe('true')
  })
  await When('I go on to the first row and book', async () => {
    await tabTo(text => text.startsWith('Book aftale med '))
    await page.keyboard.press('Enter')
  })
  await Then('I am where one books, with the focus on the heading', async () => {
    await page.waitForURL(/\/aftale$/)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1')
  })
})

journey('what I register changes my day at once', { who: caseworker, width: 'phone' }, async ({ page }) => {
  const before = await Given('how many have no next appointment', async () => {
    await toDay(page)
    return countOn(page, 'Uden næste aftale')
  })
  await When('I book one of them', async () => {
    await tile(page, 'Uden næste aftale').click()
    await page
      .getByRole('link', { name: /^Book aftale med / })
      .first()
      .click()
    await page.getByRole('button', { name: 'Book', exact: true }).click()
    await page.getByText(/^Booket til/).waitFor()
  })
  await Then('there is one less', async () => {
    await page.getByRole('link', { name: 'Min dag' }).click()
    await tile(page, 'Uden næste aftale')
      .filter({ hasText: String(before - 1) })
      .waitFor()
  })
})
