import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { Given, journey, Then, When } from './kit/journey.ts'
import { checkAxe, visit } from './kit/visit.ts'

/** Four digits that nobody else has in this run; the first makes the century 2000. */
let serial = 5000 + Math.floor(Math.random() * 800)

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })
const today = Temporal.Now.plainDateISO('Europe/Copenhagen')

/** A day so many days ago, as people write it. */
function daysAgo(days: number): string {
  const day = today.subtract({ days })
  return `${day.day}.${day.month}.${day.year}`
}

/** Registers somebody who came some days ago, and gives the key. */
async function registered(
  page: Page,
  givenName: string,
  { born = '010204', ago = 30 } = {},
): Promise<string> {
  serial += 1
  await page.goto('/unge/ny')
  await page.getByLabel('Dag for henvendelsen', { exact: true }).fill(daysAgo(ago))
  await page.getByLabel('CPR-nummer').fill(`${born}-${serial}`)
  await page.getByLabel('Fornavn').fill(givenName)
  await page.getByLabel('Efternavn').fill('Prøve')
  await button(page, 'Opret').click()
  await page.waitForURL(/\/unge\/\d+$/)
  return /\d+$/.exec(page.url())?.[0] ?? ''
}

/** Writes down that we met, so many days ago. */
async function met(page: Page, youthId: string, ago: number): Promise<void> {
  const answer = await page.request.post(`/api/youths/${youthId}/contacts`, {
    headers: { 'sec-fetch-site': 'same-origin' },
    data: {
      clientKey: crypto.randomUUID(),
      kind: 'meeting',
      outcome: 'held',
      place: '',
      startsAt: `${today.subtract({ days: ago })}T09:00:00Z`,
      minutes: 45,
      subjectArea: null,
      note: '',
      appointmentId: null,
      next: null,
    },
  })
  expect(answer.status()).toBe(200)
}

const group = (page: Page, name: string) => page.getByRole('radio', { name, exact: true })
const history = (page: Page) => page.getByRole('list', { name: 'Historik' }).getByRole('listitem')

journey(
  'from no interview to a final assessment, with what follows told before it is saved',
  { who: { role: 'caseworker' }, width: 'phone' },
  async ({ page }) => {
    const youthId = await Given('somebody who wrote a month ago', () => registered(page, 'Vibe'))
    const path = `/unge/${youthId}/visitation`
    await When('I go to the assessment from the person', async () => {
      await page.getByRole('link', { name: 'Vurdér målgruppen' }).click()
      await page.waitForURL(url => url.pathname === path)
    })
    await Then('I am told that there has been no interview, and where to register one', async () => {
      await page.getByText('Der har ikke været en samtale endnu').waitFor()
      await page.getByRole('link', { name: 'Registrér samtale' }).waitFor()
      await checkAxe(page)
    })
    await When('we have met twice', async () => {
      await met(page, youthId, 25)
      await met(page, youthId, 5)
      await page.goto(path)
      await group(page, 'Uddannelsesparat').waitFor()
    })
    await Then('the later interview carries educationReady alone, and the others say why not', async () => {
      expect(await group(page, 'Åbenlyst uddannelsesparat').isDisabled()).toBe(true)
      await page.getByText('Kan kun besluttes ved første samtale (BEK § 6, stk. 1).').waitFor()
      await page.getByText('Kan først besluttes ved den endelige vurdering (BEK § 6, stk. 2).').waitFor()
      await checkAxe(page)
    })
    await When('it rests on the first one, and I choose activityReady', async () => {
      await page
        .getByLabel('Hvilken samtale bygger afgørelsen på?')
        .selectOption({ label: await firstLabel(page) })
      await group(page, 'Aktivitetsparat').check({ force: true })
      await page.getByLabel('Begrundelse').fill('Kan ikke bo hjemme og har ikke sovet i en uge.')
      await button(page, 'Gem afgørelsen').click()
    })
    await Then('I am asked whether it is a quite special case', async () => {
      await page.getByRole('link', { name: /^Det er et helt særligt tilfælde: Sæt kryds/ }).waitFor()
      await checkAxe(page)
    })
    await When('I choose educationReady instead', () =>
      group(page, 'Uddannelsesparat').check({ force: true }),
    )
    await Then('I am told what follows before I save', async () => {
      await page.getByText('Det følger af afgørelsen').waitFor()
      await page.getByText(/^Endelig målgruppevurdering inden tre måneder begynder: senest/).waitFor()
    })
    await When('I save', () => button(page, 'Gem afgørelsen').click())
    await Then('it holds, with the clock to the final assessment', async () => {
      await page.getByText('Afgørelsen er gemt. Fristerne er regnet om.').waitFor()
      // The next decision is begun when I want to.
      await button(page, 'Endelig vurdering').waitFor()
      expect(await page.getByLabel('Begrundelse').count()).toBe(0)
      await page.getByText(/Regnet fra henvendelsen/).waitFor()
      expect(await history(page).count()).toBe(1)
    })
    await When('I make the final assessment', async () => {
      await button(page, 'Endelig vurdering').click()
      await group(page, 'Aktivitetsparat').check({ force: true })
      await page.getByLabel('Begrundelse').fill('Har brug for længere tid.')
      await page.getByText(/Endelig målgruppevurdering inden tre måneder er opfyldt/).waitFor()
      await button(page, 'Gem afgørelsen').click()
    })
    await Then('the clock has stopped', async () => {
      await page.getByText(/^Den endelige vurdering er lavet/).waitFor()
      await button(page, 'Vurder igen').waitFor()
      await checkAxe(page)
    })
  },
)

