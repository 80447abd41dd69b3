import { expect } from 'vitest'
import { Given, journey, Then, When } from './kit/journey.ts'
import { makeHome, startMedgang } from './kit/medgang.ts'
import { checkAxe, visit } from './kit/visit.ts'

journey(
  'a leader takes on a colleague, and sends one away',
  { who: { role: 'leader' } },
  async ({ page }) => {
    const name = `Prøve${Date.now()}`
    await Given('everybody who works here', async () => {
      await page.goto('/medarbejdere')
      await page.getByRole('list', { name: 'Medarbejdere' }).waitFor()
      await page.getByText('Demo: alle mennesker her er opdigtede.').waitFor()
    })
    await Then('the list is accessible', () => checkAxe(page))
    await When('I begin a new one, and forget the name', async () => {
      await page.getByRole('link', { name: 'Ny medarbejder' }).click()
      await page.getByLabel('Faglighed').fill('Mentor')
      await page.getByRole('button', { name: 'Gem medarbejder' }).click()
    })
    await Then('I am told at the field', async () => {
      await page.getByRole('link', { name: 'Fornavn: Skal udfyldes.' }).waitFor()
      await checkAxe(page)
    })
    await When('I fill in the rest, with a competence that is new here', async () => {
      await page.getByLabel('Fornavn').fill('Ny')
      await page.getByLabel('Efternavn').fill(name)
      await page.getByRole('combobox', { name: 'Kompetencer' }).fill(`Kunst ${name}`)
      await page.getByRole('option', { name: /Tilføj/ }).click()
      await page.getByRole('button', { name: `Fjern Kunst ${name}` }).waitFor()
      await page.getByRole('checkbox', { name: 'Mentor' }).check()
      await page.getByLabel('Timer om ugen').fill('29,6')
      await page.getByRole('button', { name: 'Gem medarbejder' }).click()
    })
    await Then('the colleague’s own page says what was written', async () => {
      await page.getByRole('heading', { level: 1, name: `Ny ${name}` }).waitFor()
      await page.getByText('29,6 timer om ugen').waitFor()
      await checkAxe(page)
    })
    await When('I write an absence with a deputy', async () => {
      await page.getByRole('button', { name: 'Skriv fravær' }).click()
      await page.getByRole('dialog').getByLabel('Hvorfor').selectOption({ label: 'Kursus' })
      await page.getByRole('dialog').getByLabel('Afløser').selectOption({ index: 1 })
      await checkAxe(page)
      await page.getByRole('dialog').getByRole('button', { name: 'Gem' }).click()
    })
    await Then('it stands there with the deputy', () => page.getByText(/Afløser: /).waitFor())
    await When('the colleague leaves', async () => {
      await page.getByRole('button', { name: 'Skriv fratrædelse' }).click()
      const today = await page.evaluate(() =>
        new Intl.DateTimeFormat('da', { timeZone: 'Europe/Copenhagen' }).format(new Date()),
      )
      await page.getByRole('dialog').getByRole('textbox', { name: 'Sidste dag' }).fill(today)
      await page.getByRole('dialog').getByRole('button', { name: 'Skriv fratrædelse' }).click()
    })
    await Then('the page says so, and the colleague can be taken back', async () => {
      await page.getByRole('button', { name: 'Sæt i arbejde igen' }).waitFor()
      await checkAxe(page)
    })
  },
)

journey(
  'who holds cases cannot just leave',
  { who: { role: 'leader' }, width: 'phone', expected: [/status of 400/] },
  async ({ page }) => {
    await Given('a caseworker with young people', async () => {
      await page.goto('/medarbejdere')
      await page.getByLabel('Find en medarbejder').fill('socialrådgiver')
      await page.getByRole('list', { name: 'Medarbejdere' }).getByRole('link').first().click()
      await page.getByText(/Er fast rådgiver for/).waitFor()
      await checkAxe(page)
    })
    await When('I write that they leave', async () => {
      await page.getByRole('button', { name: 'Skriv fratrædelse' }).click()
      await page.getByRole('dialog').getByRole('textbox', { name: 'Sidste dag' }).fill('31.12.2099')
      await page.getByRole('dialog').getByRole('button', { name: 'Skriv fratrædelse' }).click()
    })
    await Then('I am told how many must be handed over first', async () => {
      await page
        .getByRole('dialog')
        .getByRole('link', { name: /fast rådgiver for: \d+/ })
        .waitFor()
      await checkAxe(page)
    })
  },
)

journey('an administrator, in English', { who: { role: 'administrator' } }, async ({ page }) => {
  await Given('the staff in English', async () => {
    await page.goto('/medarbejdere')
    await page.evaluate(() => localStorage.setItem('medgang.language', 'en'))
    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'Staff' }).waitFor()
    await checkAxe(page)
  })
  await When('I look at somebody', () =>
    page.getByRole('list', { name: 'Staff' }).getByRole('link').first().click(),
  )
  await Then('why they are away is not for me', async () => {
    await page.getByText(/only for the leader and the person/).waitFor()
    expect(await page.getByRole('button', { name: 'Add absence' }).count()).toBe(0)
    await checkAxe(page)
    await page.evaluate(() => localStorage.removeItem('medgang.language'))
  })
})

journey('an empty installation is tried out', {}, async () => {
  const { home, remove } = await makeHome()
  const trial = await startMedgang({ home, empty: true })
  try {
    const { page, end } = await visit({ address: trial.address, width: 'phone' })
    await Given('a page that wants to know whether it was I who started it', async () => {
      await page.goto('/api/log-in')
      await page.getByRole('heading', { name: 'Skriv koden fra terminalen' }).waitFor()
      await checkAxe(page)
    })
    await When('I type what the terminal says', async () => {
      await page.getByLabel('Kode').fill(await trial.said(/\b[A-Z2-9]{4}-[A-Z2-9]{4}\b/))
      await page.getByRole('button', { name: 'Fortsæt' }).click()
    })
    await Then('I see whom I can be', async () => {
      await page.getByText(/prøveinstallation/).waitFor()
      await checkAxe(page)
    })
    await When('I am the leader', () => page.getByRole('button', { name: 'Leder Prøve' }).click())
    await Then('every page says what this is', async () => {
      for (const path of ['/medarbejdere', '/opsaetning', '/ledelse']) {
        await page.goto(path)
        await page.getByText(/^Prøveinstallation: .* Brug opdigtede unge\.$/).waitFor()
        await page.getByRole('heading', { level: 1 }).waitFor()
        await checkAxe(page)
      }
    })
    await end()
  } finally {
    await trial.stop()
    await remove()
  }
})
