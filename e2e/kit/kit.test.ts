import { expect, test } from 'vitest'
import { findChromium } from './chromium.ts'
import { checkAxe, visit } from './visit.ts'

const withBrowser = test.skipIf(findChromium() === undefined)

withBrowser('a visit fails on what the browser complains of', async () => {
  const { page, end } = await visit({ expected: [/favicon\.ico/] })
  await page.goto('/health')
  await page.evaluate(`console.error('something is wrong')`)
  await expect(end()).rejects.toThrow('something is wrong')
})

withBrowser('the check of accessibility sees a fault and a page that is too wide', async () => {
  // An answer that is no page names no icon.
  const { page, end } = await visit({ expected: [/favicon\.ico/] })
  await page.goto('/health')
  await page.setContent(
    '<html lang="da"><title>t</title><main><h1>h</h1><img><table width="5000"><tr><td>x</td></tr></table></main></html>',
  )
  await expect(checkAxe(page)).rejects.toThrow(/image-alt[\s\S]*wider than the screen/)
  await end()
})
