import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { Given, journey, Then, When } from './kit/journey.ts'
import { checkAxe } from './kit/visit.ts'

const caseworker = { role: 'caseworker' } as const

/** Goes to registering a contact with one of my young people; each journey takes another one. */
async function toContact(page: Page, whom: number): Promise<string> {
  await page.goto('/')
  await page.getByRole('heading', { level: 1 }).waitFor()
  const answer = await page.request.get('/api/day')
  const { people } = await answer.json()
  const path = `/unge/${people[whom].youthId}/kontakt`
  await page.goto(path)
  await note(page).waitFor()
  return path
}

const note = (page: Page) => page.getByRole('textbox', { name: /^Notat/ })
const save = (page: Page) => page.getByRole('button', { name: /^Gem/ })

/** The next proposal has come, so that the button says what it does. */
async function proposed(page: Page): Promise<void> {
  await page
    .getByText(/^Næste|^Der er ikke noget/)
    .first()
    .waitFor()
}

/** Registers and gives the contact's key. */
async function saved(page: Page): Promise<number> {
  const answered = page.waitForResponse(
    response =>
      response.request().method() === 'POST' && response.url().endsWith('/contacts') && response.ok(),
  )
  await save(page).click()
  const { contactId } = await (await answered).json()
  return contactId
}

/** The box that says it has the focus and lies within the window. */
async function inSight(page: Page, text: string): Promise<void> {
  await page.locator(':focus', { hasText: text }).waitFor()
  const box = await page.getByText(text).boundingBox()
  const height = await page.evaluate('window.innerHeight')
  expect(box?.y).toBeGreaterThanOrEqual(0)
  expect(box?.y).toBeLessThan(Number(height))
}

async function keptAsDraft(page: Page): Promise<void> {
  await page.getByText('Gemt som kladde på enheden').waitFor()
}

journey(
  'registering takes at most three clicks beyond the text',
  { who: caseworker, width: 'phone' },
  async ({ page }) => {
    await Given('the page, from my day', async () => {
      await page.goto('/')
      await page
        .getByRole('link', { name: /^Registrér/ })
        .first()
        .click()
      await note(page).waitFor()
    })
    await Then('it is accessible', async () => {
      await proposed(page)
      await checkAxe(page)
    })
    await When('I count my clicks', () =>
      page.evaluate(
        `addEventListener('pointerup', () => { window.clicks = (window.clicks ?? 0) + 1 }, true)`,
      ),
    )
    await When('I write a note', async () => {
      await note(page).focus()
      await page.keyboard.type('Var med hos egen læge. Vi ringer sammen.')
    })
    await When('I say that I went along, that it is about health, and save', async () => {
      await page.getByText('Fulgt med', { exact: true }).click()
      await page.getByText('Sundhed', { exact: true }).click()
      await page.getByText(/^Sundhed · kan læses af/).waitFor()
      await proposed(page)
      await save(page).click()
    })
    await Then('it is saved, I am told what is next, and I am back at my day', async () => {
      await page.getByText(/^Gemt/).waitFor()
      await page.waitForURL(url => url.pathname === '/')
      expect(await page.evaluate('window.clicks')).toBe(3)
    })
  },
)

journey('saving what is proposed takes one key', { who: caseworker }, async ({ page }) => {
  await Given('the page', () => toContact(page, 1))
  await When('I write, and go on with the keyboard alone', async () => {
    await proposed(page)
    await note(page).focus()
    await page.keyboard.type('Alt går godt.')
    for (let presses = 0; presses < 12; presses += 1) {
      await page.keyboard.press('Tab')
      if (await save(page).evaluate(button => button === button.ownerDocument.activeElement)) break
    }
    await page.keyboard.press('Enter')
  })
  await Then('it is saved', () => page.getByText(/^Gemt/).waitFor())
})

