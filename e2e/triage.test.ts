import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { Given, journey, Then, When } from './kit/journey.ts'
import { checkAxe, visit } from './kit/visit.ts'

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })

/** An enquiry that a parent wrote on the public page; gives where it is handled. */
async function enquiry(page: Page, family: string): Promise<string> {
  await page.goto('/henvendelse')
  await page.getByText('Forælder', { exact: true }).click()
  await page.getByLabel('Dit navn').fill('Far Prøve')
  await page.getByLabel('Telefon', { exact: true }).fill('37 30 55 66')
  await page.getByLabel('Fornavn').fill('Birk')
  await page.getByLabel('Efternavn').fill(family)
  await page.getByLabel('Alder').fill('16')
  await page.getByLabel('Hvad handler det om?').fill('Han går ikke i skole.')
  await button(page, 'Send').click()
  await page.getByRole('heading', { level: 1, name: 'Tak. Vi har din henvendelse' }).waitFor()
  await button(page, 'Jeg er færdig, ryd skærmen').click()
  await button(page, 'Ja, ryd skærmen').click()
  const { referrals } = await (await page.request.get('/api/referrals')).json()
  const found = referrals.find((each: { familyName: string }) => each.familyName === family)
  return `/henvendelser/${found.referralId}`
}

journey(
  'an enquiry is passed on, closed and opened again on a phone, with what is wrong said at its field',
  { who: { role: 'caseworker' }, width: 'phone' },
  async ({ page }) => {
    const path = await Given('an enquiry', () => enquiry(page, 'Fjordvang'))
    const dialog = page.getByRole('dialog')
    await When('I close it without a reason', async () => {
      await page.goto(path)
      await button(page, 'Luk').click()
      await dialog.getByRole('button', { name: 'Luk', exact: true }).last().click()
    })
    await Then('the summary asks for it', async () => {
      await page.getByRole('link', { name: /^Hvorfor lukkes den\? Skal udfyldes/ }).waitFor()
      await checkAxe(page)
    })
    await When('I say why', async () => {
      await dialog.getByText('Besvaret', { exact: true }).click()
      await dialog.getByLabel(/^Note/).fill('Far fik svar i telefonen')
      await dialog.getByRole('button', { name: 'Luk', exact: true }).last().click()
    })
    await Then('it is closed, and among the done', async () => {
      await page.getByText('Henvendelsen er lukket.').waitFor()
      await page.getByText('Lukket: Besvaret. Far fik svar i telefonen').waitFor()
      await page.goto('/henvendelser?vis=afsluttede')
      await page.getByRole('link', { name: 'Birk Fjordvang' }).click()
    })
    await When('I open it again and give it to a colleague', async () => {
      await button(page, 'Åbn igen').click()
      await dialog.getByLabel('Hvorfor åbner du den igen?').fill('Han ringede selv')
      await dialog.getByRole('button', { name: 'Åbn igen' }).click()
      await button(page, 'Giv videre').click()
      await dialog.getByLabel('Kollega', { exact: true }).selectOption({ index: 1 })
      await dialog.getByLabel('Hvorfor?').fill('Du kender familien')
      await checkAxe(page)
      await dialog.getByRole('button', { name: 'Giv videre' }).click()
    })
    await Then('it is with the colleague, and the story tells all of it', async () => {
      await page.getByText('Henvendelsen er givet videre.').waitFor()
      await page.getByText(/^Givet videre til/).waitFor()
      await page.getByText('Åbnet igen').waitFor()
      await checkAxe(page)
    })
  },
)

