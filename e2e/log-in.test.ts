import { expect } from 'vitest'
import { Given, journey, Then, When } from './kit/journey.ts'
import { checkAxe } from './kit/visit.ts'

journey('choosing whom to be in the demo', { width: 'phone' }, async ({ page }) => {
  await Given('somebody who is not logged in', () => page.goto('/api/log-in'))
  await Then('the page is accessible', () => checkAxe(page))
  await When('I choose the first leader', () =>
    page.locator('ul[aria-labelledby="leader"] button').first().click(),
  )
  await Then('I am inside', async () => {
    await page.waitForURL(url => url.pathname === '/' || !url.pathname.includes('log-in'))
    expect((await page.context().cookies()).some(cookie => cookie.httpOnly)).toBe(true)
  })
})

journey('a caseworker who is logged in', { who: { role: 'caseworker' } }, async ({ page }) => {
  await Given('the start page', () => page.goto('/'))
  await Then('it shows the main heading', () => page.getByRole('heading', { level: 1 }).waitFor())
  await Then('it is accessible', () => checkAxe(page))
})
