import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { Given, journey, Then, When } from './kit/journey.ts'
import { checkAxe } from './kit/visit.ts'

const parts = [
  ['/opsaetning', 'Serviceløfter'],
  ['/opsaetning/lov', 'Lovens frister'],
  ['/opsaetning/satser', 'Satser'],
  ['/opsaetning/lukkedage', 'Lukkedage'],
  ['/opsaetning/maalgrupper', 'Målgrupper'],
  ['/opsaetning/kladder', 'Kladder'],
] as const

for (const width of ['laptop', 'phone'] as const) {
  journey(
    `every part of the set-up can be read, ${width}`,
    { who: { role: 'leader' }, width },
    async ({ page }) => {
      for (const [path, title] of parts) {
        await Given(title, () => page.goto(path))
        await Then('it is there, and accessible', async () => {
          await page.getByRole('heading', { name: title, level: 1 }).waitFor()
          await checkAxe(page)
        })
      }
    },
  )
}

journey('the rules of a day that has passed', { who: { role: 'administrator' } }, async ({ page }) => {
  await Given('the law’s deadlines', () => page.goto('/opsaetning/lov'))
  await When('I ask for 1 May 2019', async () => {
    await page.getByText('En bestemt dag', { exact: true }).click()
    await page.getByRole('textbox', { name: /^Det, der gjaldt den dag/ }).fill('1.5.2019')
    await page.keyboard.press('Tab')
  })
  await Then('what held then stands there, and what came later does not', async () => {
    await page.getByText('Samtale hver anden måned', { exact: true }).waitFor()
    await page.getByText('Første samtale inden 7 dage').waitFor({ state: 'detached' })
    expect(page.url()).toContain('dag=2019-05-01')
    await checkAxe(page)
  })
  await When('I search for something else', () =>
    page.getByRole('searchbox', { name: /Søg/ }).fill('findes ikke'),
  )
  await Then('I am told that nothing fits', () => page.getByText('Der er ikke noget, der passer').waitFor())
})

/** Where everybody in the preview whose deadline moves has their page, and what is said of them. */
async function movesIn(page: Page): Promise<{ path: string; text: string }[]> {
  const lines = page.getByRole('dialog').locator('section', { hasText: 'Hvilke unge' }).locator('li')
  return Promise.all(
    (await lines.all()).map(async line => ({
      path: (await line.getByRole('link').getAttribute('href')) ?? '',
      text: (await line.textContent()) ?? '',
    })),
  )
}

const restored = 'Det, du skrev sidst og ikke nåede at gemme, er hentet frem.'

/** What is written in such a form lies in the browser, or no longer does. */
async function kept(page: Page, form: string, is = true): Promise<void> {
  const names = () => page.evaluate<string[]>('Object.keys(localStorage)')
  await expect.poll(async () => (await names()).some(name => name.includes(`.setup.${form}.`))).toBe(is)
}

let moved: { path: string; text: string } | undefined

journey(
  'a promise is changed: whose deadlines move, saved, and the past as it was',
  { who: { role: 'leader' }, expected: [/status of 400/] },
  async ({ page }) => {
    await Given('the promise of a meeting a month', async () => {
      await page.goto('/opsaetning')
      // Of the smaller programme: the others' journeys are about the larger one.
      await page.getByRole('link', { name: 'Ret Møde hver måned' }).last().click()
      await page.getByRole('textbox', { name: /^Hvor længe imellem/ }).fill('2')
      await page.getByRole('textbox', { name: /^Hvem har besluttet det/ }).fill('Udvalget for unge, 2026')
    })
    await When(
      'I keep its name although it promises something else, I am asked whether it fits',
      async () => {
        await page.getByRole('button', { name: 'Se, hvad det ændrer' }).click()
        await page.getByRole('link', { name: /Passer det stadig/ }).click()
        await checkAxe(page)
        await page.keyboard.press('Control+A')
        await page.keyboard.type('Møde hver anden måned')
      },
    )
    await When('I ask for a day that has passed, I am told why not', async () => {
      await page.getByRole('textbox', { name: /^Gælder fra/ }).fill('1.1.2020')
      await page.keyboard.press('Enter')
      await page.locator('.mg-error-summary').waitFor()
      await checkAxe(page)
    })
    await When('I ask what it would change from today', async () => {
      await kept(page, 'rule')
      await page.reload()
      await page.getByText(restored).waitFor()
      await page.getByRole('button', { name: 'Begynd forfra' }).click()
      await page.getByText(restored).waitFor({ state: 'detached' })
      await page.getByRole('textbox', { name: /^Hvor længe imellem/ }).fill('2')
      await page.getByRole('textbox', { name: /^Hvad hedder reglen/ }).fill('Møde hver anden måned')
      await page.getByRole('textbox', { name: /^Hvem har besluttet det/ }).fill('Udvalget for unge, 2026')
      await page.getByRole('button', { name: 'Se, hvad det ændrer' }).click()
    })
    await Then('I see how many, with which caseworkers, and which young people', async () => {
      const dialog = page.getByRole('dialog')
      await dialog.getByText(/Det ændrer frister for \d+ unge:/).waitFor()
      await dialog.getByText('Hos hvem').waitFor()
      await checkAxe(page)
      moved = (await movesIn(page)).find(({ text }) => / fra .* til /.test(text))
      expect(moved).toBeDefined()
    })
    await When('I save', () => page.getByRole('dialog').getByRole('button', { name: 'Gem reglen' }).click())
    await Then('the new promise stands, and the old one is history', async () => {
      await page.getByText('Møde og ledsagelse hver 2. måned.').first().waitFor()
      await page.getByText('Alle', { exact: true }).click()
      await page.getByText('Gælder ikke mere').first().waitFor()
      await checkAxe(page)
    })
    await Then('the young person’s own page has the new day', async () => {
      const day = / til (\d+\. \w+)/.exec(moved?.text ?? '')?.[1]
      expect(day).toBeDefined()
      await page.goto(moved?.path ?? '')
      await page
        .getByText(new RegExp(day ?? ''))
        .first()
        .waitFor()
    })
  },
)

