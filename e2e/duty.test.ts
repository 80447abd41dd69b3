import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { findChromium } from './kit/chromium.ts'
import { Given, journey, Then, When } from './kit/journey.ts'
import { type MoveableClock, makeHome, moveableClock, startTrial, type Trial } from './kit/medgang.ts'
import { checkAxe } from './kit/visit.ts'

// A Medgang of its own, whose clock lives through the Christmas holiday of the next year.
const year = Temporal.Now.plainDateISO('Europe/Copenhagen').year + 1
const autumn = weekdayUntil(Temporal.PlainDate.from({ year, month: 11, day: 9 }))
const told = weekdayUntil(Temporal.PlainDate.from({ year, month: 12, day: 18 }))

let home: Awaited<ReturnType<typeof makeHome>> | undefined
let medgang: Trial | undefined
let clock: MoveableClock | undefined
const trial = () => medgang

beforeAll(async () => {
  if (findChromium() === undefined) return
  home = await makeHome()
  clock = await moveableClock(home.home, autumn)
  medgang = await startTrial(home.home, clock)
})
afterAll(async () => {
  await medgang?.stop()
  await home?.remove()
})

function isWorking(day: Temporal.PlainDate): boolean {
  const christmas = ['12-24', '12-25', '12-26', '12-31', '01-01'].includes(day.toString().slice(5))
  return day.dayOfWeek <= 5 && !christmas
}

function weekdayUntil(day: Temporal.PlainDate): Temporal.PlainDate {
  return day.dayOfWeek > 5 ? day.subtract({ days: day.dayOfWeek - 5 }) : day
}

function workingDaysAfter(day: Temporal.PlainDate, count: number): Temporal.PlainDate {
  let reached = day
  for (let left = count; left > 0; left -= isWorking(reached) ? 1 : 0) reached = reached.add({ days: 1 })
  return reached
}

const written = (day: Temporal.PlainDate) => `${day.day}.${day.month}.${day.year}`
/** "tirsdag 29. december", without the year: it may be another one than today's. */
const said = (day: Temporal.PlainDate) =>
  day.toLocaleString('da', { weekday: 'long', day: 'numeric', month: 'long' })
const week = (day: Temporal.PlainDate) => `${day.yearOfWeek}-${String(day.weekOfYear).padStart(2, '0')}`

/** Moves both clocks, of Medgang and of the browser, and logs in anew: nobody is logged in for weeks. */
async function onDay(page: Page, day: Temporal.PlainDate): Promise<void> {
  // What a page left behind would ask with the session of weeks ago.
  await page.goto('about:blank')
  const ahead = (await clock?.goTo(day)) ?? 0
  await page.addInitScript(`{
    globalThis.realInstant ??= Temporal.Now.instant
    const instant = () => globalThis.realInstant().add({ milliseconds: ${ahead} })
    const zonedDateTimeISO = zone => instant().toZonedDateTimeISO(zone ?? Temporal.Now.timeZoneId())
    Object.assign(Temporal.Now, { instant, zonedDateTimeISO })
  }`)
  await page.context().clearCookies()
  await page.goto('/api/log-in')
  const code = page.getByLabel('Kode')
  const leader = page.locator('ul[aria-labelledby="leader"] button').first()
  await code.or(leader).first().waitFor()
  if (await code.isVisible()) {
    await code.fill(medgang?.code ?? '')
    await page.getByRole('button', { name: 'Fortsæt' }).click()
  }
  await leader.click()
  await page.waitForURL(url => !/log-in/.test(url.pathname))
}

async function overview(page: Page, search = ''): Promise<void> {
  await page.goto(`/unge-15-17${search}`)
  await page.getByRole('heading', { level: 1, name: '15-17 år' }).waitFor()
}

const inGroup = (page: Page, group: string) =>
  page
    .getByRole('list', { name: group, exact: true })
    .getByRole('listitem')
    .filter({ hasText: 'Mikkel Prøve' })
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })

journey(
  'a 16-year-old drops out before Christmas, is contacted and begins anew in time',
  { trial },
  async ({ page }) => {
    const due = workingDaysAfter(told, 5)
    const newDay = workingDaysAfter(due.add({ days: 12 }), 1)

    const youthId = await Given('Mikkel is 16 and goes to school', async () => {
      await onDay(page, autumn)
      await page.goto('/unge/ny')
      await page.getByLabel('Dag for henvendelsen', { exact: true }).fill(written(autumn))
      await page.getByLabel('Fornavn').fill('Mikkel')
      await page.getByLabel('Efternavn').fill('Prøve')
      await page.getByLabel('Fødselsdag', { exact: true }).fill(`5.3.${year - 16}`)
      await page.getByLabel('Navn', { exact: true }).fill('Mette Prøve')
      await page.getByLabel('Telefon').last().fill('37 20 22 33')
      await button(page, 'Opret').click()
      // Whoever gives cases is asked at once who should have this one.
      await page.waitForURL(/\/unge\/\d+\/raadgiver$/)
      const id = /\d+/.exec(new URL(page.url()).pathname)?.[0] ?? ''
      await page.goto(`/unge/${id}/perioder`)
      await button(page, 'Tilføj aktivitet').click()
      await page.getByLabel('Hvad?', { exact: true }).selectOption('Uddannelse')
      await page.getByLabel('Hvor, og som hvad?').fill('EUD, Tønder')
      await page.getByLabel('Første dag', { exact: true }).fill(written(autumn))
      await button(page, 'Gem').click()
      await page.getByText(/^Gemt\./).waitFor()
      return id
    })

    await When('the school calls on the last days before Christmas', async () => {
      await onDay(page, told)
      await overview(page)
      await page.getByText('1 af 1 er i gang.').waitFor()
      await page.getByRole('link', { name: 'Besked fra en skole' }).click()
      await page.getByLabel('Den unges fornavn').fill('Michel')
      await page.getByLabel('Den unges efternavn').fill('Prøve')
      await page.getByLabel('Fødselsdag', { exact: true }).fill(`5.3.${year - 16}`)
      await page.getByLabel('Skole eller sted').fill('EUD, Tønder')
      await page
        .getByLabel('Sidste dag, den unge var der', { exact: true })
        .fill(written(told.subtract({ days: 2 })))
      await checkAxe(page)
      await button(page, 'Find den unge').click()
    })
    await Then('it is somebody of ours, however the name is spelled', async () => {
      await page.getByRole('radio', { name: /^Mikkel Prøve, født 5\. marts/ }).waitFor()
      await checkAxe(page)
      await button(page, 'Gem beskeden').click()
      await page.getByText('Beskeden er gemt. Mikkel står nu på oversigten.').waitFor()
    })
    await Then('he is to be contacted within five working days, counted across the holiday', async () => {
      await page.getByRole('link', { name: '15-17 år' }).last().click()
      const row = inGroup(page, 'Ikke i gang og ikke kontaktet')
      await row.getByText('5 arbejdsdage tilbage').waitFor()
      const words = (await row.textContent()) ?? ''
      expect(words).toContain(`Kontakt senest ${said(due)}`)
      expect(words).toContain('EUD, Tønder sluttede')
      expect(words).toContain('Forældre er ikke inddraget endnu')
      await checkAxe(page)
    })

    await When('I call on the fifth working day, and register it', async () => {
      await onDay(page, due)
      await overview(page)
      await inGroup(page, 'Ikke i gang og ikke kontaktet').getByText('Kontakt i dag').waitFor()
      await page.getByRole('link', { name: 'Registrér kontakt med Mikkel Prøve' }).click()
      await page.getByText('Opkald', { exact: true }).first().click()
      await page.getByRole('textbox', { name: /^Notat/ }).fill('Vil gerne begynde på FGU.')
      await page.getByText('Uddannelse og job', { exact: true }).click()
      const answered = page.waitForResponse(response => response.url().endsWith('/contacts') && response.ok())
      await page.getByRole('button', { name: /^Gem/ }).click()
      await answered
      await page.waitForURL(url => !url.pathname.endsWith('/kontakt'))
    })
    const waiting = inGroup(page, 'Kontaktet, mangler noget nyt')
    await Then('something new is to be found within 30 days', async () => {
      await overview(page)
      await waiting.getByText('30 dage tilbage').waitFor()
    })
    await When('I note that his mother took part', async () => {
      // Ticked as soon as it is on its way, which is a moment after the click.
      await waiting.getByLabel(/^Mette Prøve var med/).click({ force: true })
      await page.getByText('Noteret: Mette Prøve var med.').waitFor()
    })
    await Then('parents are involved', () =>
      waiting.getByText('Forældre er ikke inddraget endnu').waitFor({ state: 'detached' }),
    )

    await When('he is to begin at FGU, and it is written down', async () => {
      await onDay(page, due.add({ days: 7 }))
      await overview(page)
      await waiting.getByRole('button', { name: /^Ny aktivitet/ }).click()
      const dialog = page.getByRole('dialog')
      await checkAxe(page, 'dialog')
      await dialog.getByRole('button', { name: 'Gem' }).click()
      await dialog.getByRole('link', { name: 'Hvad? Skal udfyldes.' }).waitFor()
      await dialog.getByLabel('Hvad?', { exact: true }).selectOption('FGU')
      await dialog.getByLabel('Hvor, og som hvad?').fill('FGU Tønder')
      await dialog.getByLabel('Første dag', { exact: true }).fill(written(newDay))
      await dialog.getByRole('button', { name: 'Gem' }).click()
      await page.getByText('Gemt. Fristerne er regnet om.').waitFor()
    })
    const begins = inGroup(page, 'Skal begynde eller er lige begyndt')
    await Then('he is about to begin', () => begins.getByText('FGU Tønder begynder').waitFor())

    await When('the first day has passed, and he came', async () => {
      await onDay(page, newDay.add({ days: 1 }))
      await overview(page)
      await begins.getByText('Mødte op?').waitFor()
      await button(page, 'Mikkel Prøve mødte op').click()
      await page.getByText('Noteret: Mikkel mødte op.').waitFor()
    })
    await Then('he is on plan', async () => {
      await page.getByText('1 af 1 er i gang.').waitFor()
      await checkAxe(page)
    })

    await When('I look back at the week before the school called', () =>
      overview(page, `?uge=${week(told.subtract({ weeks: 1 }))}`),
    )
    await Then('he was on plan then', () => page.getByText('1 af 1 er i gang.').waitFor())
    await When('I look at the week in which it called', async () => {
      await button(page, /^Ugen efter/).click()
      await page.waitForURL(url => url.searchParams.get('uge') === week(told))
    })
    await Then('he was to be contacted, and nothing can be changed there', async () => {
      await inGroup(page, 'Ikke i gang og ikke kontaktet').waitFor()
      expect(await page.getByRole('link', { name: /^Registrér kontakt/ }).count()).toBe(0)
      await checkAxe(page)
    })
    await Then('his page tells where he is now', async () => {
      await page.goto(`/unge/${youthId}`)
      await page.getByRole('heading', { level: 1, name: /Mikkel Prøve/ }).waitFor()
      await page.getByText('FGU Tønder').first().waitFor()
    })
  },
)

