import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findChromium } from './kit/chromium.ts'
import { Given, Then, When } from './kit/journey.ts'
import { makeHome, type RunningMedgang, startMedgang } from './kit/medgang.ts'
import { checkAxe, visit } from './kit/visit.ts'

// Young people get another caseworker: that is for a Medgang of its own.
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

const leader = { role: 'leader' } as const
const board = (page: Page) => page.getByRole('table', { name: /^Rådgivere med unge/ })
const rowOf = (page: Page, name: string) => board(page).getByRole('row').filter({ hasText: name })
const tray = (page: Page) => page.getByRole('region', { name: /^Du prøver at flytte/ })
const cases = (page: Page) => page.getByRole('list', { name: 'Unge', exact: true }).locator('> li')

/** Percent before and after, in the row of a caseworker among the moves that are tried. */
async function triedFor(page: Page, name: string): Promise<{ before: number; after: number }> {
  const text = await tray(page)
    .getByRole('row')
    .filter({ hasText: name })
    .getByRole('cell')
    .nth(1)
    .textContent()
  const [before = Number.NaN, after = Number.NaN] = [...(text ?? '').matchAll(/(\d+)\s%/g)].map(match =>
    Number(match[1]),
  )
  return { before, after }
}

/** How many young people somebody has, as the server says. */
async function heldBy(page: Page, name: string): Promise<number> {
  const answer = await page.request.get('/api/caseload')
  expect(answer.status()).toBe(200)
  const { caseworkers }: { caseworkers: { familyName: string; held: { cases: number } }[] } =
    await answer.json()
  return caseworkers.find(({ familyName }) => familyName === name)?.held.cases ?? Number.NaN
}