journey(
  'two who write about the same enquiry at once lose nothing',
  { who: { role: 'caseworker' }, width: 'laptop', expected: [/409/] },
  async ({ page }) => {
    const path = await Given('an enquiry that is open in two places', async () => {
      const made = await enquiry(page, 'Skovlund')
      await page.goto(made)
      await button(page, 'Tag henvendelsen').waitFor()
      return made
    })
    const leader = await visit({ who: { role: 'leader' } })
    try {
      await When('the leader writes down a call', async () => {
        await leader.page.goto(path)
        await leader.page.getByText('Svarede ikke', { exact: true }).click()
        await button(leader.page, 'Gem').click()
        await leader.page.getByText('Gemt. Fristerne er regnet om.').waitFor()
      })
      await When('I write down a talk with the father', async () => {
        await page.getByText('Talte sammen', { exact: true }).click()
        await page.getByText('Afsenderen', { exact: true }).last().click()
        await page.getByLabel(/^Note/).fill('Faren er bekymret')
        await button(page, 'Gem').click()
      })
      await Then('I am told, and what I wrote stands', async () => {
        await page.getByText('En anden har ændret det imens.', { exact: false }).waitFor()
        expect(await page.getByLabel(/^Note/).inputValue()).toBe('Faren er bekymret')
        await checkAxe(page)
      })
      await When('I fetch what is new and save again', async () => {
        await button(page, 'Hent det nye').click()
        await page.getByText('Ringede forgæves til den unge').waitFor()
        await button(page, 'Gem').click()
      })
      await Then('both calls are in the story', async () => {
        await page.getByText('Talte i telefon med afsenderen').waitFor()
        await page.getByText('Faren er bekymret').waitFor()
      })
      await Then('the leader sees who has looked, and what waits too long on the leader’s page', async () => {
        await leader.page.reload()
        await leader.page.getByRole('heading', { name: 'Hvem har set den?' }).waitFor()
        await leader.page.goto('/ledelse')
        await leader.page.getByText(/henvendelse(r)? har ventet længere end lovet/).waitFor()
        await leader.page.getByRole('link', { name: 'Se dem' }).click()
        await leader.page.getByRole('button', { name: /Overskredet/, pressed: true }).waitFor()
        await checkAxe(leader.page)
      })
    } finally {
      await leader.end()
    }
  },
)

journey(
  'what came of it is told only with consent',
  { who: { role: 'caseworker' }, width: 'tablet' },
  async ({ page }) => {
    await Given('an enquiry about somebody of 16', async () => page.goto(await enquiry(page, 'Mosegaard')))
    const dialog = page.getByRole('dialog')
    await When('I set that the father may hear it, with a parent’s consent', async () => {
      await button(page, 'Ret').click()
      await dialog.getByText('Også hvad der kommer ud af det').click()
      await dialog.getByText('En forælder med forældremyndighed').click()
      await dialog.getByRole('button', { name: 'Gem' }).click()
    })
    await Then('I am told that somebody of 16 must agree in person', async () => {
      await page
        .getByRole('link', { name: /^Hvem har sagt ja\? Den unge er fyldt 15 og skal selv sige ja\.$/ })
        .waitFor()
      await checkAxe(page)
    })
    await When('the young person agrees, and the father is told', async () => {
      await dialog.getByText('Den unge selv').click()
      await dialog.getByRole('button', { name: 'Gem' }).click()
      await page.getByText('Gemt.', { exact: true }).waitFor()
      await button(page, 'Afsenderen har fået besked').click()
      await dialog.getByRole('button', { name: 'Gem' }).click()
    })
    await Then('both stand in the story', async () => {
      await page.getByText('Afsenderen fik besked').waitFor()
      await page.getByText('Den unge har sagt ja.', { exact: false }).waitFor()
      await checkAxe(page)
    })
  },
)

/** What whoever holds the code is shown. */
async function followed(page: Page, code: string): Promise<string> {
  await page.goto('/henvendelse/svar')
  await page.getByLabel('Kode').fill(code)
  await button(page, 'Vis').click()
  await page.getByText('Vi har fået din henvendelse').waitFor()
  await checkAxe(page)
  return (await page.locator('main').textContent()) ?? ''
}