journey(
  'the law warns, and wants its paragraph; an unverified rule is confirmed',
  { who: { role: 'administrator' }, width: 'phone', expected: [/status of 400/] },
  async ({ page }) => {
    await Given('the first interview within 7 days', async () => {
      await page.goto('/opsaetning/lov')
      await page.getByRole('link', { name: 'Ret Første samtale inden 7 dage' }).click()
      await page.getByText('Det her er lov').waitFor()
      await checkAxe(page)
    })
    await When('I change it without a paragraph', async () => {
      await page.getByRole('textbox', { name: /^Kilde/ }).fill('Det har vi altid gjort')
      await page.getByRole('button', { name: 'Se, hvad det ændrer' }).click()
    })
    await Then('I am told at the field, and what I wrote is there', async () => {
      await page.getByRole('link', { name: /Skriv lovens paragraf/ }).click()
      expect(await page.getByRole('textbox', { name: /^Kilde/ }).inputValue()).toBe('Det har vi altid gjort')
    })
    await When('I confirm the one every second month as a local decision', async () => {
      await page.goto('/opsaetning/lov')
      await page.getByRole('button', { name: 'Bekræft Samtale hver anden måned' }).click()
      await checkAxe(page)
      await page.getByRole('dialog').getByText('Besluttet lokalt', { exact: true }).click()
      await page.getByRole('textbox', { name: /^Kilde/ }).fill('Udvalget for unge, punkt 4')
      await page.getByRole('dialog').getByRole('button', { name: 'Bekræft' }).click()
    })
    await Then('it is confirmed', async () => {
      await page.getByText('Reglen er bekræftet.').waitFor()
      await page.getByText('Kilde: Udvalget for unge, punkt 4').waitFor()
    })
  },
)

journey(
  'a rate that is missing is entered',
  { who: { role: 'leader' }, width: 'phone' },
  async ({ page }) => {
    await Given('the rates', () => page.goto('/opsaetning/satser'))
    await When('I enter the half year of 2025', async () => {
      const enter = page.getByRole('button', { name: 'Indtast beløbet for Udeboende under 30 år' }).first()
      await enter.click()
      await page.getByRole('textbox', { name: /^Kroner om måneden/ }).fill('seks tusind')
      await page.getByRole('textbox', { name: /^Hvor står beløbet/ }).fill('Vejledningen om satser, 2025')
      await page.getByRole('button', { name: 'Gem beløbet' }).click()
      await page.getByRole('link', { name: /Skriv beløbet i kroner/ }).click()
      await page.keyboard.press('Control+A')
      await page.keyboard.type('6.951,50')
      await checkAxe(page)
      await page.getByRole('button', { name: 'Gem beløbet' }).click()
    })
    await Then('it stands there', () => page.getByText('6.951,50 kr. om måneden').waitFor())
  },
)