test.skipIf(findChromium() === undefined)(
  'an overload is seen four weeks ahead with its reasons, moves are tried by keyboard and by dragging, and carried out',
  async () => {
    const address = medgang?.address ?? ''
    const { page, end } = await visit({ who: leader, width: 'laptop', address })
    await Given('the leader’s first page', async () => {
      await page.goto('/')
      await page.getByRole('heading', { level: 1, name: 'Sagstal' }).waitFor()
      await page.getByText('20 rådgivere · 712 unge · 1 uden rådgiver').waitFor()
    })
    await Then('another says who has too much already, and shows them in the table', async () => {
      await page
        .getByText(/^Lige nu har .*Anne-Grethe Falk \(1\d\d.%\).* mere, end der er tid til\./)
        .waitFor()
      await page.getByRole('link', { name: 'Vis dem i tabellen' }).press('Enter')
      await page.getByRole('button', { name: /over 100\s%/, pressed: true }).waitFor()
      await page.getByRole('button', { name: /over 100\s%/, pressed: true }).press('Enter')
    })
    await Then('one sentence says who comes to have too much, when and why', async () => {
      await page.getByText(/^Om fire uger er Hanne på 1\d\d\s%\.$/).waitFor()
      await page
        .getByText(/^Tre unge starter i Mod til uddannelse, en ung kommer fra Ole og Ole er væk fra \d+\. /)
        .waitFor()
      await page.getByText(/^\d+ unge hos Ole Vinther står uden rådgiver fra \d+\. /).waitFor()
      await checkAxe(page)
    })
    await When('I open it by keyboard', () => page.getByText('Se, hvad der ændrer sig').press('Enter'))
    await Then('the minutes of its reasons make up the difference', async () => {
      const rows = page.getByRole('table', { name: /^Hvad der ændrer sig for Hanne Lund/ }).getByRole('row')
      await rows.nth(1).waitFor()
      const texts = await rows.getByRole('cell').allInnerTexts()
      const minutes = texts.map(
        text => Number(text.replace(/\D/g, '')) * (text.trim().startsWith('−') ? -1 : 1),
      )
      const sum = minutes.pop() ?? Number.NaN
      expect(minutes.length).toBeGreaterThanOrEqual(2)
      expect(minutes.reduce((all, each) => all + each, 0)).toBe(sum)
      await checkAxe(page)
    })

    await Then('who is away is told in words, never as a bar or 0 %', async () => {
      const text = await rowOf(page, 'Gitte Stald').textContent()
      expect(text).toContain('Ikke til rådighed')
      expect(text).toMatch(/Anne-Grethe Falk er afløser/)
      expect(text).not.toMatch(/%/)
      expect(await rowOf(page, 'Gitte Stald').locator('.mg-bar').count()).toBe(0)
    })
    await Then('it begins with who has most, and is sorted by keyboard', async () => {
      const names = () => board(page).getByRole('rowheader').getByRole('link').allInnerTexts()
      expect((await names())[0]).toBe('Anne-Grethe Falk')
      await board(page).getByRole('button', { name: 'Rådgiver' }).press('Enter')
      const shown = await names()
      expect(shown).toEqual(shown.toSorted(new Intl.Collator('da').compare))
    })
    await When('I choose those above 100 %', () =>
      page.getByRole('button', { name: /over 100\s%/ }).press('Enter'),
    )
    await Then('only they are shown, and the address keeps it', async () => {
      await expect.poll(() => board(page).getByRole('rowheader').count(), { timeout: 20_000 }).toBe(4)
      expect(new URL(page.url()).searchParams.get('vis')).toBe('over')
    })
    await When('I open the weeks of Ole Vinther', () =>
      rowOf(page, 'Ole Vinther')
        .getByRole('button', { name: /^Uge for uge: Ole Vinther\. Nu 10\d\s%/ })
        .press('Enter'),
    )
    await Then('there are thirteen days, and those of his leave are words', async () => {
      const rows = page.getByRole('dialog').getByRole('row')
      expect(await rows.count()).toBe(14)
      expect(await rows.nth(13).textContent()).toContain('ikke til rådighed')
      await checkAxe(page)
      await page.keyboard.press('Escape')
    })

    const before = { lund: await heldBy(page, 'Lund'), dam: await heldBy(page, 'Dam') }
    await When('I go to move some of Hanne Lund’s', async () => {
      await page.getByRole('link', { name: 'Flyt unge fra Hanne Lund' }).press('Enter')
      await page.getByRole('heading', { level: 1, name: 'Hanne Lund' }).waitFor()
      await cases(page).first().waitFor()
      expect(await cases(page).count()).toBe(before.lund)
    })
    await Then('each young person’s minutes open into what they go to, beside what was logged', async () => {
      await cases(page)
        .first()
        .getByRole('button', { name: /^Se, hvad tiden går til/ })
        .press('Enter')
      const table = cases(page).first().getByRole('table')
      await table.getByRole('row').nth(2).waitFor()
      const cells = await table
        .locator('tbody tr')
        .evaluateAll(rows =>
          rows.map(row => Number(row.querySelector('td:nth-of-type(3)')?.textContent?.replace(/\D/g, ''))),
        )
      const sum = cells.pop()
      expect(cells.reduce((all, each) => all + each, 0)).toBe(sum)
      await cases(page)
        .first()
        .getByText(/^(Registreret siden|Der er ikke registreret)/)
        .waitFor()
      await checkAxe(page)
    })

    const first = await When('I pick one by keyboard and try her or him with Peter Dam', async () => {
      const row = cases(page).nth(1)
      const name = (await row.getByRole('link').textContent()) ?? ''
      await row.getByRole('checkbox').press('Space')
      await page.getByText(/^1 valgt, \d+ min\. om måneden$/).waitFor()
      await page.getByLabel('Flyt til', { exact: true }).selectOption({ label: 'Peter Dam' })
      await page.getByRole('button', { name: 'Prøv', exact: true }).press('Enter')
      await tray(page).getByText(`${name}`).waitFor()
      return name
    })
    await Then('both loads are seen before and after, and nothing is changed', async () => {
      expect(await tray(page).evaluate(box => box === document.activeElement)).toBe(true)
      const [giver, receiver] = [await triedFor(page, 'Hanne Lund'), await triedFor(page, 'Peter Dam')]
      expect(giver.after).toBeLessThan(giver.before)
      expect(receiver.after).toBeGreaterThan(receiver.before)
      expect(await heldBy(page, 'Lund')).toBe(before.lund)
      await checkAxe(page)
    })
    const second = await When('I drag another onto Peter Dam', async () => {
      const row = cases(page).nth(3)
      const name = (await row.getByRole('link').textContent()) ?? ''
      await row.dragTo(page.locator('.mg-mate').filter({ hasText: 'Peter Dam' }))
      await tray(page).getByRole('heading', { name: 'Du prøver at flytte 2 unge' }).waitFor()
      await tray(page).getByText(name).waitFor()
      return name
    })
    await When('I drag a third onto Gitte Stald, who is away', async () => {
      await cases(page)
        .nth(5)
        .dragTo(page.locator('.mg-mate').filter({ hasText: 'Gitte Stald' }))
      await tray(page).getByText('Gitte er væk i længere tid den dag.').waitFor()
    })
    await Then('it is said why not, and nothing can be carried out until it is taken out', async () => {
      expect(await tray(page).getByRole('button', { name: 'Gennemfør' }).count()).toBe(0)
      await checkAxe(page)
      await tray(page)
        .getByRole('listitem')
        .filter({ hasText: 'Gitte er væk' })
        .getByRole('button', { name: /^Tag ud: / })
        .press('Enter')
      await tray(page).getByRole('button', { name: 'Gennemfør' }).waitFor()
    })
    await Then('what I try goes along to the board', async () => {
      await page.getByRole('link', { name: 'Sagstal', exact: true }).first().click()
      await page.getByRole('heading', { level: 1, name: 'Sagstal' }).waitFor()
      await tray(page).getByText(first).waitFor()
    })
    await When('I carry it out', async () => {
      await tray(page).getByRole('button', { name: 'Gennemfør' }).press('Enter')
      const dialog = page.getByRole('dialog')
      await dialog.getByText(/Der begynder en overlevering for hver/).waitFor()
      await dialog.getByLabel(/^Hvorfor/).fill('Så Hanne har tid til de tre nye')
      await checkAxe(page)
      await dialog.getByRole('button', { name: 'Gennemfør' }).click()
      await page.getByText('2 unge har fået en ny rådgiver. Overleveringen er begyndt.').waitFor()
    })
    await Then('the board and the young people’s pages show it', async () => {
      expect(await heldBy(page, 'Lund')).toBe(before.lund - 2)
      expect(await heldBy(page, 'Dam')).toBe(before.dam + 2)
      for (const name of [first, second]) {
        await page.goto('/ledelse')
        await rowOf(page, 'Peter Dam').getByRole('link', { name: 'Peter Dam', exact: true }).click()
        await cases(page).getByRole('link', { name }).click()
        await page.getByRole('heading', { level: 1, name: new RegExp(`^${name}`) }).waitFor()
        await page.getByText('Peter tager over efter Hanne').waitFor()
        await page.getByText('Fik Peter Dam som fast rådgiver').waitFor()
      }
    })
    await end()

    const phone = await visit({ who: leader, width: 'phone', address })
    await Given('the board on a phone, as cards', async () => {
      await phone.page.goto('/ledelse')
      await phone.page
        .getByRole('list', { name: /^Rådgivere med unge/ })
        .getByRole('listitem')
        .first()
        .waitFor()
      await checkAxe(phone.page)
    })
    await When('I try a move there', async () => {
      await phone.page.getByRole('link', { name: 'Flyt unge fra Mona Rask' }).click()
      await cases(phone.page).first().getByRole('checkbox').check({ force: true })
      await phone.page.getByLabel('Flyt til', { exact: true }).selectOption({ label: 'Nadia Krog' })
      await checkAxe(phone.page)
      await phone.page.getByRole('button', { name: 'Prøv', exact: true }).click()
    })
    await Then('I see before and after, and throw it away', async () => {
      const { before: was, after } = await triedFor(phone.page, 'Nadia Krog')
      expect(after).toBeGreaterThan(was)
      await checkAxe(phone.page)
      await tray(phone.page).getByRole('button', { name: 'Smid væk' }).click()
      await tray(phone.page).waitFor({ state: 'hidden' })
      expect(await heldBy(phone.page, 'Lund')).toBe(before.lund - 2)
    })
    await phone.end()
  },
  400_000,
)

