import { readFile } from 'node:fs/promises'
import { unzipSync } from 'fflate'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { Given, journey, Then, When } from './kit/journey.ts'
import { checkAxe } from './kit/visit.ts'

const caseworker = { role: 'caseworker' } as const
const leader = { role: 'leader' } as const

const search = (page: Page) => page.getByRole('searchbox', { name: 'Søg på navn eller CPR-nummer' })
const names = (page: Page) => page.getByRole('rowheader').getByRole('link')

async function toList(page: Page): Promise<void> {
  await page.goto('/unge')
  await names(page).first().waitFor()
}

/** Goes to the first of my young people, and gives the name. */
async function toPerson(page: Page): Promise<string> {
  await toList(page)
  const link = names(page).first()
  const name = (await link.textContent()) ?? ''
  await link.click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
  return name
}

journey(
  'a name is found though it is misspelled, and only the body says what was searched for',
  { who: leader },
  async ({ page }) => {
    await Given('the list', () => toList(page))
    const addresses: string[] = []
    page.on('request', request => addresses.push(decodeURIComponent(request.url())))
    await When('I write a name as it sounds', () => search(page).fill('Kristjan'))
    await Then('those who are spelled another way are found first', async () => {
      await page.getByText(/fundet\./).waitFor()
      expect(await names(page).first().textContent()).toMatch(/Christian|Kristian/)
      await checkAxe(page)
    })
    await When('I write a name that nobody has', () => search(page).fill('Qwertzuiop'))
    await Then('it says so, and what I can try', async () => {
      await page.getByText('Ingen fundet').waitFor()
      await checkAxe(page)
    })
    await When('I write a part of a CPR number', () => search(page).fill('010203'))
    await Then('it asks for the whole', () => page.getByText('Skriv hele CPR-nummeret').waitFor())
    await Then('no address held what I wrote', () => {
      expect(addresses.filter(address => /Kristjan|Qwertz|010203/.test(address))).toEqual([])
      expect(page.url()).not.toMatch(/Kristjan|Qwertz|010203/)
    })
  },
)

journey(
  'a search that finds nobody among mine goes on among all whom I can see',
  { who: caseworker },
  async ({ page }) => {
    await Given('my young people', () => toList(page))
    await When('I write a name that none of them has', () => search(page).fill('Qwertzuiop'))
    await Then('it says so of mine alone', async () => {
      await page.getByText('Ingen af dine unge hedder noget, der ligner.').waitFor()
      await checkAxe(page)
    })
    await When('I look among all', () =>
      page.getByRole('button', { name: 'Søg blandt alle, du kan se' }).press('Enter'),
    )
    await Then('it says so of all, and I can go on writing', async () => {
      await page.getByText(/^Ingen af de unge, du kan se, hedder noget/).waitFor()
      expect(await search(page).evaluate(field => field === document.activeElement)).toBe(true)
      await checkAxe(page)
    })
  },
)

journey(
  'filters, order and columns make a view that is saved, opened and deleted',
  { who: caseworker },
  async ({ page }) => {
    await Given('the list with its filters open', async () => {
      await toList(page)
      await page.getByRole('button', { name: 'Vis filtre' }).click()
      await checkAxe(page)
    })
    await When('I choose a target group, an order and a column', async () => {
      await page.getByLabel('Målgruppe').selectOption({ label: 'Aktivitetsparat' })
      await page.getByRole('button', { name: 'Sidste kontakt' }).click()
      await page.getByRole('button', { name: 'Kolonner' }).click()
      await page.getByRole('checkbox', { name: 'Telefon' }).check()
      await checkAxe(page)
      await page.getByRole('dialog').getByRole('button', { name: 'Luk' }).last().click()
      await page.getByRole('columnheader', { name: 'Telefon' }).waitFor()
    })
    const name = 'Aktive, længst siden'
    await When('I save it as a view', async () => {
      await page.getByRole('button', { name: 'Visninger' }).click()
      await page.getByRole('button', { name: 'Gem som visning' }).click()
      await page.getByLabel('Visningens navn').fill(name)
      await page.getByRole('button', { name: 'Gem', exact: true }).click()
    })
    await Then('it is among the views, and the current one', () =>
      page.locator(`a[aria-current="page"]`, { hasText: name }).waitFor(),
    )
    await When('I go to another view and come back by the address', async () => {
      const address = page.url()
      await page.getByRole('link', { name: 'Mine unge' }).click()
      await page.locator('a[aria-current="page"]', { hasText: 'Mine unge' }).waitFor()
      await page.goto(address)
    })
    await Then('the view is as it was', async () => {
      await page.locator(`a[aria-current="page"]`, { hasText: name }).waitFor()
      await page.getByRole('columnheader', { name: 'Telefon' }).waitFor()
    })
    await When('I delete it', async () => {
      await page.getByRole('link', { name }).click()
      await page.getByRole('button', { name: 'Visninger' }).click()
      await page.getByRole('button', { name: `Slet ${name}` }).click()
      await page.getByRole('button', { name: 'Slet', exact: true }).click()
    })
    await Then('it is gone', () => page.getByRole('link', { name }).waitFor({ state: 'detached' }))
  },
)