journey(
  'a note survives a lost connection and a closed tab',
  { who: caseworker, width: 'phone', expected: [/ERR_INTERNET_DISCONNECTED/] },
  async ({ page }) => {
    const path = await Given('the page', () => toContact(page, 2))
    await When('the connection is lost while I write, and I save', async () => {
      await proposed(page)
      await page.context().setOffline(true)
      await note(page).fill('Skrevet uden net.')
      await keptAsDraft(page)
      await save(page).click()
    })
    await Then('I am told that it is kept and not sent', async () => {
      await page.getByText('Gemt som kladde – sendes ikke endnu').waitFor()
      await inSight(page, 'Gemt som kladde – sendes ikke endnu')
      await checkAxe(page)
    })
    const again = await When('I close the tab and come back with a connection', async () => {
      await page.context().setOffline(false)
      const next = await page.context().newPage()
      await page.close()
      await next.goto(path)
      return next
    })
    await Then('my text is there, sealed in the browser, and can be sent', async () => {
      await again.getByText('Din kladde fra sidst er hentet frem.').waitFor()
      expect(await note(again).inputValue()).toBe('Skrevet uden net.')
      expect(await again.evaluate('JSON.stringify(localStorage)')).not.toContain('uden net')
      await proposed(again)
      await saved(again)
      await again.getByText(/^Gemt/).waitFor()
    })
    await Then('the draft is gone', async () => {
      await again.goto(path)
      await note(again).waitFor()
      expect(await note(again).inputValue()).toBe('')
    })
  },
)

journey(
  'an answer that was lost registers once, and what was written since is stored too',
  { who: caseworker, expected: [/ERR_FAILED|ERR_CONNECTION/] },
  async ({ page }) => {
    const path = await Given('the page', () => toContact(page, 3))
    const first = await When('the server stores it but its answer never comes', async () => {
      await proposed(page)
      await note(page).fill('Første udgave.')
      const stored = new Promise<number>(resolve => {
        void page.route('**/contacts', async route => {
          const response = await route.fetch()
          resolve((await response.json()).contactId)
          await route.abort()
        })
      })
      await save(page).click()
      await page.getByText('Gemt som kladde – sendes ikke endnu').waitFor()
      await page.unroute('**/contacts')
      return stored
    })
    const second = await When('I write on and send again', async () => {
      await note(page).fill('Første udgave. Og mere.')
      return saved(page)
    })
    await Then('it is the same contact, with both wordings', async () => {
      expect(second).toBe(first)
      await page.getByText(/^Gemt/).waitFor()
      await page.goto(`${path}/${second}`)
      expect(await note(page).inputValue()).toBe('Første udgave. Og mere.')
      await page.getByText('Første udgave.', { exact: true }).waitFor()
    })
  },
)

journey(
  'two who correct the same at once lose no text',
  { who: caseworker, expected: [/409/] },
  async ({ page }) => {
    const path = await Given('a contact', async () => {
      const form = await toContact(page, 4)
      await proposed(page)
      await note(page).fill('Talte om bolig.')
      const contactId = await saved(page)
      await page.getByText(/^Gemt/).waitFor()
      return `${form}/${contactId}`
    })
    const other = await When('it is open in two places', async () => {
      const second = await page.context().newPage()
      await page.goto(path)
      await second.goto(path)
      await note(second).waitFor()
      await note(page).waitFor()
      return second
    })
    await When('both correct it', async () => {
      for (const [tab, text] of [
        [other, 'Talte om bolig og job.'],
        [page, 'Talte om bolig og venner.'],
      ] as const) {
        await note(tab).fill(text)
        await tab.getByLabel('Hvorfor retter du?').fill('Der manglede noget')
        await save(tab).click()
        if (tab === other) await tab.getByText('Rettelsen er gemt.').waitFor()
      }
    })
    await Then('the second sees both texts', async () => {
      await page.getByText('En anden har rettet det samme imens').waitFor()
      await inSight(page, 'En anden har rettet det samme imens')
      await page.getByText('Talte om bolig og job.', { exact: true }).waitFor()
      expect(await note(page).inputValue()).toBe('Talte om bolig og venner.')
      await checkAxe(page)
    })
    await When('I bring them together and save', async () => {
      await page.getByRole('button', { name: 'Føj deres tekst til min' }).click()
      await save(page).click()
      await page.getByText('Rettelsen er gemt.').waitFor()
    })
    await Then('all three wordings are kept', async () => {
      await page.goto(path)
      expect(await note(page).inputValue()).toBe('Talte om bolig og venner.\n\nTalte om bolig og job.')
      await page.getByText('Talte om bolig og job.', { exact: true }).waitFor()
      await page.getByText('Talte om bolig.', { exact: true }).waitFor()
      await checkAxe(page)
    })
  },
)

