import { beforeEach, expect, test } from 'vitest'
import { createDraftVault, draftKey, removeExpiredDrafts } from './drafts.ts'

const day = 24 * 60 * 60 * 1000
const aKey = btoa('k'.repeat(32))
const note = { text: 'Æblet faldt: Mikkel sov godt', on: Temporal.PlainDate.from('2026-11-23'), at: null }

class Shelf implements Storage {
  [name: string]: unknown
  get length() {
    return Object.keys(this).length
  }
  clear() {
    for (const name of Object.keys(this)) delete this[name]
  }
  getItem(name: string) {
    return typeof this[name] === 'string' ? this[name] : null
  }
  key(index: number) {
    return Object.keys(this)[index] ?? null
  }
  removeItem(name: string) {
    delete this[name]
  }
  setItem(name: string, value: string) {
    this[name] = value
  }
}

let shelf: Shelf
let time = 0
beforeEach(() => {
  shelf = new Shelf()
  time = Date.parse('2026-11-23T08:00:00Z')
})

const vault = async (owner = '7', key = aKey) =>
  createDraftVault({ owner, key: await draftKey(key), storage: shelf, now: () => time })

test('a draft comes back as it was, also in another tab', async () => {
  await (await vault()).save('contact.12', note)
  const loaded = await (await vault()).load('contact.12')
  expect(loaded).toEqual(note)
  expect(loaded).toHaveProperty('on', note.on)
})

test('what lies in the browser cannot be read', async () => {
  await (await vault()).save('contact.12', note)
  expect(JSON.stringify(shelf)).not.toMatch(/Mikkel|blet|2026-11/)
})

test('another key, another person and another form open nothing', async () => {
  await (await vault()).save('contact.12', note)
  expect(await (await vault('7', btoa('x'.repeat(32)))).load('contact.12')).toBeUndefined()
  expect(await (await vault('8')).load('contact.12')).toBeUndefined()
  shelf.setItem('medgang.draft.7.contact.13', shelf.getItem('medgang.draft.7.contact.12') ?? '')
  expect(await (await vault()).load('contact.13')).toBeUndefined()
  expect(await (await vault()).load('contact.12')).toEqual(note)
})

test('two people at one computer keep a draft each', async () => {
  await (await vault('7')).save('contact.12', note)
  await (await vault('8')).save('contact.12', { text: 'Noget andet' })
  expect(await (await vault('7')).load('contact.12')).toEqual(note)
})

test('a draft lives for seven days', async () => {
  await (await vault()).save('contact.12', note)
  time += 7 * day - 1
  removeExpiredDrafts(shelf, time)
  expect(await (await vault()).load('contact.12')).toEqual(note)
  time += 1
  expect(await (await vault()).load('contact.12')).toBeUndefined()
  expect(shelf.length).toBe(0)
})

test('expired and broken drafts are swept, other things stay', async () => {
  await (await vault()).save('contact.12', note)
  shelf.setItem('medgang.draft.9.old', 'not json')
  shelf.setItem('theirs', 'stays')
  removeExpiredDrafts(shelf, time + 8 * day)
  expect(Object.keys(shelf)).toEqual(['theirs'])
})

test('a removed draft is gone', async () => {
  const drafts = await vault()
  await drafts.save('contact.12', note)
  drafts.remove('contact.12')
  expect(await drafts.load('contact.12')).toBeUndefined()
})
