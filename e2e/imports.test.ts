import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { findChromium } from './kit/chromium.ts'
import { Given, journey, Then, When } from './kit/journey.ts'
import { makeHome, startTrial, type Trial } from './kit/medgang.ts'
import { checkAxe } from './kit/visit.ts'

const leader = { role: 'leader' } as const

// A Medgang of its own: what is brought in would stand in everybody else's way.
let home: Awaited<ReturnType<typeof makeHome>> | undefined
let medgang: Trial | undefined
const trial = () => medgang

beforeAll(async () => {
  if (findChromium() === undefined) return
  home = await makeHome()
  medgang = await startTrial(home.home)
})
afterAll(async () => {
  await medgang?.stop()
  await home?.remove()
})

/**
 * Invented people, with numbers that do not check; nobody of the demo is called so. Each width has its own, since what
 * is brought in stays.
 */
const lists = {
  phone: [
    'Navn;CPR;Nummer;Kategori;Sidste møde',
    'Tjalfe Ådum;0102054011;37202233;Aktivitetsparat;15-09-2025',
    'Gyrithe Ærtholm;1509034011;37314410;Uddannelsesparat;',
    'Herluf Øksnæs;2406064011;1234;Aktivitetsparat;',
  ],
  laptop: [
    'Navn;CPR;Nummer;Kategori;Sidste møde',
    'Tjalfe Vibild;0312044011;37202234;Aktivitetsparat;15-09-2025',
    'Gyrithe Kvæde;1207024012;37314411;Uddannelsesparat;',
    'Herluf Tøjstrup;0505054011;1234;Aktivitetsparat;',
  ],
}

/** Drops a file on the page's field as the browser itself does when it comes from the desktop. */
async function drop(page: Page, fileName: string, text: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'medgang-dropped-'))
  const path = join(folder, fileName)
  await writeFile(path, text)
  const field = page.locator('#sagsliste')
  await field.scrollIntoViewIfNeeded()
  const box = await field.boundingBox()
  if (box === null) throw new Error('the field is not in sight')
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const browser = await page.context().newCDPSession(page)
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await browser.send('Input.dispatchDragEvent', {
      type,
      ...at,
      data: { items: [], files: [path], dragOperationsMask: 1 },
    })
  await page.getByRole('heading', { level: 1, name: fileName }).waitFor()
  await rm(folder, { recursive: true })
}

const tile = (page: Page, label: string) =>
  page.getByRole('group', { name: 'Rækker' }).getByRole('button', { name: new RegExp(`^\\d+ ${label}$`) })

async function expectCounts(page: Page, counts: Readonly<Record<string, number>>): Promise<void> {
  for (const [label, count] of Object.entries(counts))
    await tile(page, label)
      .filter({ hasText: new RegExp(`^${count} `) })
      .waitFor()
}

/** Says that the column "Nummer" holds the telephone number, and waits until the rows are worked out anew. */
async function chooseNumbers(page: Page): Promise<void> {
  if ((await page.locator('details[open]').count()) === 0) await page.locator('details summary').click()
  await page.getByLabel('Nummer', { exact: true }).selectOption({ label: 'Telefon' })
  await Promise.all([
    page.waitForResponse(response => response.url().endsWith('/columns') && response.ok()),
    page.getByRole('button', { name: 'Brug disse kolonner' }).click(),
  ])
  await page.getByRole('button', { name: 'Brug disse kolonner' }).waitFor({ state: 'detached' })
}

/** The spreadsheet with every text replaced, as somebody mends it and saves it. */
function mended(workbook: Uint8Array, from: string, to: string): Uint8Array {
  const parts = unzipSync(workbook)
  const texts = Object.entries(parts).map(([name, bytes]) => {
    if (!name.endsWith('.xml')) return [name, bytes] as const
    return [name, strToU8(strFromU8(bytes).replaceAll(`>${from}<`, `>${to}<`))] as const
  })
  return zipSync(Object.fromEntries(texts))
}

