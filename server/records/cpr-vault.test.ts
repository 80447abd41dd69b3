import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CprKeys, CprVaultError, createCprVault } from './cpr-vault.ts'

const keys: CprKeys = { encryption: new Map([[1, randomBytes(32)]]), current: 1, index: randomBytes(32) }
const digits = fc.stringMatching(/^\d{10}$/)

test('what was sealed can be opened, and neither the bytes nor the index show the digits', () => {
  const vault = createCprVault(keys)
  fc.assert(
    fc.property(digits, number => {
      const sealed = vault.encrypt(number)
      expect(vault.decrypt(sealed)).toBe(number)
      expect(sealed.includes(number)).toBe(false)
      expect(vault.indexOf(number).includes(number)).toBe(false)
    }),
  )
})

test('sealing twice gives other bytes, the index stays the same', () => {
  const vault = createCprVault(keys)
  expect(vault.encrypt('0102034567').equals(vault.encrypt('0102034567'))).toBe(false)
  expect(vault.indexOf('0102034567').equals(vault.indexOf('0102034567'))).toBe(true)
  expect(vault.indexOf('0102034567').equals(vault.indexOf('0102034568'))).toBe(false)
})

test('another index key gives another index', () => {
  const other = createCprVault({ ...keys, index: randomBytes(32) })
  expect(other.indexOf('0102034567').equals(createCprVault(keys).indexOf('0102034567'))).toBe(false)
})

test('a change of any byte is found', () => {
  const vault = createCprVault(keys)
  const sealed = vault.encrypt('0102034567')
  for (let place = 0; place < sealed.length; place++) {
    const changed = Buffer.from(sealed)
    changed.writeUInt8(changed.readUInt8(place) ^ 1, place)
    expect(() => vault.decrypt(changed)).toThrow(CprVaultError)
  }
  expect(() => vault.decrypt(sealed.subarray(0, 20))).toThrow(CprVaultError)
  expect(() => vault.decrypt(Buffer.alloc(0))).toThrow(CprVaultError)
})

test('a new key seals, the old one still opens, and without it the rows stay shut', () => {
  const old = createCprVault(keys).encrypt('0102034567')
  const both = createCprVault({
    ...keys,
    encryption: new Map([...keys.encryption, [2, randomBytes(32)]]),
    current: 2,
  })
  expect(both.decrypt(old)).toBe('0102034567')
  expect(both.isOutdated(old)).toBe(true)
  expect(both.isOutdated(both.encrypt(both.decrypt(old)))).toBe(false)
  const newOnly = createCprVault({ ...keys, encryption: new Map([[2, randomBytes(32)]]), current: 2 })
  expect(() => newOnly.decrypt(old)).toThrow('key 1')
})

test('keys of a wrong length or number are refused', () => {
  expect(() => createCprVault({ ...keys, index: randomBytes(16) })).toThrow(CprVaultError)
  expect(() => createCprVault({ ...keys, encryption: new Map([[1, randomBytes(31)]]) })).toThrow(
    CprVaultError,
  )
  expect(() => createCprVault({ ...keys, current: 2 })).toThrow(CprVaultError)
  expect(() =>
    createCprVault({ ...keys, encryption: new Map([[256, randomBytes(32)]]), current: 256 }),
  ).toThrow(CprVaultError)
})

test('only ten digits are sealed, and the message does not repeat what was given', () => {
  const vault = createCprVault(keys)
  for (const wrong of ['010203-4567', '123', '01020345678', 'abcdefghij']) {
    expect(() => vault.encrypt(wrong)).toThrow(CprVaultError)
    expect(() => vault.indexOf(wrong)).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining(wrong) }),
    )
  }
})
