import { test } from 'vitest'
import { findChromium } from './chromium.ts'
import { type Visit, type VisitOptions, visit } from './visit.ts'

/**
 * One journey in a real browser, told in steps.
 *
 *     journey('registers a call', { who: { role: 'caseworker' }, width: 'phone' }, async ({ page }) => {
 *       await Given('my day', () => page.goto('/'))
 *       await When('I choose to register', () => page.getByRole('link', { name: 'Registrer' }).first().click())
 *       await Then('the page is accessible', () => checkAxe(page))
 *     })
 */
export function journey(name: string, options: VisitOptions, tell: (visiting: Visit) => Promise<void>): void {
  test.skipIf(findChromium() === undefined)(name, async () => {
    const visiting = await visit(options)
    try {
      await tell(visiting)
    } catch (error) {
      // What the journey itself says goes before what the browser complained of.
      await visiting.end().catch(() => undefined)
      throw error
    }
    await visiting.end()
  })
}

type Step = <T>(words: string, work: () => T | Promise<T>) => Promise<T>

/** A step that names itself in the error when it fails. */
function step(kind: string): Step {
  return async (words, work) => {
    try {
      return await work()
    } catch (error) {
      throw new Error(`${kind} ${words}: ${error instanceof Error ? error.message : error}`, { cause: error })
    }
  }
}

export const Given = step('Given')
export const When = step('When')
export const Then = step('Then')
