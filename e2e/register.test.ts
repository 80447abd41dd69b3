import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { Given, journey, Then, When } from './kit/journey.ts'
import { checkAxe, visit } from './kit/visit.ts'

/** Four digits that nobody else has in this run; the first makes the century 2000. */
let serial = 4100 + Math.floor(Math.random() * 800)
function nextCpr(date: string): string {
  serial += 1
  return `${date}-${serial}`
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })

/** A day so many days ago, as people write it. */
function daysAgo(days: number): string {
  const day = Temporal.Now.plainDateISO('Europe/Copenhagen').subtract({ days })
  return `${day.day}.${day.month}.${day.year}`
}

/** Registers somebody grown up, who came a week ago, and gives the key. */
async function registered(page: Page, givenName: string): Promise<string> {
  await page.goto('/unge/ny')
  await page.getByLabel('Dag for henvendelsen', { exact: true }).fill(daysAgo(7))
  await page.getByLabel('CPR-nummer').fill(nextCpr('010204'))
  await page.getByLabel('Fornavn').fill(givenName)
  await page.getByLabel('Efternavn').fill('Prøve')
  await button(page, 'Opret').click()
  await page.waitForURL(/\/unge\/\d+$/)
  return /\d+$/.exec(page.url())?.[0] ?? ''
}

journey(
  'registers a young person by keyboard, with an error that is mended',
  { who: { role: 'caseworker' }, width: 'phone', expected: [/409/] },
  async ({ page }) => {
    const cpr = nextCpr('050310')
    await Given('the page for somebody new', async () => {
      await page.goto('/unge/ny')
      await page.getByLabel('CPR-nummer').waitFor()
      await checkAxe(page)
    })
    await When('I write the number of somebody of 16', () =>
      page.getByLabel('CPR-nummer').pressSequentially(cpr),
    )
    await Then('the birth date fills in, and parents are asked for', async () => {
      expect(await page.getByLabel('Fødselsdag', { exact: true }).inputValue()).toBe('5.3.2010')
      await page.getByText('Den unge er under 18.').waitFor()
    })
    await When('I write the rest with a telephone number that is too short', async () => {
      await page.getByLabel('Fornavn').fill('Sigrid')
      await page.getByLabel('Efternavn').fill('Prøve')
      await page.getByLabel('Navn', { exact: true }).fill('Mor Prøve')
      await page.getByLabel('Telefon').last().fill('2011')
      await page.getByLabel('Efternavn').press('Enter')
    })
    await Then('the summary has the focus and leads to the field', async () => {
      const link = page.getByRole('link', { name: /^Telefon: Telefonnummeret kan ikke læses/ })
      await link.waitFor()
      await checkAxe(page)
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      expect(await page.evaluate('document.activeElement.value')).toBe('2011')
    })
    await Then('it is all still there after the tab was closed', async () => {
      await page.getByText('Gemt som kladde på enheden.').waitFor()
      await page.reload()
      await page.getByText('Din kladde fra sidst er hentet frem.').waitFor()
      expect(await page.getByLabel('Navn', { exact: true }).inputValue()).toBe('Mor Prøve')
    })
    await When('I mend it and register', async () => {
      await page.getByLabel('Telefon').last().fill('37 20 22 33')
      await button(page, 'Opret').click()
    })
    await Then('I am with the person, and told', async () => {
      await page.waitForURL(/\/unge\/\d+$/)
      await page.getByText('Sigrid Prøve er oprettet.').waitFor()
      await page.getByRole('heading', { level: 1, name: /Sigrid Prøve/ }).waitFor()
    })
    await When('the same number is registered again', async () => {
      await page.goto('/unge/ny')
      await page.getByLabel('CPR-nummer').fill(cpr)
      await page.getByLabel('Fornavn').fill('Sigrid')
      await page.getByLabel('Efternavn').fill('Prøve')
      await button(page, 'Opret').click()
    })
    await Then('I am asked for who has custody, or that it is not known', async () => {
      await page
        .getByRole('link', { name: /Skriv, hvem der har forældremyndigheden, eller sæt kryds/ })
        .waitFor()
      await checkAxe(page)
      await page
        .getByLabel('Det er ikke kendt endnu, hvem der har forældremyndigheden')
        .check({ force: true })
      await button(page, 'Opret').click()
    })
    await Then('the page says so, and where to look', async () => {
      await page.getByText('Den unge findes allerede').waitFor()
      await page.getByRole('link', { name: 'Søg blandt de unge' }).waitFor()
    })
  },
)