journey(
  'a young person sees that we called in vain, and when we meet once we know that it was they who wrote',
  { who: { role: 'caseworker' }, width: 'phone' },
  async ({ page }) => {
    const dialog = page.getByRole('dialog')
    const { code, path } = await Given('what somebody wrote about themselves', async () => {
      await page.goto('/henvendelse')
      await page.getByText('Det handler om mig selv').click()
      await page.getByLabel('Fornavn').fill('Sofus')
      await page.getByLabel('Efternavn').fill('Selvskriver')
      await page.getByLabel('Telefon', { exact: true }).fill('37 30 55 67')
      await page.getByLabel('Hvad handler det om?').fill('Jeg vil gerne i gang med noget.')
      await button(page, 'Send').click()
      await page.getByRole('heading', { level: 1, name: 'Tak. Vi har din henvendelse' }).waitFor()
      const text = (await page.locator('main').textContent()) ?? ''
      const given = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(text)?.[0] ?? ''
      const { referrals } = await (await page.request.get('/api/referrals')).json()
      const found = referrals.find((each: { familyName: string }) => each.familyName === 'Selvskriver')
      return { code: given, path: `/henvendelser/${found.referralId}` }
    })
    await When('I take it, and do not know yet who wrote', async () => {
      await page.goto(path)
      await button(page, 'Tag henvendelsen').click()
      await dialog.getByText('Er det den unge selv, der har skrevet?').waitFor()
      await checkAxe(page)
      await dialog.getByRole('button', { name: 'Tag henvendelsen' }).click()
      await page.getByText('Henvendelsen er din nu.').waitFor()
    })
    await When('I call in vain', async () => {
      await page.getByText('Svarede ikke', { exact: true }).click()
      await button(page, 'Gem').click()
      await page.getByText('Ringede forgæves til den unge').waitFor()
    })
    await Then('the code shows that we tried, and by when we try again', async () => {
      const told = await followed(page, code)
      expect(told).toMatch(/Vi prøvede at ringe til dig .+\. Vi prøver igen senest .+\./)
      expect(told).toContain('Når vi har talt sammen og ved, at det er dig')
    })
    await When('we meet, and it was he who wrote', async () => {
      await page.goto(path)
      await page.getByText('Mødtes', { exact: true }).click()
      await page.getByRole('radio', { name: 'Ja', exact: true }).check({ force: true })
      await checkAxe(page)
      await button(page, 'Gem').click()
      await page.getByText('Mødtes med den unge').waitFor()
      await page.getByText('Det er den unge selv, der har skrevet', { exact: true }).waitFor()
    })
    await Then('the code shows that we have met', async () => {
      const told = await followed(page, code)
      expect(told).toMatch(/Vi mødes \(Sket\)Sket /)
      expect(told).not.toContain('Vi prøvede at ringe')
    })
  },
)