journey(
  'closings are made with a preview',
  { who: { role: 'leader' }, expected: [/status of 400/] },
  async ({ page }) => {
    const { year } = Temporal.Now.plainDateISO('Europe/Copenhagen')
    await Given('a summer closing', async () => {
      await page.goto('/opsaetning/lukkedage')
      await page.getByRole('link', { name: 'Nye lukkedage' }).click()
      await page.getByRole('textbox', { name: 'Navn' }).fill('Huset holder sommerlukket')
      await page.getByRole('textbox', { name: /^Første dag/ }).fill(`17.7.${year + 1}`)
      await page.getByRole('textbox', { name: /^Sidste dag/ }).fill(`1.7.${year + 1}`)
      await page.getByRole('textbox', { name: /^Hvem har besluttet det/ }).fill('Ledelsen')
      await checkAxe(page)
    })
    await When('the last day lies before the first, I am told', async () => {
      await page.getByRole('button', { name: 'Se, hvad det ændrer' }).click()
      await page.getByRole('link', { name: /Den sidste dag ligger før den første/ }).click()
      await page.getByRole('textbox', { name: /^Sidste dag/ }).fill(`30.7.${year + 1}`)
      await page.getByRole('button', { name: 'Se, hvad det ændrer' }).click()
    })
    await Then('I see what it moves, and save', async () => {
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('heading', { name: 'Det ændrer det' }).waitFor()
      await dialog.getByRole('button', { name: 'Gem lukkedagene' }).click()
      await page.getByText('Huset holder sommerlukket', { exact: true }).waitFor()
    })
  },
)

