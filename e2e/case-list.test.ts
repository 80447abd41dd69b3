import { once } from 'node:events'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { findChromium } from './kit/chromium.ts'
import { Given, journey, Then, When } from './kit/journey.ts'
import { makeHome, startTrial, type Trial } from './kit/medgang.ts'
import { checkAxe, visit } from './kit/visit.ts'

/*
 * The whole way of a municipality that begins: an empty Medgang, the list as LibreOffice wrote it (fixtures/README.md),
 * a caseworker of the list who works in it, a restart.
 */

const leader = { role: 'leader' } as const
const mette = { name: 'Mette Højgård' } as const
const fixture = (name: string) => join(import.meta.dirname, 'fixtures', name)

let home: Awaited<ReturnType<typeof makeHome>> | undefined
let medgang: Trial | undefined
const trial = () => medgang

async function start(folder: string): Promise<void> {
  medgang = await startTrial(folder)
}

beforeAll(async () => {
  if (findChromium() === undefined) return
  home = await makeHome()
  await start(home.home)
})
afterAll(async () => {
  await medgang?.stop()
  await home?.remove()
})

async function counts(page: Page): Promise<Record<string, string>> {
  const tiles = page.getByRole('group', { name: 'Rækker' }).getByRole('button')
  await tiles.first().waitFor()
  const texts = await tiles.allInnerTexts()
  return Object.fromEntries(
    texts.map(text => {
      const [, number = '', label = ''] = text.replaceAll('\n', ' ').match(/(\d+)\s*(.*)/) ?? []
      return [label.trim(), number]
    }),
  )
}

journey('a list from LibreOffice is brought in as it is', { who: leader, trial }, async ({ page }) => {
  await Given('an empty Medgang', async () => {
    await page.goto('/import')
    await page.getByRole('heading', { level: 1, name: 'Hent sagsliste' }).waitFor()
    await checkAxe(page)
  })
  await When('I choose the spreadsheet', () =>
    page.getByLabel('Sagsliste', { exact: true }).setInputFiles(fixture('sagsliste.xlsx')),
  )
  await Then('the headings below the title are found, and every column is understood', async () => {
    await page.getByText('Overskrifterne står i række 3.').waitFor()
    await page.getByText('11 kolonner bruges').waitFor()
    await page.getByText('1 ny medarbejder oprettes uden log-in: Mette Højgård.').waitFor()
    expect(await counts(page)).toEqual({
      'Alle rækker': '8',
      Oprettes: '7',
      Ændres: '0',
      Uændret: '0',
      Afvises: '1',
    })
    await page.getByText('Tlf. nr.: Telefonnummeret skal have 8 cifre').waitFor()
    await checkAxe(page)
  })
  await When('I bring it in', () => page.getByRole('button', { name: 'Hent 7 rækker ind' }).click())
  await Then('it is there', async () => {
    await page.getByText('Listen er hentet ind').waitFor()
    expect(await counts(page)).toMatchObject({ Oprettet: '7', Afvist: '1' })
    await checkAxe(page)
  })
  await Then('names, lost zeros and days are as in the list', async () => {
    await page.getByRole('link', { name: 'Se de unge' }).click()
    for (const name of ['Søren Kjærgaard', 'Lærke Bækholm', 'Øjvind Ålund', 'Zoë Müller-Ærø'])
      await page.getByRole('link', { name }).waitFor()
    await page.getByRole('searchbox').fill('010205-4011')
    await page.getByRole('link', { name: 'Zoë Müller-Ærø' }).waitFor({ state: 'detached' })
    await page.getByRole('link', { name: 'Åse Østergård' }).waitFor()
  })
})

journey('the same list as text in Windows-1252 changes nothing', { who: leader, trial }, async ({ page }) => {
  await Given('the page', () => page.goto('/import'))
  await When('I choose the file', () =>
    page.getByLabel('Sagsliste', { exact: true }).setInputFiles(fixture('sagsliste.csv')),
  )
  await Then('every row is known already', async () => {
    expect(await counts(page)).toEqual({
      'Alle rækker': '8',
      Oprettes: '0',
      Ændres: '0',
      Uændret: '7',
      Afvises: '1',
    })
    await page.getByText('Der er ingen rækker at hente ind.').waitFor()
  })
})

const written: { path: string; note: string; booked: string }[] = []

journey('she works in it', { who: mette, trial }, async ({ page }) => {
  await Given('my day, with everybody of the list', async () => {
    await page.goto('/')
    await page.getByText(/· 7 unge ·/).waitFor()
    await checkAxe(page)
  })
  for (const [name, kind] of [
    ['Åse Østergård', 'Møde'],
    ['Lærke Bækholm', 'Opkald'],
    ['Signe Thorhauge', 'Møde'],
  ] as const) {
    await When(`I register a contact with ${name} and book the next`, async () => {
      await page.goto('/unge')
      await page.getByRole('link', { name }).click()
      await page.getByRole('heading', { level: 1, name }).waitFor()
      await page.goto(`${page.url()}/kontakt`)
      const note = `Talte om hverdagen med ${name}.`
      await page.getByRole('textbox', { name: /^Notat/ }).fill(note)
      await page.getByText(kind, { exact: true }).first().click()
      const answered = page.waitForResponse(
        response => response.request().method() === 'POST' && response.url().endsWith('/contacts'),
      )
      const path = new URL(page.url()).pathname.replace('/kontakt', '')
      await page.getByRole('button', { name: 'Gem og book' }).click()
      const { next } = (await answered).request().postDataJSON()
      expect((await answered).ok()).toBe(true)
      await page.getByText(/^Gemt og booket/).waitFor()
      written.push({ path, note, booked: next.startsAt })
    })
  }
  await Then('each has a contact and an appointment', () => stillThere(page))
})

const instant = (text: string) => String(Temporal.Instant.from(text))

async function stillThere(page: Page): Promise<void> {
  expect(written).toHaveLength(3)
  const { people } = await (await page.request.get('/api/day')).json()
  for (const { path, note, booked } of written) {
    await page.goto(path)
    await page.getByText(note).first().waitFor()
    const person = people.find((each: { youthId: number }) => path.endsWith(`/${each.youthId}`))
    expect(person.appointments.map((each: { startsAt: string }) => instant(each.startsAt))).toEqual([
      instant(booked),
    ])
  }
}

journey('after a restart she finds it as she left it', { who: leader, trial }, async ({ page: before }) => {
  await Given('a Medgang that its host ends and starts again', async () => {
    await before.goto('about:blank')
    if (medgang === undefined || home === undefined) throw new Error('there is no Medgang')
    const ended = once(medgang.process, 'close')
    medgang.process.kill('SIGTERM')
    const [code] = await ended
    expect(code).toBe(0)
    await start(home.home)
  })
  const { page, end } = await visit({ who: mette, trial })
  await Then('everybody, every note and every appointment is there', async () => {
    await page.goto('/')
    await page.getByText(/· 7 unge ·/).waitFor()
    await stillThere(page)
  })
  await end()
})