journey(
  'two enquiries are merged, taken apart and merged again without loading the page anew',
  { who: { role: 'caseworker' }, width: 'laptop' },
  async ({ page }) => {
    const dialog = page.getByRole('dialog')
    const merge = async () => {
      await button(page, /^Sammenlign med Birk Engmark/).click()
      await dialog.getByRole('button', { name: 'Læg sammen med den' }).click()
      await page.getByText(/^Henvendelsen er lagt sammen med/).waitFor()
    }
    await Given('two enquiries about the same', async () => {
      await enquiry(page, 'Engmark')
      await page.goto(await enquiry(page, 'Engmark'))
    })
    await When('I merge them, and take that back', async () => {
      await merge()
      await button(page, 'Tag tilbage').click()
      await dialog.getByLabel(/^Hvorfor/).fill('Det var broderen')
      await dialog.getByRole('button', { name: 'Tag tilbage' }).click()
      await page.getByRole('heading', { name: 'Mulige dubletter' }).waitFor()
    })
    await Then('they can be merged again', merge)
    await When('I follow the one that goes on, and have spoken with one of those who wrote', async () => {
      await page.getByRole('link', { name: /^Åbn / }).click()
      await page.getByRole('heading', { name: /^Lagt sammen med denne/ }).waitFor()
      await page.getByText('Talte sammen', { exact: true }).click()
      await page.getByText('Afsenderen', { exact: true }).last().click()
      await button(page, 'Gem').click()
    })
    await Then('I am asked which, and both can be called', async () => {
      await page.getByRole('link', { name: /^Hvem af dem, der skrev\?/ }).waitFor()
      expect(await page.getByRole('link', { name: /^Ring 37 30 55 66 til Far Prøve/ }).count()).toBe(2)
      await checkAxe(page)
      await page
        .getByText(/^Fra en forælder: Far Prøve \([A-Z]{3}-\d{3}\)$/)
        .last()
        .click()
      await button(page, 'Gem').click()
      await page.getByText('Talte i telefon med afsenderen').waitFor()
      await page
        .getByText(/ · i [A-Z]{3}-\d{3}$/)
        .first()
        .waitFor()
    })
    await When('I take the other one out here', async () => {
      await button(page, /^Tag tilbage: lagt sammen med/).click()
      await dialog.getByLabel(/^Hvorfor/).fill('Alligevel ikke')
      await dialog.getByRole('button', { name: 'Tag tilbage' }).click()
    })
    await Then('it stands alone again, and the story says why', async () => {
      await page.getByText('Alligevel ikke').waitFor()
      await page.getByRole('heading', { name: /^Lagt sammen med denne/ }).waitFor({ state: 'detached' })
      await checkAxe(page)
    })
  },
)

journey(
  'a talk that was written down wrongly is corrected and taken back on a phone, with why',
  { who: { role: 'caseworker' }, width: 'phone' },
  async ({ page }) => {
    const path = await Given('an enquiry that I called about', async () => {
      const made = await enquiry(page, 'Engholm')
      await page.goto(made)
      await page.getByText('Talte sammen', { exact: true }).click()
      await page.getByText('Den unge', { exact: true }).last().click()
      await button(page, 'Gem').click()
      await page.getByText('Talte i telefon med den unge').waitFor()
      return made
    })
    const dialog = page.getByRole('dialog')
    await When('I correct it without saying why', async () => {
      await button(page, 'Ret: Talte i telefon med den unge').click()
      await dialog.getByText('Svarede ikke', { exact: true }).click()
      await dialog.getByRole('button', { name: 'Gem' }).click()
    })
    await Then('I am asked, and nothing that I chose is lost', async () => {
      await page.getByRole('link', { name: /^Hvorfor retter du det\? Skal udfyldes/ }).waitFor()
      expect(await dialog.getByRole('radio', { name: 'Svarede ikke' }).isChecked()).toBe(true)
      await checkAxe(page)
    })
    await When('I say why', async () => {
      await dialog.getByLabel('Hvorfor retter du det?').fill('Det var telefonsvareren')
      await dialog.getByRole('button', { name: 'Gem' }).click()
    })
    await Then('the story has both, and the one that does not stand is struck out', async () => {
      await page.getByText('Ringede forgæves til den unge').waitFor()
      await page.getByText('Rettet: Talte i telefon med den unge').waitFor()
      await page.getByText('Det var telefonsvareren').waitFor()
      expect(await page.locator('s').allInnerTexts()).toEqual(['Talte i telefon med den unge'])
    })
    await When('I take it back', async () => {
      await button(page, 'Tag tilbage: Ringede forgæves til den unge').click()
      await checkAxe(page)
      await dialog.getByLabel('Hvorfor tager du det tilbage?').fill('Det var en anden')
      await dialog.getByRole('button', { name: 'Tag tilbage' }).click()
    })
    await Then('the enquiry is new again', async () => {
      await page.getByText('Taget tilbage: Ringede forgæves til den unge. Henvendelsen er ny igen').waitFor()
      await page.goto(path)
      await button(page, 'Tag henvendelsen').waitFor()
      expect(await page.locator('s').count()).toBe(2)
      await checkAxe(page)
    })
  },
)
