import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect } from 'vitest'
import { findChromium } from './kit/chromium.ts'
import { Given, journey, Then, When } from './kit/journey.ts'
import { makeHome, startTrial, type Trial } from './kit/medgang.ts'
import { checkAxe } from './kit/visit.ts'

/*
 * A set-up goes from one municipality to another: out of the demo, into an empty Medgang, and then, once somebody is
 * registered there, a changed one as proposals.
 */

const leader = { role: 'leader' } as const
const administrator = { role: 'administrator' } as const
const fixture = (name: string) => join(import.meta.dirname, 'fixtures', name)

let home: Awaited<ReturnType<typeof makeHome>> | undefined
let medgang: Trial | undefined
const trial = () => medgang
const exported = () => join(home?.home ?? '', 'opsaetning.json')

beforeAll(async () => {
  if (findChromium() === undefined) return
  home = await makeHome()
  medgang = await startTrial(home.home)
})
afterAll(async () => {
  await medgang?.stop()
  await home?.remove()
})

journey('the demo hands its set-up on', { who: leader }, async ({ page }) => {
  await Given('the page about files', async () => {
    await page.goto('/opsaetning/udgangspunkt')
    await page.getByRole('heading', { level: 1, name: 'Udgangspunkt og fil' }).waitFor()
    await page.getByText('Den indeholder ingen personer').waitFor()
    await checkAxe(page)
  })
  await When('I fetch the file', async () => {
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Hent opsætningen som fil' }).click()
    await (await download).saveAs(exported())
  })
  await Then('it is a set-up, with programmes and rules', async () => {
    const file = JSON.parse(await readFile(exported(), 'utf8'))
    expect(file).toMatchObject({ format: 'medgang-setup', version: 1 })
    expect(file.programmes.map((row: { key: string }) => row.key)).toContain('mod-til-uddannelse')
    expect(file.rules.length).toBeGreaterThan(5)
  })
})

for (const width of ['phone', 'laptop'] as const) {
  journey(
    `whoever begins is asked for a starting point, ${width}`,
    { who: administrator, trial, width },
    async ({ page }) => {
      await Given('an empty Medgang', () => page.goto('/'))
      await Then('both models say what they set', async () => {
        await page.getByRole('heading', { level: 1, name: 'Vælg et udgangspunkt' }).waitFor()
        await page.getByText('Vælg først, hvad I vil begynde med').waitFor()
        await page.getByText('Se, hvad der følger med: Modellen fra Brønderslev').click()
        await page.getByText('Én indgang, Teamet om den unge').waitFor()
        await checkAxe(page)
      })
    },
  )
}

journey(
  'the model from Brønderslev is taken, and then the file in its place',
  { who: leader, trial },
  async ({ page }) => {
    await Given('the starting points', () => page.goto('/opsaetning/udgangspunkt'))
    await When('I begin with Brønderslev, by keyboard', async () => {
      await page.getByRole('button', { name: 'Begynd med Modellen fra Brønderslev' }).focus()
      await page.keyboard.press('Enter')
      await checkAxe(page)
      await page.getByRole('button', { name: 'Ja, begynd' }).focus()
      await page.keyboard.press('Enter')
    })
    await Then('its programmes are there', async () => {
      await page.getByRole('heading', { name: 'Teamet om den unge', exact: true }).waitFor()
    })
    await When('I choose a file that is not whole', async () => {
      await page.goto('/opsaetning/udgangspunkt')
      const broken = join(home?.home ?? '', 'klippet.json')
      await writeFile(broken, (await readFile(exported(), 'utf8')).slice(0, 3000))
      await page.getByLabel('Opsætningsfil').setInputFiles(broken)
    })
    await Then('it says so', async () => {
      await page.getByText('Filen er ikke hel: den kan ikke læses som JSON').waitFor()
      await checkAxe(page)
    })
    await When('I choose one whose rule names a programme that it does not have', async () => {
      const file = JSON.parse(await readFile(exported(), 'utf8'))
      const strange = join(home?.home ?? '', 'uden-forloeb.json')
      await writeFile(strange, JSON.stringify({ ...file, programmes: [] }))
      await page.getByLabel('Opsætningsfil').setInputFiles(strange)
    })
    await Then('each place is named', async () => {
      await page
        .getByText(/Regler og løfter nr\. \d+ \(Møde hver måned\), feltet "programme"/)
        .first()
        .waitFor()
      await page.getByText('Forløbet "mod-til-uddannelse" er ikke i filen.').first().waitFor()
    })
    await When('I begin with the file of the demo', async () => {
      await page.getByLabel('Opsætningsfil').setInputFiles(exported())
      await page.getByRole('button', { name: 'Begynd med filen' }).click()
      await page.getByRole('button', { name: 'Ja, begynd' }).click()
    })
    await Then('its programmes and rhythms are here', async () => {
      await page.getByRole('heading', { name: 'Mod til uddannelse', exact: true }).waitFor()
      await page.getByText('Møde og ledsagelse hver måned.').first().waitFor()
      expect(await page.getByRole('heading', { name: 'Teamet om den unge' }).count()).toBe(0)
    })
  },
)