async function firstLabel(page: Page): Promise<string> {
  const labels = await page
    .getByLabel('Hvilken samtale bygger afgørelsen på?')
    .locator('option')
    .allTextContents()
  return labels.find(label => label.includes('første samtale')) ?? ''
}

journey(
  'a decision is corrected and taken back, and nothing is overwritten',
  { who: { role: 'caseworker' } },
  async ({ page }) => {
    const youthId = await Given('somebody assessed as educationReady', async () => {
      const id = await registered(page, 'Storm')
      await met(page, id, 20)
      await page.goto(`/unge/${id}/visitation`)
      await group(page, 'Uddannelsesparat').check({ force: true })
      await page.getByLabel('Begrundelse').fill('Vil gerne i gang.')
      await button(page, 'Gem afgørelsen').click()
      await page.getByText('Afgørelsen er gemt.').waitFor()
      return id
    })
    await When('I correct it without saying why', async () => {
      await button(page, /^Ret: Uddannelsesparat siden/).click()
      await page.getByRole('heading', { name: /^Ret afgørelsen fra/ }).waitFor()
      await group(page, 'Åbenlyst uddannelsesparat').check({ force: true })
      await button(page, 'Gem rettelsen').click()
    })
    await Then('I am asked why', async () => {
      await page.getByRole('link', { name: 'Hvorfor retter du? Skal udfyldes.' }).waitFor()
      await checkAxe(page)
    })
    await Then('what I wrote is there after the tab was closed', async () => {
      await page.getByLabel('Hvorfor retter du?').fill('Er allerede optaget')
      await page.getByText('Gemt som kladde på enheden.').waitFor()
      await page.reload()
      await button(page, /^Ret: Uddannelsesparat siden/).click()
      await page.getByText('Din kladde fra sidst er hentet frem.').waitFor()
      expect(await page.getByLabel('Hvorfor retter du?').inputValue()).toBe('Er allerede optaget')
    })
    await When('I save', () => button(page, 'Gem rettelsen').click())
    await Then('the new one stands, and the earlier one can be read', async () => {
      await page.getByText('Rettet. Det, der stod før, ligger i historikken.').waitFor()
      await history(page).nth(1).waitFor()
      expect(await history(page).allTextContents()).toEqual([
        expect.stringMatching(/Åbenlyst uddannelsesparat/),
        expect.stringMatching(/Uddannelsesparat.*Rettet .* af .+: Er allerede optaget/s),
      ])
    })
    await When('I take it back', async () => {
      await button(page, /^Tag tilbage: Åbenlyst uddannelsesparat siden/).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('Hvorfor tager du den tilbage?').fill('Skrevet på den forkerte')
      await checkAxe(page)
      await dialog.getByRole('button', { name: 'Tag tilbage' }).click()
    })
    await Then('nothing holds, and both can be read', async () => {
      await page.getByText('Der er ikke truffet en afgørelse endnu.').waitFor()
      expect(await history(page).count()).toBe(2)
    })
    await Then('the page of periods leads here', async () => {
      await page.goto(`/unge/${youthId}/perioder`)
      await page.getByRole('link', { name: 'Målgruppe og visitation' }).click()
      await page.waitForURL(/\/visitation$/)
    })
  },
)

