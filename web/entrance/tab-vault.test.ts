import { expect, test } from 'vitest'
import { openTabVault } from './tab-vault.ts'

function tab() {
  const kept = new Map<string, string>()
  return {
    kept,
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  }
}

const hour = 60 * 60 * 1000

test('what is written is there after a reload, with its days, and cannot be read as it lies', async () => {
  const storage = tab()
  const written = { name: 'Sigrid', born: Temporal.PlainDate.from('2010-03-05') }
  await (await openTabVault(storage, () => 1000)).save('enquiry', written)
  expect(JSON.stringify([...storage.kept])).not.toContain('Sigrid')
  expect(await (await openTabVault(storage, () => 1000 + hour)).load('enquiry')).toEqual(written)
})

test('after an hour without a word written it is gone, for good', async () => {
  const storage = tab()
  let now = 1000
  const vault = await openTabVault(storage, () => now)
  await vault.save('enquiry', { name: 'Sigrid' })
  now += hour / 2
  await vault.save('enquiry', { name: 'Sigrid P' })
  now += hour
  expect(await vault.load('enquiry')).toEqual({ name: 'Sigrid P' })
  now += 1
  expect(await vault.load('enquiry')).toBeUndefined()
  now = 1000
  expect(await vault.load('enquiry')).toBeUndefined()
})

test('another tab finds nothing', async () => {
  await (await openTabVault(tab(), () => 1000)).save('enquiry', { name: 'Sigrid' })
  expect(await (await openTabVault(tab(), () => 1000)).load('enquiry')).toBeUndefined()
})