for (const width of ['phone', 'laptop'] as const) {
  journey(
    `the demo's week has something of everything, on a ${width}`,
    { who: { role: 'leader' }, width },
    async ({ page }) => {
      await Given('the overview', async () => {
        await overview(page)
        await checkAxe(page)
      })
      const tiles = page.getByRole('group', { name: 'Vælg en gruppe' }).getByRole('button')
      await Then('some are to be contacted, some begin, some end and somebody rests', async () => {
        const counts = (await tiles.allTextContents()).map(count => Number.parseInt(count, 10))
        expect(counts).toHaveLength(5)
        for (const at of [0, 2, 3, 4]) expect(counts[at]).toBeGreaterThan(0)
      })
      await When('I choose those who are to be contacted, and look at the filters', async () => {
        await tiles.nth(0).click()
        await button(page, 'Vis filtre').click()
        await page.getByLabel('Skole eller sted').waitFor()
      })
      await Then('they are shown alone, the address knows, and the page is accessible', async () => {
        expect(await page.getByRole('list', { name: 'Ikke i gang og ikke kontaktet' }).count()).toBe(1)
        expect(await page.getByRole('list', { name: 'Slutter snart uden noget efter' }).count()).toBe(0)
        expect(new URL(page.url()).searchParams.get('gruppe')).toBe('new')
        await checkAxe(page)
      })
      await When('I pause one of them by keyboard, without a reason', async () => {
        await page
          .getByRole('button', { name: /^Mere om/ })
          .first()
          .focus()
        await page.keyboard.press('Enter')
        await page.getByRole('button', { name: 'Pause', exact: true }).first().focus()
        await page.keyboard.press('Enter')
        await page.getByRole('dialog').getByRole('button', { name: 'Gem' }).focus()
        await page.keyboard.press('Enter')
      })
      await Then('what is missing is said, and the focus is on it', async () => {
        await page.getByRole('link', { name: 'Hvorfor er der pause? Skal udfyldes.' }).waitFor()
        await checkAxe(page)
        await page.keyboard.press('Escape')
        await page.getByRole('dialog').waitFor({ state: 'detached' })
      })
      await When('I go back some weeks', async () => {
        await button(page, 'Ugen før').click()
        await page.getByText(/Som det så ud søndag/).waitFor()
      })
      await Then('it is told as of its Sunday', () => checkAxe(page))
    },
  )
}