journey(
  'two decide at once: the second is told, and loses nothing',
  { who: { role: 'caseworker' }, expected: [/409/] },
  async ({ page }) => {
    const youthId = await Given('somebody who has been met', async () => {
      const id = await registered(page, 'Alfa')
      await met(page, id, 20)
      return id
    })
    const leader = await Given('a leader at another desk', () => visit({ who: { role: 'leader' } }))
    try {
      for (const each of [page, leader.page]) {
        await each.goto(`/unge/${youthId}/visitation`)
        await group(each, 'Uddannelsesparat').check({ force: true })
        await each.getByLabel('Begrundelse').fill('Skrevet ved to borde.')
      }
      await When('the leader saves first', async () => {
        await button(leader.page, 'Gem afgørelsen').click()
        await leader.page.getByText('Afgørelsen er gemt.').waitFor()
      })
      await When('I save', () => button(page, 'Gem afgørelsen').click())
      await Then('I am told what stands now, and my grounds are still there', async () => {
        await page.getByText('En anden har ændret det imens').waitFor()
        expect(await page.getByLabel('Begrundelse').inputValue()).toBe('Skrevet ved to borde.')
        await checkAxe(page)
      })
    } finally {
      await leader.end()
    }
  },
)

// Education orders go on 1 January 2027 by the configuration that ships.
if (Temporal.PlainDate.compare(today, '2026-12-31') <= 0) {
  journey(
    'an education order in three steps, with a letter',
    { who: { role: 'caseworker' }, width: 'phone' },
    async ({ page }) => {
      const youthId = await Given('somebody educationReady', async () => {
        const id = await registered(page, 'Maj')
        await met(page, id, 20)
        await page.goto(`/unge/${id}/visitation`)
        await group(page, 'Uddannelsesparat').check({ force: true })
        await page.getByLabel('Begrundelse').fill('Vil gerne i gang.')
        await button(page, 'Gem afgørelsen').click()
        await page.getByText('Afgørelsen er gemt.').waitFor()
        return id
      })
      await When('I give an order without days', async () => {
        await page.goto(`/unge/${youthId}/paalaeg`)
        await button(page, 'Giv uddannelsespålæg').click()
        await button(page, 'Giv pålægget').click()
      })
      await Then('each day is asked for', async () => {
        await page.getByRole('link', { name: /Foreslå uddannelser: senest: Skal udfyldes/ }).waitFor()
        await checkAxe(page)
      })
      await When('I write the days', async () => {
        const inDays = (days: number) => daysAgo(-days)
        await page.getByLabel('Foreslå uddannelser: senest', { exact: true }).fill(inDays(10))
        await page.getByLabel('Søg ind: senest', { exact: true }).fill(inDays(100))
        await page.getByLabel('Begynd: senest', { exact: true }).fill(inDays(260))
        await button(page, 'Giv pålægget').click()
      })
      const steps = page.getByRole('list', { name: 'Det skal du gøre' }).getByRole('listitem')
      await Then('one step is owed, and the others wait', async () => {
        await page.getByText('Uddannelsespålægget er givet.').waitFor()
        expect(await steps.nth(0).textContent()).toMatch(/Foreslå uddannelser\s*nu/)
        expect(await steps.nth(1).textContent()).toMatch(/venter på trinnet før/)
        // Due in nine months, when there are no orders any more.
        expect(await steps.nth(2).textContent()).toMatch(/gælder pålæg ikke længere/)
        expect(await steps.nth(0).textContent()).not.toMatch(/gælder pålæg ikke længere/)
        await checkAxe(page)
      })
      await When('the first is done', async () => {
        await button(page, 'Det er gjort: Foreslå uddannelser').click()
        const dialog = page.getByRole('dialog')
        await dialog.getByLabel('Hvilken dag blev det gjort?', { exact: true }).waitFor()
        await checkAxe(page)
        await dialog.getByRole('button', { name: 'Det er gjort' }).click()
      })
      await Then('the second is owed, also among the clocks of the person', async () => {
        await page.getByText('Gemt. Det næste trin er begyndt.').waitFor()
        await expect.poll(() => steps.nth(1).textContent()).toMatch(/Søg ind\s*nu/)
        await page.goto(`/unge/${youthId}`)
        await page.getByText('Næste trin i uddannelsespålægget').first().waitFor()
        await page.getByText('Trin i uddannelsespålægget er gjort: foreslå uddannelser').waitFor()
      })
      await Then('the letter says it in plain words', async () => {
        await page.goto(`/unge/${youthId}/paalaeg/brev`)
        await page.getByRole('heading', { name: 'Du har fået et uddannelsespålæg' }).waitFor()
        await page.getByText('Kære Maj').waitFor()
        await checkAxe(page)
      })
      await When('I take it back', async () => {
        await page.goto(`/unge/${youthId}/paalaeg`)
        await button(page, 'Træk tilbage').click()
        const dialog = page.getByRole('dialog')
        await dialog.getByLabel('Hvorfor trækkes det tilbage?').fill('Er blevet syg')
        await dialog.getByRole('button', { name: 'Træk tilbage' }).click()
      })
      await Then('it is among the earlier ones', async () => {
        await page.getByText(/Taget tilbage .*: Er blevet syg|Trukket tilbage .*: Er blevet syg/).waitFor()
        await checkAxe(page)
      })
    },
  )
}
