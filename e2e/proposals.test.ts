import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findChromium } from './kit/chromium.ts'
import { Given, Then, When } from './kit/journey.ts'
import { makeHome, type RunningMedgang, startMedgang } from './kit/medgang.ts'
import { checkAxe, visit } from './kit/visit.ts'

// Dozens of young people get another caseworker: that is for a Medgang of its own.
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

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
const moves = (page: Page) => page.getByRole('table', { name: 'Unge, der får en ny rådgiver' })

/** Waits until a proposal is worked out: the solver takes some seconds. */
async function workedOut(page: Page): Promise<void> {
  await moves(page).waitFor({ timeout: 90_000 })
}

test.skipIf(findChromium() === undefined)(
  'a caseworker resigns: a proposal, two locks, solved again, accepted, and the handover is done',
  async () => {
    const address = medgang?.address ?? ''
    const { page, end } = await visit({ who: { role: 'leader' }, width: 'laptop', address })
    await Given('the leader’s page leads to the proposals, and they to a new one', async () => {
      await page.goto('/ledelse')
      await page.getByRole('link', { name: 'Forslag til fordeling' }).click()
      await page.getByRole('heading', { level: 1, name: 'Forslag til fordeling' }).waitFor()
      await checkAxe(page)
      await page.getByRole('link', { name: 'Nyt forslag' }).click()
      await page.getByRole('heading', { level: 1, name: 'Nyt forslag til fordeling' }).waitFor()
      await checkAxe(page)
    })
    await Given('an address can fill in what it is about, wherever on the board it comes from', async () => {
      await page.goto('/ledelse/forslag?anledning=evenOut')
      await page.getByRole('heading', { level: 1, name: 'Nyt forslag til fordeling' }).waitFor()
      const occasion = page.getByLabel('Hvad er anledningen?')
      expect(await occasion.inputValue()).toBe('evenOut')
      expect(await page.getByRole('radio', { name: 'Kun dem, der skal flyttes' }).count()).toBe(0)
    })
    await Given('of a programme it is said who begins when, before one asks', async () => {
      await page.getByLabel('Hvad er anledningen?').selectOption({ label: 'Et forløb begynder' })
      await page.getByLabel('Hvilket forløb?').selectOption({ label: 'Mod til uddannelse' })
      await page.getByText(/ung(e)? begynder|Ingen er skrevet ind til at begynde/).waitFor()
    })
    await When('I ask for one without saying who, I am told at the field', async () => {
      await page.getByLabel('Hvad er anledningen?').selectOption({ label: 'En rådgiver stopper' })
      await button(page, 'Regn det ud').click()
      await page.getByText('Skal udfyldes.').first().waitFor()
    })
    await When('I say that Charlotte Vang leaves', async () => {
      await page.getByLabel('Hvilken rådgiver?').selectOption({ label: 'Charlotte Vang' })
      expect(await page.getByRole('radio', { name: 'Kun dem, der skal flyttes' }).isChecked()).toBe(true)
      await button(page, 'Regn det ud').click()
      await page.getByRole('heading', { level: 1, name: 'Charlotte Vang stopper' }).waitFor()
    })
    await Then('every move comes with a reason and its gain, and what keeping as is costs', async () => {
      await workedOut(page)
      await page.getByText('Hvis alt bliver, som det er').waitFor()
      await page.getByText(/^\d+ unge står uden rådgiver\.$/).waitFor()
      await page.getByText(/^Flytter I også andre, bliver det til \d+ skift i alt/).waitFor()
      const leaving = page.getByRole('link', { name: 'Se eller skriv, hvornår Charlotte stopper' })
      expect(await leaving.getAttribute('href')).toMatch(/^\/medarbejdere\/\d+$/)
      const first = moves(page)
        .getByRole('row')
        .filter({ hasText: 'Charlotte kan ikke længere have' })
        .first()
      expect(await first.textContent()).toMatch(
        /kan ikke længere have[\s\S]*(har plads: \d+ → \d+\s%|kommer op på)[\s\S]*Får en rådgiver/,
      )
      // Nobody who can stay is moved.
      const must = /Charlotte kan ikke længere have|har ingen rådgiver/
      expect(await moves(page).getByRole('row').filter({ hasText: must }).count()).toBe(
        (await moves(page).getByRole('row').count()) - 1,
      )
      await page.getByRole('img', { name: /^Kurve: 0 skift/ }).waitFor()
      await checkAxe(page)
    })

    /** What has the focus, by its name. */
    const focused = () =>
      page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.id)
    await Then('whoever takes one away by keyboard stays there', async () => {
      const box = moves(page).getByRole('checkbox').first()
      await box.focus()
      await page.keyboard.press('Space')
      await page.getByRole('button', { name: /^Godkend \d+ valgte$/ }).waitFor()
      expect(await focused()).toBe(await box.getAttribute('id'))
      await page.keyboard.press('Space')
    })

    const hers = moves(page).getByRole('row').filter({ hasText: 'Charlotte kan ikke længere have' })
    const lock = async (row: number, whom: string) => {
      const name = (await hers.nth(row).getByRole('link').textContent()) ?? ''
      // By keyboard alone: what is looked at in the list locks nothing yet.
      await button(page, `Lås ${name}`).focus()
      await page.keyboard.press('Enter')
      const dialog = page.getByRole('dialog', { name: `Hvem skal ${name} have?` })
      await dialog.getByLabel('Rådgiver').selectOption({ label: whom })
      expect(await button(page, /^Regn igen med/).count()).toBe(row)
      await dialog.getByLabel('Rådgiver').focus()
      await page.keyboard.press('Tab')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      await page.getByText(`${name} skal til ${whom}.`).waitFor()
      await expect.poll(focused).toBe(`Ophæv låsen for ${name}`)
      return name
    }
    const [youth, other] = await When('two are locked to somebody whom I choose', async () => [
      await lock(0, 'Åse Kjær'),
      await lock(1, 'Hanne Lund'),
    ])
    await Then('what goes against a lock is not accepted', async () => {
      await button(page, /^Godkend alle/).click()
      await page.getByRole('dialog').getByText('Du har låst nogle').waitFor()
      await page.getByRole('dialog').getByRole('button', { name: 'Fortryd' }).click()
    })
    await When('it is solved again', async () => {
      const before = page.url()
      await button(page, 'Regn igen med 2 låse').click()
      await page.waitForURL(url => url.href !== before)
      await workedOut(page)
    })
    await Then('both locks are kept', async () => {
      for (const [name, whom] of [
        [youth, 'Åse Kjær'],
        [other, 'Hanne Lund'],
      ] as const) {
        const row = moves(page).getByRole('row').filter({ hasText: name })
        expect(await row.textContent()).toMatch(new RegExp(`${whom}[\\s\\S]*kan ikke længere have`))
      }
    })
    await When('I accept all of it', async () => {
      await button(page, /^Godkend alle/).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByText('Der begynder en overlevering').waitFor()
      await dialog.getByRole('button', { name: 'Godkend' }).click()
    })
    await Then('it is carried out, and can be read but not accepted again', async () => {
      const said = page.getByText(/^\d+ unge har fået en ny rådgiver$/)
      await said.waitFor()
      await expect
        .poll(() => page.evaluate(() => document.activeElement?.textContent ?? ''))
        .toContain(await said.textContent())
      expect(await button(page, /^Godkend/).count()).toBe(0)
      await checkAxe(page)
    })
    await Then('the young person’s page shows the new caseworker and the handover', async () => {
      await moves(page).getByRole('link', { name: youth }).click()
      await page.getByRole('heading', { level: 1, name: new RegExp(`^${youth}`) }).waitFor()
      await page.getByText('Åse tager over efter Charlotte').waitFor()
      await page.getByText('Fik Åse Kjær som fast rådgiver').waitFor()
    })
    await end()

    const phone = await visit({ who: { name: 'Åse Kjær' }, width: 'phone', address })
    await Given('Åse Kjær sees on her day whom she takes over', async () => {
      await phone.page.goto('/')
      const row = phone.page.getByRole('list', { name: 'Overleveringer' }).getByRole('listitem')
      await row.filter({ hasText: youth }).getByText('Næste: giv besked.').waitFor()
      await checkAxe(phone.page)
      await row.getByRole('link', { name: youth }).click()
    })
    const [first = ''] = youth.split(' ')
    await When('she has called, there is no meeting, and she has read the notes', async () => {
      const dialog = phone.page.getByRole('dialog')
      await button(phone.page, /^Skriv, at .* har fået besked$/).click()
      await dialog.getByText('i telefonen').click()
      await dialog.getByRole('button', { name: 'Gem' }).click()
      await phone.page.getByText(/^Fik besked .* i telefonen af Åse\.$/).waitFor()
      await button(phone.page, 'Fælles møde').click()
      await dialog.getByLabel('Hvilket møde?').selectOption({ label: 'Vi holder ikke et fælles møde' })
      await dialog.getByLabel('Hvorfor ikke?').selectOption({ label: 'Charlotte er holdt op.' })
      await checkAxe(phone.page)
      await dialog.getByRole('button', { name: 'Gem' }).click()
      await phone.page.getByText('Der holdes ikke et fælles møde: Charlotte er holdt op.').waitFor()
      await phone.page.getByText('Se et brev, du kan sende').click()
      const letter = phone.page.getByLabel(new RegExp(`^Brev til ${first}`))
      expect(await letter.inputValue()).toContain('det Åse Kjær, der hjælper dig')
      await button(phone.page, 'Jeg har læst notaterne').click()
    })
    await Then('the handover is done, and gone from her day', async () => {
      await phone.page.getByText('Overleveringen er færdig.').waitFor()
      await checkAxe(phone.page)
      await phone.page.goto('/')
      await phone.page.getByRole('heading', { level: 1 }).waitFor()
      const list = phone.page.getByRole('list', { name: 'Overleveringer' })
      await expect.poll(() => list.getByText(youth).count()).toBe(0)
    })
    await phone.end()
  },
  // Two solvings, of some seconds each where the machine has nothing else to do.
  300_000,
)