journey(
  'the whole unit scrolls by, a part at a time, and everybody is there',
  { who: leader },
  async ({ page }) => {
    await Given('the list of a leader', () => toList(page))
    const count = Number((await page.getByText(/^\d+ unge$/).textContent())?.split(' ')[0])
    await When('I scroll to the end', async () => {
      const rows = () => page.getByRole('table').getAttribute('aria-rowcount')
      while (Number(await rows()) < count + 1) {
        await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight))
        await page.waitForTimeout(50)
      }
    })
    await Then('only those in sight are in the page', async () => {
      expect(count).toBeGreaterThan(600)
      expect(await names(page).count()).toBeLessThan(80)
    })
  },
)

journey(
  'the list comes out as a spreadsheet without a personal name in its own',
  { who: caseworker },
  async ({ page }) => {
    await Given('the list', () => toList(page))
    const started = page.waitForEvent('download')
    await When('I ask for the spreadsheet', () =>
      page.getByRole('button', { name: 'Hent som regneark' }).click(),
    )
    await Then('it is a workbook, named by the day', async () => {
      const download = await started
      expect(download.suggestedFilename()).toMatch(/^medgang-\d{4}-\d{2}-\d{2}\.xlsx$/)
      const parts = unzipSync(await readFile(await download.path()))
      expect(Object.keys(parts)).toContain('xl/workbook.xml')
    })
  },
)

for (const width of ['phone', 'desk'] as const) {
  journey(`the person's page and its tabs, on a ${width}`, { who: caseworker, width }, async ({ page }) => {
    await Given('a young person', async () => {
      await page.goto('/unge')
      const link = page
        .getByRole(width === 'phone' ? 'list' : 'table', { name: 'Unge' })
        .getByRole('link')
        .first()
      await link.waitFor()
      await checkAxe(page)
      await link.click()
      await page.getByRole('heading', { name: 'Hvad der er sket' }).waitFor()
    })
    await Then('the page is accessible', () => checkAxe(page))
    await When('I ask why something is due', () => page.getByText('Hvorfor?').first().click())
    await Then('a sentence says it', () =>
      page
        .getByText(/senest|er i dag|bedst/)
        .last()
        .waitFor(),
    )
    await When('I go to the details', () => page.getByRole('link', { name: 'Oplysninger' }).click())
    await Then('everything that is registered stands there', async () => {
      await page.getByRole('heading', { name: 'Målgruppe' }).waitFor()
      await checkAxe(page)
    })
    await When('I ask who has looked', () => page.getByRole('link', { name: 'Hvem har set' }).click())
    await Then('I stand there myself', async () => {
      await page
        .getByText(/Åbnede siden/)
        .first()
        .waitFor()
      await checkAxe(page)
    })
  })
}

journey(
  'a protected address is shown when asked for, and the look is noted',
  { who: caseworker },
  async ({ page }) => {
    await Given('a young person with a protected address', async () => {
      await page.goto('/unge?beskyttet=true')
      await names(page).first().click()
      await page.getByRole('button', { name: 'Vis adresse' }).waitFor()
    })
    await When('I ask for it', () => page.getByRole('button', { name: 'Vis adresse' }).click())
    await Then('it is shown, with a word that it was noted', () =>
      page.getByText('Det noteres, at du har set adressen.').waitFor(),
    )
    await Then('the log says so', async () => {
      await page.getByRole('link', { name: 'Hvem har set' }).click()
      await page
        .getByText(/Så den beskyttede adresse/)
        .first()
        .waitFor()
    })
  },
)

journey('all of it can be done with the keyboard, in English', { who: caseworker }, async ({ page }) => {
  await Given('the list in English', async () => {
    await toList(page)
    await page.evaluate(() => localStorage.setItem('medgang.language', 'en'))
    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'Young people' }).waitFor()
  })
  await When('I go by Tab to the first name and press Enter', async () => {
    await page.getByRole('searchbox').focus()
    const first = names(page).first()
    for (let press = 0; press < 20; press++) {
      await page.keyboard.press('Tab')
      if (await first.evaluate(element => element === document.activeElement)) break
    }
    await page.keyboard.press('Enter')
  })
  await Then('the page of the person is there in English, with the focus on its heading', async () => {
    await page.getByRole('heading', { name: 'What has happened' }).waitFor()
    await checkAxe(page)
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
  })
  await page.evaluate(() => localStorage.removeItem('medgang.language'))
})

journey('a leader sees everybody but is not shown a protected address', { who: leader }, async ({ page }) => {
  await Given('somebody with a protected address', async () => {
    await page.goto('/unge?beskyttet=true')
    await names(page).first().click()
  })
  await Then('it says who can see it', () => page.getByText(/^Kun de, der følger/).waitFor())
  await Then('there is nothing to press', async () => {
    expect(await page.getByRole('button', { name: 'Vis adresse' }).count()).toBe(0)
  })
})

journey(
  'somebody who is not there looks like somebody out of sight',
  { who: caseworker, expected: [/404/, /notFound/] },
  async ({ page }) => {
    await When('I go to a person who is not mine', () => page.goto('/unge/999999'))
    await Then('the page says that there is nothing for me', async () => {
      await page.getByRole('heading', { name: 'Siden findes ikke' }).waitFor()
      await toPerson(page)
    })
  },
)