test.skipIf(findChromium() === undefined)(
  'somebody gets other work in four weeks: the few moves that make room are said, and tried with a button',
  async () => {
    const address = medgang?.address ?? ''
    const { page, end } = await visit({ who: leader, width: 'laptop', address })
    await Given('the board, where what comes to Inger Lyng is told', async () => {
      await page.goto('/ledelse')
      await page.getByText(/^Om fire uger er Inger på 10\d\s%\.$/).waitFor()
    })
    const offer = page.locator('.mg-coming-easing')
    await Then('the few moves that keep it away are said beside it, without opening anything', async () => {
      await offer.getByText(/^(En|To|Tre) flytning(er)? fra i dag holder Inger på højst 100\s% /).waitFor()
      await checkAxe(page)
    })
    await When('I open why', () => page.getByText(/^Om fire uger er Inger på /).press('Enter'))
    await Then('it is her other work', () =>
      page.getByText(/Inger får \d+ minutter mindre om måneden/).waitFor(),
    )
    await When('I try them', () => offer.getByRole('button', { name: /^Prøv (den|dem)$/ }).press('Enter'))
    await Then('they are among the moves that are tried, and she has not too much', async () => {
      const row = tray(page).getByRole('row').filter({ hasText: 'Inger Lyng' })
      const most = await row.getByRole('cell').nth(2).textContent()
      expect(Number(/til (\d+)\s%/.exec(most ?? '')?.[1])).toBeLessThanOrEqual(100)
      await tray(page).getByRole('button', { name: 'Gennemfør' }).waitFor()
      await offer.getByText(/^Du prøver (den|dem) allerede\.$/).waitFor()
      expect(await offer.getByRole('button').count()).toBe(0)
      await checkAxe(page)
    })
    await When('I put off what is tried', async () => {
      const later = Temporal.Now.plainDateISO('Europe/Copenhagen').add({ days: 10 })
      const { day, month, year } = later
      const [dd, mm] = [day, month].map(part => String(part).padStart(2, '0'))
      const from = tray(page).getByRole('textbox', { name: 'Fra og med' })
      await from.fill(`${dd}-${mm}-${year}`)
      await from.press('Tab')
    })
    await Then('it is said at the place that they help from then on only', () =>
      offer.getByText(/^Du prøver (den|dem) allerede, men først fra \d+\. /).waitFor(),
    )
    await When('I throw it away', () => tray(page).getByRole('button', { name: 'Smid væk' }).click())
    await Then('they are offered from today on again', () =>
      offer.getByRole('button', { name: /^Prøv (den|dem)$/ }).waitFor(),
    )
    await end()
  },
  200_000,
)
