import { Given, journey, Then, When } from './kit/journey.ts'
import { checkAxe } from './kit/visit.ts'

for (const width of ['desk', 'phone'] as const) {
  journey(
    `what is promised and what the law demands, ${width}`,
    { who: { role: 'leader' }, width },
    async ({ page }) => {
      await Given('the setup', () => page.goto('/opsaetning'))
      await Then('every promise is a sentence with clock and status', async () => {
        await page.getByRole('heading', { name: 'Mod til uddannelse', exact: true }).waitFor()
        await page.getByText('Møde og ledsagelse hver måned.').first().waitFor()
        await checkAxe(page)
        await page.goto('/opsaetning/lov')
        await page.getByText('Ikke bekræftet').first().waitFor()
        await checkAxe(page)
      })
    },
  )
}

journey(
  'a promise is changed, with a preview, by keyboard alone',
  { who: { role: 'leader' }, expected: [/status of 400/] },
  async ({ page }) => {
    await Given('a programme of its own, which nobody is in yet', async () => {
      await page.goto('/opsaetning/forloeb')
      await page.getByLabel('Navn').fill('Prøveforløb')
      await page.getByLabel('Yngste alder').fill('17')
      await page.getByLabel('Ældste alder').fill('16')
      await checkAxe(page)
      await page.keyboard.press('Enter')
      await page.getByRole('link', { name: /Den ældste må ikke være yngre/ }).click()
      await page.keyboard.press('Control+A')
      await page.keyboard.type('20')
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'Prøveforløb', exact: true }).waitFor()
      await page.getByText('For 17-20 år.').waitFor()
    })
    await When('I promise a meeting every third week', async () => {
      const link = page.getByRole('link', { name: 'Nyt løfte i Prøveforløb' })
      await link.focus()
      await page.keyboard.press('Enter')
      await page.getByLabel('Hvad hedder reglen').fill('Møde hver tredje uge')
      await page.getByLabel('Hvor længe imellem').fill('3')
      await page.getByLabel('Enhed').selectOption({ label: 'Uger' })
      await checkAxe(page)
      await page.getByLabel('Hvem har besluttet det').fill('Udvalget for unge')
      await page.keyboard.press('Enter')
    })
    await Then('I see that it moves nothing, and save', async () => {
      await page.getByText('Ingen åbne frister ændrer sig.').waitFor()
      await checkAxe(page)
      const save = page.getByRole('dialog').getByRole('button', { name: 'Gem reglen' })
      await save.focus()
      await page.keyboard.press('Enter')
      await page.getByText('Møde hver 3. uge.').waitFor()
    })
  },
)

journey(
  'a change of what many are promised says how many it moves',
  { who: { role: 'administrator' } },
  async ({ page }) => {
    await Given('the promise of a meeting a month', async () => {
      await page.goto('/opsaetning')
      await page.getByRole('link', { name: 'Ret Møde hver måned' }).first().click()
      await page.getByLabel('Hvor længe imellem').fill('2')
      await page.getByText('Navn og kilde passer stadig').click()
    })
    await When('I ask what a change would do', async () => {
      await page.getByRole('button', { name: 'Se, hvad det ændrer' }).click()
    })
    await Then('the count is there, and nothing is changed unless I say so', async () => {
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('heading', { name: 'Det ændrer det' }).waitFor()
      await dialog.getByText(/Det ændrer frister for \d+ unge:/).waitFor()
      await dialog
        .getByText(/\d+ frister bliver senere/)
        .first()
        .waitFor()
      await checkAxe(page)
      await dialog.getByRole('button', { name: 'Fortryd' }).click()
      await page.goto('/opsaetning')
      await page.getByText('Møde og ledsagelse hver måned.').first().waitFor()
    })
  },
)