journey(
  'writes a period, corrects it with a reason and takes it back',
  { who: { role: 'caseworker' } },
  async ({ page }) => {
    const youthId = await Given('somebody newly registered', () => registered(page, 'Perle'))
    await When('I add a benefit', async () => {
      await page.goto(`/unge/${youthId}/perioder`)
      await button(page, 'Tilføj ydelse').click()
      await page.getByRole('radio', { name: 'Kontanthjælp', exact: true }).check({ force: true })
      await button(page, 'Gem').click()
    })
    const row = page.getByRole('list', { name: 'Ydelse' }).getByRole('listitem')
    await Then('it holds now', async () => {
      await page.getByText('Gemt.', { exact: true }).waitFor()
      expect(await row.textContent()).toMatch(/Kontanthjælp\s*nu/)
      await checkAxe(page)
    })
    await When('I correct it without a reason', async () => {
      await button(page, /^Ret Kontanthjælp/).click()
      await page.getByRole('radio', { name: 'SU', exact: true }).check({ force: true })
      await button(page, 'Gem').click()
    })
    await Then('a reason is asked for', async () => {
      await page.getByRole('link', { name: 'Hvorfor retter du? Skal udfyldes.' }).waitFor()
      await checkAxe(page)
    })
    await When('I say why', async () => {
      await page.getByLabel('Hvorfor retter du?').fill('Var allerede begyndt på uddannelse')
      await button(page, 'Gem').click()
    })
    await Then('the new one stands alone', async () => {
      await page.getByText('Rettet. Det, der stod før, ligger i historikken.').waitFor()
      await page.getByRole('list', { name: 'Ydelse' }).getByText('SU').waitFor()
      expect(await row.count()).toBe(1)
    })
    await When('I take it back', async () => {
      await button(page, /^Tag tilbage: SU/).click()
      await page.getByLabel('Hvorfor tager du det tilbage?').fill('Skrevet på den forkerte')
      await page.getByRole('dialog').getByRole('button', { name: 'Tag tilbage' }).click()
    })
    await Then('nothing stands, and it is said what that means', () =>
      page.getByText('Ingen ydelse er skrevet ind.').waitFor(),
    )
  },
)

journey(
  'two people correct the same record, and neither loses anything',
  { who: { role: 'caseworker' }, expected: [/409/] },
  async ({ page }) => {
    const youthId = await Given('somebody newly registered', () => registered(page, 'Tobias'))
    const leader = await Given('a leader at another desk', () => visit({ who: { role: 'leader' } }))
    try {
      await Given('both have the record before them', async () => {
        for (const each of [page, leader.page]) {
          await each.goto(`/unge/${youthId}/ret`)
          await each.getByLabel('By', { exact: false }).first().waitFor()
        }
      })
      await When('the leader saves a town and an address', async () => {
        await leader.page.getByLabel(/^By/).fill('Tøndersø')
        await leader.page.getByRole('textbox', { name: /^Adresse/ }).fill('Vestergade 1')
        await button(leader.page, 'Gem').click()
        await leader.page.waitForURL(/\/unge\/\d+$/)
      })
      await When('I save another town and an e-mail address', async () => {
        await page.getByLabel(/^By/).fill('Ørby')
        await page.getByLabel(/^Mail/).first().fill('tobias@eksempel.dk')
        await button(page, 'Gem').click()
      })
      await Then('theirs stands beside mine, and nothing is lost', async () => {
        await page.getByText('En anden har rettet det samme imens').waitFor()
        await page.getByText('deres er taget med: Adresse.').waitFor()
        const clashes = page.getByRole('list', { name: 'Forskelle mellem det, I har skrevet' })
        expect(await clashes.textContent()).toMatch(/Tøndersø.*Ørby/s)
        expect(await page.getByRole('textbox', { name: /^Adresse/ }).inputValue()).toBe('Vestergade 1')
        expect(await page.getByLabel(/^Mail/).first().inputValue()).toBe('tobias@eksempel.dk')
        await checkAxe(page)
      })
      await When('I take their town and save', async () => {
        await button(page, 'Brug deres By').click()
        await button(page, 'Gem').click()
        await page.waitForURL(/\/unge\/\d+$/)
      })
      await Then('both are in the record', async () => {
        await page.goto(`/unge/${youthId}/ret`)
        await page.getByLabel(/^By/).waitFor()
        expect(await page.getByLabel(/^By/).inputValue()).toBe('Tøndersø')
        expect(await page.getByLabel(/^Mail/).first().inputValue()).toBe('tobias@eksempel.dk')
      })
    } finally {
      await leader.end()
    }
  },
)

journey(
  'closes a case, and a leader opens it again',
  { who: { role: 'caseworker' }, width: 'phone' },
  async ({ page }) => {
    const youthId = await Given('somebody newly registered', () => registered(page, 'Freja'))
    await When('I ask to close the case', async () => {
      await page.goto(`/unge/${youthId}/ret`)
      await button(page, 'Luk sagen').click()
    })
    const dialog = page.getByRole('dialog')
    await Then('I am told what ends with it', async () => {
      await dialog.getByRole('listitem').filter({ hasText: 'Socialrådgiver' }).waitFor()
      await checkAxe(page)
    })
    await When('I say why and since when, and close it', async () => {
      await dialog.getByLabel('Hvorfor lukkes sagen?').fill('Begyndt på EUD')
      await dialog.getByLabel('Sidste dag', { exact: true }).fill(daysAgo(1))
      await dialog.getByRole('button', { name: 'Luk sagen' }).click()
    })
    await Then('it is closed', async () => {
      await page.waitForURL(url => url.pathname === '/unge')
      await page.getByText('Sagen er lukket.').waitFor()
    })
    const leader = await Given('a leader', () => visit({ who: { role: 'leader' } }))
    try {
      const reopening = leader.page.getByRole('dialog')
      await When('the leader asks to open it again', async () => {
        await leader.page.goto(`/unge/${youthId}/ret`)
        await button(leader.page, 'Åbn sagen igen').click()
        await reopening.waitFor()
        await checkAxe(leader.page)
      })
      await When('it is given to a caseworker', async () => {
        await reopening.getByLabel(/^Fast rådgiver/).selectOption({ index: 1 })
        await reopening.getByRole('button', { name: 'Åbn sagen igen' }).click()
      })
      await Then('it is open, with a caseworker', async () => {
        await leader.page.waitForURL(/\/unge\/\d+$/)
        await leader.page.getByText('Sagen er åben igen.').waitFor()
        await leader.page.getByText('Fast rådgiver:').waitFor()
      })
    } finally {
      await leader.end()
    }
  },
)
