import type { TestProject } from 'vitest/node'
import { findChromium } from './chromium.ts'
import { makeHome, startMedgang } from './medgang.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the shared Medgang with the demo serves. */
    address: string
  }
}

/** One Medgang on a fresh database with the demo, shared by all journeys; none where there is no browser to visit it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (findChromium() === undefined) {
    project.provide('address', '')
    return async () => undefined
  }
  const { home, remove } = await makeHome()
  try {
    const medgang = await startMedgang({ home })
    project.provide('address', medgang.address)
    return async () => {
      await medgang.stop()
      await remove()
    }
  } catch (error) {
    await remove()
    throw error
  }
}