journey('booking, moving and calling off', { who: caseworker, width: 'phone' }, async ({ page }) => {
  const path = await Given('the page for booking', async () => {
    const form = await toContact(page, 5)
    const booking = form.replace(/kontakt.*/, 'aftale')
    await page.goto(booking)
    await page.getByRole('button', { name: 'Book', exact: true }).waitFor()
    await checkAxe(page)
    return booking
  })
  await When('I choose a time of my own that is free', async () => {
    await page.getByText('Andet tidspunkt').click()
    await page.getByText('Opkald', { exact: true }).last().click()
    await page.getByLabel('Dag for aftalen', { exact: true }).fill('16.6.2027')
    await page.getByText(/^Ledige tider onsdag.* 16\. juni/).waitFor()
    await page.getByText('9.30', { exact: true }).click()
    await checkAxe(page)
    await page.getByRole('button', { name: 'Book', exact: true }).click()
    await page.getByText(/^Booket til onsdag.* 16\. juni 2027 kl\. 9\.30/).waitFor()
  })
  await When('I move it', async () => {
    await page.goto(path)
    await page.getByRole('link', { name: /^Flyt: Opkaldet onsdag.* 16\. juni/ }).click()
    await page.getByLabel('Klokkeslæt for aftalen').fill('10.00')
    await page.getByRole('button', { name: 'Flyt aftalen' }).click()
    await page.getByText(/^Flyttet til onsdag.* 16\. juni 2027 kl\. 10\.00/).waitFor()
  })
  await When('I call it off', async () => {
    await page.goto(path)
    await page.getByRole('button', { name: /^Aflys: Opkaldet onsdag.* 16\. juni/ }).click()
    await page
      .getByRole('dialog')
      .getByLabel(/^Hvorfor/)
      .fill('Den unge kan ikke')
    await checkAxe(page)
    await page.getByRole('dialog').getByRole('button', { name: 'Aflys', exact: true }).click()
  })
  await Then('it is gone', async () => {
    await page.getByText('Aftalen er aflyst.').waitFor()
    await page.getByText(/^Opkaldet onsdag.* 16\. juni/).waitFor({ state: 'detached' })
  })
})

journey('what is wrong is said at its field', { who: caseworker }, async ({ page }) => {
  await Given('the page', () => toContact(page, 6))
  await When('I leave the hour of another time empty and save', async () => {
    await proposed(page)
    await page.getByText('Andet', { exact: true }).first().click()
    await save(page).click()
  })
  await Then('the hour is asked for, today is filled in, and the summary leads there', async () => {
    expect(await page.getByLabel('Dag', { exact: true }).inputValue()).not.toBe('')
    await page.getByRole('link', { name: /Klokkeslæt/ }).click()
    expect(
      await page
        .getByLabel('Klokkeslæt', { exact: true })
        .evaluate(input => input === input.ownerDocument.activeElement),
    ).toBe(true)
    await checkAxe(page)
  })
})

journey('in English', { who: caseworker }, async ({ page }) => {
  await Given('the page in English', async () => {
    await page.addInitScript(`localStorage.setItem('medgang.language', 'en')`)
    await page.goto('/')
    await page
      .getByRole('link', { name: /^Register/ })
      .first()
      .click()
  })
  await Then('it is understood and accessible', async () => {
    await page.getByText('What happened?').waitFor()
    await page
      .getByText(/^Next|^The next|^There is nothing/)
      .first()
      .waitFor()
    await checkAxe(page)
  })
})
