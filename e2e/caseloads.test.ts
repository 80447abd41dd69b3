import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { Given, journey, Then, When } from './kit/journey.ts'
import { checkAxe } from './kit/visit.ts'

const leader = { role: 'leader' } as const

const table = (page: Page) => page.getByRole('table')

/** The texts of one column, from the top. */
async function column(page: Page, heading: string): Promise<string[]> {
  const headings = await table(page).getByRole('columnheader').allInnerTexts()
  const place = headings.findIndex(text => text.trim().startsWith(heading))
  const cells = await table(page).locator('tbody th, tbody td').allInnerTexts()
  return cells.filter((_, index) => index % headings.length === place)
}

async function toPage(page: Page, address = '/ledelse/loefter'): Promise<void> {
  await page.goto(address)
  await table(page).waitFor()
}

journey(
  'the page of promises and deadlines holds on a laptop',
  { who: leader, width: 'laptop' },
  async ({ page }) => {
    await Given('the page', () => toPage(page))
    await Then('it is accessible', () => checkAxe(page))
  },
)

journey(
  'on a phone caseworkers are cards, in the order that one chooses',
  { who: leader, width: 'phone' },
  async ({ page }) => {
    const cards = page
      .getByRole('list', { name: 'Rådgivere med antal unge og holdte frister' })
      .locator('> li')
    await Given('the page', async () => {
      await page.goto('/ledelse/loefter')
      await cards.first().waitFor()
      expect(await table(page).count()).toBe(0)
    })
    await Then('it is accessible', () => checkAxe(page))
    await When('I want those with most young people first', () =>
      page.getByLabel('Vis i rækkefølge efter').selectOption('youths'),
    )
    await Then('they come so', async () => {
      const counts = (await cards.allInnerTexts()).map(text => Number(/(\d+) unge?/.exec(text)?.[1]))
      expect(counts.length).toBeGreaterThan(10)
      expect(counts).toEqual(counts.toSorted((one, other) => other - one))
    })
  },
)

journey('the period decides what is counted, and the address keeps it', { who: leader }, async ({ page }) => {
  const due = async () =>
    (await column(page, 'Løfte holdt'))
      .map(text => Number(text.match(/af (\d+)/)?.[1] ?? 0))
      .reduce((sum, count) => sum + count, 0)
  await Given('the last three months', () => toPage(page))
  const quarter = await due()
  expect(quarter).toBeGreaterThan(0)
  for (const [name, isAsWanted] of [
    ['Seneste måned', (count: number) => count < quarter],
    ['Seneste 12 måneder', (count: number) => count > quarter],
  ] as const) {
    await When(`I choose "${name}"`, async () => {
      const answered = page.waitForResponse(response => response.url().includes('/api/unit'))
      await page.getByText(name, { exact: true }).click()
      await answered
    })
    await Then('other deadlines are counted', async () => {
      await expect.poll(async () => isAsWanted(await due())).toBe(true)
    })
  }
  await When('I read the page anew', async () => {
    await page.reload()
    await table(page).waitFor()
  })
  await Then('the period is the same', async () => {
    expect(await page.getByRole('radio', { name: 'Seneste 12 måneder' }).isChecked()).toBe(true)
    expect(await due()).toBeGreaterThan(quarter)
  })
})

journey('caseworkers are sorted by any column, with the keyboard too', { who: leader }, async ({ page }) => {
  await Given('the table', () => toPage(page))
  await Then('it begins by name as shown, as Danish sorts', async () => {
    const names = (await column(page, 'Rådgiver')).map(text => text.split('\n')[0]?.trim() ?? '')
    expect(names.length).toBeGreaterThan(15)
    expect(names).toEqual(names.toSorted(new Intl.Collator('da').compare))
  })
  await When('I sort by the number of young people', () =>
    table(page).getByRole('button', { name: 'Unge', exact: true }).press('Enter'),
  )
  await Then('they are in order, and the column says which way', async () => {
    const heading = table(page).getByRole('columnheader', { name: 'Unge', exact: true })
    const direction = await heading.getAttribute('aria-sort')
    const counts = (await column(page, 'Unge')).map(Number)
    const ascending = counts.toSorted((a, b) => a - b)
    expect(counts).toEqual(direction === 'ascending' ? ascending : ascending.toReversed())
    expect(new Set(counts).size).toBeGreaterThan(1)
  })
  await When('I press it again', () =>
    table(page).getByRole('button', { name: 'Unge', exact: true }).press('Space'),
  )
  await Then('it is the other way round', async () => {
    const counts = (await column(page, 'Unge')).map(Number)
    const direction = await table(page)
      .getByRole('columnheader', { name: 'Unge', exact: true })
      .getAttribute('aria-sort')
    const ascending = counts.toSorted((a, b) => a - b)
    expect(counts).toEqual(direction === 'ascending' ? ascending : ascending.toReversed())
    await checkAxe(page)
  })
})

journey('what needs a leader is listed and leads to the person', { who: leader }, async ({ page }) => {
  const unit = await Given('the page, and what the server says', async () => {
    const [answer] = await Promise.all([
      page.waitForResponse(response => response.url().includes('/api/unit')),
      toPage(page),
    ])
    return answer.json()
  })
  for (const [title, list, sentence] of [
    ['Uden rådgiver', unit.withoutCaseworker, /Sag åbnet \d+\./],
    ['Overskredet', unit.overdue, /(Løfte|Lov|Ikke bekræftet).*senest \d+\./s],
    ['Forgæves forsøg', unit.escalated, /\d+ forgæves forsøg/],
  ] as const) {
    await Then(`"${title}" shows as many as there are`, async () => {
      await page.getByRole('heading', { name: title }).waitFor()
      const rows = page.getByRole('list', { name: title }).getByRole('listitem')
      expect(await rows.count()).toBe(Math.min(list.total, 50))
      for (const text of await rows.allInnerTexts()) expect(text).toMatch(sentence)
      if (list.total > 50)
        await page.getByText(`De 50 første af ${list.total.toLocaleString('da')} vises.`).waitFor()
    })
  }
  await When('I choose the first who is overdue', () =>
    page.getByRole('list', { name: 'Overskredet' }).getByRole('link').first().click(),
  )
  await Then('I am at the page of the person', () =>
    page.getByRole('heading', { name: 'Hvad der er sket' }).waitFor(),
  )
})