journey('with young people registered, a file is proposals', { who: leader, trial }, async ({ page }) => {
  await Given('a list of young people is brought in', async () => {
    await page.goto('/import')
    await page.getByLabel('Sagsliste', { exact: true }).setInputFiles(fixture('sagsliste.xlsx'))
    await page.getByRole('button', { name: 'Hent 7 rækker ind' }).click()
    await page.getByText('Listen er hentet ind').waitFor()
  })
  await When('I choose a file that promises more', async () => {
    const file = JSON.parse(await readFile(exported(), 'utf8'))
    const [promise] = file.rules.filter((rule: { key: string }) => rule.key === 'moede-hver-maaned')
    promise.interval.length = 2
    promise.source = 'Nabokommunens udvalg'
    file.rules.push({ ...promise, key: 'besoeg', name: 'Besøg hver anden måned' })
    file.competences.push({ key: 'tegnsprog', name: 'Tegnsprog' })
    const changed = join(home?.home ?? '', 'nabo.json')
    await writeFile(changed, JSON.stringify(file))
    await page.goto('/opsaetning/udgangspunkt')
    await page.getByText('Der er registreret unge').waitFor()
    await page.getByLabel('Opsætningsfil').setInputFiles(changed)
  })
  await Then('what is new and what is different stand there, row by row', async () => {
    await page.getByLabel('Tegnsprog').waitFor()
    await page.getByText('Interval: 1 måned → 2 måneder').waitFor()
    await page.getByText('3 valgt').waitFor()
    await checkAxe(page)
  })
  await When('I take the promises alone', async () => {
    await page.getByLabel('Tegnsprog').uncheck()
    await page.getByRole('button', { name: 'Se, hvad det ændrer' }).click()
  })
  await Then('I see for how many it changes deadlines, and bring it in', async () => {
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Nye: 1. Ændrede: 1. Slutter: 0.').waitFor()
    await dialog.getByText(/\d+ ung(e)? får andre frister\./).waitFor()
    await checkAxe(page)
    await dialog.getByRole('button', { name: 'Hent ind' }).click()
    await page.getByText('Det valgte er hentet ind').waitFor()
    await page.goto('/opsaetning')
    await page.getByText('Møde og ledsagelse hver 2. måned.').first().waitFor()
  })
})

journey(
  'the own word for a caseworker is said everywhere',
  { who: leader, trial, width: 'phone' },
  async ({ page }) => {
    await Given('the field for it', () => page.goto('/opsaetning/udgangspunkt'))
    await When('I write what nobody can bend', async () => {
      await page.getByLabel('Hvad hedder rådgiveren hos jer?').fill('Coach')
      await page.getByRole('button', { name: 'Gem' }).click()
    })
    await Then('it says what is missing, and keeps what I wrote', async () => {
      await page.getByRole('link', { name: 'Skriv ét ord med små bogstaver, der ender på -er.' }).waitFor()
      expect(await page.getByLabel('Hvad hedder rådgiveren hos jer?').inputValue()).toBe('Coach')
      await checkAxe(page)
    })
    await When('I write the word that we use', async () => {
      await page.getByLabel('Hvad hedder rådgiveren hos jer?').fill('sagsbehandler')
      await page.getByRole('button', { name: 'Gem' }).click()
      await page.getByText('Ordet er gemt.').waitFor()
    })
    await Then("the leader's page says it", async () => {
      await page.goto('/ledelse')
      await page.getByRole('heading', { name: 'Uden sagsbehandler' }).waitFor()
    })
  },
)