journey(
  'what keeps the duty is changed from a day on, ends there, and the change is taken back',
  { who: { role: 'leader' }, expected: [/status of 400/] },
  async ({ page }) => {
    const { year } = Temporal.Now.plainDateISO('Europe/Copenhagen')
    await Given('work from 18 hours a week', async () => {
      await page.goto('/opsaetning/lov')
      await page.getByRole('link', { name: 'Ret Arbejde' }).click()
      await page.getByRole('heading', { name: 'Ret Arbejde', level: 1 }).waitFor()
      await checkAxe(page)
      expect(await page.getByRole('textbox', { name: /^Timer om ugen/ }).inputValue()).toBe('18')
    })
    await When('I ask for 20 hours, and call it law without a paragraph', async () => {
      await page.getByRole('textbox', { name: /^Timer om ugen/ }).fill('tyve')
      await page.getByText('Lov', { exact: true }).click()
      await page.getByRole('textbox', { name: /^Kilde/ }).fill('Byrådet')
      await page.getByRole('textbox', { name: /^Gælder fra/ }).fill(`1.2.${year + 1}`)
      await page.getByRole('button', { name: 'Se, hvad det ændrer' }).click()
      await page.getByRole('link', { name: /Skriv timerne om ugen med tal/ }).click()
      await page.keyboard.press('Control+A')
      await page.keyboard.type('20')
      await page.getByRole('button', { name: 'Se, hvad det ændrer' }).click()
      await page.getByRole('link', { name: /Skriv lovens paragraf/ }).waitFor()
      await page.getByText('Besluttet lokalt', { exact: true }).click()
      await page.getByRole('button', { name: 'Se, hvad det ændrer' }).click()
    })
    await Then('I see what it moves, and save it', async () => {
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('heading', { name: 'Det ændrer det' }).waitFor()
      await checkAxe(page)
      await dialog.getByRole('button', { name: 'Gem reglen' }).click()
      await page.getByText('Tæller fra 20 timer om ugen.').waitFor()
      await page.getByText('Tæller fra 18 timer om ugen.').waitFor()
    })
    await When('I take it back, since it has not begun', async () => {
      await page.getByRole('link', { name: 'Ret Arbejde' }).last().click()
      await page.getByText('Tag ændringen tilbage', { exact: true }).click()
      await page.getByRole('button', { name: 'Se, hvad det ændrer' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Tag ændringen tilbage' }).click()
    })
    await Then('what was before runs on', async () => {
      await page.getByText('Tæller fra 20 timer om ugen.').waitFor({ state: 'detached' })
      await page.getByText('Tæller fra 18 timer om ugen.').waitFor()
    })
  },
)

journey(
  'what changes on a birthday is changed, with what is to be done before',
  { who: { role: 'administrator' }, width: 'phone' },
  async ({ page }) => {
    await Given('that the target groups end at 30', async () => {
      await page.goto('/opsaetning/lov')
      await page.getByRole('link', { name: 'Ret Målgrupperne for unge slutter' }).click()
    })
    await When('I write 29, and what is to be done before', async () => {
      await page.getByRole('textbox', { name: /^Ved hvilken alder/ }).fill('29')
      await page.getByRole('button', { name: 'Tilføj en opgave' }).click()
      await page.getByRole('button', { name: 'Se, hvad det ændrer' }).click()
      await page.getByRole('link', { name: /Skal udfyldes/ }).click()
      await page.keyboard.type('Tal om, hvad der kommer efter')
      // The source is still the old one.
      await page.getByRole('link', { name: /^Kilden passer stadig/ }).waitFor()
      await page.getByRole('checkbox', { name: 'Kilden passer stadig' }).waitFor()
      await page.getByText('Besluttet lokalt', { exact: true }).click()
      await page.getByRole('textbox', { name: /^Kilde/ }).fill('Byrådet')
      await checkAxe(page)
      await page.getByRole('button', { name: 'Se, hvad det ændrer' }).click()
    })
    await Then('I am told how many reach the age, that no deadline moves, and it is saved', async () => {
      const dialog = page.getByRole('dialog')
      await dialog.getByText('Ingen åbne frister ændrer sig.').waitFor()
      await checkAxe(page)
      await dialog.getByRole('button', { name: 'Gem reglen' }).click()
      await page.getByText(/Målgrupperne for unge slutter, 29/).waitFor()
      await checkAxe(page)
    })
  },
)

journey(
  'the draft of the reform of 2027: seen, edited, and not adopted',
  { who: { role: 'leader' }, expected: [/status of 422/] },
  async ({ page }) => {
    await Given('the draft', async () => {
      await page.goto('/opsaetning/kladder')
      await page.getByRole('link', { name: /13 målgrupper bliver til 5/ }).click()
      await page.getByText('De fem nye målgrupper').waitFor()
      await checkAxe(page)
    })
    await When('I put in a new group', async () => {
      await page.getByRole('textbox', { name: /^Navn på en ny målgruppe/ }).fill('Støttebehov')
      await page.getByRole('textbox', { name: /^Definition/ }).fill('Opdigtet til prøven')
      await page.getByRole('button', { name: 'Læg målgruppen i' }).click()
      await page.getByRole('button', { name: 'Gem kladden' }).click()
      await page.getByText('Kladden er gemt.').waitFor()
    })
    await Then('I see the effect of all of it, and cannot adopt it while something is missing', async () => {
      await page.getByRole('button', { name: 'Se, hvad det ændrer' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByText(/Det ændrer frister for \d+ unge:/).waitFor()
      await checkAxe(page)
      await dialog.getByRole('button', { name: 'Vedtag' }).click()
      await dialog.getByText(/Der mangler noget i kladden/).waitFor()
      await dialog.getByRole('button', { name: 'Fortryd' }).click()
    })
  },
)

const forms = [
  {
    form: 'programme',
    open: (page: Page) => page.goto('/opsaetning/forloeb'),
    label: /^Navn/,
    save: async (page: Page) => {
      await page.getByRole('button', { name: 'Gem forløb' }).click()
      await page.getByRole('heading', { name: 'Skrevet uden at gemme', exact: true }).waitFor()
    },
  },
  {
    form: 'group',
    open: async (page: Page) => {
      await page.goto('/opsaetning/maalgrupper')
      await page.getByRole('link', { name: 'Ny målgruppe' }).click()
    },
    label: /^Navn/,
    save: async (page: Page) => {
      await page.getByRole('textbox', { name: /^Definition/ }).fill('Opdigtet til prøven')
      await page.getByRole('textbox', { name: /^Kilde/ }).fill('Opdigtet til prøven')
      await page.getByRole('button', { name: 'Se, hvad det ændrer' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Gem reglen' }).click()
      await page.getByText('Skrevet uden at gemme', { exact: true }).waitFor()
    },
  },
  {
    form: 'draft',
    open: (page: Page) => page.goto('/opsaetning/kladde'),
    label: /^Hvad er det for en ændring/,
    save: async (page: Page) => {
      await page.getByRole('textbox', { name: /^Gælder fra/ }).fill('1.1.2031')
      await page.getByRole('textbox', { name: /^Hvor langt er den/ }).fill('Opdigtet')
      await page.getByRole('textbox', { name: /^Kilde/ }).fill('Opdigtet til prøven')
      await page.getByRole('button', { name: 'Gem kladden' }).click()
      await page.getByText('Kladden er gemt.').waitFor()
    },
  },
] as const

for (const { form, open, label, save } of forms) {
  journey(
    `what is written in a ${form} is there until it is saved`,
    { who: { role: 'leader' } },
    async ({ page }) => {
      const field = page.getByRole('textbox', { name: label }).first()
      await Given('a form that is half written', async () => {
        await open(page)
        await field.fill('Skrevet uden at gemme')
        await kept(page, form)
      })
      await When('the page is loaded again', async () => {
        await page.reload()
        await open(page)
      })
      await Then('what I wrote is there, and I am told so', async () => {
        await page.getByText(restored).waitFor()
        expect(await field.inputValue()).toBe('Skrevet uden at gemme')
        await checkAxe(page)
      })
      await When('I save it', () => save(page))
      await Then('an empty form waits for the next one', async () => {
        await kept(page, form, false)
        await open(page)
        await field.waitFor()
        expect(await field.inputValue()).toBe('')
        expect(await page.getByText(restored).count()).toBe(0)
      })
    },
  )
}