for (const width of ['phone', 'laptop'] as const) {
  const own = lists[width].join('\r\n')
  const files = { folder: '', refused: '' }

  journey(
    `a list is dropped, looked through, brought in and mended, on a ${width}`,
    { who: leader, trial, width },
    async ({ page }) => {
      await Given('the page', async () => {
        await page.goto('/import')
        await page.getByRole('heading', { level: 1, name: 'Hent sagsliste' }).waitFor()
        await checkAxe(page)
      })
      await When('I drop a list', () => drop(page, 'unge.csv', own))
      await Then('I see what will become of each row, and nothing is written', async () => {
        await page.getByRole('heading', { level: 1, name: 'unge.csv' }).waitFor()
        await expectCounts(page, { 'Alle rækker': 3, Oprettes: 3, Afvises: 0 })
        await checkAxe(page)
      })
      await When('I say which column holds the telephone number', async () => {
        await chooseNumbers(page)
      })
      await Then('one row is refused, and told why', async () => {
        await expectCounts(page, { 'Alle rækker': 3, Oprettes: 2, Afvises: 1 })
        await tile(page, 'Afvises').click()
        await page.getByText('Nummer: Telefonnummeret skal have 8 cifre').waitFor()
        await page.getByRole('list', { name: 'Rækker' }).getByText('Tjalfe').waitFor({ state: 'detached' })
        await checkAxe(page)
      })
      await When('I bring it in', () => page.getByRole('button', { name: 'Hent 2 rækker ind' }).click())
      await Then('it says when it is done', async () => {
        await page.getByText('Listen er hentet ind').waitFor()
        await expectCounts(page, { Oprettet: 2, Afvist: 1 })
        await checkAxe(page)
      })
      await When('I fetch the refused rows', async () => {
        files.folder = await mkdtemp(join(tmpdir(), 'medgang-mended-'))
        const started = page.waitForEvent('download')
        await page.getByRole('button', { name: 'Hent afviste rækker' }).click()
        const download = await started
        expect(download.suggestedFilename()).toBe('afviste-rækker.xlsx')
        files.refused = join(files.folder, 'afviste-rækker.xlsx')
        const workbook = await readFile(await download.path())
        await writeFile(files.refused, mended(workbook, '1234', '37202299'))
      })
      await When('I mend them and bring them in', async () => {
        await page.getByRole('button', { name: 'Hent en liste til' }).click()
        await page.locator('#sagsliste').setInputFiles(files.refused)
        await page.getByRole('heading', { level: 1, name: 'afviste-rækker.xlsx' }).waitFor()
        // With a number that can be one the column is known by what it holds.
        expect(await page.getByLabel('Nummer', { exact: true }).inputValue()).toBe('phone')
        await expectCounts(page, { 'Alle rækker': 1, Oprettes: 1, Afvises: 0 })
        await page.getByRole('button', { name: 'Hent 1 række ind' }).click()
        await page.getByText('Listen er hentet ind').waitFor()
      })
      await Then('everybody is in the register', async () => {
        await page.getByRole('link', { name: 'Se de unge' }).click()
        await page.getByRole('searchbox').fill(width === 'phone' ? 'Herluf Øksnæs' : 'Herluf Tøjstrup')
        await page
          .getByRole('link', { name: /^Herluf (Øksnæs|Tøjstrup)/ })
          .first()
          .waitFor()
      })
      await When('I bring the same file again', async () => {
        await page.goto('/import')
        await drop(page, 'unge.csv', own)
        await page.getByRole('heading', { level: 1, name: 'unge.csv' }).waitFor()
      })
      await Then('nothing would change', () => expectCounts(page, { Oprettes: 0, Ændres: 0, Uændret: 3 }))
      await When('I throw it away', () => page.getByRole('button', { name: 'Smid listen væk' }).click())
      await Then('I am where one begins, with the lists of the week', async () => {
        await page.getByRole('heading', { level: 1, name: 'Hent sagsliste' }).waitFor()
        await page.getByRole('list', { name: 'Lister fra den sidste uge' }).waitFor()
        await checkAxe(page)
      })
      await rm(files.folder, { recursive: true })
    },
  )
}

journey(
  'what is no list is refused in words',
  { who: leader, trial, expected: [/415/, /unsupported/] },
  async ({ page }) => {
    await Given('the page', () => page.goto('/import'))
    await When('I choose a picture', () =>
      page
        .locator('#sagsliste')
        .setInputFiles({ name: 'kat.png', mimeType: 'image/png', buffer: Buffer.from('x') }),
    )
    await Then('it says what it takes', () =>
      page
        .getByText(/\.xlsx.*\.csv/)
        .last()
        .waitFor(),
    )
    await When('I choose a picture that is called a spreadsheet', () =>
      page.locator('#sagsliste').setInputFiles({
        name: 'kat.xlsx',
        mimeType: 'image/png',
        buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 1, 2, 3, 4]),
      }),
    )
    await Then('it says what is wrong, at the field', async () => {
      await page.getByText(/Filen er ikke et regneark|Filen er beskadiget/).waitFor()
      await checkAxe(page)
    })
  },
)

journey(
  'progress is shown while it runs, and a reload comes back to it',
  { who: leader, trial },
  async ({ page }) => {
    const rows = Array.from({ length: 1500 }, (_, index) => {
      const born = Temporal.PlainDate.from('2003-01-01').add({ days: index })
      return `Langsom Nummer${index};${String(born.day).padStart(2, '0')}-${String(born.month).padStart(2, '0')}-${born.year}`
    })
    await Given('a long list that is looked through', async () => {
      await page.goto('/import')
      await drop(page, 'lang.csv', ['Navn;Fødselsdato', ...rows].join('\n'))
      await page.getByRole('button', { name: /^Hent 1\.?500 rækker ind$/ }).waitFor()
    })
    await When('I bring it in and read the page anew', async () => {
      await page.getByRole('button', { name: /^Hent 1\.?500 rækker ind$/ }).click()
      await page.getByRole('progressbar').or(page.getByText('Listen er hentet ind')).first().waitFor()
      await page.reload()
    })
    await Then('I come back to it, and it ends well', async () => {
      await page.getByRole('heading', { level: 1, name: 'lang.csv' }).waitFor()
      await page.getByText('Listen er hentet ind').waitFor()
      await checkAxe(page)
    })
  },
)
